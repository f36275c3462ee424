#pragma once
#include "platform/db/db.hpp"

namespace xinglin::db {

/// For whom a reader reads. On PostgreSQL the tables with records of persons (row-level security, decision 0015) show it
/// only the rows beneath its paths and its own. Database::reader(), read() and write() are the program's own: every row.
struct ReadsFor {
    struct Paths {
        std::string from, to;  ///< from <= path < to
    };
    std::vector<Paths> paths{};  ///< disjoint
    std::int64_t person{0};  ///< the own record, wherever it is; 0 = none
    std::int64_t account{0};  ///< 0 = none
};

/// What an engine that secures rows offers besides Database.
class SecuresRows {
  public:
    virtual ~SecuresRows() = default;
    [[nodiscard]] virtual std::unique_ptr<Reader> reader_for(ReadsFor const& whom) = 0;
};

/// A reader that the database itself holds to `whom`; where the engine secures no rows (SQLite) any reader.
[[nodiscard]] std::unique_ptr<Reader> reader_for(Database& database, ReadsFor const& whom);

}  // namespace xinglin::db
