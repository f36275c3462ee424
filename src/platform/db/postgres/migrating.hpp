#pragma once
#include "platform/db/migration.hpp"
#include "platform/db/postgres/connection.hpp"

namespace xinglin::db::postgres {

/// Brings the schema to the end of the line; of several nodes that start at once, one works and the others wait.
void migrate(Connection& connection, std::span<Migration const> line);

/// The same within a transaction of the caller, on a database that is his alone (the target of a copy).
void migrate_within(Connection& connection, std::span<Migration const> line);

}  // namespace xinglin::db::postgres
