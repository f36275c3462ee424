#pragma once
// Rows of the institution's own days and of the years it compared.

#include "modules/calendar/types.hpp"

#include <vector>

namespace xinglin::db {
class Reader;
class Tx;
}  // namespace xinglin::db

namespace xinglin::calendar {
[[nodiscard]] std::vector<OwnDay> own_days(db::Reader& reader);
[[nodiscard]] std::vector<CheckedYear> checked_years(db::Reader& reader);
}  // namespace xinglin::calendar

namespace xinglin::calendar::store {

/// A day said again replaces what was said before.
void put(db::Tx& tx, OwnDay const& day);
/// @returns false when nothing was said of it
[[nodiscard]] bool remove(db::Tx& tx, Date day);
void put(db::Tx& tx, CheckedYear const& year);

}  // namespace xinglin::calendar::store
