#pragma once
// Free texts people write beside an act: bounded, because they stand in rows, trails and printed lists.

#include "base/strong.hpp"

#include <optional>

namespace xinglin::people {

/// A reason, a basis, a note: a sentence or two.
struct Remark : Text<Remark> {
    static constexpr TextRule rule{.name = "Remark", .min = 0, .max = 500, .lines = true, .example = "支部大会决议"};
};
/// What sealed values are wanted for: stands in the trail and on the printed list.
struct Purpose : Text<Purpose> {
    static constexpr TextRule rule{.name = "Purpose", .min = 0, .max = 200, .example = "上报党员信息"};
};

[[nodiscard]] inline std::string said(std::optional<Remark> const& remark) { return remark ? remark->value : ""; }

}  // namespace xinglin::people
