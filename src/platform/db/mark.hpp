#pragma once
// Whether anything was committed since one last looked, without asking what.

#include <cstdint>
#include <optional>

namespace xinglin::db {

class Database;

/// A number that is another one after every commit, whoever made it (this process or another). What was read after a mark
/// was taken is at least as new as the mark: as long as the mark stays the same, it is still true.
/// Nothing on an engine that could only say so by a query of its own (PostgreSQL). Throws Fault.
[[nodiscard]] std::optional<std::int64_t> change_mark(Database& database);

/// What a database implements that can tell.
class Marked {
  public:
    virtual ~Marked() = default;
    [[nodiscard]] virtual std::int64_t mark() = 0;
};

}  // namespace xinglin::db
