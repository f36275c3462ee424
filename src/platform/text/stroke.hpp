#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace xinglin::text {

/// Places of the names in the order of strokes of their characters (姓氏笔画), the order of candidates on a ballot.
/// Names that compare equal keep their order.
[[nodiscard]] std::vector<std::size_t> by_strokes(std::vector<std::string> const& names);

}  // namespace xinglin::text
