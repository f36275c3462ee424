#pragma once
// What the values of an enumeration are called in files and on screens, as one table in the order of the values.

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace xinglin {

struct Word {
    std::string_view code;   ///< in files, columns and the contract
    std::string_view title;  ///< on screens
};

/// The value that `code` stands for in the table of its enumeration.
template <class Kind, std::size_t n>
[[nodiscard]] constexpr std::optional<Kind> parse_code(std::array<Word, n> const& words, std::string_view code) {
    for (std::size_t i = 0; i < n; ++i)
        if (words[i].code == code) return static_cast<Kind>(i);
    return std::nullopt;
}

}  // namespace xinglin
