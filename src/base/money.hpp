#pragma once
#include <compare>
#include <cstdint>

namespace xinglin {

/// An amount in fen (minor units). Never a floating-point number.
struct Money {
    std::int64_t fen{0};
    auto operator<=>(Money const&) const = default;
};

}  // namespace xinglin
