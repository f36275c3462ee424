#pragma once
// An election from its announcement to its result: the chain of documents, who counts as due, the ballot box, who is elected.

#include "modules/meetings/rules.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

/// Ballots as they were counted.
struct BallotBox {
    std::int64_t present{0};  ///< voters who took part
    std::int64_t issued{0};
    std::int64_t returned{0};
    std::int64_t invalid{0};  ///< naming more people than places, or unreadable
};
/// @returns ballots.more_issued_than_present, ballots.more_returned_than_issued, ballots.more_invalid_than_returned (block);
///          the election is valid when no more ballots come back than were issued
/// @source 《中国共产党基层组织选举工作条例》
[[nodiscard]] Verdict ballot_box(BallotBox const& box);

/// Whether one ballot counts: it names no more people than there are places.
[[nodiscard]] bool ballot_valid(std::int64_t named, std::int64_t seats);

struct CandidateVotes {
    std::int64_t candidate{0};
    std::int64_t in_favour{0};
};
struct Elected {
    std::vector<std::int64_t> elected;  ///< by votes, at most as many as places
    std::vector<std::int64_t> tied;  ///< equal votes across the last place: a second ballot between them
    std::int64_t places_open{0};  ///< still to be filled, the tied ones' places among them
    std::int64_t votes_needed{0};
    /// election.tie (advice), election.places_open (advice)
    Verdict verdict;
};
/// Who is elected in a valid election.
/// @param facts voters due and present, places; candidates are counted from `votes`
/// @source 《中国共产党基层组织选举工作条例》（当选）
[[nodiscard]] Elected elected(ElectionFacts const& facts, std::vector<CandidateVotes> votes, RuleSet const& rules,
                              Date on);

/// Why a full member may be left out of those due, with consent of the upper level and adoption by the meeting.
enum class LeaveOut : std::uint8_t {
    cannot_express_will,
    abroad_self_funded,
    serving_sentence,
    long_ill,
    transfer_overdue
};
struct LeaveOutFacts {
    LeaveOut reason{LeaveOut::long_ill};
    Date since;  ///< abroad since, or should have transferred since
    bool upper_consented{false};
    bool meeting_adopted{false};
};
/// @returns election.leave_out_too_short (block, with the earliest day), election.leave_out_consent (block)
[[nodiscard]] Verdict leave_out_of_due(LeaveOutFacts const& facts, RuleSet const& rules, Date on);

/// Electing by a congress instead of a members' meeting.
struct CongressFacts {
    std::int64_t members{0};
    bool scattered{false};
    bool approved{false};
    std::int64_t delegates{0};  ///< 0: not settled yet
    std::int64_t delegate_candidates{0};  ///< 0: not nominated yet
};
/// @returns congress.not_possible, congress.not_approved (block), congress.too_few_delegates, congress.many_delegates (warn),
///          congress.too_many_delegates, congress.too_few_candidates (block)
/// @source 《中国共产党基层组织选举工作条例》第四条
[[nodiscard]] Verdict congress(CongressFacts const& facts, RuleSet const& rules, Date on);

/// Candidates for the standing committee of a committee: one or two more than places.
/// @returns standing_committee.surplus (warn)
[[nodiscard]] Verdict standing_committee(std::int64_t seats, std::int64_t candidates, RuleSet const& rules, Date on);

/// The papers of a re-election, in their order.
enum class ElectionStep : std::uint8_t {
    request,  ///< 换届请示
    reply,  ///< 上级批复
    nomination,  ///< 推荐提名、酝酿
    candidate_list,  ///< 候选人预备人选报上级
    candidates_reply,  ///< 上级对候选人的批复
    method,  ///< 选举办法
    meeting,  ///< 选举大会，计票报告单
    first_meeting,  ///< 新一届委员会第一次会议
    result_report,  ///< 选举结果报告
    result_reply,  ///< 上级对结果的批复
    publication,  ///< 公布
};
inline constexpr int election_step_count = 11;
[[nodiscard]] std::string_view code(ElectionStep step);
[[nodiscard]] std::string_view title(ElectionStep step);
/// Day by which the convention wants a step, so that the term does not run out.
[[nodiscard]] Date step_by(ElectionStep step, Date deadline, RuleSet const& rules, Date today);
/// The first step of the chain.
struct StepDue {
    ElectionStep step{ElectionStep::request};
    Date by;  ///< day by which the convention wants it, so that the term does not run out
};
/// What comes next on the way to a re-election; nothing before the countdown (six months) or when all is done.
struct Countdown {
    std::optional<StepDue> next;
    std::int64_t days_left{0};  ///< to the deadline; negative when it is over
    Verdict verdict;  ///< re_election.next (advice), re_election.late (warn): the step's own day is over
};
/// @param done bit n set: step n is done
/// @source 《关于党的基层组织任期的意见》 (reminding on time); days in between are this project's convention
[[nodiscard]] Countdown re_election(Date deadline, std::uint32_t done, RuleSet const& rules, Date today);

}  // namespace xinglin::meetings
