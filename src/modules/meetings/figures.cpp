#include "modules/meetings/figures.hpp"

#include "modules/regulations/regulations.hpp"

namespace xinglin::meetings {

namespace {

Quorum of_vote(VoteKind kind, std::string purpose, std::string title, Figures const& f, RuleSet const& rules, Date on) {
    auto outcome = vote({kind, f.voters_due, f.voters_present, 0, 0}, rules, on);
    Quorum out{
        std::move(purpose), std::move(title), outcome.present_needed, outcome.votes_needed, outcome.valid, {}, {}};
    auto const name =
        kind == VoteKind::resolution ? "meeting.vote_quorum_percent" : "admission_meeting.quorum_over_percent";
    out.article = rules.nearest(name, on).article;
    regulations::phrase(outcome.verdict);
    if (!outcome.valid) out.text = outcome.verdict.findings.front().text;
    return out;
}

Quorum of_election(Figures const& f, RuleSet const& rules, Date on) {
    auto const need = voters_needed(f.voters_due, rules, on);
    Quorum out{"election",
               "选举",
               need,
               std::nullopt,
               f.voters_due > 0 && f.voters_present >= need,
               rules.nearest("election.quorum_percent", on).article,
               {}};
    auto verdict = election({f.voters_due, f.voters_present, 0, 0}, rules, on);
    regulations::phrase(verdict);
    if (auto const* said = verdict.find("election.too_few_present"); said != nullptr) out.text = said->text;
    return out;
}

Quorum of_committee(Figures const& f, RuleSet const& rules, Date on) {
    auto const share = rules.nearest("committee_meeting.quorum_percent", on);
    auto verdict = committee_quorum(f.voters_due, f.voters_present, rules, on);
    regulations::phrase(verdict);
    Quorum out{"committee",   "作出决定", (f.voters_due * share.number() + 99) / 100, std::nullopt, !verdict.blocked(),
               share.article, {}};
    if (!verdict.findings.empty()) out.text = verdict.findings.front().text;
    return out;
}

}  // namespace

Figures figures_of(MeetingKind kind, std::vector<Attendee> const& people, RuleSet const& rules, Date on) {
    Figures out;
    for (auto const& one : people) {
        if (one.gone) continue;
        if (one.part == Part::guest) {
            ++out.guests;
            continue;
        }
        bool const here = one.presence == Presence::present;
        if (one.counting == Counting::voter) {
            ++out.voters_due;
            out.voters_present += here ? 1 : 0;
        }
        if (one.counting == Counting::left_out) continue;
        ++out.due;
        out.present += here ? 1 : 0;
        out.absent += one.presence == Presence::absent ? 1 : 0;
        out.unmarked += one.presence == Presence::unknown ? 1 : 0;
    }
    if (kind == MeetingKind::committee_meeting) out.quorums.push_back(of_committee(out, rules, on));
    if (kind == MeetingKind::members_meeting || kind == MeetingKind::democratic_appraisal ||
        kind == MeetingKind::organisation_life_meeting) {
        out.quorums.push_back(of_vote(VoteKind::resolution, "resolution", "一般事项表决", out, rules, on));
        out.quorums.push_back(
            of_vote(VoteKind::admission, "admission", "接收预备党员、转正、处置表决", out, rules, on));
        out.quorums.push_back(of_election(out, rules, on));
    }
    return out;
}

}  // namespace xinglin::meetings
