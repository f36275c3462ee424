// A round of the democratic appraisal, from its opening to the publication.
#include "base/text.hpp"
#include "modules/appraisal/appraisal.hpp"
#include "modules/appraisal/facts.hpp"
#include "modules/appraisal/store.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/organisations/organisations.hpp"

#include <algorithm>
#include <map>

namespace xinglin::appraisal {

namespace {

constexpr char const* subject = "appraisal";
constexpr char const* approval = "appraisal_grades";
constexpr std::size_t longest = 5000;

std::string named(Round const& round) { return std::to_string(round.year) + "年度民主评议"; }

Problem set_already(Round const& round) {
    return conflict("appraisal.grades_set").fact("state", std::string(title(round.state)));
}

Member* line_of(std::vector<Member>& members, PersonId person) {
    auto const at = std::find_if(members.begin(), members.end(), [&](Member const& m) { return m.person == person; });
    return at == members.end() ? nullptr : &*at;
}

Member line_for(meetings::DuePerson const& one) {
    Member out;
    out.person = one.person;
    out.name = one.name;
    out.full = one.state == members::State::full;
    return out;
}

bool counted_test(std::vector<ballots::View> const& tests) {
    return std::any_of(tests.begin(), tests.end(),
                       [](ballots::View const& one) { return one.ballot.state == ballots::State::counted; });
}

/// The steps that block, by their rule; warnings stay warnings.
Result<Done> enforce(regulations::Verdict verdict) {
    regulations::phrase(verdict);
    return verdict.enforce();
}

}  // namespace

Service::Service(meetings::Service& meetings, ballots::Service& ballots, approvals::Service& approvals)
    : meetings_(meetings), ballots_(ballots), approvals_(approvals) {
    ballots.serve(subject, *this);
    approvals.tell(approval, *this);
}

void Service::note(db::Tx& tx, auth::Actor const& actor, std::string action, std::string kind, std::int64_t id,
                   std::string const& path, std::string summary,
                   std::vector<std::pair<std::string, std::string>> details) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = std::move(kind);
    event.subject = id;
    event.path = path;
    event.summary = std::move(summary);
    event.details = std::move(details);
    tools().trail.record(tx, actor, event);
}

Result<Round> Service::for_run(db::Reader& reader, auth::Actor const& actor, RoundId id) const {
    auto found = store::find(reader, id);
    if (!found || !actor.has(meetings::rights::write) || !actor.scope(meetings::rights::write).covers(found->path))
        return fail(not_found());
    return std::move(*found);
}

Result<Done> Service::keep(db::Tx& tx, Round& round) const {
    if (!store::update(tx, round)) return fail(problem(Kind::precondition, "appraisal.stale"));
    return Done{};
}

Result<RoundId> Service::open(auth::Actor const& actor, OrganisationId organisation, int year) {
    return tools().db.write([&](db::Tx& tx) -> Result<RoundId> {
        TRY_ASSIGN(auto const place, organisations::access(tx, actor, organisation, meetings::rights::write));
        auto const now = tools().clock.now();
        auto const today = local_date(now);
        if (!place.live() || !meetings::may_hold(place.kind, meetings::MeetingKind::democratic_appraisal))
            return fail(refused("appraisal.wrong_organisation").fact("organisation", place.name));
        if (year != today.year && year != today.year - 1)
            return fail(malformed("appraisal.year_wrong").field("/year", "appraisal.year_wrong"));
        if (store::of_year(tx, organisation, year))
            return fail(conflict("appraisal.already_open").fact("year", std::to_string(year)));
        Round made;
        made.id = tools().ids.next<RoundId>();
        made.organisation = organisation;
        made.path = place.path;
        made.year = year;
        made.opened_at = now;
        made.opened_by = actor.account;
        made.opened_name = actor.name;
        auto const members = people_of(tx, organisation, place.path, meetings::MeetingKind::members_meeting, today);
        if (members.empty()) return fail(refused("appraisal.nobody"));
        store::insert(tx, made);
        for (auto const& one : members) {
            store::insert(tx, made.id, line_for(one));
            ask_self(tx, made, one.person);
        }
        note(tx, actor, "appraisal.opened", "appraisal", made.id.value, made.path, "开展" + named(made),
             {{"members", std::to_string(members.size())}});
        return made.id;
    });
}

void Service::ask_self(db::Tx& tx, Round const& round, PersonId person) const {
    notices::Message message;
    message.person = person;
    message.kind = "appraisal_opened";
    message.title = named(round) + "：请写个人自评";
    message.body = "请在手机上写自评，随后参加互评和民主测评。";
    message.link = "/m/appraisals/" + round.id.text();
    message.source_key = "appraisal.opened:" + round.id.text() + ":" + person.text();
    tools().notices.tell(tx, message);
}

Result<std::int64_t> Service::take_in(auth::Actor const& actor, RoundId id) {
    return tools().db.write([&](db::Tx& tx) -> Result<std::int64_t> {
        TRY_ASSIGN(auto round, for_run(tx, actor, id));
        if (round.state != RoundState::open) return fail(set_already(round));
        TRY(no_test_runs(tx, id));
        auto const fresh = joined(tx, round, store::members(tx, id), local_date(tools().clock.now()));
        if (fresh.empty()) return fail(conflict("appraisal.nobody_joined"));
        for (auto const& one : fresh) {
            store::insert(tx, id, line_for(one));
            ask_self(tx, round, one.person);
        }
        auto const count = static_cast<std::int64_t>(fresh.size());
        note(tx, actor, "appraisal.taken_in", "appraisal", id.value, round.path, named(round) + "补入党员",
             {{"members", std::to_string(count)}});
        TRY(keep(tx, round));
        return count;
    });
}

Result<Done> Service::say(auth::Actor const& actor, RoundId id, SelfAppraisal const& said) {
    auto const words = text::trim(said.text);
    if (words.empty() || words.size() > longest)
        return fail(malformed("appraisal.text_missing").field("/text", "appraisal.text_missing"));
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        auto const round = store::find(tx, id);
        auto all = round ? roll_of(tx, *round, local_date(tools().clock.now())) : std::vector<Member>{};
        auto* mine = actor.person.none() ? nullptr : line_of(all, actor.person);
        if (mine == nullptr) return fail(not_found());
        if (round->state != RoundState::open) return fail(set_already(*round));
        if (mine->gone) return fail(refused("appraisal.not_asked"));
        // The own grade is the member's word; nothing is chosen for them.
        if (mine->full && !said.grade)
            return fail(malformed("appraisal.grade_choose").field("/grade", "appraisal.grade_choose"));
        if (mine->self_text == words && mine->self_grade == said.grade) return Done{};
        mine->self_text = words;
        mine->self_grade = mine->full ? said.grade : std::nullopt;
        mine->self_at = tools().clock.now();
        store::put_self(tx, id, *mine);
        note(tx, actor, "appraisal.self_said", "appraisal", id.value, round->path, "填写个人自评");
        return Done{};
    });
}

Result<Done> Service::no_test_runs(db::Reader& reader, RoundId id) const {
    for (auto const& one : ballots_.of(reader, subject, id.value))
        if (one.ballot.state == ballots::State::open || one.ballot.state == ballots::State::closed)
            return fail(conflict("appraisal.test_running"));
    return Done{};
}

Result<ballots::BallotId> Service::test(auth::Actor const& actor, RoundId id, PersonId scrutineer) {
    return ballots_.open(actor, [&](db::Tx& tx) -> Result<ballots::NewBallot> {
        TRY_ASSIGN(auto const round, for_run(tx, actor, id));
        if (round.state != RoundState::open) return fail(set_already(round));
        // Two counts of almost the same voters would tell the marks of the one who differs.
        if (counted_test(ballots_.of(tx, subject, id.value))) return fail(conflict("appraisal.tested"));
        ballots::NewBallot out;
        out.organisation = round.organisation;
        out.path = round.path;
        out.form = ballots::Form::appraisal;
        out.subject_kind = subject;
        out.subject = id.value;
        out.title = named(round) + "测评";
        out.scrutineer = scrutineer;
        for (auto const& one : roll_of(tx, round, local_date(tools().clock.now()))) {
            if (one.gone) continue;
            if (one.full) out.lines.push_back({one.person.value, one.name});
            ++out.voters;
        }
        return out;
    });
}

Result<Done> Service::test_on_paper(auth::Actor const& actor, RoundId id, Date on) {
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto round, for_run(tx, actor, id));
        if (round.state != RoundState::open) return fail(set_already(round));
        TRY(no_test_runs(tx, id));
        if (counted_test(ballots_.of(tx, subject, id.value))) return fail(conflict("appraisal.tested"));
        if (on > local_date(tools().clock.now()) || on < local_date(round.opened_at))
            return fail(malformed("appraisal.day_wrong").field("/on", "appraisal.day_wrong"));
        round.paper_on = on.text();
        note(tx, actor, "appraisal.tested_on_paper", "appraisal", id.value, round.path, "登记纸质无记名测评",
             {{"on", round.paper_on}});
        return keep(tx, round);
    });
}

Result<Done> Service::grade(auth::Actor const& actor, RoundId id, std::optional<std::int64_t> version,
                            std::vector<Graded> const& grades) {
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto round, for_run(tx, actor, id));
        if (round.state != RoundState::open) return fail(set_already(round));
        if (!version || *version != round.version) return fail(problem(Kind::precondition, "appraisal.stale"));
        TRY(no_test_runs(tx, id));
        auto const today = local_date(tools().clock.now());
        auto all = roll_of(tx, round, today);
        for (auto& one : all)
            if (one.gone) one.grade.reset();
        for (auto const& given : grades) {
            auto* line = line_of(all, given.person);
            if (line == nullptr) return fail(malformed("appraisal.person_unknown"));
            if (line->gone) return fail(conflict("appraisal.left").fact("name", line->name));
            if (given.grade) TRY(enforce(meetings::may_be_graded(line->full)));
            line->grade = given.grade;
            line->note = text::trim(given.note);
        }
        for (auto const& one : all)
            if (one.full && !one.gone && !one.grade)
                return fail(malformed("appraisal.grade_missing").fact("name", one.name));
        round.state = RoundState::graded;
        auto const rules = meetings_.rules(tx);
        // Each step stands on the one before it.
        auto const steps = steps_of(tx, round.organisation, round.path, round.year, &round, all,
                                    ballots_.of(tx, subject, id.value), rules, today);
        TRY(enforce(meetings::appraisal_steps(steps)));
        for (auto const& one : all) store::put_grade(tx, id, one);
        store::put_returned(tx, tools().vault, id, "");
        auto const approver = rules.nearest("appraisal.grades_approved_by", today);
        bool const above = approver.choice() == "party_office";
        if (!above) round.state = RoundState::approved;
        auto const count = [&](Grade grade) {
            return std::to_string(
                std::count_if(all.begin(), all.end(), [&](Member const& one) { return one.grade == grade; }));
        };
        note(tx, actor, "appraisal.graded", "appraisal", id.value, round.path, "确定" + named(round) + "等次",
             {{"excellent", count(Grade::excellent)},
              {"qualified", count(Grade::qualified)},
              {"basic", count(Grade::basic)},
              {"unqualified", count(Grade::unqualified)}});
        if (above) {
            approvals::Request request;
            request.kind = approval;
            request.subject_kind = subject;
            request.subject = id.value;
            request.organisation = round.organisation;
            request.path = round.path;
            auto const place = organisations::find(tx, round.organisation);
            request.title = (place ? place->name : std::string()) + named(round) + "等次";
            request.detail = "优秀" + count(Grade::excellent) + "人，合格" + count(Grade::qualified) + "人，基本合格" +
                             count(Grade::basic) + "人，不合格" + count(Grade::unqualified) + "人。";
            request.link = "/console/appraisals/" + id.text();
            TRY(approvals_.begin(tx, actor, request));
        }
        return keep(tx, round);
    });
}

Result<Done> Service::on(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) {
    auto round = store::find(tx, RoundId{news.what.subject});
    if (!round) return fail(not_found());
    if (round->state != RoundState::graded) return fail(set_already(*round));
    bool const agreed = news.what.state == approvals::CaseState::approved;
    round->state = agreed ? RoundState::approved : RoundState::open;
    store::put_returned(tx, tools().vault, round->id, agreed ? "" : news.reason.empty() ? "已撤回" : news.reason);
    note(tx, by, agreed ? "appraisal.approved" : "appraisal.returned", "appraisal", round->id.value, round->path,
         (agreed ? "审定" : "退回") + named(*round) + "等次");
    return keep(tx, *round);
}

Result<Done> Service::publish(auth::Actor const& actor, RoundId id) {
    return tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto round, for_run(tx, actor, id));
        if (round.state == RoundState::published) return Done{};
        if (round.state != RoundState::approved)
            return fail(conflict("appraisal.not_approved").fact("state", std::string(title(round.state))));
        round.state = RoundState::published;
        round.published_at = tools().clock.now();
        for (auto const& one : roll_of(tx, round, local_date(tools().clock.now()))) {
            if (one.gone) continue;  // appraised where they are now
            notices::Message message;
            message.person = one.person;
            message.kind = "appraisal_published";
            message.title = named(round) + "结果已公布";
            message.body = "可在“民主评议”中查看。";
            message.link = "/m/appraisals/" + id.text();
            message.source_key = "appraisal.published:" + id.text() + ":" + one.person.text();
            tools().notices.tell(tx, message);
        }
        note(tx, actor, "appraisal.published", "appraisal", id.value, round.path, "公布" + named(round) + "等次");
        return keep(tx, round);
    });
}

Result<Done> Service::entitled(db::Reader& reader, ballots::Ballot const& ballot, PersonId person) const {
    auto const round = store::find(reader, RoundId{ballot.subject});
    if (!round) return fail(not_found());
    if (round->state != RoundState::open) return fail(set_already(*round));
    auto all = roll_of(reader, *round, local_date(tools().clock.now()));
    auto const* const line = line_of(all, person);
    // Who has moved to another branch since is appraised there.
    if (line == nullptr || line->gone) return fail(refused("appraisal.not_asked"));
    return Done{};
}

Result<Done> Service::still_open(db::Reader& reader, ballots::Ballot const& ballot) const {
    auto const round = store::find(reader, RoundId{ballot.subject});
    if (!round) return fail(not_found());
    if (round->state != RoundState::open) return fail(set_already(*round));
    return Done{};
}

std::set<PersonId> Service::told(db::Reader& reader, ballots::Ballot const& ballot) const {
    std::set<PersonId> out;
    for (auto const& one : store::members(reader, RoundId{ballot.subject})) out.insert(one.person);
    return out;
}

Result<Done> Service::counted(db::Tx&, ballots::Ballot const&, ballots::Count const&) { return Done{}; }

std::string Service::title_of(db::Reader& reader, ballots::Ballot const& ballot) const {
    auto const round = store::find(reader, RoundId{ballot.subject});
    auto const place = round ? organisations::find(reader, round->organisation) : std::nullopt;
    return place ? place->name : std::string();
}

}  // namespace xinglin::appraisal
