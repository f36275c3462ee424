#pragma once
#include "platform/db/db.hpp"

#include <string>
#include <vector>

namespace xinglin::db {

/// A statement's text for one engine with the chosen blocks.
struct SqlText {
    std::string text;
    /// For each parameter that is sent, its place in the call (from 0). PostgreSQL: dense, the placeholders renumbered.
    /// SQLite: empty, placeholders keep their numbers and gaps stay unbound.
    std::vector<int> order;
};

[[nodiscard]] SqlText sql_text(Statement::Chosen chosen, Engine engine);

/// Stops when the call gives another number of values than the statement has placeholders.
void check_parameters(Statement::Chosen chosen, std::size_t given);

}  // namespace xinglin::db
