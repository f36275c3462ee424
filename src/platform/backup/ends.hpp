#pragma once
// The two ends of a copy, as each engine offers them; nobody outside this folder includes it.

#include "platform/db/db.hpp"
#include "platform/db/migration.hpp"

namespace xinglin::backup {

enum class ColumnKind { number, text, bytes };
struct Column {
    std::string name;
    ColumnKind kind;
    bool operator==(Column const&) const = default;
};
/// A table of the schema without what the engine derives by itself (generated columns, search indexes).
struct Table {
    std::string name;
    std::vector<Column> columns;  ///< by name
    bool operator==(Table const&) const = default;
};

/// Reads in one snapshot. Throws db::Fault.
class Source {
  public:
    virtual ~Source() = default;
    virtual std::vector<std::string> stamps() = 0;  ///< migrations that have run
    virtual std::vector<Table> tables() = 0;        ///< by name
    virtual void rows(Table const& table, std::function<void(db::Row const&)> const& fn) = 0;
};

/// Writes in one transaction; not finished, it leaves nothing. Throws db::Fault.
class Target : public Source {
  public:
    /// Makes the schema, with references not checked until finish().
    virtual void prepare() = 0;
    virtual void begin_table(Table const& table) = 0;
    virtual void put(db::Row const& row) = 0;
    virtual void end_table() = 0;
    /// Checks all references and makes it durable.
    virtual void finish() = 0;
};

[[nodiscard]] std::unique_ptr<Source> sqlite_source(std::string const& path);
[[nodiscard]] std::unique_ptr<Target> sqlite_target(std::string const& path);
[[nodiscard]] std::unique_ptr<Source> postgres_source(std::string const& conninfo);
[[nodiscard]] std::unique_ptr<Target> postgres_target(std::string const& conninfo);

[[nodiscard]] std::string quoted(std::string const& name);
[[nodiscard]] std::string column_list(Table const& table);

}  // namespace xinglin::backup
