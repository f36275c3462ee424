#pragma once
// The rules of one row of a people file, in the order of the form. Pure.
#include "modules/intake/check.hpp"

#include <span>

namespace xinglin::intake {

/// What the rules of a row are told.
struct RowFacts {
    Branches const& branches;
    Date today;
    Layout const& layout;
    sheets::Row const& row;
};

/// What a row says about the person its resident ID belongs to; asked when two rows share one.
struct RowVerdict {
    int contradictions{0};  ///< sex or birth do not fit the ID: 2; the joining does not: 1
    /// Said of the joining by an age that the ID gave, and what it stood instead of; both change with another ID.
    bool age_by_id{false};
    std::optional<Finding> replaced;
};

/// Writes values and findings into `out`, which is empty.
[[nodiscard]] RowVerdict check_row(RowFacts const& facts, std::span<Kept const> kept, CheckedRow& out);

}  // namespace xinglin::intake
