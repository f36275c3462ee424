#include "modules/meetings/rules_committee.hpp"

#include "modules/regulations/figures.hpp"

namespace xinglin::meetings {

using regulations::finding;
using regulations::fraction;
using regulations::Severity;

CommitteeOutcome committee_vote(CommitteeVote const& facts, regulations::RuleSet const& rules, Date on) {
    auto const quorum =
        rules.nearest(facts.personnel ? "hospital.personnel_quorum_fraction" : "hospital.quorum_over_fraction", on);
    auto const majority = rules.nearest("hospital.pass_over_fraction", on);
    CommitteeOutcome out;
    // Personnel: not less than the share; otherwise more than it.
    out.present_needed =
        facts.personnel ? fraction(quorum).at_least_of(facts.members) : fraction(quorum).at_most_of(facts.members) + 1;
    out.votes_needed = fraction(majority).at_most_of(facts.members) + 1;
    out.valid = facts.members > 0 && facts.present >= out.present_needed;
    out.passed = out.valid && facts.in_favour >= out.votes_needed;
    if (!out.valid)
        out.verdict.add(finding("party_committee.too_few_present", Severity::block, quorum)
                            .fact("members", facts.members)
                            .fact("present", facts.present)
                            .fact("need", out.present_needed));
    else if (!out.passed)
        out.verdict.add(finding("party_committee.not_passed", Severity::advice, majority)
                            .fact("members", facts.members)
                            .fact("votes", facts.in_favour)
                            .fact("need", out.votes_needed));
    return out;
}

}  // namespace xinglin::meetings
