#include "platform/db/postgres/migrating.hpp"

#include "platform/db/postgres/row_settings.hpp"

namespace xinglin::db::postgres {

namespace {

/// Any number that no other program on this database takes; the lock ends with the connection.
constexpr std::string_view lock_key = "7308332091845541";

class PostgresMigrating final : public Migrating {
  public:
    PostgresMigrating(Connection& connection, bool within) : connection_(connection), within_(within) {}
    void begin() override {
        if (!within_) connection_.run("BEGIN", "migrate");
    }
    void commit() override {
        if (!within_) connection_.commit();
    }
    void rollback() noexcept override {
        if (within_) return;
        try {
            connection_.run("ROLLBACK", "migrate");
        } catch (...) {
            // A lost connection rolls back by itself.
        }
    }
    std::vector<Applied> applied() override {
        connection_.run(
            "CREATE TABLE IF NOT EXISTS schema_migrations (stamp TEXT COLLATE \"C\" PRIMARY KEY, name TEXT NOT NULL,"
            " digest TEXT NOT NULL, applied_at BIGINT NOT NULL)",
            "migrate");
        auto const answer = connection_.run("SELECT stamp, digest FROM schema_migrations ORDER BY stamp", "migrate");
        std::vector<Applied> found;
        each_row(answer.get(), [&](Row const& row) {
            found.push_back({row.get<std::string>(0), row.get<std::string>(1)});
            return true;
        });
        return found;
    }
    void run(Migration const& step, std::string_view name) override {
        connection_.run(std::string(step.postgres), name);
    }
    void note(Migration const& step, std::int64_t at_ms) override {
        Value const values[]{step.stamp, step.name, step.digest, at_ms};
        connection_.run("INSERT INTO schema_migrations (stamp, name, digest, applied_at) VALUES ($1, $2, $3, $4)",
                        values, "migrate");
    }

  private:
    Connection& connection_;
    bool within_;
};

}  // namespace

void migrate(Connection& connection, std::span<Migration const> line) {
    auto const key = std::string(lock_key);
    connection.run("SET client_min_messages = warning; SELECT pg_advisory_lock(" + key + ")", "migrate");
    connection.run(program_connection, "migrate");
    PostgresMigrating target(connection, false);
    db::migrate(target, line);
    connection.run("SELECT pg_advisory_unlock(" + key + ")", "migrate");
}

void migrate_within(Connection& connection, std::span<Migration const> line) {
    PostgresMigrating target(connection, true);
    db::migrate(target, line);
}

}  // namespace xinglin::db::postgres
