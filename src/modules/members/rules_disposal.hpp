#pragma once
// Disposal of unqualified members (组织处置): which measure the facts speak for, how long a correction lasts, which step may
// come next. It points out; people decide.

#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>
#include <optional>

namespace xinglin::members {

struct DisposalFacts {
    /// Consecutive months without reason; the longest running row up to the day.
    int months_without_life{0};
    int months_without_dues{0};
    int months_without_work{0};
    int months_out_of_contact{0};
    std::optional<Date> suspended_on;  ///< membership suspended, still untraceable
    bool weak{false};  ///< weak conviction, passive, does not take part or pay as required
    bool religion_willing_to_correct{false};
    bool threatened_to_quit{false};
    bool unchanged_after_correction{false};
    bool persuaded_and_refused{false};
    bool disloyal{false};  ///< lost conviction and disloyal
    bool punished_for_same{false};  ///< a discipline sanction was given for the same matter
};
enum class Measure : std::uint8_t { none, correction, persuasion, removal };

struct DisposalAdvice {
    Measure measure{Measure::none};  ///< the hardest one the facts speak for
    /// disposal.correction_possible, disposal.persuasion_possible, disposal.removal_possible (advice),
    /// disposal.same_matter (block)
    regulations::Verdict verdict;
};
/// @source 《中国共产党不合格党员组织处置办法》（处置方式和情形）
[[nodiscard]] DisposalAdvice disposal_advice(DisposalFacts const& facts, regulations::RuleSet const& rules, Date on);

/// A period of correction.
/// @returns disposal.correction_over_usual (warn), disposal.correction_too_long (block)
[[nodiscard]] regulations::Verdict correction_period(Date from, Date until, regulations::RuleSet const& rules);

/// How far a case has come. Each step stands on those before it.
struct DisposalCase {
    bool proposed{false};  ///< by the branch committee
    bool filed{false};  ///< with the primary committee, before the start
    bool investigated{false};
    bool heard{false};  ///< the member was heard, the branch committee discussed it
    bool voted{false};  ///< members' meeting
    bool approved{false};
    bool announced{false};
};
/// The first thing that is missing, and whether a later one was done without it.
/// @returns disposal.not_proposed, not_filed, not_investigated, not_heard, not_voted, not_approved, not_announced: advice for
///          the next step, block when a later step was taken already
/// @source 《中国共产党不合格党员组织处置办法》（程序）
[[nodiscard]] regulations::Verdict disposal_step(DisposalCase const& one);

}  // namespace xinglin::members
