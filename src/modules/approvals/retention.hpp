#pragma once
// Approvals go when their time is over: docs/data-inventory.csv, "办结后5年".

#include "modules/audit/audit.hpp"

namespace xinglin::db {
class Database;
}

namespace xinglin::approvals {

/// Years that a finished case with its acts, and a delegation that is over, are kept. What came of a case stands elsewhere: the
/// countersignature in the minutes, the time in the meeting; nothing refers to the case itself.
inline constexpr int years_kept = 5;

struct Cleared {
    std::int64_t cases{0};
    std::int64_t delegations{0};
    bool more{false};  ///< the turn was full
};
/// One turn: what is past its term goes with one entry of the trail that counts it. Open and returned cases stay.
[[nodiscard]] Result<Cleared> clear_finished(db::Database& database, Clock const& clock, audit::Trail const& trail,
                                             int limit = 200);

}  // namespace xinglin::approvals
