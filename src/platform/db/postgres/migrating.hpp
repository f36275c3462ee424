#pragma once
#include "platform/db/migration.hpp"
#include "platform/db/postgres/connection.hpp"

namespace xinglin::db::postgres {

/// Brings the schema to the end of the line; of several nodes that start at once, one works and the others wait.
void migrate(Connection& connection, std::span<Migration const> line);

}  // namespace xinglin::db::postgres
