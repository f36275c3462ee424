#include "platform/db/statement.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace xinglin::db {

Statement::Chosen Statement::with(std::span<std::string_view const> names) const {
    std::uint32_t mask = 0;
    for (auto const asked : names) {
        auto const at = std::ranges::find(blocks, asked);
        XL_CHECK(at != blocks.end());
        mask |= std::uint32_t{1} << (at - blocks.begin());
    }
    return {this, mask};
}

Statement::Chosen Statement::with(std::initializer_list<std::string_view> names) const {
    return with(std::span<std::string_view const>(names.begin(), names.size()));
}

}  // namespace xinglin::db
