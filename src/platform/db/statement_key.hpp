#pragma once
#include "platform/db/statement.hpp"

#include <cstddef>
#include <functional>

namespace xinglin::db {

/// A statement with its optional blocks as a key of a connection's prepared statements.
struct StatementKey {
    Statement const* statement;
    std::uint32_t mask;
    bool operator==(StatementKey const&) const = default;
};
struct StatementKeyHash {
    std::size_t operator()(StatementKey const& key) const noexcept {
        return std::hash<void const*>{}(key.statement) * 31 + key.mask;
    }
};

}  // namespace xinglin::db
