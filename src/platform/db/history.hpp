#pragma once
// Earlier versions of rows that a database file still holds, though no query shows them.

#include <span>
#include <string_view>

namespace xinglin::db {

class Database;

/// Lets go of earlier versions of rows as far as the engine can. SQLite: the write-ahead log goes into the file and is cut to
/// nothing (what was deleted or overwritten is zeroed there). PostgreSQL: the dead rows of `tables` are vacuumed; its own log
/// and archives are the operator's.
/// Outside a transaction. @returns false when a reader or writer was in the way: again later. Throws Fault.
[[nodiscard]] bool forget_history(Database& database, std::span<std::string_view const> tables);

/// What a database implements that can.
class Forgetful {
  public:
    virtual ~Forgetful() = default;
    [[nodiscard]] virtual bool forget_history(std::span<std::string_view const> tables) = 0;
};

}  // namespace xinglin::db
