#pragma once
#include <span>
#include <string_view>

namespace xinglin::assets {

/// One embedded file. Views live as long as the program.
struct Asset {
    std::string_view path;  ///< path in the source tree: "src/modules/people/texts.zh-CN.yaml", "web/dist/index.html"
    std::string_view type;  ///< media type with charset
    std::string_view digest;  ///< SHA-256 of `bytes` in hex: an entity tag
    std::string_view bytes;
    std::string_view gzip;  ///< compressed copies, "" when there is none (web/dist only)
    std::string_view br;
};

/// All embedded files, sorted by path.
[[nodiscard]] std::span<Asset const> all();
/// @returns nullptr when no file of this path is embedded
[[nodiscard]] Asset const* find(std::string_view path);
/// The files whose path begins so (a folder: end it with '/').
[[nodiscard]] std::span<Asset const> under(std::string_view prefix);

}  // namespace xinglin::assets
