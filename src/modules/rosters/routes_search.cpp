// Looking for a time to meet.
#include "modules/rosters/routes.hpp"
#include "platform/http/router.hpp"

namespace xinglin::rosters {

BOOST_DESCRIBE_ENUM(Reason, none, off, on_duty, night_rest, unknown, duty, leave)

namespace {

struct SearchSlots {
    OrganisationId branch;
    bool vote{false};  ///< one sitting that reaches its quorum
    bool committee{false};  ///< a meeting of the branch's committee: only those who hold a post of it
    Date from;
    Date to;
    Within<15, 480> minutes{60};
    std::vector<std::string> times;  ///< when it may begin: "12:20"
    bool weekends{false};
    Within<1, 3> sittings{1};  ///< of the same content; study only
    std::optional<Within<1, 1000>> quorum;  ///< absent: by the rules for a vote
    std::optional<Within<1, 100000>> seats;
    Within<0, 100> may_leave{1};  ///< of a ward, from their duty
    bool chaired{true};
    std::vector<PersonId> missed;  ///< who was not at the last one: fitted in first
};
BOOST_DESCRIBE_STRUCT(SearchSlots, (),
                      (branch, vote, committee, from, to, minutes, times, weekends, sittings, quorum, seats, may_leave,
                       chaired, missed))

struct SlotPerson {
    PersonId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(SlotPerson, (), (id, name))
struct AbsentPerson {
    PersonId id;
    std::string name;
    Reason reason{Reason::unknown};  ///< a class, never the code
    std::string title;
};
BOOST_DESCRIBE_STRUCT(AbsentPerson, (), (id, name, reason, title))
struct SittingView {
    Date day;
    int weekday{1};
    std::string starts;
    std::string ends;
    std::vector<SlotPerson> coming;
    std::vector<SlotPerson> asked;  ///< rest after a night: only with their consent
    std::vector<SlotPerson> unknown;  ///< no roster for that day: not counted
};
BOOST_DESCRIBE_STRUCT(SittingView, (), (day, weekday, starts, ends, coming, asked, unknown))
struct ProposalView {
    std::string sentence;
    bool certain{true};  ///< false: the quorum depends on people of whom nothing is known
    bool proven{true};  ///< no better one exists; else the best found in time
    std::vector<SittingView> sittings;
    std::vector<AbsentPerson> absent;  ///< for study: the make-up list
};
BOOST_DESCRIBE_STRUCT(ProposalView, (), (sentence, certain, proven, sittings, absent))
struct SlotsFound {
    std::int64_t people{0};
    std::int64_t voters{0};
    std::int64_t known{0};  ///< of whom there is a roster for the period
    std::int64_t candidates{0};
    int quorum{0};
    std::optional<std::string> quorum_article;
    std::vector<ProposalView> proposals;
    std::optional<std::string> why_none;
};
BOOST_DESCRIBE_STRUCT(SlotsFound, (), (people, voters, known, candidates, quorum, quorum_article, proposals, why_none))

SlotsFound view_of(Plan const& plan) {
    auto const& problem = plan.problem;
    SlotsFound out;
    out.people = static_cast<std::int64_t>(problem.people.size());
    out.voters = plan.voters;
    out.known = plan.known;
    out.candidates = static_cast<std::int64_t>(problem.candidates.size());
    out.quorum = problem.quorum;
    if (!plan.quorum_article.empty()) out.quorum_article = plan.quorum_article;
    if (!plan.why_none.empty()) out.why_none = plan.why_none;
    auto const named = [&](std::vector<std::size_t> const& who) {
        std::vector<SlotPerson> list;
        for (auto const i : who) list.push_back({PersonId{problem.people[i].id}, problem.people[i].name});
        return list;
    };
    for (std::size_t p = 0; p < plan.proposals.size(); ++p) {
        auto const& one = plan.proposals[p];
        ProposalView view{plan.sentences[p], one.certain, one.solver == Solver::exact, {}, {}};
        for (auto const& sitting : one.sittings) {
            auto const& when = problem.candidates[sitting.candidate].when;
            view.sittings.push_back({when.day, when.day.weekday(), clock_text(when.from), clock_text(when.to),
                                     named(sitting.coming), named(sitting.asked), named(sitting.unknown)});
        }
        for (auto const& absent : one.absent)
            view.absent.push_back({PersonId{problem.people[absent.person].id}, problem.people[absent.person].name,
                                   absent.reason, std::string(title_of(absent.reason))});
        out.proposals.push_back(std::move(view));
    }
    return out;
}

}  // namespace

void add_search_route(http::Router& router, Service& service) {
    router.work<SearchSlots, SlotsFound>(
        "POST", "/v1/slot-searches", rights::plan, "Find up to three times at which a branch can meet",
        {.errors = {{Kind::refused, "rosters.vote_in_one_sitting"},
                    {Kind::refused, "rosters.nobody_there"},
                    {Kind::malformed, "rosters.period_turned"},
                    {Kind::malformed, "rosters.time_form"},
                    {Kind::malformed, "rosters.too_many_slots"}}},
        [&service](http::Call const& call, SearchSlots const& in) -> Result<SlotsFound> {
            PlanWanted wanted;
            wanted.branch = in.branch;
            wanted.vote = in.vote;
            wanted.committee = in.committee;
            wanted.from = in.from;
            wanted.to = in.to;
            wanted.minutes = static_cast<int>(in.minutes.value);
            wanted.times = in.times;
            wanted.weekends = in.weekends;
            wanted.sittings = static_cast<int>(in.sittings.value);
            if (in.quorum) wanted.quorum = static_cast<int>(in.quorum->value);
            if (in.seats) wanted.seats = static_cast<int>(in.seats->value);
            wanted.may_leave = static_cast<int>(in.may_leave.value);
            wanted.chaired = in.chaired;
            wanted.missed = in.missed;
            TRY_ASSIGN(auto const plan, service.plan(call.actor(), wanted));
            return view_of(plan);
        });
}

}  // namespace xinglin::rosters
