#pragma once
// What the cells of a grid leave free. Pure.

#include "modules/rosters/types.hpp"

#include <map>

namespace xinglin::rosters {

/// One meeting that could be held: within one day.
struct Span {
    Date day;
    Minute from{0};
    Minute to{0};
};

/// The codes of somebody's days; a day that is not there is unknown. Every list lies on its ward's table.
struct Shift {
    std::vector<ShiftCode const*> codes;  ///< none: the cell says nothing that is known
};
using Shifts = std::map<Date, Shift>;

/// Whether the person takes part of their rest after a night for meetings.
enum class NightRest { kept, given };

/// How far somebody can come at that time: by the day's own codes and by what the night before leaves over.
[[nodiscard]] Availability availability(Shifts const& shifts, Span const& when, NightRest rest = NightRest::kept);

/// Whether any minute of the span lies within a shift (for reminders); false where nothing is known.
[[nodiscard]] bool on_shift(Shifts const& shifts, Span const& when);

}  // namespace xinglin::rosters
