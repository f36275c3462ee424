#pragma once
// What hospitals and projects add to the rules of the tree. Pure; advice only, the tree is changed by people.

#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>
#include <optional>

namespace xinglin::organisations {

struct HospitalCommittee {
    std::int64_t members{0};
    std::int64_t standing{0};  ///< 0: no standing committee
    bool same_head{false};     ///< secretary and president are one person
};
/// @returns hospital.committee_size, hospital.standing_size (advice: provincial figures), hospital.same_head (warn)
/// @source 《关于加强公立医院党的建设工作的意见》
[[nodiscard]] regulations::Verdict hospital_committee(HospitalCommittee const& facts, regulations::RuleSet const& rules,
                                                      Date on);

/// Full-time party workers beside the staff. Shown, never judged: there is no national ratio.
struct PartyWorkers {
    std::int64_t per_ten_thousand{0};   ///< of the staff, rounded down
    std::int64_t reference_people{0};  ///< as many as the reference figure would mean, rounded up
};
[[nodiscard]] PartyWorkers party_workers(std::int64_t staff, std::int64_t full_time, regulations::RuleSet const& rules,
                                         Date on);

/// A project or works: whether a branch is to be set up for it.
/// @returns project_branch.possible (advice) when it lasts long enough and has full members enough, otherwise nothing
/// @source 《中国共产党支部工作条例（试行）》第五条
[[nodiscard]] regulations::Verdict project_branch(Date from, Date until, std::int64_t full_members,
                                                  regulations::RuleSet const& rules);

/// The answer to an application for a branch.
/// @returns branch.reply_due (advice), branch.reply_overdue (warn), or nothing when answered in time
[[nodiscard]] regulations::Verdict set_up_reply(Date applied_on, std::optional<Date> answered_on,
                                                regulations::RuleSet const& rules, Date today);

}  // namespace xinglin::organisations
