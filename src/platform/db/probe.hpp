#pragma once
#include "base/time.hpp"
#include "platform/db/db.hpp"

#include <string>

namespace xinglin::db {

/// Writes one row durably and reads it again. Blocks as long as a write may.
/// @returns what went wrong, for the log; "" when the database takes writes
[[nodiscard]] std::string probe(Database& database, Instant now);

}  // namespace xinglin::db
