#pragma once
#include <string>
#include <string_view>

namespace xinglin::crypto {

/// QR code of a text as an SVG of its own (black on white with the four-module quiet zone, no script, no style attribute).
/// @returns "" when the text is too long for a QR code
[[nodiscard]] std::string qr_svg(std::string_view text);

}  // namespace xinglin::crypto
