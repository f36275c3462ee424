#pragma once
// The two ways to solve one programme: exactly with CBC, quickly by hand. Inside of the slot finding.

#include "modules/rosters/slots.hpp"

namespace xinglin::rosters {

/// Candidates of days proposed before, and how many sittings on them are still a new proposal.
struct Taken {
    std::vector<std::size_t> candidates;
    int at_most{0};
};

/// What differs from one round of solving to the next.
struct Round {
    std::vector<Taken> taken;
    bool count_unknown{false};  ///< people of whom nothing is known count towards the quorum and may chair
};

/// Who sits where: for each chosen candidate the people that come.
struct Choice {
    std::vector<std::pair<std::size_t, std::vector<std::size_t>>> sittings;
    std::int64_t worth{0};
    bool proven{false};
};

/// @returns nothing when no choice is lawful, or none was found in time (`proven_none` tells which)
[[nodiscard]] std::optional<Choice> solve_exactly(SlotProblem const& problem, Round const& round, double seconds,
                                                  bool& proven_none);
[[nodiscard]] std::optional<Choice> solve_quickly(SlotProblem const& problem, Round const& round);

/// The candidates of lawful choices whose bound is above what a known choice is worth; all others need no look. Nothing when there
/// are too many choices to go through.
[[nodiscard]] std::optional<std::vector<bool>> could_be_better(SlotProblem const& problem, Round const& round,
                                                               std::int64_t than);

/// Whether these may be held together: no overlap, and new days.
[[nodiscard]] bool lawful(SlotProblem const& problem, Round const& round, std::vector<std::size_t> const& held);
/// Whether two candidates overlap in time, so that nobody can hold both.
[[nodiscard]] bool overlap(Candidate const& a, Candidate const& b);
/// Whether a person who comes to this candidate counts towards the quorum, as chair or as recorder in this round.
[[nodiscard]] bool counts(Invited const& person, std::size_t candidate, Round const& round);
/// Chairs and recorders may sit in every sitting.
[[nodiscard]] std::vector<bool> may_repeat(SlotProblem const& problem);
/// What it is worth that somebody comes at all, free of care.
[[nodiscard]] int full_worth(Invited const& person);
/// The objective of a choice.
[[nodiscard]] std::int64_t worth_of(SlotProblem const& problem, Choice const& choice);

}  // namespace xinglin::rosters
