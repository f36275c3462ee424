// Decisions and rectifications with their owners, opinions of a branch.
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_shapes.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/tasks.hpp"
#include "modules/organisations/organisations.hpp"

namespace xinglin::meetings {

BOOST_DESCRIBE_ENUM(TaskKind, decision, rectification)
BOOST_DESCRIBE_ENUM(TaskState, open, done, returned, checked)

namespace {

struct TaskShown {
    TaskId id;
    OrganisationId organisation;
    std::string organisation_name;
    TaskKind kind_{};
    std::string kind_title;
    std::optional<MeetingId> meeting;
    std::optional<ItemId> item;
    std::string body;
    Named owner;
    Date due_on;
    bool overdue{false};
    TaskState state{};
    std::string state_title;
    std::optional<std::string> evidence;
    std::optional<Instant> done_at;
    std::optional<std::string> done_name;
    std::optional<std::string> check_note;
    std::optional<Instant> checked_at;
    std::optional<std::string> checked_name;
    bool may_complete{false};
    bool may_check{false};
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(TaskShown, (),
                      (id, organisation, organisation_name, kind_, kind_title, meeting, item, body, owner, due_on,
                       overdue, state, state_title, evidence, done_at, done_name, check_note, checked_at, checked_name,
                       may_complete, may_check, version))

struct ListTasks {
    std::optional<OrganisationId> branch;
    std::optional<MeetingId> meeting;
    std::optional<TaskKind> kind_;
    std::optional<TaskState> state;
    Within<1, 200> limit{50};
    std::optional<Cursor> cursor;
};
BOOST_DESCRIBE_STRUCT(ListTasks, (), (branch, meeting, kind_, state, limit, cursor))

struct ListOwnTasks {
    std::optional<bool> open;  ///< only what is still to be done
};
BOOST_DESCRIBE_STRUCT(ListOwnTasks, (), (open))

struct TaskIn {
    OrganisationId organisation;
    TaskKind kind_{TaskKind::decision};
    std::optional<MeetingId> meeting;
    std::optional<ItemId> item;
    LongText body;
    std::optional<PersonId> owner;
    Date due_on;
};
BOOST_DESCRIBE_STRUCT(TaskIn, (), (organisation, kind_, meeting, item, body, owner, due_on))

struct TaskChanged {
    TaskId id;
    LongText body;
    std::optional<PersonId> owner;
    Date due_on;
};
BOOST_DESCRIBE_STRUCT(TaskChanged, (), (id, body, owner, due_on))

struct OneTask {
    TaskId id;
};
BOOST_DESCRIBE_STRUCT(OneTask, (), (id))

struct Completion {
    TaskId id;
    LongText evidence;
};
BOOST_DESCRIBE_STRUCT(Completion, (), (id, evidence))

struct TaskCheck {
    TaskId id;
    bool satisfied{true};
    std::optional<LongText> note;
};
BOOST_DESCRIBE_STRUCT(TaskCheck, (), (id, satisfied, note))

std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }

TaskShown shown(db::Reader& reader, auth::Actor const& actor, Task const& t, Date today) {
    TaskShown out;
    out.id = t.id;
    out.organisation = t.organisation;
    if (auto const place = organisations::find(reader, t.organisation))
        out.organisation_name = place->short_name.empty() ? place->name : place->short_name;
    out.kind_ = t.kind;
    out.kind_title = std::string(title(t.kind));
    if (!t.meeting.none()) out.meeting = t.meeting;
    out.item = t.item;
    out.body = t.body;
    out.owner = {t.owner, t.owner_name};
    out.due_on = t.due_on;
    bool const waiting = t.state == TaskState::open || t.state == TaskState::returned;
    out.overdue = waiting && t.due_on < today;
    out.state = t.state;
    out.state_title = std::string(title(t.state));
    out.evidence = maybe(t.evidence);
    out.done_at = t.done_at;
    out.done_name = maybe(t.done_name);
    out.check_note = maybe(t.check_note);
    out.checked_at = t.checked_at;
    out.checked_name = maybe(t.checked_name);
    bool const mine = !actor.person.none() && actor.person == t.owner;
    bool const run = actor.has(rights::write) && actor.scope(rights::write).covers(t.path);
    out.may_complete = waiting && (mine || run);
    out.may_check = t.state == TaskState::done && run && !mine && actor.account != t.done_by;
    out.version = t.version;
    return out;
}

Result<TaskShown> again(Service& service, http::Call const& call, TaskId id) {
    return service.tools().db.read([&](db::Reader& reader) -> Result<TaskShown> {
        TRY_ASSIGN(auto const task, Tasks(service).access(reader, call.actor(), id, rights::read));
        return shown(reader, call.actor(), task, service.tools().clock.today());
    });
}

Result<Page<TaskShown>> list(Service const& service, http::Call const& call, ListTasks const& in) {
    auto& reader = call.reader();
    auto const today = service.tools().clock.today();
    Page<TaskShown> page;
    if (in.meeting) {
        TRY_ASSIGN(auto const meeting, service.access(reader, call.actor(), *in.meeting, rights::read));
        for (auto const& task : store::tasks_of(reader, meeting.id))
            page.items.push_back(shown(reader, call.actor(), task, today));
        return page;
    }
    store::TaskFilter filter;
    if (in.branch) {
        TRY_ASSIGN(auto const branch, organisations::access(reader, call.actor(), *in.branch, rights::read));
        filter.organisation = branch.id;
    }
    filter.kind = in.kind_;
    filter.state = in.state;
    store::TaskKey after;
    if (in.cursor && in.cursor->keys.size() == 2) {
        after.due_on = Date::parse(in.cursor->keys[0]).value_or(after.due_on);
        after.id.value = in.cursor->number(1).value_or(0);
    }
    std::vector<TaskShown> rows;
    for (auto const& task :
         store::tasks(reader, call.actor().scope(rights::read), filter, after, static_cast<int>(in.limit.value) + 1))
        rows.push_back(shown(reader, call.actor(), task, today));
    return Page<TaskShown>::of(std::move(rows), static_cast<std::size_t>(in.limit.value), [](TaskShown const& last) {
        return std::vector<std::string>{last.due_on.text(), last.id.text()};
    });
}

void mount_lists(http::Router& router, Service& service) {
    router.get<ListTasks, Page<TaskShown>>(
        "/v1/meeting-tasks", rights::read, "Decisions and rectifications of the branches in scope, by day", {},
        [&service](http::Call const& call, ListTasks const& in) { return list(service, call, in); });
    router.get<ListOwnTasks, Page<TaskShown>>(
        "/v1/own-tasks", auth::signed_in, "What I am to do after meetings", {.scope = http::ScopeKind::own},
        [&service](http::Call const& call, ListOwnTasks const& in) -> Result<Page<TaskShown>> {
            Page<TaskShown> page;
            auto const which = in.open.value_or(false) ? store::Owned::open : store::Owned::all;
            if (!call.actor().person.none())
                for (auto const& task : store::tasks_of_owner(call.reader(), call.actor().person, which, 200))
                    page.items.push_back(shown(call.reader(), call.actor(), task, service.tools().clock.today()));
            return page;
        });
    router.get<OneTask, TaskShown>(
        "/v1/meeting-tasks/{id}", auth::signed_in, "One task: of a branch in scope, or my own",
        {.scope = http::ScopeKind::own, .errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneTask const& in) { return again(service, call, in.id); });
}

}  // namespace

void mount_tasks(http::Router& router, Service& service) {
    mount_lists(router, service);
    router.post<TaskIn, TaskShown>("/v1/meeting-tasks", rights::write,
                                   "Make a decision or a rectification somebody's task",
                                   {.errors = {{Kind::not_found, "not_found"},
                                               {Kind::not_found, "meetings.meeting_elsewhere"},
                                               {Kind::not_found, "meetings.item_unknown"},
                                               {Kind::malformed, "meetings.task_empty"},
                                               {Kind::malformed, "meetings.owner_missing"},
                                               {Kind::conflict, "meetings.wrong_state"}}},
                                   [&service](http::Call const& call, TaskIn const& in) -> Result<TaskShown> {
                                       NewTask command;
                                       command.organisation = in.organisation;
                                       command.kind = in.kind_;
                                       command.meeting = in.meeting;
                                       command.item = in.item;
                                       command.body = in.body.value;
                                       command.owner = in.owner;
                                       command.due_on = in.due_on;
                                       TRY_ASSIGN(auto const id, Tasks(service).add(call.actor(), command));
                                       return again(service, call, id);
                                   });
    router.put<TaskChanged, TaskShown>(
        "/v1/meeting-tasks/{id}", rights::write, "Change an open task (If-Match)",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "meetings.task_empty"},
                    {Kind::malformed, "meetings.owner_missing"},
                    {Kind::conflict, "meetings.task_settled"},
                    {Kind::precondition, "meetings.version_missing"},
                    {Kind::precondition, "meetings.task_stale"}}},
        [&service](http::Call const& call, TaskChanged const& in) -> Result<TaskShown> {
            TRY(Tasks(service).change(call.actor(), in.id, call.if_match(), {in.body.value, in.owner, in.due_on}));
            return again(service, call, in.id);
        });
    router.put<Completion, TaskShown>("/v1/meeting-tasks/{id}/completion", auth::signed_in,
                                      "Say how a task was done: its owner, or the branch",
                                      {.scope = http::ScopeKind::own,
                                       .errors = {{Kind::not_found, "not_found"},
                                                  {Kind::malformed, "meetings.evidence_missing"},
                                                  {Kind::conflict, "meetings.task_settled"},
                                                  {Kind::precondition, "meetings.task_stale"}}},
                                      [&service](http::Call const& call, Completion const& in) -> Result<TaskShown> {
                                          TRY(Tasks(service).complete(call.actor(), in.id, in.evidence.value));
                                          return again(service, call, in.id);
                                      });
    router.put<TaskCheck, TaskShown>(
        "/v1/meeting-tasks/{id}/check", rights::write, "Check what was done, as another person",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "meetings.reason_missing"},
                    {Kind::conflict, "meetings.not_done"},
                    {Kind::refused, "meetings.own_task"},
                    {Kind::precondition, "meetings.task_stale"}}},
        [&service](http::Call const& call, TaskCheck const& in) -> Result<TaskShown> {
            TRY(Tasks(service).check(call.actor(), in.id, in.satisfied, in.note ? in.note->value : ""));
            return again(service, call, in.id);
        });
}

}  // namespace xinglin::meetings
