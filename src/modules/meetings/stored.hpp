#pragma once
// What the rows of this module hold in common. For store*.cpp only.

#include "base/check.hpp"

#include <optional>

namespace xinglin::meetings::store {

/// A code of an enumeration as it is stored; anything else was written by somebody else.
template <class T>
T known(std::optional<T> parsed) {
    XL_CHECK(parsed.has_value());
    return *parsed;
}

}  // namespace xinglin::meetings::store
