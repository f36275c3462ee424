#pragma once
#include "platform/db/db.hpp"
#include "platform/db/migration.hpp"

namespace xinglin::db::postgres {

/// @param conninfo as libpq takes it: an address or keyword=value pairs
/// @param line the migrations to run (those of the program but in tests of the runner itself)
[[nodiscard]] std::unique_ptr<Database> open(std::string const& conninfo, Options const& options,
                                             std::span<Migration const> line);

}  // namespace xinglin::db::postgres
