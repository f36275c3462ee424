// The pack of an organisation life meeting.
#include "modules/appraisal/appraisal.hpp"
#include "modules/appraisal/routes.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/routes_findings.hpp"
#include "platform/http/router.hpp"

namespace xinglin::meetings {
BOOST_DESCRIBE_ENUM(TaskState, open, done, returned, checked)
}

namespace xinglin::appraisal {

BOOST_DESCRIBE_ENUM(Source, talk, opinions, self)

namespace {

struct ProblemText : Text<ProblemText> {
    static constexpr TextRule rule{.name = "LifeProblemText", .min = 0, .max = 600, .lines = true};
};

struct OnePack {
    OrganisationId organisation;
    Within<2018, 2100> year;
};
BOOST_DESCRIBE_STRUCT(OnePack, (), (organisation, year))
struct NewTalk {
    OrganisationId organisation;
    PersonId one;
    PersonId other;
    Date on;
};
BOOST_DESCRIBE_STRUCT(NewTalk, (), (organisation, one, other, on))
struct ProblemWritten {
    OrganisationId organisation;
    Within<2018, 2100> year;
    Source source{};
    std::optional<TalkId> talk;
    std::optional<Date> heard_on;
    ProblemText body;
};
BOOST_DESCRIBE_STRUCT(ProblemWritten, (), (organisation, year, source, talk, heard_on, body))
struct OneTalk {
    TalkId id;
};
BOOST_DESCRIBE_STRUCT(OneTalk, (), (id))
struct OneProblem {
    ProblemId id;
};
BOOST_DESCRIBE_STRUCT(OneProblem, (), (id))
struct NewCorrection {
    ProblemId id;
    ProblemText body;
    PersonId owner;
    Date due_on;
};
BOOST_DESCRIBE_STRUCT(NewCorrection, (), (id, body, owner, due_on))

struct TalkShown {
    TalkId id;
    Date on;
    std::string one_name;
    std::string other_name;
};
BOOST_DESCRIBE_STRUCT(TalkShown, (), (id, on, one_name, other_name))
struct CorrectionShown {
    meetings::TaskId id;
    std::string body;
    std::string owner_name;
    Date due_on;
    meetings::TaskState state{};
    std::string state_title;
    std::string evidence;
};
BOOST_DESCRIBE_STRUCT(CorrectionShown, (), (id, body, owner_name, due_on, state, state_title, evidence))
struct LifeProblemShown {
    ProblemId id;
    std::optional<Source> source;  ///< absent: recorded before anybody was asked
    std::optional<TalkId> talk;
    std::optional<Date> heard_on;
    std::string body;
    std::string recorded_name;
    std::optional<CorrectionShown> correction;
};
BOOST_DESCRIBE_STRUCT(LifeProblemShown, (), (id, source, talk, heard_on, body, recorded_name, correction))
struct TalksMissingShown {
    std::string who;  ///< committee, with_committee, among_members
    std::string names;
};
BOOST_DESCRIBE_STRUCT(TalksMissingShown, (), (who, names))
struct PackPerson {
    PersonId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PackPerson, (), (id, name))
struct PackShown {
    OrganisationId organisation;
    std::string organisation_name;
    std::int64_t year{0};
    std::vector<TalkShown> talks;
    std::vector<TalksMissingShown> missing;
    std::vector<LifeProblemShown> problems;
    std::vector<meetings::FindingShown> findings;
    std::vector<PackPerson> people;
};
BOOST_DESCRIBE_STRUCT(PackShown, (),
                      (organisation, organisation_name, year, talks, missing, problems, findings, people))

PackShown shown(Pack const& pack) {
    PackShown out;
    out.organisation = pack.organisation;
    out.organisation_name = pack.organisation_name;
    out.year = pack.year;
    for (auto const& one : pack.talks) out.talks.push_back({one.id, one.on, one.one_name, one.other_name});
    for (auto const& [who, names] : pack.missing) out.missing.push_back({who, names});
    for (auto const& one : pack.problems) {
        LifeProblemShown made{one.problem.id,
                              one.problem.source,
                              one.problem.talk,
                              one.problem.heard_on,
                              one.problem.body,
                              one.problem.recorded_name,
                              {}};
        if (auto const& task = one.correction)
            made.correction = CorrectionShown{task->id,      task->body,  task->owner_name,
                                              task->due_on,  task->state, std::string(meetings::title(task->state)),
                                              task->evidence};
        out.problems.push_back(std::move(made));
    }
    for (auto const& one : pack.findings) out.findings.push_back(meetings::finding_shown(one));
    for (auto const& [id, name] : pack.people) out.people.push_back({id, name});
    return out;
}

Result<PackShown> view(Service const& service, http::Call const& call, OrganisationId organisation, int year) {
    TRY_ASSIGN(auto const found, service.pack(call.actor(), organisation, year));
    return shown(found);
}

struct Made {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(Made, (), (id))

}  // namespace

void mount_pack(http::Router& router, Service& service) {
    router.get<OnePack, PackShown>(
        "/v1/life-packs", meetings::rights::read, "Talks, problems and corrections of a branch's year",
        {.errors = {{Kind::not_found, "not_found"}}}, [&service](http::Call const& call, OnePack const& in) {
            return view(service, call, in.organisation, static_cast<int>(in.year.value));
        });
    router.post<NewTalk, PackShown>("/v1/talks", meetings::rights::write, "Record that two members talked",
                                    {.errors = {{Kind::not_found, "not_found"},
                                                {Kind::malformed, "appraisal.in_future"},
                                                {Kind::malformed, "appraisal.same_person"},
                                                {Kind::malformed, "appraisal.person_unknown"}}},
                                    [&service](http::Call const& call, NewTalk const& in) -> Result<PackShown> {
                                        TRY(service.talked(call.actor(), in.organisation, in.one, in.other, in.on));
                                        return view(service, call, in.organisation, in.on.year);
                                    });
    router.post<ProblemWritten, PackShown>(
        "/v1/life-problems", meetings::rights::write, "Record a problem the branch means to put right",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "appraisal.text_missing"},
                    {Kind::malformed, "appraisal.talk_unknown"},
                    {Kind::malformed, "appraisal.heard_on_missing"},
                    {Kind::malformed, "appraisal.in_future"}}},
        [&service](http::Call const& call, ProblemWritten const& in) -> Result<PackShown> {
            auto const year = static_cast<int>(in.year.value);
            TRY(service.raise(call.actor(), {in.organisation, year, in.source, in.talk, in.heard_on, in.body.value}));
            return view(service, call, in.organisation, year);
        });
    router.del<OneTalk, PackShown>(
        "/v1/talks/{id}", meetings::rights::write, "Take back a talk recorded by mistake",
        {.errors = {{Kind::not_found, "not_found"}, {Kind::conflict, "appraisal.talk_used"}}},
        [&service](http::Call const& call, OneTalk const& in) -> Result<PackShown> {
            TRY_ASSIGN(auto const where, service.take_back(call.actor(), in.id));
            return view(service, call, where.first, where.second);
        });
    router.del<OneProblem, PackShown>(
        "/v1/life-problems/{id}", meetings::rights::write, "Take back a problem recorded by mistake",
        {.errors = {{Kind::not_found, "not_found"}, {Kind::conflict, "appraisal.corrected"}}},
        [&service](http::Call const& call, OneProblem const& in) -> Result<PackShown> {
            TRY_ASSIGN(auto const where, service.take_back(call.actor(), in.id));
            return view(service, call, where.first, where.second);
        });
    router.post<NewCorrection, Made>(
        "/v1/life-problems/{id}/correction", meetings::rights::write, "Make a rectification of a problem",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "meetings.task_empty"},
                    {Kind::malformed, "meetings.owner_missing"},
                    {Kind::conflict, "appraisal.corrected"}}},
        [&service](http::Call const& call, NewCorrection const& in) -> Result<Made> {
            TRY_ASSIGN(auto const task, service.correct(call.actor(), in.id, in.body.value, in.owner, in.due_on));
            return Made{task.text()};
        });
}

}  // namespace xinglin::appraisal
