#include "modules/meetings/routes_shapes.hpp"

#include "modules/meetings/calendar.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/people.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

std::optional<std::string> maybe(std::string const& text) { return text.empty() ? std::nullopt : std::optional(text); }

std::string name_of_organisation(db::Reader& reader, OrganisationId id) {
    auto const found = organisations::find(reader, id);
    if (!found) return {};
    return found->short_name.empty() ? found->name : found->short_name;
}

std::optional<std::string> reason_title(std::optional<AbsenceReason> reason) {
    return reason ? std::optional(std::string(title(*reason))) : std::nullopt;
}

AttendeeShown shown(Attendee const& one) {
    AttendeeShown out;
    if (!one.id.none()) out.id = one.id;
    if (!one.person.none()) out.person = one.person;
    out.name = one.name;
    out.part = one.part;
    out.state_title = one.person.none() ? std::string() : std::string(members::title(one.state));
    out.counting = one.counting;
    out.basis = maybe(one.basis);
    out.gone = one.gone;
    out.told = one.told_at.has_value();
    out.reply = one.reply;
    out.reply_reason = one.reply_reason;
    out.reply_reason_title = reason_title(one.reply_reason);
    out.reply_text = maybe(one.reply_text);
    out.replied_at = one.replied_at;
    out.presence = one.presence;
    out.absence_reason = one.absence_reason;
    out.absence_reason_title = reason_title(one.absence_reason);
    out.absence_text = maybe(one.absence_text);
    return out;
}

MeetingActs acts(db::Reader& reader, auth::Actor const& actor, Meeting const& m, Instant now) {
    MeetingActs out;
    auto const scope = actor.scope(rights::write);
    bool const write = actor.has(rights::write) && scope.covers(m.path);
    bool const before = m.state == MeetingState::draft || m.state == MeetingState::called;
    out.change = write && m.state != MeetingState::closed && m.state != MeetingState::cancelled;
    out.call = write && before && m.starts_at > now;
    out.cancel = write && before;
    out.start = write && before;
    out.mark = write && (m.state == MeetingState::under_way || m.state == MeetingState::held);
    out.end = write && m.state == MeetingState::under_way;
    out.close = write && m.state == MeetingState::held;
    out.countersign = m.late && m.state == MeetingState::closed && !m.countersigned_at &&
                      actor.has(rights::countersign) && actor.scope(rights::countersign).covers(m.path) &&
                      !Service::wrote(reader, actor, m);
    return out;
}

}  // namespace

std::optional<Named> named(db::Reader& reader, PersonId person) {
    if (person.none()) return std::nullopt;
    auto const card = people::find_card(reader, person);
    return Named{person, card ? card->name : std::string()};
}

std::vector<ItemShown> shown(std::vector<Item> const& items) {
    std::vector<ItemShown> out;
    for (auto const& one : items) out.push_back({one.id, one.kind, std::string(title(one.kind)), one.title, one.body});
    return out;
}

MeetingItem item_of(db::Reader& reader, Meeting const& m) {
    MeetingItem out;
    out.id = m.id;
    out.organisation = m.organisation;
    out.organisation_name = name_of_organisation(reader, m.organisation);
    out.kind_ = m.kind;
    out.kind_title = m.kind_title();
    out.year = m.year;
    out.number = m.number;
    out.title = m.title;
    out.starts_at = m.starts_at;
    out.ends_at = m.ends_at;
    out.place = m.place;
    out.state = m.state;
    out.state_title = std::string(title(m.state));
    out.late = m.late;
    out.countersigned = m.countersigned_at.has_value();
    out.counts = store::counts(reader, m.id);
    out.version = m.version;
    return out;
}

MeetingView view_of(db::Reader& reader, Service const& service, auth::Actor const& actor, Meeting const& m) {
    MeetingView out;
    static_cast<MeetingItem&>(out) = item_of(reader, m);
    out.ordinal = ordinal(m);
    out.chair = named(reader, m.chair);
    out.recorder = named(reader, m.recorder);
    out.called_at = m.called_at;
    out.started_at = m.started_at;
    out.ended_at = m.ended_at;
    out.closed_at = m.closed_at;
    out.cancelled_at = m.cancelled_at;
    out.cancel_reason = maybe(m.cancel_reason);
    out.items = shown(store::items(reader, m.id));
    out.materials = store::materials(reader, m.id);
    out.files = materials_shown(reader, m, m.called_at);
    out.participants = store::participants(reader, m.id);
    auto const people = people_of(reader, service.tools().vault, m);
    for (auto const& one : people) out.people.push_back(shown(one));
    out.shifts = shifts_of(m, people);
    out.figures = figures_of(m.kind, people, service.rules(reader), m.day());
    out.votes = votes_shown(reader, m.id);
    out.elections = elections_shown(reader, m.id);
    out.changes = store::changes_since(reader, m.id, 0);
    out.may = acts(reader, actor, m, service.tools().clock.now());
    return out;
}

http::Content calendar_of(db::Reader& reader, Meeting const& m, Instant now) {
    CalendarEntry entry;
    entry.uid = "meeting-" + m.id.text() + "@xinglin";
    entry.sequence = m.version;
    entry.made_at = now;
    entry.starts_at = m.started_at.value_or(m.starts_at);
    entry.ends_at = m.ended_at.value_or(m.ends_at);
    entry.summary = m.title;
    entry.place = m.place;
    entry.cancelled = m.state == MeetingState::cancelled;
    entry.description = name_of_organisation(reader, m.organisation) + " " + ordinal(m);
    for (auto const& item : store::items(reader, m.id)) entry.description += "\n" + item.title;
    return {"text/calendar; charset=utf-8", calendar_file(entry), m.title + ".ics", "", 200};
}

Result<MeetingView> show(Service const& service, http::Call const& call, MeetingId id) {
    return service.tools().db.read([&](db::Reader& reader) -> Result<MeetingView> {
        TRY_ASSIGN(auto const meeting, service.access(reader, call.actor(), id, rights::read));
        return view_of(reader, service, call.actor(), meeting);
    });
}

}  // namespace xinglin::meetings
