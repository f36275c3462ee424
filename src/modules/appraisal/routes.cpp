// Rounds for those who run them, and for the members in them.
#include "modules/appraisal/routes.hpp"

#include "modules/appraisal/appraisal.hpp"
#include "modules/ballots/routes_shapes.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/routes_findings.hpp"

#include <algorithm>

namespace xinglin::meetings {
BOOST_DESCRIBE_ENUM(Grade, excellent, qualified, basic, unqualified)
}

namespace xinglin::appraisal {

BOOST_DESCRIBE_ENUM(RoundState, open, graded, approved, published)

namespace {

struct AppraisalText : Text<AppraisalText> {
    static constexpr TextRule rule{.name = "AppraisalText", .min = 0, .max = 1600, .lines = true};
};
struct AppraisalNote : Text<AppraisalNote> {
    static constexpr TextRule rule{.name = "AppraisalNote", .min = 0, .max = 200};
};

struct NewRound {
    OrganisationId organisation;
    Within<2018, 2100> year;
};
BOOST_DESCRIBE_STRUCT(NewRound, (), (organisation, year))
struct OneRound {
    RoundId id;
};
BOOST_DESCRIBE_STRUCT(OneRound, (), (id))
struct NewSelf {
    RoundId id;
    AppraisalText text;
    std::optional<Grade> grade;  ///< of a full member; nothing is chosen for anybody
};
BOOST_DESCRIBE_STRUCT(NewSelf, (), (id, text, grade))
struct NewTest {
    RoundId id;
    PersonId scrutineer;
};
BOOST_DESCRIBE_STRUCT(NewTest, (), (id, scrutineer))
struct PaperTest {
    RoundId id;
    Date on;
};
BOOST_DESCRIBE_STRUCT(PaperTest, (), (id, on))
struct TestReason : Text<TestReason> {
    static constexpr TextRule rule{.name = "TestReason", .min = 0, .max = 200};
};
struct TestAnnulment {
    RoundId id;
    ballots::BallotId test;
    TestReason reason;
};
BOOST_DESCRIBE_STRUCT(TestAnnulment, (), (id, test, reason))
struct NamedMeeting {
    RoundId id;
    std::optional<meetings::MeetingId> meeting;  ///< absent: it follows from the days again
};
BOOST_DESCRIBE_STRUCT(NamedMeeting, (), (id, meeting))
struct GradeWritten {
    PersonId person;
    std::optional<Grade> grade;
    std::optional<AppraisalNote> note;
};
BOOST_DESCRIBE_STRUCT(GradeWritten, (), (person, grade, note))
struct NewGrades {
    RoundId id;
    std::vector<GradeWritten> grades;
};
BOOST_DESCRIBE_STRUCT(NewGrades, (), (id, grades))

struct AppraisalItem {
    RoundId id;
    OrganisationId organisation;
    std::string organisation_name;
    std::int64_t year{0};
    RoundState state{};
    std::string state_title;
    std::int64_t members{0};
    std::int64_t said{0};  ///< self-appraisals that are there
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(AppraisalItem, (),
                      (id, organisation, organisation_name, year, state, state_title, members, said, version))
struct AppraisalItems {
    std::vector<AppraisalItem> items;
};
BOOST_DESCRIBE_STRUCT(AppraisalItems, (), (items))

struct MemberShown {
    PersonId person;
    std::string name;
    bool full{true};
    std::string self_text;
    std::optional<Grade> self_grade;
    std::optional<std::string> self_grade_title;
    std::optional<Instant> self_at;
    std::optional<Grade> grade;
    std::optional<std::string> grade_title;
    std::string note;
    bool gone{false};  ///< has left the branch ungraded
};
BOOST_DESCRIBE_STRUCT(MemberShown, (),
                      (person, name, full, self_text, self_grade, self_grade_title, self_at, grade, grade_title, note,
                       gone))

struct MeetingNamed {
    meetings::MeetingId id;
    std::string title;
    Instant starts_at;
    std::string state_title;
};
BOOST_DESCRIBE_STRUCT(MeetingNamed, (), (id, title, starts_at, state_title))

struct AppraisalView : AppraisalItem {
    std::vector<MemberShown> people;
    std::vector<std::string> joined;  ///< members of the branch who are in no line yet
    std::vector<ballots::BallotView> ballots;
    std::optional<std::string> paper_on;
    std::optional<MeetingNamed> meeting;  ///< the one it names; else its meeting follows from the days
    std::vector<MeetingNamed> meetings;  ///< those it may name, the latest first
    std::optional<std::string> returned_reason;
    std::optional<Instant> published_at;
    std::int64_t most_excellent{0};
    std::vector<meetings::FindingShown> findings;
    bool may_run{false};
    bool may_annul{false};  ///< the counted test
};
BOOST_DESCRIBE_STRUCT(AppraisalView, (AppraisalItem),
                      (people, joined, ballots, paper_on, meeting, meetings, returned_reason, published_at,
                       most_excellent, findings, may_run, may_annul))

struct OwnAppraisal : AppraisalItem {
    MemberShown mine;
    std::optional<ballots::BallotId> ballot;  ///< the test, while it is open or once it is counted
    bool may_say{false};
};
BOOST_DESCRIBE_STRUCT(OwnAppraisal, (AppraisalItem), (mine, ballot, may_say))
struct OwnAppraisals {
    std::vector<OwnAppraisal> items;
};
BOOST_DESCRIBE_STRUCT(OwnAppraisals, (), (items))

std::optional<std::string> title_of(std::optional<Grade> const& grade) {
    return grade ? std::optional(std::string(meetings::title(*grade))) : std::nullopt;
}
MemberShown shown(Member const& m) {
    return {m.person,          m.name, m.full, m.self_text, m.self_grade, title_of(m.self_grade), m.self_at, m.grade,
            title_of(m.grade), m.note, m.gone};
}

MeetingNamed shown(meetings::Meeting const& m) {
    return {m.id, m.title.empty() ? m.kind_title() : m.title, m.starts_at, std::string(meetings::title(m.state))};
}

void fill(AppraisalItem& out, RoundView const& view) {
    out.id = view.round.id;
    out.organisation = view.round.organisation;
    out.organisation_name = view.organisation_name;
    out.year = view.round.year;
    out.state = view.round.state;
    out.state_title = std::string(title(view.round.state));
    out.members = std::count_if(view.members.begin(), view.members.end(), [](Member const& one) { return !one.gone; });
    out.said = std::count_if(view.members.begin(), view.members.end(),
                             [](Member const& one) { return !one.gone && one.self_at.has_value(); });
    out.version = view.round.version;
}

AppraisalView shown(RoundView const& view) {
    AppraisalView out;
    fill(out, view);
    for (auto const& one : view.members) out.people.push_back(shown(one));
    out.joined = view.joined;
    for (auto one : view.ballots) {
        one.runs = view.runs;
        out.ballots.push_back(ballots::shown(one));
    }
    if (!view.round.paper_on.empty()) out.paper_on = view.round.paper_on;
    if (view.meeting) out.meeting = shown(*view.meeting);
    for (auto const& one : view.namable) out.meetings.push_back(shown(one));
    if (!view.returned_reason.empty()) out.returned_reason = view.returned_reason;
    out.published_at = view.round.published_at;
    out.most_excellent = view.most_excellent;
    for (auto const& one : view.findings) out.findings.push_back(meetings::finding_shown(one));
    out.may_run = view.runs;
    out.may_annul = view.annuls;
    return out;
}

OwnAppraisals own(Service const& service, auth::Actor const& actor) {
    OwnAppraisals out;
    for (auto const& [view, mine] : service.own(actor)) {
        OwnAppraisal made;
        fill(made, view);
        made.mine = shown(mine);
        made.may_say = view.round.state == RoundState::open && !mine.gone;
        for (auto const& one : view.ballots)
            if (one.ballot.state != ballots::State::voided && one.ballot.state != ballots::State::annulled)
                made.ballot = one.ballot.id;
        out.items.push_back(std::move(made));
    }
    return out;
}

Result<AppraisalView> view(Service const& service, http::Call const& call, RoundId id) {
    TRY_ASSIGN(auto const found, service.view(call.actor(), id));
    return shown(found);
}

http::Options errors(std::vector<http::ErrorCode> more, http::ScopeKind scope = http::ScopeKind::organisation) {
    http::Options out;
    out.scope = scope;
    out.errors = {{Kind::not_found, "not_found"}, {Kind::conflict, "appraisal.grades_set"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

void mount_afterwards(http::Router& router, Service& service) {
    router.put<TestAnnulment, AppraisalView>(
        "/v1/appraisals/{id}/tests/{test}/annulment", meetings::rights::write,
        "Set a counted test aside, by the organisation above; another may be held",
        errors({{Kind::refused, "appraisal.annulled_above"},
                {Kind::conflict, "ballots.not_counted"},
                {Kind::malformed, "ballots.reason_missing"},
                {Kind::precondition, "appraisal.stale"}}),
        [&service](http::Call const& call, TestAnnulment const& in) -> Result<AppraisalView> {
            TRY(service.annul_test(call.actor(), in.id, in.test, in.reason.value));
            return view(service, call, in.id);
        });
    router.put<NamedMeeting, AppraisalView>(
        "/v1/appraisals/{id}/meeting", meetings::rights::write, "The meeting the members are appraised and graded at",
        errors({{Kind::malformed, "appraisal.meeting_wrong"},
                {Kind::conflict, "appraisal.meeting_taken"},
                {Kind::precondition, "appraisal.stale"}}),
        [&service](http::Call const& call, NamedMeeting const& in) -> Result<AppraisalView> {
            TRY(service.name_meeting(call.actor(), in.id, in.meeting));
            return view(service, call, in.id);
        });
}

}  // namespace

void mount(http::Router& router, Service& service) {
    router.get<http::Nothing, AppraisalItems>(
        "/v1/appraisals", meetings::rights::read, "Democratic appraisals of the branches in scope, this year and last",
        {}, [&service](http::Call const& call, http::Nothing const&) -> Result<AppraisalItems> {
            AppraisalItems out;
            for (auto const& one : service.list(call.actor())) fill(out.items.emplace_back(), one);
            return out;
        });
    router.post<NewRound, AppraisalView>(
        "/v1/appraisals", meetings::rights::write, "Begin the appraisal of a branch for a year",
        errors({{Kind::refused, "appraisal.wrong_organisation"},
                {Kind::refused, "appraisal.nobody"},
                {Kind::malformed, "appraisal.year_wrong"},
                {Kind::conflict, "appraisal.already_open"}}),
        [&service](http::Call const& call, NewRound const& in) -> Result<AppraisalView> {
            TRY_ASSIGN(auto const id, service.open(call.actor(), in.organisation, static_cast<int>(in.year.value)));
            return view(service, call, id);
        });
    router.get<OneRound, AppraisalView>(
        "/v1/appraisals/{id}", meetings::rights::read,
        "An appraisal: self-appraisals, the test, grades, what is missing",
        {.errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneRound const& in) { return view(service, call, in.id); });
    router.post<OneRound, AppraisalView>(
        "/v1/appraisals/{id}/members", meetings::rights::write, "Take in who joined the branch since it was opened",
        errors({{Kind::conflict, "appraisal.nobody_joined"},
                {Kind::conflict, "appraisal.test_running"},
                {Kind::precondition, "appraisal.stale"}}),
        [&service](http::Call const& call, OneRound const& in) -> Result<AppraisalView> {
            TRY(service.take_in(call.actor(), in.id));
            return view(service, call, in.id);
        });
    router.work<NewTest, AppraisalView>("POST", "/v1/appraisals/{id}/tests", meetings::rights::write,
                                        "Open the secret test ballot",
                                        errors({{Kind::refused, "ballot.too_few_voters"},
                                                {Kind::refused, "ballots.scrutineer_wrong"},
                                                {Kind::conflict, "appraisal.tested"},
                                                {Kind::conflict, "ballots.already_open"}}),
                                        [&service](http::Call const& call, NewTest const& in) -> Result<AppraisalView> {
                                            TRY(service.test(call.actor(), in.id, in.scrutineer));
                                            return view(service, call, in.id);
                                        });
    router.put<PaperTest, AppraisalView>(
        "/v1/appraisals/{id}/paper-test", meetings::rights::write, "The test was held on paper",
        errors({{Kind::malformed, "appraisal.day_wrong"},
                {Kind::precondition, "appraisal.stale"},
                {Kind::conflict, "appraisal.test_running"},
                {Kind::conflict, "appraisal.tested"}}),
        [&service](http::Call const& call, PaperTest const& in) -> Result<AppraisalView> {
            TRY(service.test_on_paper(call.actor(), in.id, in.on));
            return view(service, call, in.id);
        });
    mount_afterwards(router, service);
    router.put<NewGrades, AppraisalView>(
        "/v1/appraisals/{id}/grades", meetings::rights::write, "The committee's grades, all at once",
        errors({{Kind::precondition, "appraisal.stale"},
                {Kind::malformed, "appraisal.person_unknown"},
                {Kind::malformed, "appraisal.grade_missing"},
                {Kind::conflict, "appraisal.test_running"},
                {Kind::conflict, "appraisal.left"},
                {Kind::refused, "appraisal.not_graded"},
                {Kind::refused, "appraisal.no_self"},
                {Kind::refused, "appraisal.no_mutual"},
                {Kind::refused, "appraisal.no_test_ballot"},
                {Kind::conflict, "approvals.already_asked"}}),
        [&service](http::Call const& call, NewGrades const& in) -> Result<AppraisalView> {
            std::vector<Graded> grades;
            for (auto const& one : in.grades)
                grades.push_back({one.person, one.grade, one.note ? one.note->value : ""});
            TRY(service.grade(call.actor(), in.id, call.if_match(), grades));
            return view(service, call, in.id);
        });
    router.put<OneRound, AppraisalView>(
        "/v1/appraisals/{id}/publication", meetings::rights::write, "Publish the grades to the members",
        errors({{Kind::conflict, "appraisal.not_approved"}, {Kind::precondition, "appraisal.stale"}}),
        [&service](http::Call const& call, OneRound const& in) -> Result<AppraisalView> {
            TRY(service.publish(call.actor(), in.id));
            return view(service, call, in.id);
        });
    router.get<http::Nothing, OwnAppraisals>(
        "/v1/own-appraisals", auth::signed_in, "My own appraisals, the latest first", {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, http::Nothing const&) -> Result<OwnAppraisals> {
            return own(service, call.actor());
        });
    router.put<NewSelf, OwnAppraisals>("/v1/own-appraisals/{id}/self", auth::signed_in, "What I say of myself",
                                       errors({{Kind::malformed, "appraisal.text_missing"},
                                               {Kind::malformed, "appraisal.grade_choose"},
                                               {Kind::refused, "appraisal.not_asked"}},
                                              http::ScopeKind::own),
                                       [&service](http::Call const& call, NewSelf const& in) -> Result<OwnAppraisals> {
                                           TRY(service.say(call.actor(), in.id, {in.text.value, in.grade}));
                                           return own(service, call.actor());
                                       });
    mount_pack(router, service);
}

}  // namespace xinglin::appraisal
