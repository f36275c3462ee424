#pragma once
// Values as they stand in a column: a flat JSON object {"field": "value" | null}.

#include "modules/people/fields.hpp"

#include <string>
#include <string_view>

namespace xinglin::people {

/// Only the values whose fields are sealed (or not), in the order of their names.
[[nodiscard]] std::string write_values(Values const& values, bool sealed);
/// Whether any value belongs to that half.
[[nodiscard]] bool has_values(Values const& values, bool sealed);
/// Adds the values of a column; a broken text is a broken invariant.
void read_values(std::string_view json, Values& into);

}  // namespace xinglin::people
