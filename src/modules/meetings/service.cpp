// Planning and changing a meeting; what every use case of the module shares.
#include "modules/meetings/service.hpp"

#include "base/text.hpp"
#include "modules/meetings/store_materials.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/known.hpp"
#include "platform/db/db.hpp"
#include "platform/push/push.hpp"

#include <algorithm>
#include <set>

namespace xinglin::meetings {

namespace {

/// Whom a plan may name: whoever the search shows to its author, who holds a post of the organisation, who was named before.
class Nameable {
  public:
    Nameable(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor, Meeting const& meeting,
             Meeting const* before)
        : reader_(reader), actor_(actor) {
        for (auto const& post : organisations::posts_on(reader, meeting.organisation, meeting.day()))
            known_.push_back(post.person);
        if (before == nullptr) return;
        known_.insert(known_.end(), {before->chair, before->recorder});
        for (auto const& one : store::attendees(reader, vault, before->id)) known_.push_back(one.person);
    }
    bool operator()(std::optional<PersonId> const& person) const {
        if (!person) return true;
        bool const known = !person->none() && std::find(known_.begin(), known_.end(), *person) != known_.end();
        return known ? people::find_card(reader_, *person).has_value()
                     : people::known_card(reader_, actor_, *person).has_value();
    }

  private:
    db::Reader& reader_;
    auth::Actor const& actor_;
    std::vector<PersonId> known_;
};

bool link_is_safe(std::string const& link) {
    return text::starts_with(link, "https://") || text::starts_with(link, "http://") ||
           (text::starts_with(link, "/") && !text::starts_with(link, "//"));
}

Problem at_field(Problem made, std::string pointer) {
    auto const code = made.code;
    made.fields.push_back({std::move(pointer), code, {}, {}});
    return made;
}

bool same_items(std::vector<Item> const& before, std::vector<PlannedItem> const& now) {
    if (before.size() != now.size()) return false;
    for (std::size_t i = 0; i < now.size(); ++i)
        if (now[i].id != before[i].id || now[i].kind != before[i].kind || now[i].title != before[i].title ||
            now[i].body != before[i].body)
            return false;
    return true;
}

/// A meeting may ask a part of the branch only to study; whoever has a vote is asked to every vote. A group without an
/// organisation of its own is named by its people.
Result<Done> may_narrow(MeetingKind kind, Plan const& plan) {
    if (plan.participants.empty()) return Done{};
    bool const study =
        kind == MeetingKind::group_meeting || kind == MeetingKind::party_lecture || kind == MeetingKind::theme_day;
    if (!study)
        return fail(
            at_field(refused("meetings.everybody_is_asked").fact("kind", std::string(title(kind))), "/participants"));
    for (auto const& item : plan.items)
        if (decides(item.kind) && !(kind == MeetingKind::group_meeting && item.kind == ItemKind::decision))
            return fail(at_field(refused("meetings.vote_needs_everybody").fact("item", item.title), "/participants"));
    return Done{};
}

/// Lists beside the meeting's own row, as they are stored.
struct Lists {
    std::vector<std::pair<std::string, std::string>> materials;
    std::set<PersonId> participants;
    std::set<std::pair<PersonId, std::string>> guests;
};

Lists lists_of(db::Reader& reader, crypto::Vault const& vault, MeetingId id) {
    Lists out;
    for (auto const& one : store::materials(reader, id)) out.materials.emplace_back(one.title, one.link);
    for (auto const& one : store::participants(reader, id)) out.participants.insert(one);
    for (auto const& one : store::attendees(reader, vault, id))
        if (one.part == Part::guest && !one.gone) out.guests.emplace(one.person, one.name);
    return out;
}

/// What a change did, as the next person reads it: 时间、地点. "" where everything stands as it stood.
std::string difference(Meeting const& before, Meeting const& after, bool items, Lists const& had, Lists const& has) {
    std::vector<std::string> parts;
    if (before.title != after.title) parts.emplace_back("名称");
    if (before.starts_at != after.starts_at || before.ends_at != after.ends_at) parts.emplace_back("时间");
    if (before.place != after.place) parts.emplace_back("地点");
    if (before.chair != after.chair) parts.emplace_back("主持人");
    if (before.recorder != after.recorder) parts.emplace_back("记录人");
    if (items) parts.emplace_back("议程");
    if (had.participants != has.participants) parts.emplace_back("参加人员");
    if (had.guests != has.guests) parts.emplace_back("列席人员");
    if (had.materials != has.materials) parts.emplace_back("材料");
    return parts.empty() ? "" : "修改" + text::join(parts, "、");
}

}  // namespace

Result<Meeting> Service::access(db::Reader& reader, auth::Actor const& actor, MeetingId id, auth::Right right) const {
    if (!actor.has(right)) return fail(forbidden());
    auto found = store::find(reader, id);
    if (!found || !actor.scope(right).covers(found->path)) return fail(not_found());
    return std::move(*found);
}

Result<std::pair<Meeting, Attendee>> Service::own(db::Reader& reader, auth::Actor const& actor, MeetingId id) const {
    if (actor.person.none()) return fail(not_found());
    auto found = store::find(reader, id);
    if (!found || found->state == MeetingState::draft) return fail(not_found());
    // The stored line follows every write and every move of a member; who is due beside it costs as much as the whole list, and
    // three hundred phones ask at once.
    if (auto mine = store::attendee(reader, tools_.vault, id, actor.person); mine && !mine->gone)
        return std::pair{std::move(*found), std::move(*mine)};
    for (auto& one : people_of(reader, tools_.vault, *found))
        if (one.person == actor.person && !one.gone) return std::pair{std::move(*found), std::move(one)};
    return fail(not_found());
}

Result<Meeting> Service::for_change(db::Tx& tx, auth::Actor const& actor, MeetingId id,
                                    std::optional<std::int64_t> version) const {
    TRY_ASSIGN(auto meeting, access(tx, actor, id, rights::write));
    if (!version) return fail(problem(Kind::precondition, "meetings.version_missing"));
    if (*version == meeting.version) return meeting;
    std::vector<std::string> said;
    for (auto const& change : store::changes_since(tx, id, *version))
        said.push_back(change.who + "于" + local_text(change.at) + change.what);
    return fail(problem(Kind::precondition, "meetings.stale").fact("changes", text::join(said, "；")));
}

Result<Meeting> Service::kept(db::Reader& reader, auth::Actor const& actor, MeetingId id) const {
    if (auto runs = access(reader, actor, id, rights::write)) return runs;
    auto found = store::find(reader, id);
    bool const named = found && !actor.person.none() && actor.has(rights::keep) &&
                       (found->chair == actor.person || found->recorder == actor.person);
    if (!named) return fail(not_found());
    return std::move(*found);
}

void Service::announce(db::Tx& tx, Meeting const& meeting, Told told) const {
    std::set<PersonId> asked;
    if (told == Told::everybody_asked && meeting.state != MeetingState::draft)
        for (auto const& one : store::attendees(tx, tools_.vault, meeting.id))
            if (!one.gone && !one.person.none()) asked.insert(one.person);
    auto const audience = push::Audience::over(meeting.path, std::move(asked));
    tx.after_commit([&hub = tools_.hub, audience, id = meeting.id.value, version = meeting.version] {
        hub.notify(audience, {"meeting", id, version});
    });
}

void Service::note(db::Tx& tx, auth::Actor const& actor, Meeting const& meeting, std::string action, std::string what,
                   std::vector<std::pair<std::string, std::string>> details) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "meeting";
    event.subject = meeting.id.value;
    event.path = meeting.path;
    event.summary = ordinal(meeting) + "：" + what;
    event.details = std::move(details);
    tools_.trail.record(tx, actor, event);
    announce(tx, meeting);
}

Result<Done> Service::save(db::Tx& tx, auth::Actor const& actor, Meeting& meeting, std::string action,
                           std::string what) const {
    if (!store::update(tx, meeting))
        return fail(problem(Kind::precondition, "meetings.stale").fact("changes", "刚刚有人修改"));
    store::insert(tx, meeting.id, actor.account, {meeting.version, tools_.clock.now(), actor.name, what});
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "meeting";
    event.subject = meeting.id.value;
    event.path = meeting.path;
    event.summary = ordinal(meeting) + "：" + what;
    event.details = {{"version", std::to_string(meeting.version)}, {"state", std::string(code(meeting.state))}};
    tools_.trail.record(tx, actor, event);
    announce(tx, meeting);
    return Done{};
}

Result<Done> Service::check(db::Reader& reader, auth::Actor const& actor, Meeting const& meeting, Plan const& plan,
                            Meeting const* before) const {
    Nameable const may_name(reader, tools_.vault, actor, meeting, before);
    if (plan.ends_at <= plan.starts_at) return fail(at_field(malformed("meetings.end_before_start"), "/ends_at"));
    if (!may_name(plan.chair)) return fail(at_field(malformed("meetings.person_unknown"), "/chair"));
    if (!may_name(plan.recorder)) return fail(at_field(malformed("meetings.person_unknown"), "/recorder"));
    for (std::size_t i = 0; i < plan.guests.size(); ++i) {
        auto const& guest = plan.guests[i];
        if (!may_name(guest.person) || (!guest.person && text::trim(guest.name).empty()))
            return fail(at_field(malformed("meetings.person_unknown"), "/guests/" + std::to_string(i)));
    }
    for (std::size_t i = 0; i < plan.materials.size(); ++i)
        if (!link_is_safe(plan.materials[i].link))
            return fail(at_field(malformed("meetings.link_form"), "/materials/" + std::to_string(i) + "/link"));
    TRY(may_narrow(meeting.kind, plan));
    if (!meeting.open()) return Done{};  // who was there is settled
    auto const due = who_is_due(reader, meeting, {});
    for (auto const person : plan.participants)
        if (std::none_of(due.begin(), due.end(), [&](DuePerson const& one) { return one.person == person; }))
            return fail(at_field(malformed("meetings.not_due"), "/participants"));
    return Done{};
}

Result<Done> Service::set_guests(db::Tx& tx, Meeting const& meeting, std::vector<Guest> const& guests) {
    auto stored = store::attendees(tx, tools_.vault, meeting.id);
    auto const points = store::points(tx, meeting.id);
    auto const is = [](Attendee const& row, Guest const& guest) {
        return guest.person ? row.person == *guest.person : row.person.none() && row.name == text::trim(guest.name);
    };
    for (auto const& row : stored) {
        bool const stays = row.part == Part::due || std::any_of(guests.begin(), guests.end(),
                                                                [&](Guest const& guest) { return is(row, guest); });
        if (stays) continue;
        if (std::any_of(points.begin(), points.end(), [&](Point const& point) { return point.attendee == row.id; }))
            return fail(conflict("meetings.guest_spoke").fact("name", row.name));
        store::remove(tx, row.id);
    }
    for (auto const& guest : guests) {
        if (std::any_of(stored.begin(), stored.end(), [&](Attendee const& row) { return is(row, guest); })) continue;
        Attendee made;
        made.id = tools_.ids.next<AttendeeId>();
        made.part = Part::guest;
        made.name = text::trim(guest.name);
        if (guest.person) {
            auto const card = people::find_card(tx, *guest.person);
            made.person = *guest.person;
            made.name = card->name;
            made.state = card->state;
        }
        store::insert(tx, tools_.vault, meeting.id, made);
        stored.push_back(std::move(made));
    }
    return Done{};
}

Result<Done> Service::write_plan(db::Tx& tx, Meeting const& meeting, Plan const& plan,
                                 std::vector<Item> const& before) {
    for (auto const& old : before) {
        if (std::any_of(plan.items.begin(), plan.items.end(), [&](PlannedItem const& one) { return one.id == old.id; }))
            continue;
        if (store::in_use(tx, meeting.id, old.id)) return fail(conflict("meetings.item_used").fact("item", old.title));
        store::leave_item(tx, old.id);
        store::remove(tx, meeting.id, old.id);
    }
    int position = 0;
    for (auto const& planned : plan.items) {
        Item item{planned.id.value_or(ItemId{}), ++position, planned.kind, planned.title, planned.body};
        bool const stays = planned.id && std::any_of(before.begin(), before.end(),
                                                     [&](Item const& old) { return old.id == *planned.id; });
        if (stays) {
            store::update(tx, meeting.id, item);
        } else {
            item.id = tools_.ids.next<ItemId>();
            store::insert(tx, meeting.id, item);
        }
    }
    store::set_materials(tx, tools_.ids, meeting.id, plan.materials);
    store::set_participants(tx, meeting.id, plan.participants);
    settle_people(tx, tools_.vault, tools_.ids, meeting);
    return set_guests(tx, meeting, plan.guests);
}

Result<MeetingId> Service::plan(auth::Actor const& actor, OrganisationId organisation, MeetingKind kind,
                                Plan const& plan) {
    return tools_.db.write([&](db::Tx& tx) { return this->plan(tx, actor, organisation, kind, plan); });
}

Result<MeetingId> Service::plan(db::Tx& tx, auth::Actor const& actor, OrganisationId organisation, MeetingKind kind,
                                Plan const& plan) {
    TRY_ASSIGN(auto const place, organisations::access(tx, actor, organisation, rights::write));
    if (!place.live()) return fail(not_found());
    bool const narrowed_group = kind == MeetingKind::group_meeting && !plan.participants.empty();
    if (!may_hold(place.kind, kind) ||
        (kind == MeetingKind::group_meeting && place.kind != organisations::OrganisationKind::group && !narrowed_group))
        return fail(refused(kind == MeetingKind::group_meeting ? "meetings.group_people_missing"
                                                               : "meetings.wrong_organisation")
                        .fact("organisation", place.name)
                        .fact("kind", std::string(title_at(kind, place.kind))));
    Meeting made;
    made.id = tools_.ids.next<MeetingId>();
    made.organisation = place.id;
    made.path = place.path;
    made.kind = kind;
    made.named = std::string(title_at(kind, place.kind));
    made.title = plan.title.empty() ? made.named : plan.title;
    made.starts_at = plan.starts_at;
    made.ends_at = plan.ends_at;
    made.place = plan.place;
    made.year = local_date(plan.starts_at).year;
    made.number = store::next_number(tx, place.id, kind, made.year);
    made.recorder = plan.recorder.value_or(PersonId{});
    made.created_at = tools_.clock.now();
    made.created_by = actor.account;
    if (plan.chair) {
        made.chair = *plan.chair;
    } else {
        for (auto const& post : organisations::posts_on(tx, place.id, made.day()))
            if (post.kind == organisations::PostKind::secretary) made.chair = post.person;
    }
    TRY(check(tx, actor, made, plan, nullptr));
    store::insert(tx, made, actor.person);
    TRY(write_plan(tx, made, plan, {}));
    store::insert(tx, made.id, actor.account, {1, made.created_at, actor.name, "建立会议"});
    audit::Event event;
    event.action = "meetings.planned";
    event.subject_kind = "meeting";
    event.subject = made.id.value;
    event.path = made.path;
    event.summary = place.name + "计划召开" + ordinal(made);
    event.details = {{"starts_at", made.starts_at.text()}, {"kind", std::string(code(kind))}};
    tools_.trail.record(tx, actor, event);
    announce(tx, made);
    return made.id;
}

Result<Done> Service::change(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                             Plan const& plan) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto meeting, for_change(tx, actor, id, version));
        if (meeting.state == MeetingState::closed || meeting.state == MeetingState::cancelled)
            return fail(
                conflict("meetings.wrong_state").fact("state", std::string(title(meeting.state))).fact("act", "修改"));
        auto const before = meeting;
        bool const moved = plan.starts_at != before.starts_at || plan.ends_at != before.ends_at;
        if (moved && meeting.state != MeetingState::draft && meeting.state != MeetingState::called)
            return fail(at_field(conflict("meetings.time_settled"), "/starts_at"));
        auto const items = store::items(tx, id);
        auto const had = lists_of(tx, tools_.vault, id);
        meeting.title = plan.title.empty() ? meeting.kind_title() : plan.title;
        meeting.starts_at = plan.starts_at;
        meeting.ends_at = plan.ends_at;
        meeting.place = plan.place;
        meeting.chair = plan.chair.value_or(PersonId{});
        meeting.recorder = plan.recorder.value_or(PersonId{});
        if (auto const year = local_date(plan.starts_at).year; year != meeting.year) {
            meeting.year = year;
            meeting.number = store::next_number(tx, meeting.organisation, meeting.kind, year);
        }
        TRY(check(tx, actor, meeting, plan, &before));
        if (meeting.state == MeetingState::called && text::trim(meeting.place).empty())
            return fail(at_field(malformed("meetings.place_missing"), "/place"));
        TRY(write_plan(tx, meeting, plan, items));
        auto const changed =
            difference(before, meeting, !same_items(items, plan.items), had, lists_of(tx, tools_.vault, id));
        if (changed.empty()) return Done{};  // sent as it stood: nothing happened, and nothing is said to have
        TRY(save(tx, actor, meeting, "meetings.changed", changed));
        if (moved) settle_requests(tx, actor, id, "会议已改期");
        if (meeting.state == MeetingState::called && (moved || plan.place != before.place))
            tell(tx, meeting, "meeting_changed", "会议改期或改地点：" + meeting.title,
                 "现定于" + when_text(meeting.starts_at, meeting.ends_at) + "，在" + meeting.place +
                     "召开。请看看是否还能参加，需要时重新回复。",
                 false);
        return Done{};
    });
}

void Service::follow_people(db::Tx& tx, OrganisationId organisation) {
    auto const place = organisations::find(tx, organisation);
    if (!place) return;
    for (auto const& meeting : store::open_of(tx, organisation)) {
        settle_people(tx, tools_.vault, tools_.ids, meeting);
        announce(tx, meeting);
    }
    // Members of a group are members of its branch.
    if (place->kind == organisations::OrganisationKind::group) follow_people(tx, place->parent);
}

}  // namespace xinglin::meetings
