#pragma once
// Finding a meeting by what people call it. Pure.

#include "modules/meetings/types.hpp"

#include <string_view>

namespace xinglin::meetings {

/// Whether each of the words (by blanks) stands in the title, the kind, the ordinal, the branch's name or the day, as written
/// 2026-11-20, 2026年11月20日 or 11月20日.
[[nodiscard]] bool found_by(std::string_view words, Meeting const& meeting, std::string_view organisation_name);

}  // namespace xinglin::meetings
