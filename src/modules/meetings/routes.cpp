// Planning, calling, cancelling; the list and one meeting.
#include "modules/meetings/routes.hpp"

#include "modules/meetings/calendar.hpp"
#include "modules/meetings/finding.hpp"
#include "modules/meetings/routes_shapes.hpp"
#include "modules/organisations/organisations.hpp"

#include <map>

namespace xinglin::meetings {

namespace {

struct ListMeetings {
    std::optional<OrganisationId> branch;  ///< this organisation's own
    std::optional<MeetingKind> kind_;
    std::optional<MeetingState> state;
    std::optional<Date> from;
    std::optional<Date> to;  ///< last day
    std::optional<ShortText> q;  ///< words of the title, kind, branch or day; looks through the latest 3,000
    Within<1, 200> limit{50};
    std::optional<Cursor> cursor;
};
BOOST_DESCRIBE_STRUCT(ListMeetings, (), (branch, kind_, state, from, to, q, limit, cursor))

struct GuestWritten {
    std::optional<PersonId> person;
    std::optional<ShortText> name;
};
BOOST_DESCRIBE_STRUCT(GuestWritten, (), (person, name))

struct ItemWritten {
    std::optional<ItemId> id;
    ItemKind kind_{ItemKind::discussion};
    ItemTitle title;
    std::optional<LongText> body;
};
BOOST_DESCRIBE_STRUCT(ItemWritten, (), (id, kind_, title, body))

struct MaterialWritten {
    ItemTitle title;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(MaterialWritten, (), (title, link))

struct PlanWritten {
    std::optional<ShortText> title;  ///< none: the name of the kind
    Instant starts_at;
    Instant ends_at;
    std::optional<ShortText> place;
    std::optional<PersonId> chair;
    std::optional<PersonId> recorder;
    std::vector<PersonId> participants;
    std::vector<GuestWritten> guests;
    std::vector<ItemWritten> items;
    std::vector<MaterialWritten> materials;
};
BOOST_DESCRIBE_STRUCT(PlanWritten, (),
                      (title, starts_at, ends_at, place, chair, recorder, participants, guests, items, materials))

struct NewMeeting : PlanWritten {
    OrganisationId organisation;
    MeetingKind kind_{};
};
BOOST_DESCRIBE_STRUCT(NewMeeting, (PlanWritten), (organisation, kind_))

struct ChangedMeeting : PlanWritten {
    MeetingId id;
};
BOOST_DESCRIBE_STRUCT(ChangedMeeting, (PlanWritten), (id))

struct Cancellation {
    MeetingId id;
    LongText reason;
};
BOOST_DESCRIBE_STRUCT(Cancellation, (), (id, reason))

Plan plan_of(PlanWritten const& in) {
    Plan out;
    if (in.title) out.title = in.title->value;
    out.starts_at = in.starts_at;
    out.ends_at = in.ends_at;
    if (in.place) out.place = in.place->value;
    out.chair = in.chair;
    out.recorder = in.recorder;
    out.participants = in.participants;
    for (auto const& guest : in.guests) out.guests.push_back({guest.person, guest.name ? guest.name->value : ""});
    for (auto const& item : in.items)
        out.items.push_back({item.id, item.kind_, item.title.value, item.body ? item.body->value : ""});
    for (auto const& material : in.materials) out.materials.push_back({material.title.value, material.link});
    return out;
}

/// The latest that go by these words, at most `wanted`.
std::vector<Meeting> look_for(db::Reader& reader, auth::Scope const& scope, store::ListFilter const& filter,
                              store::ListKey before, std::string const& words, int wanted) {
    constexpr int page = 500, most = 3000;
    std::map<OrganisationId, std::string> names;
    std::vector<Meeting> out;
    for (int looked = 0; looked < most; looked += page) {
        auto const rows = store::list(reader, scope, filter, before, page);
        for (auto const& one : rows) {
            auto const [name, fresh] = names.try_emplace(one.organisation);
            if (auto const organisation = fresh ? organisations::find(reader, one.organisation) : std::nullopt)
                name->second = organisation->name + "\n" + organisation->short_name;
            if (!found_by(words, one, name->second)) continue;
            out.push_back(one);
            if (static_cast<int>(out.size()) == wanted) return out;
        }
        if (static_cast<int>(rows.size()) < page) break;
        before = {rows.back().starts_at, rows.back().id};
    }
    return out;
}

Result<Page<MeetingItem>> list(http::Call const& call, ListMeetings const& in) {
    auto& reader = call.reader();
    auto scope = call.actor().scope(rights::read);
    store::ListFilter filter;
    if (in.branch) {
        TRY_ASSIGN(auto const branch, organisations::access(reader, call.actor(), *in.branch, rights::read));
        filter.organisation = branch.id;
    }
    filter.kind = in.kind_;
    filter.state = in.state;
    if (in.from) filter.from = start_of_day(*in.from);
    if (in.to) filter.until = start_of_day(in.to->plus_days(1));
    store::ListKey before;
    if (in.cursor) {
        before.starts_at.ms = in.cursor->number(0).value_or(0);
        before.id.value = in.cursor->number(1).value_or(0);
    }
    std::vector<MeetingItem> rows;
    auto const wanted = static_cast<int>(in.limit.value) + 1;
    auto const found = in.q ? look_for(reader, scope, filter, before, in.q->value, wanted)
                            : store::list(reader, scope, filter, before, wanted);
    for (auto const& meeting : found) rows.push_back(item_of(reader, meeting));
    return Page<MeetingItem>::of(std::move(rows), static_cast<std::size_t>(in.limit.value),
                                 [](MeetingItem const& last) {
                                     return std::vector<std::string>{std::to_string(last.starts_at.ms), last.id.text()};
                                 });
}

http::Options plan_errors(std::vector<http::ErrorCode> more) {
    http::Options out;
    out.errors = {{Kind::malformed, "meetings.end_before_start"},
                  {Kind::malformed, "meetings.person_unknown"},
                  {Kind::malformed, "meetings.not_due"},
                  {Kind::malformed, "meetings.link_form"},
                  {Kind::not_found, "not_found"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

/// Errors of every change of one meeting.
http::Options change_errors(std::vector<http::ErrorCode> more) {
    http::Options out;
    out.errors = {{Kind::not_found, "not_found"},
                  {Kind::precondition, "meetings.version_missing"},
                  {Kind::precondition, "meetings.stale"},
                  {Kind::conflict, "meetings.wrong_state"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

}  // namespace

void mount_meetings(http::Router& router, Service& service) {
    router.get<ListMeetings, Page<MeetingItem>>(
        "/v1/meetings", rights::read, "Meetings of the branches in scope, the latest first", {},
        [](http::Call const& call, ListMeetings const& in) { return list(call, in); });
    router.get<OneMeeting, MeetingView>(
        "/v1/meetings/{id}", rights::read, "One meeting with its people and figures",
        {.errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneMeeting const& in) { return show(service, call, in.id); });
    router.post<NewMeeting, MeetingView>(
        "/v1/meetings", rights::write, "Plan a meeting",
        plan_errors({{Kind::refused, "meetings.wrong_organisation"}, {Kind::refused, "meetings.group_people_missing"}}),
        [&service](http::Call const& call, NewMeeting const& in) -> Result<MeetingView> {
            TRY_ASSIGN(auto const id, service.plan(call.actor(), in.organisation, in.kind_, plan_of(in)));
            return show(service, call, id);
        });
    router.put<ChangedMeeting, MeetingView>(
        "/v1/meetings/{id}", rights::write, "Change a meeting (If-Match: its version)",
        plan_errors({{Kind::precondition, "meetings.version_missing"},
                     {Kind::precondition, "meetings.stale"},
                     {Kind::conflict, "meetings.wrong_state"},
                     {Kind::conflict, "meetings.time_settled"},
                     {Kind::conflict, "meetings.item_used"},
                     {Kind::conflict, "meetings.guest_spoke"},
                     {Kind::malformed, "meetings.place_missing"}}),
        [&service](http::Call const& call, ChangedMeeting const& in) -> Result<MeetingView> {
            TRY(service.change(call.actor(), in.id, call.if_match(), plan_of(in)));
            return show(service, call, in.id);
        });
    router.put<OneMeeting, MeetingView>(
        "/v1/meetings/{id}/call", rights::write, "Send the notice to everybody due and the guests (If-Match)",
        change_errors({{Kind::malformed, "meetings.place_missing"},
                       {Kind::refused, "meetings.starts_in_past"},
                       {Kind::refused, "meetings.nobody_due"},
                       {Kind::refused, "meetings.nobody_to_tell"}}),
        [&service](http::Call const& call, OneMeeting const& in) -> Result<MeetingView> {
            TRY(service.call(call.actor(), in.id, call.if_match()));
            return show(service, call, in.id);
        });
    router.put<Cancellation, MeetingView>(
        "/v1/meetings/{id}/cancellation", rights::write, "Cancel a meeting and tell whoever was told (If-Match)",
        change_errors({{Kind::malformed, "meetings.reason_missing"}}),
        [&service](http::Call const& call, Cancellation const& in) -> Result<MeetingView> {
            TRY(service.cancel(call.actor(), in.id, call.if_match(), in.reason.value));
            return show(service, call, in.id);
        });
    router.get<OneMeeting, http::Content>(
        "/v1/meetings/{id}/calendar", rights::read, "The meeting as a calendar file",
        {.errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneMeeting const& in) -> Result<http::Content> {
            TRY_ASSIGN(auto const meeting, service.access(call.reader(), call.actor(), in.id, rights::read));
            return calendar_of(call.reader(), meeting, call.now());
        });
}

void mount(http::Router& router, Service& service) {
    mount_meetings(router, service);
    mount_running(router, service);
    mount_own(router, service);
    mount_arrival(router, service);
    mount_keeping(router, service);
    mount_voting(router, service);
    mount_minutes(router, service);
    mount_tasks(router, service);
    mount_opinions(router, service);
    mount_plans(router, service);
    mount_ledger(router, service);
}

}  // namespace xinglin::meetings
