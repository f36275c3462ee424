#pragma once
// Whether a slip can be at all, and what slips add up to. Pure.

#include "base/result.hpp"
#include "modules/ballots/types.hpp"

#include <vector>

namespace xinglin::ballots {

/// A slip names no more people than there are places; who abstains writes nobody in, another name stands against a candidate.
/// @returns the choice with its names trimmed
/// @errors ballots.marks_wrong (malformed), ballots.too_many_marked, write_in_not_here, write_in_without_against,
///         write_in_twice (refused)
/// @source 《中国共产党基层组织选举工作条例》（投票）
[[nodiscard]] Result<Choice> checked(Ballot const& ballot, Choice const& choice);

[[nodiscard]] Count count_of(Ballot const& ballot, std::int64_t issued, std::vector<Slip> const& slips);

}  // namespace xinglin::ballots
