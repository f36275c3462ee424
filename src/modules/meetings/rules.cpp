#include "modules/meetings/rules.hpp"

#include "modules/regulations/figures.hpp"

namespace xinglin::meetings {

using regulations::at_least_percent;
using regulations::finding;
using regulations::over_percent;
using regulations::Severity;

VoteOutcome vote(VoteFacts const& facts, RuleSet const& rules, Date on) {
    bool const strict = facts.kind != VoteKind::resolution;
    auto const quorum =
        rules.nearest(strict ? "admission_meeting.quorum_over_percent" : "meeting.vote_quorum_percent", on);
    auto const majority =
        rules.nearest(strict ? "admission_meeting.pass_over_percent" : "meeting.pass_over_percent", on);
    VoteOutcome out;
    out.present_needed =
        strict ? over_percent(facts.due, quorum.number()) : at_least_percent(facts.due, quorum.number());
    out.votes_needed = over_percent(facts.due, majority.number());
    // Only the admission rules know written opinions; they are votes, and never presence.
    auto const votes = facts.in_favour + (strict ? facts.written : 0);
    out.valid = facts.due > 0 && facts.present >= out.present_needed;
    out.passed = out.valid && votes >= out.votes_needed;
    if (!out.valid)
        out.verdict.add(finding("vote.too_few_present", Severity::block, quorum)
                            .fact("due", facts.due)
                            .fact("present", facts.present)
                            .fact("need", out.present_needed));
    else if (!out.passed)
        out.verdict.add(finding("vote.not_passed", Severity::advice, majority)
                            .fact("due", facts.due)
                            .fact("votes", votes)
                            .fact("need", out.votes_needed));
    return out;
}

Verdict committee_quorum(std::int64_t members, std::int64_t present, RuleSet const& rules, Date on) {
    auto const quorum = rules.nearest("committee_meeting.quorum_percent", on);
    auto const need = at_least_percent(members, quorum.number());
    Verdict out;
    if (members <= 0 || present < need)
        out.add(finding("committee_meeting.too_few_present", Severity::block, quorum)
                    .fact("members", members)
                    .fact("present", present)
                    .fact("need", need));
    return out;
}

std::int64_t voters_needed(std::int64_t due, RuleSet const& rules, Date on) {
    auto const share = rules.nearest("election.quorum_percent", on);
    auto const bound = rules.nearest("election.quorum_bound", on);
    return bound.choice() == "more" ? over_percent(due, share.number()) : at_least_percent(due, share.number());
}

std::int64_t candidates_needed(std::int64_t seats, RuleSet const& rules, Date on) {
    return seats + at_least_percent(seats, rules.nearest("election.surplus_percent", on).number());
}

MajorityBase majority_base(RuleSet const& rules, Date on) {
    auto const base = rules.nearest("election.majority_base", on);
    return base.choice() == "present" ? MajorityBase::present : MajorityBase::due;
}

std::int64_t votes_to_be_elected(ElectionFacts const& facts, MajorityBase base, RuleSet const& rules, Date on) {
    auto const majority = rules.nearest("election.pass_over_percent", on);
    return over_percent(base == MajorityBase::due ? facts.due : facts.present, majority.number());
}

Verdict election(ElectionFacts const& facts, RuleSet const& rules, Date on) {
    Verdict out;
    auto const voters = voters_needed(facts.due, rules, on);
    if (facts.due <= 0 || facts.present < voters)
        out.add(finding("election.too_few_present", Severity::block, rules.nearest("election.quorum_percent", on))
                    .fact("due", facts.due)
                    .fact("present", facts.present)
                    .fact("need", voters));
    auto const candidates = candidates_needed(facts.seats, rules, on);
    if (facts.candidates < candidates)
        out.add(finding("election.too_few_candidates", Severity::block, rules.nearest("election.surplus_percent", on))
                    .fact("seats", facts.seats)
                    .fact("candidates", facts.candidates)
                    .fact("need", candidates));
    return out;
}

}  // namespace xinglin::meetings
