// A re-election from its countdown to the new term, step by step; what comes back, what comes late, a longer term.
#include "modules/re_elections/re_elections.hpp"
#include "base/text.hpp"
#include "modules/approvals/store.hpp"
#include "modules/documents/documents.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/meetings/voting.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/re_elections/rules.hpp"
#include "modules/regulations/regulations.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

#include <algorithm>

using namespace xinglin;
using namespace xinglin::re_elections;
using meetings::testing::Branch;
using testing::with_databases;

namespace {

approvals::Definitions definitions() {
    auto made = approvals::Definitions::load();
    REQUIRE(made);
    return std::move(*made);
}

/// The clock stands at 2026-09-15; the branch of seven members was elected on 2023-11-20, so its term ends on 2026-11-20.
struct Chain : Branch {
    explicit Chain(db::Database& database)
        : Branch(database),
          defined(definitions()),
          approvals(approvals::Tools{hospital.db, hospital.ids, hospital.clock, hospital.trail, notices,
                                     *hospital.vault, defined,
                                     [](db::Reader&, AccountId) { return std::optional<auth::Actor>(); }}),
          service_(service, hospital.tree, approvals) {
        for (char const* name : {"冯六", "陈七"}) members.push_back(hospital.member(hospital.heart, name));
        std::vector<std::string_view> const all{"meetings.read", "meetings.write", "organisations.posts",
                                                "people.read"};
        superior = hospital.actor(hospital.committee, all, outsider);
        superior.account = AccountId{77};
        superior.name = "党办";
        for (auto& grant : superior.grants) grant.role = "party_office";
        organisations::NewTerm term;
        term.organisation_id = hospital.heart;
        term.elected_on = {2023, 11, 20};
        REQUIRE(hospital.tree.begin_term(superior, term));
        organisations::NewPost post;
        post.organisation_id = hospital.heart;
        post.kind = PostKind::secretary;
        post.person_id = members[4];
        post.from = {2023, 11, 20};
        REQUIRE(hospital.tree.give_post(superior, post));
        auto const made = service_.begin(secretary, hospital.heart);
        if (!made) FAIL(made.error().code);
        id = *made;
    }
    View view() {
        auto found = service_.view(secretary, id);
        REQUIRE(found);
        return std::move(*found);
    }
    Result<Done> take(Step step, Written const& written = {}) {
        return service_.take(secretary, id, view().chain.version, step, written);
    }
    std::string error(Step step, Written const& written = {}) {
        auto const done = take(step, written);
        if (done) return "";
        return done.error().rule.empty() ? done.error().code : done.error().rule;
    }
    Written request() {
        Written out;
        out.planned_on = Date{2026, 9, 16};
        out.seats = 3;
        out.committee = true;
        return out;
    }
    Written people(std::vector<std::size_t> const& who, std::vector<PostKind> const& posts, Date on) {
        Written out;
        out.on = on;
        for (std::size_t i = 0; i < who.size(); ++i) out.people.push_back({members[who[i]], "", posts[i]});
        return out;
    }
    Result<Done> decide(approvals::Outcome outcome = approvals::Outcome::approve, std::string const& reason = "") {
        auto const waiting = hospital.db.read([&](db::Reader& r) { return approvals.waiting(r, superior, 10); });
        REQUIRE(waiting.size() == 1);
        return approvals.decide(superior, waiting[0].id, waiting[0].version, outcome, reason);
    }
    void to_meeting() {
        REQUIRE(take(Step::request, request()));
        REQUIRE(decide());
        REQUIRE(take(Step::nomination,
                     people({0, 1, 2, 3},
                            {PostKind::secretary, PostKind::organisation, PostKind::publicity, PostKind::discipline},
                            {2026, 9, 15})));
        REQUIRE(take(Step::candidate_list));
        REQUIRE(decide());
        Written on;
        on.on = Date{2026, 9, 15};
        REQUIRE(take(Step::method, on));
        auto const gathered = service_.gather(
            secretary, id, view().chain.version,
            {*Instant::parse("2026-09-16T10:00:00Z"), *Instant::parse("2026-09-16T11:30:00Z"), "门诊楼三楼会议室"});
        if (!gathered) FAIL(gathered.error().code);
    }
    void elect() {
        auto const meeting = view().meeting->id;
        REQUIRE(service.call(secretary, meeting, at(meeting).version));
        hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
        REQUIRE(service.start(secretary, meeting, at(meeting).version, std::nullopt));
        come(meeting, members);
        auto const stood = service_.stand(secretary, id);
        if (!stood) FAIL(stood.error().code);
        auto const round = view().rounds.at(0);
        REQUIRE(round.candidates.size() == 4);
        meetings::CountedBallot counted;
        counted.issued = counted.returned = 7;
        for (auto const& one : round.candidates) {
            std::int64_t const in_favour = one.person == members[3] ? 2 : 6;
            counted.votes.push_back({one.id, "", in_favour, 7 - in_favour, 0});
        }
        REQUIRE(meetings::Voting(service).count(secretary, meeting, *view().item, 1, counted));
        CHECK(view().done(Step::meeting) == nullptr);  // not before it is over
        hospital.clock.set(*Instant::parse("2026-09-16T11:30:00Z"));
        REQUIRE(service.end(secretary, meeting, at(meeting).version, std::nullopt));
    }
    Written shared_out() {
        return people({0, 1, 2}, {PostKind::secretary, PostKind::organisation, PostKind::publicity}, {2026, 9, 16});
    }
    bool says(std::string const& rule) {
        auto const all = view().findings;
        return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.rule == rule; });
    }

    approvals::Definitions defined;
    approvals::Service approvals;
    Service service_;
    ReElectionId id;
    auth::Actor superior;
};

std::vector<std::string> held(Chain& c) {
    std::vector<std::string> out;
    c.hospital.db.read([&](db::Reader& r) {
        for (auto const& post : organisations::posts_on(r, c.hospital.heart, {2026, 9, 16}))
            out.push_back(post.holder + std::string(organisations::title_of(post.kind)));
        return 0;
    });
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_SUITE("re_elections") {
    TEST_CASE("from the countdown to the new term: each step stands on the one before, nothing is typed twice") {
        with_databases([](db::Database& database) {
            Chain c(database);
            CHECK(c.service_.begin(c.secretary, c.hospital.heart).error().code == "re_elections.already_running");
            CHECK(c.view().next() == Step::request);
            CHECK(c.error(Step::nomination) == "re_elections.field_missing");
            CHECK(c.error(Step::result_report) == "re_election.before");
            c.to_meeting();
            CHECK(c.view().next() == Step::meeting);
            CHECK(c.error(Step::result_report) == "re_election.before");
            c.elect();
            CHECK(c.view().done(Step::meeting)->on == Date{2026, 9, 16});
            CHECK(c.error(Step::first_meeting,
                          c.people({0, 1, 3}, {PostKind::secretary, PostKind::member, PostKind::member},
                                   {2026, 9, 16})) == "re_elections.not_elected");
            CHECK(c.error(Step::first_meeting, c.people({0, 1}, {PostKind::secretary, PostKind::member},
                                                        {2026, 9, 16})) == "re_elections.post_missing");
            CHECK(c.error(Step::first_meeting,
                          c.people({0, 1, 2}, {PostKind::member, PostKind::member, PostKind::member}, {2026, 9, 16})) ==
                  "re_elections.one_secretary");
            REQUIRE(c.take(Step::first_meeting, c.shared_out()));
            REQUIRE(c.take(Step::result_report));
            CHECK(c.service_.begin_term(c.superior, c.id, std::nullopt, true).error().rule == "re_election.before");
            REQUIRE(c.decide());

            CHECK(c.service_.begin_term(c.secretary, c.id, std::nullopt, true).error().code == "not_found");
            auto const before = held(c);
            auto const seen = c.service_.begin_term(c.superior, c.id, c.view().chain.version, true);
            if (!seen) FAIL(seen.error().code);
            CHECK(seen->ended.size() == 1);
            CHECK(seen->given.size() == 3);
            CHECK(held(c) == before);  // a preview changes nothing
            CHECK(c.view().done(Step::new_term) == nullptr);
            auto const made = c.service_.begin_term(c.superior, c.id, c.view().chain.version, false);
            REQUIRE(made);
            CHECK(made->term.elected_on == Date{2026, 9, 16});
            CHECK(made->term.due_on == Date{2029, 9, 16});
            CHECK(held(c) == std::vector<std::string>{"林一书记", "袁三宣传委员", "韦二组织委员"});
            CHECK(c.service_.begin_term(c.superior, c.id, std::nullopt, false).error().code == "re_elections.taken");

            Written published;
            published.on = Date{2026, 9, 16};
            published.reference = "支部公示栏";
            REQUIRE(c.take(Step::publication, published));
            CHECK(c.view().chain.state == State::finished);
            CHECK(c.told(c.members[3]).front() == "换届选举结果已公布");
            CHECK(c.error(Step::publication, published) == "re_elections.over");
            for (auto const& one : documents::offers(c.view()))
                if (one.kind != documents::ChainDocument::extension) CHECK(one.missing.empty());
        });
    }
    TEST_CASE("what comes back from above opens the step again and says why") {
        with_databases([](db::Database& database) {
            Chain c(database);
            REQUIRE(c.take(Step::request, c.request()));
            CHECK(c.error(Step::request, c.request()) == "re_elections.taken");
            CHECK(c.error(Step::reply) == "re_elections.superior_decides");
            CHECK(c.view().waits_for == "换届请示");
            REQUIRE(c.decide(approvals::Outcome::send_back, "名额请再研究"));
            CHECK(c.view().next() == Step::request);
            CHECK(c.view().chain.returned.find("名额请再研究") != std::string::npos);
            auto again = c.request();
            again.seats = 5;
            REQUIRE(c.take(Step::request, again));
            CHECK(c.view().chain.returned.empty());
            REQUIRE(c.decide());
            CHECK(c.view().done(Step::reply)->name == "党办");
            CHECK(c.error(Step::nomination, c.people({0, 1, 2, 3, 4},
                                                     {PostKind::secretary, PostKind::member, PostKind::member,
                                                      PostKind::member, PostKind::member},
                                                     {2026, 9, 15})) == "election.too_few_candidates");
        });
    }
    TEST_CASE("a longer term is asked with a reason and reaches a year past its due day at most") {
        with_databases([](db::Database& database) {
            Chain c(database);
            auto const ask = [&](Date until, std::string const& why) {
                return c.service_.ask_extension(c.secretary, c.id, c.view().chain.version, until, why);
            };
            CHECK(ask({2027, 3, 1}, "").error().code == "re_elections.reason_missing");
            CHECK(ask({2026, 11, 20}, "（合成）人员调整").error().code == "re_elections.extension_not_later");
            CHECK(ask({2027, 11, 21}, "（合成）人员调整").error().rule == "re_election.extension_too_long");
            REQUIRE(ask({2027, 11, 20}, "（合成）人员调整"));
            CHECK(c.view().extension_asked);
            CHECK(c.view().term.deadline() == Date{2026, 11, 20});
            REQUIRE(c.decide());
            CHECK(c.view().term.deadline() == Date{2027, 11, 20});
        });
    }
    TEST_CASE("the next step is the duty of whoever takes it, and late ones say so") {
        with_databases([](db::Database& database) {
            Chain c(database);
            DutySource const source(c.service_);
            auto const due = [&](auth::Actor const& who) {
                return c.hospital.db.read(
                    [&](db::Reader& r) { return source.due(r, who, c.hospital.clock.today(), 5); });
            };
            CHECK(due(c.secretary).at(0).title.find("换届请示") != std::string::npos);
            CHECK(due(c.secretary).at(0).overdue);  // 120 days before 20 November have passed
            CHECK(c.says("re_election.late"));
            CHECK(due(c.secretary).at(0).link == "/console/re-elections/" + c.id.text());
            REQUIRE(c.take(Step::request, c.request()));
            CHECK(due(c.secretary).empty());  // stands among the confirmations of the office
            CHECK(due(c.actor(c.hospital.lung, c.outsider)).empty());
        });
    }
    TEST_CASE("nobody else's chain is there; a running one is given up with a reason, its request with it") {
        with_databases([](db::Database& database) {
            Chain c(database);
            auto const other = c.actor(c.hospital.lung, c.outsider);
            CHECK(c.service_.view(other, c.id).error().code == "not_found");
            CHECK(c.service_.take(other, c.id, std::nullopt, Step::request, c.request()).error().code == "not_found");
            CHECK(c.service_.take(c.secretary, c.id, 99, Step::request, c.request()).error().code ==
                  "re_elections.stale");
            REQUIRE(c.take(Step::request, c.request()));
            CHECK(c.service_.give_up(c.secretary, c.id, std::nullopt, " ").error().code ==
                  "re_elections.reason_missing");
            REQUIRE(c.service_.give_up(c.secretary, c.id, c.view().chain.version, "（合成）重新开始"));
            CHECK(c.view().chain.state == State::given_up);
            CHECK(c.hospital.db.read([&](db::Reader& r) { return c.approvals.waiting(r, c.superior, 10); }).empty());
            CHECK(c.service_.begin(c.secretary, c.hospital.heart));
        });
    }
}

TEST_SUITE("re_election rules") {
    TEST_CASE("days count back from the end of the term; a gap and a step before its time are findings") {
        auto const book = regulations::load_embedded();
        REQUIRE(book);
        regulations::RuleSet const rules(*book, {});
        Date const deadline{2027, 5, 22}, today{2026, 11, 22};
        CHECK(due_by(Step::request, deadline, rules, today) == Date{2027, 1, 22});
        CHECK(due_by(Step::publication, deadline, rules, today) == deadline);
        CHECK(due_by(Step::new_term, deadline, rules, today) == due_by(Step::result_reply, deadline, rules, today));
        CHECK(steps_of(false).size() == steps_of(true).size() - 1);
        ChainFacts facts;
        facts.deadline = deadline;
        facts.latest = latest_extension(deadline, rules, today);
        CHECK(facts.latest == Date{2028, 5, 22});
        StepDone one;
        one.step = Step::reply;
        one.on = {2026, 11, 1};
        facts.done = {one};
        auto verdict = chain_findings(facts, rules, today);
        CHECK(verdict.find("re_election.step_missing") != nullptr);
        one.step = Step::request;
        one.on = {2026, 11, 2};
        facts.done.insert(facts.done.begin(), one);
        verdict = chain_findings(facts, rules, today);
        CHECK(verdict.find("re_election.step_missing") == nullptr);
        CHECK(verdict.find("re_election.out_of_order") != nullptr);
        CHECK(verdict.find("re_election.next") != nullptr);
        facts.planned_on = Date{2027, 6, 1};
        CHECK(chain_findings(facts, rules, today).find("re_election.after_deadline") != nullptr);
        CHECK(may_take(Step::candidate_list, true, facts.done, rules, today).blocked());
    }
}
