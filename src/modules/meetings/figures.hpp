#pragma once
// The numbers of a meeting while it is held: who counts, who is there, what would be enough for which vote.

#include "modules/meetings/rules.hpp"
#include "modules/meetings/types.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

/// What one kind of vote needs of those present.
struct Quorum {
    std::string purpose;  ///< resolution, admission, election, committee
    std::string title;
    std::int64_t present_needed{0};
    std::optional<std::int64_t> votes_needed;
    bool met{false};
    std::string article;
    std::string text;  ///< the sentence of the rule while it is not met
};

struct Figures {
    std::int64_t due{0};
    std::int64_t present{0};
    std::int64_t absent{0};
    std::int64_t unmarked{0};
    std::int64_t guests{0};
    std::int64_t voters_due{0};  ///< without those left out of the base on a basis
    std::int64_t voters_present{0};
    std::vector<Quorum> quorums;
};

/// Pure: the people as they stand, the rules of the day.
[[nodiscard]] Figures figures_of(MeetingKind kind, std::vector<Attendee> const& people, RuleSet const& rules, Date on);

}  // namespace xinglin::meetings
