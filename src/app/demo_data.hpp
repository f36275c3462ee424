#pragma once
// The tables of the demo hospital, as of today.

#include "base/time.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace xinglin::app {

/// The day the tables of src/app/demo stand for.
inline constexpr Date demo_day{2026, 9, 15};

/// One CSV table (no quoted cells) with the dates of the named columns shifted by whole days, so that demo_day becomes
/// `today`. Cells known to the month only keep that precision. Where `pair` names two columns whose days lie whole years
/// apart, they still do afterwards.
[[nodiscard]] std::string shift_dates(std::string_view csv, Date today, std::initializer_list<std::string_view> columns,
                                      std::pair<std::string_view, std::string_view> pair = {});

/// The organisations and the people of the demo, ready for the import.
[[nodiscard]] std::string demo_organisations(Date today);
[[nodiscard]] std::string demo_people(Date today);

}  // namespace xinglin::app
