#pragma once
// Shifts of the demo hospital: this month's and the next one's grids of a few wards, so that finding a time has something to find.

#include "app/parts.hpp"

namespace xinglin::app {

/// The grid of one ward and month as its head nurse would send it: CSV of staff by days.
[[nodiscard]] std::string demo_roster(std::string_view ward, Month month);
/// Reads and commits the grids.
[[nodiscard]] Result<Done> roster_wards(Modules::Parts& parts, Date today);

}  // namespace xinglin::app
