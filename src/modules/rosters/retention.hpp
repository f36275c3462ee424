#pragma once
// Grids of past months go when their time is over: docs/data-inventory.csv, "撤回或停用后2年".

#include "modules/audit/audit.hpp"

namespace xinglin::db {
class Database;
}

namespace xinglin::rosters {

/// Years that a grid is kept after its month or after it was taken back, and a table of codes after a newer one replaced it.
inline constexpr int years_kept = 2;

struct Cleared {
    std::int64_t rosters{0};
    std::int64_t code_tables{0};
    bool more{false};  ///< the turn was full
};
/// One turn: what is past its term goes with one entry of the trail that counts it.
[[nodiscard]] Result<Cleared> clear_past(db::Database& database, Clock const& clock, audit::Trail const& trail,
                                         int limit = 20);

}  // namespace xinglin::rosters
