#pragma once
// From the canonical values of a row to what the people module takes.
#include "modules/intake/types.hpp"
#include "modules/people/people.hpp"

#include <functional>

namespace xinglin::intake {

/// @param wanted which columns are taken; the others are left as they stand
[[nodiscard]] people::ImportRow people_row(Values const& values, OrganisationId branch,
                                           std::function<bool(Column)> const& wanted);

/// The column of a people file that a difference of the register speaks of ("education", "organisation", "flag.floating");
/// nothing when the file has no such column.
[[nodiscard]] std::optional<Column> column_of_field(std::string_view field);

}  // namespace xinglin::intake
