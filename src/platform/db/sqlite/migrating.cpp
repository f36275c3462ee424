#include "platform/db/sqlite/migrating.hpp"

namespace xinglin::db::sqlite {

namespace {

class SqliteMigrating final : public Migrating {
  public:
    explicit SqliteMigrating(Connection& connection) : connection_(connection) {
        // References are checked once per step instead, so that a step may rebuild a table.
        connection_.run_script("PRAGMA foreign_keys=OFF", "migrate");
    }
    ~SqliteMigrating() override {
        try {
            connection_.run_script("PRAGMA foreign_keys=ON", "migrate");
        } catch (...) {
            // The connection is about to be thrown away with the fault that brought us here.
        }
    }
    SqliteMigrating(SqliteMigrating const&) = delete;
    SqliteMigrating& operator=(SqliteMigrating const&) = delete;

    void begin() override { connection_.run(Connection::Step::begin_write); }
    void commit() override {
        connection_.query_text(
            "SELECT \"table\" FROM pragma_foreign_key_check() LIMIT 1", {}, [](Row const& row) -> bool {
                throw Fault{Fault::What::other, "migrate", "broken reference in " + std::string(row.text(0))};
            });
        connection_.run(Connection::Step::commit);
    }
    void rollback() noexcept override {
        try {
            if (connection_.in_transaction()) connection_.run(Connection::Step::rollback);
        } catch (...) {
            // Closing the connection rolls back as well.
        }
    }
    std::vector<Applied> applied() override {
        connection_.run_script(
            "CREATE TABLE IF NOT EXISTS schema_migrations (stamp TEXT PRIMARY KEY, name TEXT NOT NULL,"
            " digest TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
            "migrate");
        std::vector<Applied> found;
        connection_.query_text("SELECT stamp, digest FROM schema_migrations ORDER BY stamp", {}, [&](Row const& row) {
            found.push_back({row.get<std::string>(0), row.get<std::string>(1)});
            return true;
        });
        return found;
    }
    void run(Migration const& step, std::string_view name) override {
        connection_.run_script(std::string(step.sqlite), name);
    }
    void note(Migration const& step, std::int64_t at_ms) override {
        Value const values[]{step.stamp, step.name, step.digest, at_ms};
        connection_.query_text(
            "INSERT INTO schema_migrations (stamp, name, digest, applied_at) VALUES (?1, ?2, ?3, ?4)", values,
            [](Row const&) { return true; });
    }

  private:
    Connection& connection_;
};

}  // namespace

void migrate(Connection& connection, std::span<Migration const> line) {
    SqliteMigrating target(connection);
    db::migrate(target, line);
}

}  // namespace xinglin::db::sqlite
