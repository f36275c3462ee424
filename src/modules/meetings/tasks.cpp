#include "modules/meetings/tasks.hpp"

#include "base/text.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/known.hpp"
#include "platform/auth/second_person.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

/// A meeting named with a task or an opinion is the same organisation's.
Result<Done> check_meeting(db::Reader& reader, OrganisationId organisation, std::optional<MeetingId> const& meeting,
                           std::optional<ItemId> const& item) {
    if (!meeting) return item ? Result<Done>(fail(not_found("meetings.item_unknown"))) : Result<Done>(Done{});
    auto const found = store::find(reader, *meeting);
    if (!found || found->organisation != organisation) return fail(not_found("meetings.meeting_elsewhere"));
    if (!item) return Done{};
    auto const items = store::items(reader, *meeting);
    if (std::none_of(items.begin(), items.end(), [&](Item const& one) { return one.id == *item; }))
        return fail(not_found("meetings.item_unknown"));
    return Done{};
}

/// @param before who owned it until now, and may go on although they have left the reach of who writes
Result<std::string> owner_name(db::Reader& reader, auth::Actor const& actor, std::optional<PersonId> const& owner,
                               PersonId before) {
    auto const card = !owner             ? std::nullopt
                      : *owner == before ? people::find_card(reader, *owner)
                                         : people::known_card(reader, actor, *owner);
    if (!card) return fail(malformed("meetings.owner_missing").field("/owner", "meetings.owner_missing"));
    return card->name;
}

Problem stale() { return problem(Kind::precondition, "meetings.task_stale"); }

bool settled(Task const& task) { return task.state == TaskState::done || task.state == TaskState::checked; }

}  // namespace

void Tasks::note(db::Tx& tx, auth::Actor const& actor, std::string action, std::string kind, std::int64_t subject,
                 std::string const& path, std::string summary) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = std::move(kind);
    event.subject = subject;
    event.path = path;
    event.summary = std::move(summary);
    service_.tools().trail.record(tx, actor, event);
}

Result<Task> Tasks::access(db::Reader& reader, auth::Actor const& actor, TaskId id, auth::Right right) const {
    auto found = store::find_task(reader, id);
    if (!found) return fail(not_found());
    bool const owned = !actor.person.none() && actor.person == found->owner;
    if (!owned && !(actor.has(right) && actor.scope(right).covers(found->path))) return fail(not_found());
    return std::move(*found);
}

Result<TaskId> Tasks::add(auth::Actor const& actor, NewTask const& command) {
    return service_.tools().db.write([&](db::Tx& tx) { return add(tx, actor, command); });
}

Result<TaskId> Tasks::add(db::Tx& tx, auth::Actor const& actor, NewTask const& command) {
    auto const body = text::trim(command.body);
    if (body.empty()) return fail(malformed("meetings.task_empty").field("/body", "meetings.task_empty"));
    TRY_ASSIGN(auto const place, organisations::access(tx, actor, command.organisation, rights::write));
    TRY(check_meeting(tx, place.id, command.meeting, command.item));
    if (command.meeting && store::find(tx, *command.meeting)->state == MeetingState::closed)
        return fail(conflict("meetings.wrong_state").fact("state", "已归档").fact("act", "增加事项，请先更正会议记录"));
    Task made;
    made.id = service_.tools().ids.next<TaskId>();
    made.organisation = place.id;
    made.path = place.path;
    made.kind = command.kind;
    made.meeting = command.meeting.value_or(MeetingId{});
    made.item = command.item;
    made.body = body;
    TRY_ASSIGN(made.owner_name, owner_name(tx, actor, command.owner, {}));
    made.owner = *command.owner;
    made.due_on = command.due_on;
    made.created_at = service_.tools().clock.now();
    made.created_by = actor.account;
    store::insert(tx, made);
    notices::Message message;
    message.person = made.owner;
    message.kind = "meeting_task";
    message.title = std::string(title(made.kind)) + "由您负责";
    message.body = "请在" + made.due_on.text() + "前完成，完成后写明办理情况。";
    message.link = "/m/tasks/" + made.id.text();
    message.source_key = "meeting_task:" + made.id.text();
    service_.tools().notices.tell(tx, message);
    note(tx, actor, "meetings.task_added", "meeting_task", made.id.value, made.path,
         "登记" + std::string(title(made.kind)));
    return made.id;
}

Result<Done> Tasks::change(auth::Actor const& actor, TaskId id, std::optional<std::int64_t> version,
                           TaskPlan const& plan) {
    auto const body = text::trim(plan.body);
    if (body.empty()) return fail(malformed("meetings.task_empty").field("/body", "meetings.task_empty"));
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        auto found = store::find_task(tx, id);
        if (!found || !actor.scope(rights::write).covers(found->path)) return fail(not_found());
        if (!version) return fail(problem(Kind::precondition, "meetings.version_missing"));
        if (settled(*found))
            return fail(conflict("meetings.task_settled").fact("state", std::string(title(found->state))));
        TRY_ASSIGN(found->owner_name, owner_name(tx, actor, plan.owner, found->owner));
        found->owner = *plan.owner;
        found->body = body;
        found->due_on = plan.due_on;
        found->version = *version;
        if (!store::update(tx, *found)) return fail(stale());
        note(tx, actor, "meetings.task_changed", "meeting_task", id.value, found->path,
             "修改" + std::string(title(found->kind)));
        return Done{};
    });
}

Result<Done> Tasks::complete(auth::Actor const& actor, TaskId id, std::string const& evidence) {
    auto const said = text::trim(evidence);
    if (said.empty())
        return fail(malformed("meetings.evidence_missing").field("/evidence", "meetings.evidence_missing"));
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto task, access(tx, actor, id, rights::write));
        if (task.state == TaskState::done && task.evidence == said) return Done{};
        if (settled(task)) return fail(conflict("meetings.task_settled").fact("state", std::string(title(task.state))));
        task.state = TaskState::done;
        task.evidence = said;
        task.done_at = service_.tools().clock.now();
        task.done_by = actor.account;
        task.done_person = actor.person;
        task.done_name = actor.name;
        task.checked_at.reset();
        task.checked_by = {};
        task.checked_name.clear();
        if (!store::update(tx, task)) return fail(stale());
        note(tx, actor, "meetings.task_done", "meeting_task", id.value, task.path,
             "完成" + std::string(title(task.kind)));
        return Done{};
    });
}

Result<Done> Tasks::check(auth::Actor const& actor, TaskId id, bool satisfied, std::string const& note_text) {
    auto const said = text::trim(note_text);
    if (!satisfied && said.empty())
        return fail(malformed("meetings.reason_missing").field("/note", "meetings.reason_missing"));
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        auto found = store::find_task(tx, id);
        if (!found || !actor.scope(rights::write).covers(found->path)) return fail(not_found());
        auto& task = *found;
        if (task.state != TaskState::done)
            return fail(conflict("meetings.not_done").fact("state", std::string(title(task.state))));
        bool const own = auth::same_person(actor, task.done_by, task.done_person) ||
                         (!actor.person.none() && actor.person == task.owner);
        if (own) return fail(refused("meetings.own_task"));
        task.state = satisfied ? TaskState::checked : TaskState::returned;
        task.check_note = said;
        task.checked_at = service_.tools().clock.now();
        task.checked_by = actor.account;
        task.checked_name = actor.name;
        if (!store::update(tx, task)) return fail(stale());
        if (!satisfied) {
            notices::Message message;
            message.person = task.owner;
            message.kind = "meeting_task_returned";
            message.title = std::string(title(task.kind)) + "退回";
            message.body = "请打开查看复核意见，补充后重新提交。";
            message.link = "/m/tasks/" + id.text();
            message.source_key = "meeting_task_returned:" + id.text() + ":" + std::to_string(task.version);
            service_.tools().notices.tell(tx, message);
        }
        note(tx, actor, "meetings.task_checked", "meeting_task", id.value, task.path,
             std::string(satisfied ? "复核通过" : "退回") + std::string(title(task.kind)));
        return Done{};
    });
}

Result<OpinionId> Tasks::record(auth::Actor const& actor, NewOpinion const& command) {
    if (text::trim(command.matter).empty() || text::trim(command.opinion).empty())
        return fail(malformed("meetings.opinion_empty"));
    return service_.tools().db.write([&](db::Tx& tx) -> Result<OpinionId> {
        TRY_ASSIGN(auto const place, organisations::access(tx, actor, command.organisation, rights::write));
        TRY(check_meeting(tx, place.id, command.meeting, std::nullopt));
        if (command.given_on > service_.tools().clock.today())
            return fail(malformed("meetings.in_future").field("/given_on", "meetings.in_future"));
        Opinion const made{service_.tools().ids.next<OpinionId>(),
                           place.id,
                           place.path,
                           command.meeting.value_or(MeetingId{}),
                           command.matter_kind,
                           text::trim(command.matter),
                           text::trim(command.opinion),
                           text::trim(command.result),
                           command.given_on,
                           service_.tools().clock.now(),
                           actor.account,
                           actor.name,
                           1};
        store::insert(tx, made);
        note(tx, actor, "meetings.opinion_recorded", "branch_opinion", made.id.value, made.path,
             "登记支部意见：" + std::string(title(made.matter_kind)));
        return made.id;
    });
}

Result<Done> Tasks::change(auth::Actor const& actor, OpinionId id, std::optional<std::int64_t> version,
                           std::string const& matter, std::string const& opinion, std::string const& result) {
    if (text::trim(matter).empty() || text::trim(opinion).empty()) return fail(malformed("meetings.opinion_empty"));
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        auto found = store::find_opinion(tx, id);
        if (!found || !actor.scope(rights::write).covers(found->path)) return fail(not_found());
        if (!version) return fail(problem(Kind::precondition, "meetings.version_missing"));
        found->matter = text::trim(matter);
        found->opinion = text::trim(opinion);
        found->result = text::trim(result);
        found->version = *version;
        if (!store::update(tx, *found)) return fail(stale());
        note(tx, actor, "meetings.opinion_changed", "branch_opinion", id.value, found->path, "修改支部意见");
        return Done{};
    });
}

}  // namespace xinglin::meetings
