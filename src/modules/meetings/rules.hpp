#pragma once
// Pure decisions on meetings: who must be there, what a vote says, how often a meeting falls due. Facts, rule set and day come in.

#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace xinglin::meetings {

using regulations::RuleSet;
using regulations::Verdict;

/// What a members' meeting votes on. Admission, conversion and disposal follow the stricter rule of the admission rules.
enum class VoteKind { resolution, admission, conversion, disposal };

/// Numbers of one vote at a members' meeting.
struct VoteFacts {
    VoteKind kind{VoteKind::resolution};
    std::int64_t due{0};  ///< members with a vote who ought to be there
    std::int64_t present{0};
    std::int64_t in_favour{0};  ///< of those present
    std::int64_t written{0};  ///< opinions in favour handed in before the meeting: votes, not presence
};

/// What the numbers say, with the numbers that would have been enough.
struct VoteOutcome {
    bool valid{false};  ///< enough voters are present
    bool passed{false};
    std::int64_t present_needed{0};
    std::int64_t votes_needed{0};
    Verdict verdict;  ///< vote.too_few_present (block), vote.not_passed (advice)
};
/// @source branch regulations, article 11; admission rules of 2026, articles 19 to 21
[[nodiscard]] VoteOutcome vote(VoteFacts const& facts, RuleSet const& rules, Date on);

/// Whether a branch committee meeting may decide.
/// @returns committee_meeting.too_few_present (block)
/// @source branch regulations, article 12
[[nodiscard]] Verdict committee_quorum(std::int64_t members, std::int64_t present, RuleSet const& rules, Date on);

/// Numbers of an election at a members' meeting; what is not known yet is left out.
struct ElectionFacts {
    std::int64_t due{0};
    std::int64_t present{0};
    std::int64_t seats{0};
    std::int64_t candidates{0};
};
/// Before the ballot: enough voters, enough candidates.
/// @returns election.too_few_present (block), election.too_few_candidates (block)
/// @source election rules of 2020
[[nodiscard]] Verdict election(ElectionFacts const& facts, RuleSet const& rules, Date on);

/// What "more than half" is counted of.
enum class MajorityBase { due, present };
[[nodiscard]] MajorityBase majority_base(RuleSet const& rules, Date on);
/// Votes with which a candidate is elected at least: more than half of the base, whole votes.
[[nodiscard]] std::int64_t votes_to_be_elected(ElectionFacts const& facts, MajorityBase base, RuleSet const& rules,
                                               Date on);
/// Candidates an election of so many seats needs at least (not less than 20 per cent more, rounded up).
[[nodiscard]] std::int64_t candidates_needed(std::int64_t seats, RuleSet const& rules, Date on);
/// Voters who must be there for a valid election.
[[nodiscard]] std::int64_t voters_needed(std::int64_t due, RuleSet const& rules, Date on);

}  // namespace xinglin::meetings
