#pragma once
// What of a branch's yearly round has happened, read from where it was recorded: meetings, ballots, talks, problems.

#include "modules/appraisal/types.hpp"
#include "modules/ballots/ballots.hpp"
#include "modules/meetings/attendance.hpp"
#include "modules/meetings/rules_appraisal.hpp"

#include <vector>

namespace xinglin::appraisal {

/// Members of the branch on a day, or its committee.
[[nodiscard]] std::vector<meetings::DuePerson> people_of(db::Reader& reader, OrganisationId organisation,
                                                         std::string const& path, meetings::MeetingKind kind, Date day);
/// Who is in a round, as of today: each line, and whether that person has left the branch ungraded (Member::gone).
[[nodiscard]] std::vector<Member> roll_of(db::Reader& reader, Round const& round, Date today);
/// Members of the branch today who are in no line: admitted or moved here since the round was opened.
[[nodiscard]] std::vector<meetings::DuePerson> joined(db::Reader& reader, Round const& round,
                                                      std::vector<Member> const& members, Date today);

/// The time whose meetings belong to a year's round: the year, and after it until the round is published or the next one
/// is opened, for a round of last year is often held in the first months of this one. What belongs to the round of the
/// year before is not this one's; from July on it no longer keeps a meeting to itself.
struct Window {
    Instant from;
    Instant until;  ///< exclusive
};
[[nodiscard]] Window window_of(db::Reader& reader, OrganisationId organisation, int year);

/// Meetings of the branch a round of that year may name: of appraisal or organisation life, not cancelled, of the year or the
/// one after, named by no other round. The latest first.
[[nodiscard]] std::vector<meetings::Meeting> namable(db::Reader& reader, Round const& round);

/// The steps of a year; a meeting the round names stands for those of its kind, whatever the days say; what belongs before the organisation life meeting counts in the days before it that a setting
/// gives (before today, while none was held). `members` and `tests` are of the round, empty where there is none yet.
[[nodiscard]] meetings::YearlyRound steps_of(db::Reader& reader, OrganisationId organisation, std::string const& path,
                                             int year, Round const* round, std::vector<Member> const& members,
                                             std::vector<ballots::View> const& tests, meetings::RuleSet const& rules,
                                             Date today);

}  // namespace xinglin::appraisal
