#pragma once
// Whether the minutes of a meeting can be closed: what is missing, what contradicts itself. Deterministic; nothing is invented.

#include "base/time.hpp"
#include "modules/meetings/kinds.hpp"
#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

using regulations::RuleSet;
using regulations::Verdict;

/// Who led the meeting, as the rules see it.
enum class Chair : std::uint8_t { none, secretary, deputy_or_member, group_leader, other };

/// One vote as it stands in the minutes; a number nobody typed is nothing, never nought.
struct MinutesVote {
    std::string title;
    bool method_given{false};  ///< show of hands, ballot …
    std::optional<std::int64_t> due;
    std::optional<std::int64_t> present;
    std::optional<std::int64_t> returned;
    std::optional<std::int64_t> in_favour;
    std::optional<std::int64_t> against;
    std::optional<std::int64_t> abstained;
};

struct MinutesDecision {
    std::string title;
    bool owner{false};
    bool deadline{false};
};

struct MinutesFacts {
    MeetingKind kind{MeetingKind::members_meeting};
    bool number{false};  ///< the running number is set
    bool place{false};
    std::optional<Date> held_on;
    std::optional<Instant> began;
    std::optional<Instant> ended;
    Chair chair{Chair::none};
    bool recorder{false};
    bool same_person{false};  ///< chair and recorder are one
    std::int64_t due{0};
    std::int64_t present{0};
    std::int64_t absent{0};
    std::int64_t absent_without_reason{0};
    std::int64_t agenda{0};  ///< items, a studied text among them
    std::int64_t points{0};  ///< contributions written down
    std::vector<std::string> empty_items;  ///< titles of agenda items under which nothing is recorded
    int sittings{1};  ///< two for a meeting held in two sittings for shifts
    std::vector<MinutesVote> votes;
    std::vector<MinutesDecision> decisions;
    bool chair_signed{false};
    bool recorder_signed{false};
    Instant closing;  ///< when it is closed
};

/// What stands between these minutes and their closing. Blocks must be mended first; warnings are shown and recorded.
/// @returns block: minutes.no_day, no_chair, no_recorder, no_attendance, attendance_sum, ended_before_began,
///          vote_incomplete, vote_sum, vote_more_than_present, vote_split_sittings;
///          warn: minutes.no_number, no_place, no_time, no_agenda, no_points, item_empty, chair_unusual, same_person,
///          absent_without_reason, decision_open, not_signed, late; minutes.entered_late (warn, asks for a countersignature)
/// @source 本项目约定（会议记录）；《中国共产党支部工作条例（试行）》第十四条
[[nodiscard]] Verdict check_minutes(MinutesFacts const& facts, RuleSet const& rules);

/// Last day to make up the study of a meeting somebody missed on a shift.
[[nodiscard]] Date make_up_until(Date held_on, RuleSet const& rules);

/// How long the papers of a meeting are kept.
/// @returns the first day on which they may go; nothing: kept for good
[[nodiscard]] std::optional<Date> kept_until(Date held_on, RuleSet const& rules);

/// Totals of a ballot without names are shown only for so many voters or more.
/// @returns ballot.too_few_voters (block)
[[nodiscard]] Verdict anonymous_totals(std::int64_t voters, RuleSet const& rules, Date on);

}  // namespace xinglin::meetings
