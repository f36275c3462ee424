#pragma once
// What values look like, for columns whose name says nothing or something else. Inside this module only.

#include "modules/intake/branches.hpp"
#include "modules/intake/columns.hpp"
#include "platform/sheets/sheets.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::intake {

enum class Looks : std::uint8_t {
    resident_id,
    mobile,
    date,
    sex,
    ethnicity,
    education,
    category,
    standing,
    branch,
    count
};
inline constexpr std::size_t looks_count = static_cast<std::size_t>(Looks::count);

/// What the values of a column look like, as counts of those seen.
struct Sample {
    std::array<int, looks_count> fitting{};
    int filled{0};
    std::string first;

    [[nodiscard]] bool mostly(Looks looks, int percent) const {
        return filled > 0 && fitting[static_cast<std::size_t>(looks)] * 100 >= filled * percent;
    }
    [[nodiscard]] bool hardly(Looks looks) const {
        return fitting[static_cast<std::size_t>(looks)] * 100 <= filled * 20;
    }
};

/// @param plain the cell in half-width characters without blanks
/// @param branches null: nothing looks like a branch
[[nodiscard]] bool looks_like(Looks looks, std::string_view cell, std::string_view plain, Branches const* branches);
/// A sample of each column from the rows at and below `from`.
[[nodiscard]] std::vector<Sample> sample_columns(std::vector<sheets::Row> const& rows, std::size_t from,
                                                 std::size_t width, Branches const* branches);
/// How the values of a column must look; nothing where anything goes.
[[nodiscard]] std::optional<Looks> looks_of(Column column);

}  // namespace xinglin::intake
