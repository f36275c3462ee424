// The pack of an organisation life meeting: talks, the problems they brought up, the corrections that follow.
#include "base/text.hpp"
#include "modules/appraisal/appraisal.hpp"
#include "modules/appraisal/facts.hpp"
#include "modules/appraisal/store.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/tasks.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/people.hpp"

#include <algorithm>
#include <set>

namespace xinglin::appraisal {

namespace {

constexpr std::size_t longest = 2000;

std::string name_of(std::vector<std::pair<PersonId, std::string>> const& people, std::int64_t person) {
    for (auto const& [id, name] : people)
        if (id.value == person) return name;
    return {};
}

bool may_write(auth::Actor const& actor, std::string const& path) {
    return actor.has(meetings::rights::write) && actor.scope(meetings::rights::write).covers(path);
}

std::string names_of(std::vector<std::pair<PersonId, std::string>> const& people,
                     std::vector<std::int64_t> const& some) {
    std::vector<std::string> out;
    for (auto const one : some) out.push_back(name_of(people, one));
    return text::join(out, "、");
}

}  // namespace

Result<TalkId> Service::talked(auth::Actor const& actor, OrganisationId organisation, PersonId one, PersonId other,
                               Date on) {
    return tools().db.write([&](db::Tx& tx) -> Result<TalkId> {
        TRY_ASSIGN(auto const place, organisations::access(tx, actor, organisation, meetings::rights::write));
        auto const now = tools().clock.now();
        if (on > local_date(now)) return fail(malformed("appraisal.in_future").field("/on", "appraisal.in_future"));
        if (one == other) return fail(malformed("appraisal.same_person").field("/other", "appraisal.same_person"));
        auto const people = people_of(tx, place.id, place.path, meetings::MeetingKind::members_meeting, on);
        TalkHeld made{tools().ids.next<TalkId>(), on, one, "", other, ""};
        for (auto const& each : people) {
            if (each.person == one) made.one_name = each.name;
            if (each.person == other) made.other_name = each.name;
        }
        if (made.one_name.empty() || made.other_name.empty()) return fail(malformed("appraisal.person_unknown"));
        for (auto const& each : store::talks(tx, place.id, on.year)) {
            bool const same = (each.one == one && each.other == other) || (each.one == other && each.other == one);
            if (same && each.on == on) return each.id;
        }
        store::insert(tx, place.id, place.path, made, now, actor.account);
        note(tx, actor, "appraisal.talk_recorded", "talk", made.id.value, place.path,
             "登记谈心谈话：" + made.one_name + "、" + made.other_name, {{"on", on.text()}});
        return made.id;
    });
}

Result<ProblemId> Service::raise(auth::Actor const& actor, NewProblem const& command) {
    auto const words = text::trim(command.body);
    if (words.empty() || words.size() > longest)
        return fail(malformed("appraisal.text_missing").field("/body", "appraisal.text_missing"));
    bool const from_talk = command.source == Source::talk, heard = command.source == Source::opinions;
    if (heard && !command.heard_on)
        return fail(malformed("appraisal.heard_on_missing").field("/heard_on", "appraisal.heard_on_missing"));
    if (heard && *command.heard_on > local_date(tools().clock.now()))
        return fail(malformed("appraisal.in_future").field("/heard_on", "appraisal.in_future"));
    return tools().db.write([&](db::Tx& tx) -> Result<ProblemId> {
        TRY_ASSIGN(auto const place, organisations::access(tx, actor, command.organisation, meetings::rights::write));
        auto const talks = store::talks(tx, place.id, command.year);
        if (from_talk &&
            std::none_of(talks.begin(), talks.end(), [&](TalkHeld const& one) { return one.id == command.talk; }))
            return fail(malformed("appraisal.talk_unknown").field("/talk", "appraisal.talk_unknown"));
        LifeProblem made;
        made.id = tools().ids.next<ProblemId>();
        made.organisation = place.id;
        made.path = place.path;
        made.year = command.year;
        made.source = command.source;
        if (from_talk) made.talk = command.talk;
        if (heard) made.heard_on = command.heard_on;
        made.body = words;
        made.recorded_name = actor.name;
        store::insert(tx, made, tools().clock.now(), actor.account);
        note(tx, actor, "appraisal.problem_raised", "life_problem", made.id.value, place.path, "登记查摆的问题");
        return made.id;
    });
}

Result<std::pair<OrganisationId, int>> Service::take_back(auth::Actor const& actor, TalkId id) {
    return tools().db.write([&](db::Tx& tx) -> Result<std::pair<OrganisationId, int>> {
        auto const found = store::find(tx, id);
        if (!found || !may_write(actor, found->path)) return fail(not_found());
        if (store::used(tx, id)) return fail(conflict("appraisal.talk_used"));
        auto const& talk = found->talk;
        store::remove(tx, id);
        note(tx, actor, "appraisal.talk_taken_back", "talk", id.value, found->path,
             "撤销登记的谈心谈话：" + talk.one_name + "、" + talk.other_name, {{"on", talk.on.text()}});
        return std::pair(found->organisation, talk.on.year);
    });
}

Result<std::pair<OrganisationId, int>> Service::take_back(auth::Actor const& actor, ProblemId id) {
    return tools().db.write([&](db::Tx& tx) -> Result<std::pair<OrganisationId, int>> {
        auto const found = store::find(tx, id);
        if (!found || !may_write(actor, found->path)) return fail(not_found());
        if (!store::remove(tx, id)) return fail(conflict("appraisal.corrected"));
        note(tx, actor, "appraisal.problem_taken_back", "life_problem", id.value, found->path, "撤销登记的问题");
        return std::pair(found->organisation, found->year);
    });
}

Result<meetings::TaskId> Service::correct(auth::Actor const& actor, ProblemId id, std::string const& body,
                                          PersonId owner, Date due_on) {
    return tools().db.write([&](db::Tx& tx) -> Result<meetings::TaskId> {
        auto const found = store::find(tx, id);
        if (!found || !may_write(actor, found->path)) return fail(not_found());
        meetings::NewTask command;
        command.organisation = found->organisation;
        command.kind = meetings::TaskKind::rectification;
        command.body = body;
        command.owner = owner;
        command.due_on = due_on;
        TRY_ASSIGN(auto const task, meetings::Tasks(meetings_).add(tx, actor, command));
        if (!store::tie(tx, id, task.value)) return fail(conflict("appraisal.corrected"));
        return task;
    });
}

Result<Pack> Service::pack(auth::Actor const& actor, OrganisationId organisation, int year) const {
    return tools().db.read([&](db::Reader& reader) -> Result<Pack> {
        TRY_ASSIGN(auto const place, organisations::access(reader, actor, organisation, meetings::rights::read));
        auto const today = local_date(tools().clock.now());
        Pack out;
        out.organisation = place.id;
        out.organisation_name = place.name;
        out.year = year;
        out.talks = store::talks(reader, place.id, year);
        for (auto& one : store::problems(reader, place.id, year)) {
            auto correction =
                one.task == 0 ? std::nullopt : meetings::store::find_task(reader, meetings::TaskId{one.task});
            out.problems.push_back({std::move(one), std::move(correction)});
        }
        meetings::TalkFacts facts;
        std::set<std::int64_t> committee;
        auto const day = std::min(today, Date{year, 12, 31});
        for (auto const& one : people_of(reader, place.id, place.path, meetings::MeetingKind::committee_meeting, day))
            if (!one.person.none() && committee.insert(one.person.value).second)
                facts.committee.push_back(one.person.value);
        for (auto const& one : people_of(reader, place.id, place.path, meetings::MeetingKind::members_meeting, day)) {
            out.people.emplace_back(one.person, one.name);
            if (!committee.contains(one.person.value)) facts.members.push_back(one.person.value);
        }
        for (auto const& one : out.talks) facts.talks.push_back({one.one.value, one.other.value, one.on});
        auto missing = meetings::talks_missing(facts, year, meetings_.rules(reader), today);
        std::vector<std::string> pairs;
        for (auto const& [one, other] : missing.committee_pairs)
            pairs.push_back(name_of(out.people, one) + "—" + name_of(out.people, other));
        if (!pairs.empty()) out.missing.emplace_back("committee", text::join(pairs, "、"));
        if (!missing.with_committee.empty())
            out.missing.emplace_back("with_committee", names_of(out.people, missing.with_committee));
        if (!missing.among_members.empty())
            out.missing.emplace_back("among_members", names_of(out.people, missing.among_members));
        auto verdict = meetings::life_meeting_steps(
            steps_of(reader, place.id, place.path, year, nullptr, {}, {}, meetings_.rules(reader), today));
        for (auto const& one : missing.verdict.findings) verdict.add(one);
        regulations::phrase(verdict);
        out.findings = std::move(verdict.findings);
        return out;
    });
}

}  // namespace xinglin::appraisal
