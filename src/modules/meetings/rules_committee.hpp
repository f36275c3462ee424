#pragma once
// Meetings of a primary committee (党委会): who has to be there, what passes. A branch committee's quorum is in rules.hpp.

#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>

namespace xinglin::meetings {

struct CommitteeVote {
    std::int64_t members{0};  ///< of the committee: those due
    std::int64_t present{0};
    std::int64_t in_favour{0};
    bool personnel{false};  ///< appointing or removing cadres
};
struct CommitteeOutcome {
    std::int64_t present_needed{0};
    std::int64_t votes_needed{0};
    bool valid{false};
    bool passed{false};
    /// party_committee.too_few_present (block), party_committee.not_passed (advice)
    regulations::Verdict verdict;
};
/// @source 党委会议事规则 (model rules; to be checked against the institution's own)
[[nodiscard]] CommitteeOutcome committee_vote(CommitteeVote const& facts, regulations::RuleSet const& rules, Date on);

}  // namespace xinglin::meetings
