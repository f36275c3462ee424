#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::db {

/// One step of the schema, of all modules in one time line by stamp; forward only.
struct Migration {
    std::string_view stamp;  ///< YYYYMMDDHHMMSS
    std::string_view name;
    std::string_view digest;  ///< of the source, kept at the first run and compared ever after
    std::string_view sqlite;
    std::string_view postgres;
};

/// Every migration of the program, in order; made by tools/embed_sql.
[[nodiscard]] std::span<Migration const> all_migrations();

/// What an engine offers to the runner. Each throws Fault.
class Migrating {
  public:
    struct Applied {
        std::string stamp;
        std::string digest;
    };
    virtual ~Migrating() = default;
    virtual void begin() = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
    /// Steps that have run; makes the table of them where it is missing.
    virtual std::vector<Applied> applied() = 0;
    virtual void run(Migration const& step, std::string_view name) = 0;
    virtual void note(Migration const& step, std::int64_t at_ms) = 0;
};

/// Brings the schema to the end of `line`, each step in one transaction. Throws Fault when a step that has run reads otherwise
/// now, when the data know a step that this program does not (they are newer), or when a step fails.
void migrate(Migrating& target, std::span<Migration const> line);

class Database;
struct Options;
/// open() with another time line than the program's, for tests of what lies below the modules.
[[nodiscard]] std::unique_ptr<Database> open(Options const& options, std::span<Migration const> line);

}  // namespace xinglin::db
