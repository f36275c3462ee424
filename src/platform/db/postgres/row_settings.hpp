#pragma once
#include "platform/db/reads_for.hpp"

namespace xinglin::db::postgres {

/// What tells the row-level security that the program itself reads and writes: within a transaction until it ends…
inline constexpr char const* program_reads = "SET LOCAL xinglin.scope = 'program'";
/// …or on a connection that the program keeps to itself (migrations, copies) until it is closed.
inline constexpr char const* program_connection = "SET xinglin.scope = 'program'";

/// The same for a call: SET LOCAL statements, sent along with BEGIN so that they cost no turn of their own.
[[nodiscard]] std::string settings_of(ReadsFor const& whom);

}  // namespace xinglin::db::postgres
