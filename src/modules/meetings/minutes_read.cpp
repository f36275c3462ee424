// The facts of a closed version as they were, back from their JSON: what is shown and printed of closed minutes.
#include "modules/meetings/minutes.hpp"

#include "base/check.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace xinglin::meetings {

namespace {

namespace json = boost::json;

/// Members that are missing read as empty: a version keeps what its time knew.
std::string text_of(json::object const& from, std::string_view name) {
    auto const* const found = from.if_contains({name.data(), name.size()});
    if (found == nullptr || !found->is_string()) return {};
    return std::string(found->get_string().data(), found->get_string().size());
}
std::optional<std::int64_t> whole_of(json::object const& from, std::string_view name) {
    auto const* const found = from.if_contains({name.data(), name.size()});
    if (found == nullptr || !found->is_number()) return std::nullopt;
    return found->to_number<std::int64_t>();
}
std::int64_t number_of(json::object const& from, std::string_view name) { return whole_of(from, name).value_or(0); }

template <class Fn>
void each(json::object const& from, std::string_view name, Fn fn) {
    auto const* const found = from.if_contains({name.data(), name.size()});
    if (found == nullptr || !found->is_array()) return;
    for (auto const& one : found->get_array())
        if (one.is_object()) fn(one.get_object());
}
template <class IdType>
std::optional<IdType> id_of(json::object const& from, std::string_view name) {
    return IdType::parse(text_of(from, name));
}
template <class T>
T known(std::optional<T> parsed) {
    XL_CHECK(parsed.has_value());
    return *parsed;
}
std::optional<Instant> instant_of(json::object const& from, std::string_view name) {
    auto const ms = whole_of(from, name);
    return ms ? std::optional(Instant{*ms}) : std::nullopt;
}

Attendee attendee_from(json::object const& from) {
    Attendee out;
    out.id = id_of<AttendeeId>(from, "id").value_or(AttendeeId{});
    out.person = id_of<PersonId>(from, "person").value_or(PersonId{});
    out.name = text_of(from, "name");
    out.part = known(parse_part(text_of(from, "part")));
    out.state = members::parse_state(text_of(from, "state")).value_or(members::State::staff);
    out.counting = known(parse_counting(text_of(from, "counting")));
    out.basis = text_of(from, "basis");
    out.gone = number_of(from, "gone") == 1;
    out.presence = known(parse_presence(text_of(from, "presence")));
    out.absence_reason = parse_absence_reason(text_of(from, "reason"));
    out.absence_text = text_of(from, "reason_text");
    return out;
}

Vote vote_from(json::object const& from) {
    Vote out;
    out.item = id_of<ItemId>(from, "item").value_or(ItemId{});
    auto& c = out.count;
    c.kind = known(parse_vote_kind(text_of(from, "kind")));
    c.method = known(parse_vote_method(text_of(from, "method")));
    c.due = number_of(from, "due");
    c.present = number_of(from, "present");
    c.written = number_of(from, "written");
    c.issued = whole_of(from, "issued");
    c.returned = whole_of(from, "returned");
    c.in_favour = number_of(from, "in_favour");
    c.against = number_of(from, "against");
    c.abstained = number_of(from, "abstained");
    c.invalid = number_of(from, "invalid");
    out.outcome = text_of(from, "outcome");
    out.votes_needed = number_of(from, "votes_needed");
    out.present_needed = number_of(from, "present_needed");
    out.article = text_of(from, "article");
    out.rule_version = text_of(from, "rule_version");
    return out;
}

Election election_from(json::object const& from) {
    Election out;
    out.item = id_of<ItemId>(from, "item").value_or(ItemId{});
    out.round = static_cast<int>(number_of(from, "round"));
    out.seats = number_of(from, "seats");
    out.due = number_of(from, "due");
    out.present = number_of(from, "present");
    out.issued = whole_of(from, "issued");
    out.returned = whole_of(from, "returned");
    out.invalid = whole_of(from, "invalid");
    out.majority_base = text_of(from, "majority_base");
    out.votes_needed = number_of(from, "votes_needed");
    out.outcome = text_of(from, "outcome");
    out.places_open = number_of(from, "places_open");
    out.article = text_of(from, "article");
    out.rule_version = text_of(from, "rule_version");
    out.counted_at = instant_of(from, "counted_at");
    each(from, "candidates", [&](json::object const& line) {
        Candidate one;
        one.position = static_cast<int>(out.candidates.size()) + 1;
        one.person = id_of<PersonId>(line, "person").value_or(PersonId{});
        one.name = text_of(line, "name");
        one.written_in = number_of(line, "written_in") == 1;
        one.in_favour = whole_of(line, "in_favour");
        one.against = whole_of(line, "against");
        one.abstained = whole_of(line, "abstained");
        one.outcome = text_of(line, "outcome");
        out.candidates.push_back(std::move(one));
    });
    return out;
}

}  // namespace

Record record_from(Meeting const& meeting, std::string const& facts) {
    auto const parsed = json::parse(facts);
    auto const& from = parsed.as_object();
    Record out;
    out.meeting = meeting;
    out.meeting.kind = parse_meeting_kind(text_of(from, "kind")).value_or(meeting.kind);
    out.meeting.year = static_cast<int>(number_of(from, "year"));
    out.meeting.number = static_cast<int>(number_of(from, "number"));
    out.meeting.title = text_of(from, "title");
    out.meeting.place = text_of(from, "place");
    out.meeting.started_at = instant_of(from, "started_at");
    out.meeting.ended_at = instant_of(from, "ended_at");
    out.meeting.late_reason = text_of(from, "late_reason");
    out.organisation = text_of(from, "organisation");
    out.chair = text_of(from, "chair");
    out.recorder = text_of(from, "recorder");
    each(from, "people", [&](json::object const& line) { out.people.push_back(attendee_from(line)); });
    each(from, "items", [&](json::object const& line) {
        out.items.push_back({id_of<ItemId>(line, "id").value_or(ItemId{}), static_cast<int>(out.items.size()) + 1,
                             known(parse_item_kind(text_of(line, "kind"))), text_of(line, "title"),
                             text_of(line, "body")});
    });
    each(from, "materials", [&](json::object const& line) {
        out.materials.push_back({text_of(line, "title"), text_of(line, "digest")});
    });
    each(from, "points", [&](json::object const& line) {
        Point one;
        one.id = id_of<PointId>(line, "id").value_or(PointId{});
        one.item = id_of<ItemId>(line, "item");
        one.attendee = id_of<AttendeeId>(line, "attendee").value_or(AttendeeId{});
        one.body = text_of(line, "body");
        one.dissent = number_of(line, "dissent") == 1;
        out.points.push_back(std::move(one));
    });
    each(from, "votes", [&](json::object const& line) { out.votes.push_back(vote_from(line)); });
    each(from, "elections", [&](json::object const& line) { out.elections.push_back(election_from(line)); });
    each(from, "tasks", [&](json::object const& line) {
        Task one;
        one.kind = known(parse_task_kind(text_of(line, "kind")));
        one.item = id_of<ItemId>(line, "item");
        one.meeting = meeting.id;
        one.body = text_of(line, "body");
        one.owner_name = text_of(line, "owner");
        one.due_on = Date::parse(text_of(line, "due_on")).value_or(Date{});
        out.tasks.push_back(std::move(one));
    });
    return out;
}

}  // namespace xinglin::meetings
