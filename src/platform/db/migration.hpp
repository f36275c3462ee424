#pragma once
#include <span>
#include <string_view>

namespace xinglin::db {

/// One step of the schema, of all modules in one time line by stamp; forward only.
struct Migration {
    std::string_view stamp;  ///< YYYYMMDDHHMMSS
    std::string_view name;
    std::string_view sqlite;
    std::string_view postgres;
};

/// Every migration of the program, in order; made by tools/embed_sql.
[[nodiscard]] std::span<Migration const> all_migrations();

}  // namespace xinglin::db
