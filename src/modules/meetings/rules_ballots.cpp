#include "modules/meetings/rules_ballots.hpp"

#include "modules/regulations/figures.hpp"

#include <algorithm>
#include <array>

namespace xinglin::meetings {

namespace {

using regulations::finding;
using regulations::Severity;

constexpr char const* counting = "《中国共产党基层组织选举工作条例》（计票）";
constexpr char const* deciding = "《中国共产党基层组织选举工作条例》（当选）";

}  // namespace

Verdict ballot_box(BallotBox const& box) {
    Verdict verdict;
    auto const unless = [&](bool fine, char const* rule) {
        if (!fine)
            verdict.add(finding(rule, Severity::block, std::string(counting))
                            .fact("present", box.present)
                            .fact("issued", box.issued)
                            .fact("returned", box.returned)
                            .fact("invalid", box.invalid));
    };
    unless(box.issued <= box.present, "ballots.more_issued_than_present");
    unless(box.returned <= box.issued, "ballots.more_returned_than_issued");
    unless(box.invalid <= box.returned, "ballots.more_invalid_than_returned");
    return verdict;
}

bool ballot_valid(std::int64_t named, std::int64_t seats) { return named <= seats; }

Elected elected(ElectionFacts const& facts, std::vector<CandidateVotes> votes, RuleSet const& rules, Date on) {
    Elected out;
    out.votes_needed = votes_to_be_elected(facts, majority_base(rules, on), rules, on);
    std::erase_if(votes, [&](CandidateVotes const& one) { return one.in_favour < out.votes_needed; });
    std::stable_sort(votes.begin(), votes.end(),
                     [](auto const& a, auto const& b) { return b.in_favour < a.in_favour; });
    auto const seats = static_cast<std::size_t>(std::max<std::int64_t>(0, facts.seats));
    // The vote count that fills the last place: whoever has more is elected; those who have as many are elected only when
    // all of them find a place.
    bool const more_than_seats = seats > 0 && votes.size() > seats;
    std::int64_t const last = more_than_seats ? votes[seats - 1].in_favour : 0;
    bool const tie = more_than_seats && votes[seats].in_favour == last;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        if (tie && votes[i].in_favour == last)
            out.tied.push_back(votes[i].candidate);
        else if (i < seats)
            out.elected.push_back(votes[i].candidate);
    }
    out.places_open = facts.seats - static_cast<std::int64_t>(out.elected.size());
    if (!out.tied.empty())
        out.verdict.add(finding("election.tie", Severity::advice, std::string(deciding))
                            .fact("people", static_cast<std::int64_t>(out.tied.size()))
                            .fact("votes", last)
                            .fact("places", out.places_open));
    else if (out.places_open > 0)
        out.verdict.add(finding("election.places_open", Severity::advice, std::string(deciding))
                            .fact("seats", facts.seats)
                            .fact("elected", static_cast<std::int64_t>(out.elected.size()))
                            .fact("places", out.places_open)
                            .fact("need", out.votes_needed));
    return out;
}

Verdict leave_out_of_due(LeaveOutFacts const& facts, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const name = facts.reason == LeaveOut::abroad_self_funded ? "election.leave_out_abroad_months"
                      : facts.reason == LeaveOut::transfer_overdue ? "election.leave_out_transfer_months"
                                                                   : "";
    auto const source = rules.nearest("election.leave_out_abroad_months", on);
    if (*name != '\0') {
        auto const months = rules.nearest(name, on);
        // "Over half a year": the day on which half a year is full is not enough.
        auto const full = facts.since.plus_months(static_cast<int>(months.number()));
        if (on <= full) {
            auto early = finding("election.leave_out_too_short", Severity::block, months)
                             .fact("since", facts.since.text())
                             .fact("months", months.number());
            early.earliest = full.plus_days(1);
            verdict.add(std::move(early));
        }
    }
    if (!facts.upper_consented || !facts.meeting_adopted)
        verdict.add(finding("election.leave_out_consent", Severity::block, source));
    return verdict;
}

Verdict congress(CongressFacts const& facts, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const from = rules.nearest("congress.from_members", on);
    auto const least = rules.nearest("congress.delegates_least", on);
    auto const usual = rules.nearest("congress.delegates_usual_most", on);
    auto const most = rules.nearest("congress.delegates_most", on);
    auto const surplus = rules.nearest("congress.delegate_surplus_percent", on);
    auto const delegates = facts.delegates;
    if (facts.members < from.number() && !facts.scattered)
        verdict.add(finding("congress.not_possible", Severity::block, from)
                        .fact("members", facts.members)
                        .fact("need", from.number()));
    else if (!facts.approved)
        verdict.add(finding("congress.not_approved", Severity::block, from));
    if (delegates == 0) return verdict;
    if (delegates < least.number())
        verdict.add(finding("congress.too_few_delegates", Severity::warn, least)
                        .fact("delegates", delegates)
                        .fact("least", least.number()));
    if (most.number() < delegates)
        verdict.add(finding("congress.too_many_delegates", Severity::block, most)
                        .fact("delegates", delegates)
                        .fact("most", most.number()));
    else if (usual.number() < delegates)
        verdict.add(finding("congress.many_delegates", Severity::warn, usual)
                        .fact("delegates", delegates)
                        .fact("usual", usual.number()));
    auto const need = delegates + regulations::at_least_percent(delegates, surplus.number());
    if (facts.delegate_candidates > 0 && facts.delegate_candidates < need)
        verdict.add(finding("congress.too_few_candidates", Severity::block, surplus)
                        .fact("delegates", delegates)
                        .fact("candidates", facts.delegate_candidates)
                        .fact("need", need));
    return verdict;
}

Verdict standing_committee(std::int64_t seats, std::int64_t candidates, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const least = rules.nearest("standing_committee.surplus_least", on);
    auto const most = rules.nearest("standing_committee.surplus_most", on);
    if (candidates < seats + least.number() || seats + most.number() < candidates)
        verdict.add(finding("standing_committee.surplus", Severity::warn, least)
                        .fact("seats", seats)
                        .fact("candidates", candidates)
                        .fact("least", seats + least.number())
                        .fact("most", seats + most.number()));
    return verdict;
}

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, election_step_count> steps{
    {{"request", "向上级党组织报送换届请示"},
     {"reply", "取得上级党组织同意换届的批复"},
     {"nomination", "推荐提名、酝酿候选人"},
     {"candidate_list", "将候选人预备人选报上级党组织"},
     {"candidates_reply", "取得上级党组织对候选人的批复"},
     {"method", "拟定选举办法"},
     {"meeting", "召开选举大会，填写计票报告单"},
     {"first_meeting", "召开新一届委员会第一次会议"},
     {"result_report", "向上级党组织报告选举结果"},
     {"result_reply", "取得上级党组织对选举结果的批复"},
     {"publication", "公布选举结果"}}};

}  // namespace

std::string_view code(ElectionStep step) { return steps[static_cast<std::size_t>(step)].first; }
std::string_view title(ElectionStep step) { return steps[static_cast<std::size_t>(step)].second; }

Date step_by(ElectionStep step, Date deadline, RuleSet const& rules, Date today) {
    auto const ahead = rules.nearest("re_election.days_ahead", today);
    auto const& days = ahead.numbers();
    auto const i = static_cast<std::size_t>(step);
    // A shorter list of an institution leaves the later steps to the deadline itself.
    return deadline.plus_days(-(i < days.size() ? days[i] : 0));
}

Countdown re_election(Date deadline, std::uint32_t done, RuleSet const& rules, Date today) {
    Countdown out;
    out.days_left = deadline.days() - today.days();
    auto const countdown = rules.nearest("re_election.countdown_months", today);
    bool const begun = deadline.plus_months(-static_cast<int>(countdown.number())) <= today || done != 0;
    if (!begun) return out;
    auto const ahead = rules.nearest("re_election.days_ahead", today);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if ((done >> i & 1U) != 0) continue;
        auto const step = static_cast<ElectionStep>(i);
        out.next = StepDue{step, step_by(step, deadline, rules, today)};
        break;
    }
    if (!out.next) return out;
    bool const late = out.next->by < today;
    out.verdict.add(
        finding(late ? "re_election.late" : "re_election.next", late ? Severity::warn : Severity::advice, ahead)
            .fact("step", std::string(title(out.next->step)))
            .fact("by", out.next->by.text())
            .fact("deadline", deadline.text())
            .fact("days", out.days_left));
    return out;
}

}  // namespace xinglin::meetings
