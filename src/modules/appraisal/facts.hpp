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
/// The steps of a year. `members` and `tests` are of the round, empty where there is none yet.
[[nodiscard]] meetings::YearlyRound steps_of(db::Reader& reader, OrganisationId organisation, std::string const& path,
                                             int year, Round const* round, std::vector<Member> const& members,
                                             std::vector<ballots::View> const& tests);

}  // namespace xinglin::appraisal
