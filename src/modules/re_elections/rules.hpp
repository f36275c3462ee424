#pragma once
// What stands on what in a re-election, and what is missing or out of order. Pure.

#include "modules/meetings/rules_ballots.hpp"
#include "modules/re_elections/types.hpp"
#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <vector>

namespace xinglin::re_elections {

using regulations::RuleSet;
using regulations::Verdict;

/// The steps of one chain: without a committee there is no first meeting of it.
[[nodiscard]] std::vector<Step> steps_of(bool committee);
/// Day by which a step is due, so that the term does not run out.
[[nodiscard]] Date due_by(Step step, Date deadline, RuleSet const& rules, Date today);
/// The first step of the chain that is not done; nothing at the end.
[[nodiscard]] std::optional<Step> next_step(bool committee, std::vector<StepDone> const& done);

/// Whether a step may be taken now, by what has to come before it.
/// @returns re_election.before (block) with the step that is missing
/// @source 《中国共产党基层组织选举工作条例》: request and reply come first, candidates are approved before the meeting, the
/// result is approved before it is published
[[nodiscard]] Verdict may_take(Step step, bool committee, std::vector<StepDone> const& done, RuleSet const& rules,
                               Date today);

/// What is asked of the papers and days of a chain.
struct ChainFacts {
    bool committee{true};
    std::vector<StepDone> done;
    std::optional<Date> planned_on;
    Date deadline;
    Date latest;  ///< last day an extension could reach
    std::int64_t places_open{0};
    bool called_early{false};  ///< the meeting was called before the candidates were approved
};
/// @returns re_election.next (advice), re_election.late (warn), re_election.step_missing (warn): a later step is done,
///          re_election.out_of_order (warn): by its day, re_election.after_deadline (warn), re_election.called_early (warn),
///          election.places_open (advice)
[[nodiscard]] Verdict chain_findings(ChainFacts const& facts, RuleSet const& rules, Date today);

/// The last day a term may be extended to: a year past its due day.
/// @source opinions on terms, July 2018
[[nodiscard]] Date latest_extension(Date due_on, RuleSet const& rules, Date today);

}  // namespace xinglin::re_elections
