#pragma once
// The words of a meeting: what is planned, who is asked, who was there. Glossary: docs/glossary.md.

#include "base/id.hpp"
#include "base/time.hpp"
#include "modules/meetings/kinds.hpp"
#include "modules/members/members.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::organisations {
enum class OrganisationKind;
}

namespace xinglin::meetings {

using MeetingId = Id<struct MeetingTag>;
using ItemId = Id<struct MeetingItemTag>;
using AttendeeId = Id<struct AttendeeTag>;

/// 草稿 → 已通知 → 进行中 → 已散会 → 已归档, or 已取消. Recorded after the fact, a meeting goes from draft to under way.
enum class MeetingState : std::uint8_t { draft, called, under_way, held, closed, cancelled };
/// What is done with a point of the agenda.
enum class ItemKind : std::uint8_t { report, study, discussion, decision, vote, election };
enum class Part : std::uint8_t { due, guest };
enum class Reply : std::uint8_t { none, coming, absent };
/// Why somebody cannot come, or was not there.
enum class AbsenceReason : std::uint8_t { surgery, on_duty, after_night, sick_leave, travel, leave, other };
enum class Presence : std::uint8_t { unknown, present, absent };
/// How somebody counts at a vote of this meeting. Somebody left out of the base (不计入应到) is so by a written basis.
enum class Counting : std::uint8_t { voter, no_vote, left_out };

[[nodiscard]] std::string_view code(MeetingState state);
[[nodiscard]] std::string_view title(MeetingState state);
[[nodiscard]] std::optional<MeetingState> parse_meeting_state(std::string_view code);
[[nodiscard]] std::string_view code(ItemKind kind);
[[nodiscard]] std::string_view title(ItemKind kind);
[[nodiscard]] std::optional<ItemKind> parse_item_kind(std::string_view code);
[[nodiscard]] std::string_view code(AbsenceReason reason);
[[nodiscard]] std::string_view title(AbsenceReason reason);
[[nodiscard]] std::optional<AbsenceReason> parse_absence_reason(std::string_view code);
/// Whether something is decided at such a point: everybody who counts has to be asked.
[[nodiscard]] constexpr bool decides(ItemKind kind) {
    return kind == ItemKind::decision || kind == ItemKind::vote || kind == ItemKind::election;
}
[[nodiscard]] std::string_view code(Part part);
[[nodiscard]] std::optional<Part> parse_part(std::string_view code);
[[nodiscard]] std::string_view code(Reply reply);
[[nodiscard]] std::optional<Reply> parse_reply(std::string_view code);
[[nodiscard]] std::string_view code(Presence presence);
[[nodiscard]] std::optional<Presence> parse_presence(std::string_view code);
[[nodiscard]] std::string_view code(Counting counting);
[[nodiscard]] std::optional<Counting> parse_counting(std::string_view code);

struct Meeting {
    MeetingId id;
    OrganisationId organisation;
    std::string path;
    MeetingKind kind{MeetingKind::members_meeting};
    int year{0};
    int number{0};  ///< running, per organisation, kind and year
    std::string named;  ///< its kind as its organisation says it; "": as a branch says it
    std::string title;
    Instant starts_at;  ///< planned
    Instant ends_at;
    std::string place;
    PersonId chair;
    PersonId recorder;
    MeetingState state{MeetingState::draft};
    std::optional<Instant> called_at;
    std::optional<Instant> started_at;
    std::optional<Instant> ended_at;
    std::optional<Instant> closed_at;
    std::optional<Instant> cancelled_at;
    std::string cancel_reason;
    std::string correction;  ///< why closed minutes were opened again; "" when they were not
    std::string late_reason;  ///< why it was recorded so long after the fact
    bool late{false};  ///< recorded long after the fact: counts once a second person has countersigned
    std::optional<Instant> countersigned_at;
    AccountId countersigned_by;
    std::string countersigned_name;
    Instant created_at;
    AccountId created_by;
    std::int64_t version{1};

    /// What a meeting of this kind is called there: 党总支委员会会议.
    [[nodiscard]] std::string kind_title() const { return named.empty() ? std::string(meetings::title(kind)) : named; }
    /// The day whose memberships decide who counts.
    [[nodiscard]] Date day() const { return local_date(started_at.value_or(starts_at)); }
    /// Whether who is due still follows the memberships; afterwards it is settled.
    [[nodiscard]] bool open() const {
        return state == MeetingState::draft || state == MeetingState::called || state == MeetingState::under_way;
    }
};

struct Item {
    ItemId id;
    int position{0};
    ItemKind kind{ItemKind::discussion};
    std::string title;
    std::string body;
};

struct Material {
    std::string title;
    std::string link;
};

/// Somebody asked to a meeting. `gone`: was due once and is no more (moved to another branch before the meeting).
struct Attendee {
    AttendeeId id;
    PersonId person;  ///< none: known by name only
    std::string name;
    Part part{Part::due};
    members::State state{members::State::staff};
    Counting counting{Counting::no_vote};
    std::string basis;  ///< on what somebody is left out of the base or has no vote
    bool gone{false};
    std::optional<Instant> told_at;
    Reply reply{Reply::none};
    std::optional<AbsenceReason> reply_reason;
    std::string reply_text;
    std::optional<Instant> replied_at;
    Presence presence{Presence::unknown};
    std::optional<AbsenceReason> absence_reason;
    std::string absence_text;
};

/// One change of a meeting as the next person reads it.
struct MeetingChange {
    std::int64_t version{0};
    Instant at;
    std::string who;
    std::string what;
};

/// How many of a meeting's people answered and came.
struct MeetingCounts {
    std::int64_t due{0};
    std::int64_t coming{0};
    std::int64_t not_coming{0};
    std::int64_t present{0};
    std::int64_t absent{0};
    std::int64_t guests{0};
};

/// 2026年第3次支部党员大会
[[nodiscard]] std::string ordinal(Meeting const& meeting);
/// What an organisation of that kind calls such a meeting: the committee of a 党总支 holds a 党总支委员会会议.
[[nodiscard]] std::string_view title_at(MeetingKind kind, organisations::OrganisationKind place);
/// 11月25日（周三）18:00—19:30
[[nodiscard]] std::string when_text(Instant from, Instant until);

}  // namespace xinglin::meetings
