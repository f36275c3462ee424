#pragma once
#include "platform/db/migration.hpp"
#include "platform/db/sqlite/connection.hpp"

namespace xinglin::db::sqlite {

/// Brings the file to the end of the line. Throws Fault.
void migrate(Connection& connection, std::span<Migration const> line);

}  // namespace xinglin::db::sqlite
