#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::text {

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms, no code point past U+10FFFF).
[[nodiscard]] bool is_utf8(std::string_view bytes);
/// Code points of well-formed UTF-8; ill-formed bytes become U+FFFD.
[[nodiscard]] std::u32string decode(std::string_view utf8);
[[nodiscard]] std::string encode(std::u32string_view code_points);
[[nodiscard]] std::size_t length(std::string_view utf8);  ///< in code points
/// Trims ASCII blanks, U+3000, U+00A0, U+FEFF and zero-width characters at both ends.
[[nodiscard]] std::string trim(std::string_view utf8);
/// Full-width ASCII variants (U+FF01…U+FF5E) and U+3000 to their half-width forms.
[[nodiscard]] std::string half_width(std::string_view utf8);
/// Removes every blank, inside too (ASCII, U+3000, U+00A0, zero-width).
[[nodiscard]] std::string without_blanks(std::string_view utf8);
[[nodiscard]] bool starts_with(std::string_view text, std::string_view prefix);
[[nodiscard]] bool ends_with(std::string_view text, std::string_view suffix);
[[nodiscard]] bool contains(std::string_view text, std::string_view part);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(std::vector<std::string> const& parts, std::string_view separator);
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view from, std::string_view to);
[[nodiscard]] std::optional<std::int64_t> parse_int(std::string_view text);
[[nodiscard]] std::string lower_ascii(std::string_view text);
[[nodiscard]] std::string upper_ascii(std::string_view text);
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::optional<std::string> unhex(std::string_view text);
[[nodiscard]] std::string base64url(std::string_view bytes);  ///< without padding
[[nodiscard]] std::optional<std::string> unbase64url(std::string_view text);

}  // namespace xinglin::text
