#pragma once
// What screens show of the cells of an open import: enough to compare, not enough to take along. Pure.

#include <string>
#include <string_view>

namespace xinglin::intake {

/// A cell as it is shown. Columns of resident IDs, telephone numbers and home addresses are masked whatever they hold; other
/// cells where they hold a long number (a column nobody has named yet, a remark with a telephone number in it).
/// @param place  canonical header of the column; "" when it is not taken
[[nodiscard]] std::string masked_cell(std::string_view place, std::string_view text);

/// Whether masked_cell changes this text.
[[nodiscard]] inline bool is_masked(std::string_view place, std::string_view text) {
    return masked_cell(place, text) != text;
}

}  // namespace xinglin::intake
