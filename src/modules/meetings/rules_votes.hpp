#pragma once
// Whether the numbers of a count can be at all, and what a vote of this kind of meeting says. Pure.

#include "modules/meetings/kinds.hpp"
#include "modules/meetings/rules.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace xinglin::meetings {

/// electronic: a secret ballot through the platform (modules/ballots), counted like paper, never entered by hand.
enum class VoteMethod : std::uint8_t { show_of_hands, paper, electronic };
[[nodiscard]] std::string_view code(VoteMethod method);
[[nodiscard]] std::optional<VoteMethod> parse_vote_method(std::string_view code);
[[nodiscard]] std::string_view code(VoteKind kind);
[[nodiscard]] std::optional<VoteKind> parse_vote_kind(std::string_view code);

/// Numbers of one vote as somebody counted them; due and present come from the attendance.
struct VoteCount {
    VoteKind kind{VoteKind::resolution};
    VoteMethod method{VoteMethod::show_of_hands};
    std::int64_t due{0};
    std::int64_t present{0};
    std::int64_t written{0};  ///< opinions in favour handed in beforehand (admission, conversion, disposal)
    std::optional<std::int64_t> issued;  ///< ballots only
    std::optional<std::int64_t> returned;
    std::int64_t in_favour{0};
    std::int64_t against{0};
    std::int64_t abstained{0};
    std::int64_t invalid{0};  ///< paper only; an electronic ballot cannot be spoilt
};

/// Numbers that contradict one another are refused, whoever counted them.
/// @returns block: count.no_ballots, count.more_issued_than_present, count.more_returned_than_issued, count.ballots_differ,
///          count.more_hands_than_present, count.more_written_than_away, count.written_unknown
/// @source 本项目约定（会议记录的票数）; election rules of 2020 (no more ballots come back than were issued)
[[nodiscard]] Verdict check_count(VoteCount const& count);

/// What the numbers say at this kind of meeting: committees decide by more than half of their members.
/// @source branch regulations, articles 11 and 12; admission rules, articles 19 to 21
[[nodiscard]] VoteOutcome outcome_of(MeetingKind meeting, VoteCount const& count, RuleSet const& rules, Date on);

}  // namespace xinglin::meetings
