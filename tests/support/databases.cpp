#include "tests/support/databases.hpp"

#include "platform/db/postgres/connection.hpp"
#include "tests/support/postgres_server.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace xinglin::testing {

namespace {

bool in_ci() {
    char const* const set = std::getenv("CI");
    return set != nullptr && std::string_view(set) == "true";
}

/// The server of this test program; nothing when it cannot be had.
PostgresServer* server() {
    static std::unique_ptr<PostgresServer> const one = []() -> std::unique_ptr<PostgresServer> {
        char const* const skip = std::getenv("XINGLIN_SKIP_POSTGRES");
        bool const unwanted = skip != nullptr && *skip != '\0' && !in_ci();
        if (unwanted || !PostgresServer::installed()) {
            std::cerr << "\n*** POSTGRESQL IS ABSENT: every test of that engine is SKIPPED (apt-get install "
                         "postgresql-15) ***\n\n";
            return nullptr;
        }
        return std::make_unique<PostgresServer>();
    }();
    return one.get();
}

void on_server(std::string const& sql) {
    db::postgres::Connection(server()->operator_url("postgres")).run(sql, "test");
}

std::string new_database(std::string const& pattern) {
    static int number = 0;
    std::string const name = "t" + std::to_string(++number);
    on_server("CREATE DATABASE " + name + " TEMPLATE " + pattern + " OWNER xinglin");
    return name;
}

/// A database at head, made once.
std::string const& postgres_template() {
    static std::string const name = [] {
        auto made = new_database("template0");
        db::Options options;
        options.url = server()->url(made);
        (void)db::open(options);
        return made;
    }();
    return name;
}

/// The one database at head that the tests use in turn: making a database costs a second on a busy machine, emptying one
/// some milliseconds. What the migrations put in is kept aside. A test that changes the schema costs a new one.
class Reused {
  public:
    /// The address of a database that holds what a fresh one holds.
    std::string const& fresh() {
        if (connection_) drop_strangers();
        if (!connection_ || shape() != shape_) {
            make();
        } else {
            // Triggers and references sleep meanwhile, or append-only tables would refuse.
            connection_->run(reset_, "test");
        }
        return url_;
    }

  private:
    void make() {
        connection_.reset();
        auto const name = new_database(postgres_template());
        url_ = server()->url(name);
        connection_ = std::make_unique<db::postgres::Connection>(server()->operator_url(name));
        connection_->run("CREATE SCHEMA seed; SET session_replication_role = replica; SET client_min_messages = error",
                         "test");
        known_.clear();
        reset_.clear();
        std::string refill;
        for (auto const& name : tables()) {
            auto const table = "\"" + name + "\"";
            known_.insert(name);
            reset_ += "DELETE FROM public." + table + ";";
            refill += "INSERT INTO public." + table + " SELECT * FROM seed." + table + ";";
            connection_->run("CREATE TABLE seed." + table + " AS SELECT * FROM public." + table, "test");
        }
        reset_ += refill;
        shape_ = shape();
    }
    void drop_strangers() {
        for (auto const& name : tables()) {
            if (!known_.contains(name)) connection_->run("DROP TABLE public.\"" + name + "\" CASCADE", "test");
        }
    }
    std::vector<std::string> tables() {
        std::vector<std::string> found;
        auto const answer = connection_->run(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'", "test");
        db::postgres::each_row(answer.get(), [&](db::Row const& row) {
            found.push_back(row.get<std::string>(0));
            return true;
        });
        return found;
    }
    /// How many of each thing the schema has: enough to notice what a test has changed.
    std::string shape() {
        auto const answer = connection_->run(
            "SELECT (SELECT COUNT(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace) || ' ' ||"
            " (SELECT COUNT(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D') || ' ' ||"
            " (SELECT COUNT(*) FROM pg_constraint) || ' ' || (SELECT COUNT(*) FROM pg_attribute WHERE NOT attisdropped "
            "AND attrelid IN"
            " (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)) || ' ' || (SELECT COUNT(*) FROM "
            "pg_proc)",
            "test");
        return PQgetvalue(answer.get(), 0, 0);
    }

    std::string url_, reset_, shape_;
    std::set<std::string> known_;
    std::unique_ptr<db::postgres::Connection> connection_;
};

std::string const& fresh_postgres() {
    static Reused reused;
    return reused.fresh();
}

std::string const& sqlite_template() {
    static TemporaryFolder const folder;
    static std::string const path = [] {
        auto made = folder.file("head.db");
        db::Options options;
        options.url = "sqlite:" + made;
        (void)db::open(options);
        return made;
    }();
    return path;
}

/// Whether the PostgreSQL half can run; says so, or fails in CI, when not.
bool postgres_or_skip() {
    if (server() != nullptr) return true;
    if (in_ci()) FAIL("PostgreSQL is absent, and in CI a skip fails");
    MESSAGE("skipped: PostgreSQL is absent");
    return false;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    path_ = (std::filesystem::temp_directory_path() / "xinglin-test-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no temporary folder");
}
TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string empty_postgres() { return server() == nullptr ? std::string{} : server()->url(new_database("template0")); }

void with_databases(std::function<void(db::Database&)> const& fn) {
    SUBCASE("SQLite") {
        TemporaryFolder const folder;
        std::filesystem::copy_file(sqlite_template(), folder.file("test.db"));
        db::Options options;
        options.url = "sqlite:" + folder.file("test.db");
        fn(*db::open(options));
    }
    SUBCASE("PostgreSQL") {
        if (postgres_or_skip()) {
            db::Options options;
            options.url = fresh_postgres();
            options.migrate = false;
            fn(*db::open(options));
        }
    }
}

void with_empty_databases(std::function<void(db::Options const&)> const& fn) {
    SUBCASE("SQLite") {
        TemporaryFolder const folder;
        db::Options options;
        options.url = "sqlite:" + folder.file("test.db");
        fn(options);
    }
    SUBCASE("PostgreSQL") {
        if (postgres_or_skip()) {
            db::Options options;
            options.url = empty_postgres();
            fn(options);
        }
    }
}

namespace {

/// Lives as long as the program: connections remember prepared statements by their address.
struct Kept {
    explicit Kept(std::string const& text) : postgres(text) {
        int parameters = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] == '$') parameters = std::max(parameters, std::atoi(text.c_str() + at + 1));
            sqlite.push_back(text[at] == '$' ? '?' : text[at]);
        }
        segments[0] = {sqlite, -1};
        segments[1] = {postgres, -1};
        statement = {"test", std::span(&segments[0], 1), std::span(&segments[1], 1), {}, parameters};
    }
    std::string sqlite, postgres;
    db::Segment segments[2]{};
    db::Statement statement{};
};

}  // namespace

MadeStatement::MadeStatement(std::string const& text) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<Kept>> all;
    std::lock_guard const lock(mutex);
    auto& kept = all[text];
    if (!kept) kept = std::make_unique<Kept>(text);
    statement_ = &kept->statement;
}

}  // namespace xinglin::testing
