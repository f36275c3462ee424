#pragma once
// The yearly round: talks, organisation life meeting, democratic appraisal, the secretary's report.

#include "modules/meetings/kinds.hpp"
#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

using regulations::RuleSet;
using regulations::Verdict;

/// A heart-to-heart talk between two people.
struct Talk {
    std::int64_t one{0};
    std::int64_t other{0};
    Date on;
};
struct TalkFacts {
    std::vector<std::int64_t> committee;  ///< of a branch without committee: the secretary and the deputy
    std::vector<std::int64_t> members;    ///< the others
    std::vector<Talk> talks;
};
/// Who still has to talk with whom this year. Read as: every two committee members; every member with some committee
/// member; every member with some other member (where there is one). Each as often as the figure says.
struct TalksMissing {
    std::vector<std::pair<std::int64_t, std::int64_t>> committee_pairs;
    std::vector<std::int64_t> with_committee;  ///< members nobody of the committee has talked with
    std::vector<std::int64_t> among_members;
    /// talks.committee, talks.with_committee, talks.among_members: advice while the year lasts, then warn
    Verdict verdict;
};
/// @source 《中国共产党支部工作条例（试行）》第十九条
[[nodiscard]] TalksMissing talks_missing(TalkFacts const& facts, int year, RuleSet const& rules, Date today);

/// What has been done of the organisation life meeting and the appraisal of one year.
struct YearlyRound {
    int year{0};
    bool theme{false}, study{false}, talks{false}, opinions{false};  ///< before
    std::optional<Date> meeting_on;
    bool problems{false}, criticism{false};  ///< at the meeting
    bool corrections{false};                 ///< list of what is put right, with owners and dates
    std::vector<std::string> self_missing;   ///< names of those whose self-appraisal is not there
    bool self_appraisal{false}, mutual_appraisal{false}, test_ballot{false}, test_ballot_secret{true};
    bool grades_set{false}, announced{false};
};
/// The steps of the organisation life meeting that are missing, in their order: those before the meeting warn once it was
/// held; the list of corrections is asked for afterwards.
/// @returns life_meeting.no_theme, no_study, no_talks, no_opinions, no_problems, no_criticism, no_corrections
/// @source 《中国共产党支部工作条例（试行）》第十七条
[[nodiscard]] Verdict life_meeting_steps(YearlyRound const& round);
/// The steps of the appraisal that are missing, in their order. Grades before the test ballot, or a ballot that is not
/// secret, are refused.
/// @returns appraisal.no_self, no_mutual, no_test_ballot (advice, or block when grades are set already),
///          appraisal.ballot_not_secret (block), no_grades, not_announced (advice)
/// @source 《中国共产党支部工作条例（试行）》第十八条
[[nodiscard]] Verdict appraisal_steps(YearlyRound const& round);

struct GradeFacts {
    std::int64_t graded{0};  ///< full members who get a grade
    std::int64_t members{0};  ///< all members, probationary ones too
    std::int64_t excellent{0};
};
/// Members who may be graded excellent without a warning: the whole number not above the share.
/// @source 《中国共产党支部工作条例（试行）》第十八条
[[nodiscard]] std::int64_t excellent_ceiling(GradeFacts const& facts, RuleSet const& rules, Date on);
/// @returns appraisal.too_many_excellent (warn: 一般)
[[nodiscard]] Verdict grades_given(GradeFacts const& facts, RuleSet const& rules, Date on);
/// Whether somebody gets a grade: a full member does, a probationary one takes part and gets none.
/// @returns appraisal.not_graded (block)
[[nodiscard]] Verdict may_be_graded(bool full_member);
/// What follows from a grade.
/// @returns grade.excellent, grade.basic, grade.unqualified (advice), nothing for qualified
[[nodiscard]] Verdict grade_effect(Grade grade);

/// The yearly report of the secretary on party building.
/// @returns life.secretary_report_due (advice) or life.secretary_report_missed (warn), or nothing
[[nodiscard]] Verdict secretary_report(int year, std::int64_t held, RuleSet const& rules, Date today);
/// Secretaries graded good (好) among those who reported.
/// @returns report.too_many_good (warn)
[[nodiscard]] Verdict report_grades(std::int64_t reported, std::int64_t good, RuleSet const& rules, Date on);

/// The democratic life meeting of a leading body.
/// @returns democratic_life.too_few_present (block)
[[nodiscard]] Verdict democratic_life_quorum(std::int64_t due, std::int64_t present, RuleSet const& rules, Date on);

}  // namespace xinglin::meetings
