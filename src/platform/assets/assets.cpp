#include "platform/assets/assets.hpp"

#include <algorithm>

namespace xinglin::assets {

Asset const* find(std::string_view path) {
    auto const files = all();
    auto const at = std::ranges::lower_bound(files, path, {}, &Asset::path);
    return at != files.end() && at->path == path ? &*at : nullptr;
}

std::span<Asset const> under(std::string_view prefix) {
    auto const files = all();
    auto const first = std::ranges::lower_bound(files, prefix, {}, &Asset::path);
    auto const last =
        std::find_if(first, files.end(), [&](Asset const& asset) { return !asset.path.starts_with(prefix); });
    return {first, last};
}

}  // namespace xinglin::assets
