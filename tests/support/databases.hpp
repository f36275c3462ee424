#pragma once
// Databases for tests: SQLite in a temporary folder, and PostgreSQL on a server of its own that starts with the first
// test that asks and ends with the program. Without PostgreSQL the half is skipped loudly; with CI=true it fails.

#include "platform/db/db.hpp"
#include "platform/db/migration.hpp"

#include <functional>
#include <string>
#include <vector>

namespace xinglin::testing {

/// Runs fn on each engine, as doctest subcases "SQLite" and "PostgreSQL", on a fresh database at the head of the schema.
void with_databases(std::function<void(db::Database&)> const& fn);

/// Likewise with the address of an empty database that nobody has opened; further options at their defaults.
void with_empty_databases(std::function<void(db::Options const&)> const& fn);

/// A temporary folder that goes with its contents.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    [[nodiscard]] std::string const& path() const { return path_; }
    [[nodiscard]] std::string file(std::string const& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

/// The address of a new empty PostgreSQL database, "" when there is no PostgreSQL here. Dropped with the server.
[[nodiscard]] std::string empty_postgres();

/// A statement written in a test: the text with $1…, for both engines.
class MadeStatement {
  public:
    explicit MadeStatement(std::string const& text);
    operator db::Statement const&() const { return *statement_; }  // NOLINT: meant to stand in for one

  private:
    db::Statement const* statement_;
};

}  // namespace xinglin::testing
