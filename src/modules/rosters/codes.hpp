#pragma once
// Codes of shifts: what a cell of a grid says by a ward's table, and whether a table makes sense. Pure.

#include "base/result.hpp"
#include "modules/rosters/types.hpp"

namespace xinglin::rosters {

/// The codes a ward starts with: three shifts, day, twelve hours, on call, rest and leave.
[[nodiscard]] std::vector<ShiftCode> const& common_codes();

/// How a cell was understood.
enum class How : std::uint8_t {
    exact,    ///< a code as it stands in the table
    alias,    ///< another name of a code
    trimmed,  ///< the same after blanks and full-width forms were put in order
    mixed,    ///< several codes on one day: 白/值
    blank,    ///< nothing there: unknown, not free
    unknown,  ///< in no table
};
[[nodiscard]] std::string_view name_of(How how);

struct CellReading {
    std::vector<std::string> codes;  ///< of the table, in the order of the cell; none: nothing is known
    How how{How::blank};
};
/// @param text the cell as it stands in the file
[[nodiscard]] CellReading read_cell(std::string_view text, CodeTable const& table);

/// A text as names of codes are compared: without blanks, half-width, capitals.
[[nodiscard]] std::string code_key(std::string_view text);

/// Whether a table can be used: every fault with its place ("/codes/3/starts").
/// @errors rosters.codes_faulty (malformed)
[[nodiscard]] Result<Done> check_codes(std::vector<ShiftCode> const& codes);

}  // namespace xinglin::rosters
