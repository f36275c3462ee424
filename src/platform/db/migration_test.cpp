#include "platform/db/migration.hpp"

#include "platform/db/db.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <thread>

using namespace xinglin;
using testing::MadeStatement;

namespace {

db::Migration step(std::string_view stamp, std::string_view digest, std::string_view sql) {
    return {stamp, "step", digest, sql, sql};
}

std::string fault_of(db::Options const& options, std::vector<db::Migration> const& line) {
    try {
        (void)db::open(options, line);
        return {};
    } catch (db::Fault const& fault) { return fault.message; }
}

/// table → columns in order, as the engine has them.
std::map<std::string, std::vector<std::string>> schema(db::Database& db) {
    MadeStatement const sqlite(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        " AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid");
    MadeStatement const postgres(
        "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t"
        " ON t.table_name = c.table_name AND t.table_schema = c.table_schema"
        " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position");
    std::map<std::string, std::vector<std::string>> found;
    db.read([&](db::Reader& reader) {
        reader.each(reader.engine() == db::Engine::sqlite ? sqlite : postgres,
                    [&](db::Row const& row) { found[row.get<std::string>(0)].push_back(row.get<std::string>(1)); });
    });
    return found;
}

}  // namespace

TEST_CASE("migrations run once, in order, and a changed or unknown one stops the start") {
    testing::with_empty_databases([](db::Options const& options) {
        auto const first = step("20260101000000", "a", "CREATE TABLE t_one (x BIGINT)");
        auto const second =
            step("20260102000000", "b", "ALTER TABLE t_one ADD COLUMN y BIGINT; INSERT INTO t_one VALUES (1, 2)");
        CHECK(fault_of(options, {first}).empty());
        CHECK(fault_of(options, {first, second}).empty());
        CHECK(fault_of(options, {first, second}).empty());
        auto const db = db::open(options, std::vector{first, second});
        CHECK(*db->read([](db::Reader& reader) {
            return reader.value<std::int64_t>(MadeStatement("SELECT SUM(y) FROM t_one"));
        }) == 2);
        auto const changed = step("20260101000000", "c", "CREATE TABLE t_one (x BIGINT)");
        CHECK(fault_of(options, {changed, second}).find("was changed") != std::string::npos);
        CHECK(fault_of(options, {first}).find("newer version") != std::string::npos);
    });
}

TEST_CASE("a step that fails half-way leaves nothing and runs again") {
    testing::with_empty_databases([](db::Options const& options) {
        auto const bad = step("20260101000000", "a",
                              "CREATE TABLE t_one (x BIGINT); INSERT INTO t_one VALUES (1); SELECT * FROM t_missing");
        CHECK_FALSE(fault_of(options, {bad}).empty());
        auto const good = step("20260101000000", "b", "CREATE TABLE t_one (x BIGINT); INSERT INTO t_one VALUES (1)");
        CHECK(fault_of(options, {good}).empty());
    });
}

TEST_CASE("a migration may rebuild a table, but not leave a broken reference") {
    testing::TemporaryFolder const folder;
    db::Options options;
    options.url = "sqlite:" + folder.file("x.db");
    auto const first =
        step("20260101000000", "a",
             "CREATE TABLE t_one (id INTEGER PRIMARY KEY); CREATE TABLE t_two (id INTEGER REFERENCES t_one (id));"
             "INSERT INTO t_one VALUES (1); INSERT INTO t_two VALUES (1)");
    auto const rebuild = step("20260102000000", "b",
                              "CREATE TABLE t_new (id INTEGER PRIMARY KEY); INSERT INTO t_new SELECT id FROM t_one;"
                              "DROP TABLE t_one; ALTER TABLE t_new RENAME TO t_one");
    auto const broken = step("20260103000000", "c", "DELETE FROM t_one");
    CHECK(fault_of(options, {first, rebuild}).empty());
    CHECK(fault_of(options, {first, rebuild, broken}).find("broken reference") != std::string::npos);
    CHECK(fault_of(options, {first, rebuild}).empty());
}

TEST_CASE("several nodes that start at once migrate once") {
    testing::with_empty_databases([](db::Options const& options) {
        std::vector<db::Migration> line;
        for (int n = 0; n < 8; ++n) {
            static std::string const stamps[]{"20260101000000", "20260101000001", "20260101000002", "20260101000003",
                                              "20260101000004", "20260101000005", "20260101000006", "20260101000007"};
            static std::string texts[8];
            texts[n] = "CREATE TABLE t_" + std::to_string(n) + " (x BIGINT); INSERT INTO t_" + std::to_string(n) +
                       " VALUES (1)";
            line.push_back(step(stamps[n], "d", texts[n]));
        }
        std::atomic<int> failed{0};
        std::vector<std::thread> nodes;
        for (int n = 0; n < 4; ++n) {
            nodes.emplace_back([&] {
                if (!fault_of(options, line).empty()) ++failed;
            });
        }
        for (auto& node : nodes) node.join();
        CHECK(failed == 0);
        auto const db = db::open(options, line);
        CHECK(*db->read([](db::Reader& reader) {
            return reader.value<std::int64_t>(MadeStatement("SELECT COUNT(*) FROM t_7"));
        }) == 1);
    });
}

TEST_CASE("the time line of the program stands in order and is for both engines the same schema") {
    auto const line = db::all_migrations();
    CHECK(std::ranges::is_sorted(line, std::ranges::less_equal{}, &db::Migration::stamp));
    static std::map<std::string, std::vector<std::string>> other;
    testing::with_databases([&](db::Database& db) {
        auto found = schema(db);
        CHECK(found.contains("schema_migrations"));
        // Search indexes are the one thing that the engines build differently: their tables end in _fts….
        std::erase_if(found, [](auto const& table) { return table.first.find("_fts") != std::string::npos; });
        if (db.engine() == db::Engine::sqlite) {
            other = std::move(found);
            return;
        }
        std::set<std::string> tables;
        for (auto const& [table, columns] : other) tables.insert(table);
        for (auto const& [table, columns] : found) tables.insert(table);
        for (auto const& table : tables) {
            CAPTURE(table);
            auto const join = [](std::vector<std::string> const& columns) {
                std::string out;
                for (auto const& column : columns) out += column + " ";
                return out;
            };
            CHECK(join(other[table]) == join(found[table]));
        }
    });
}

TEST_CASE("every statement prepares on both engines with all, none and each one of its blocks") {
    testing::with_databases([](db::Database& db) {
        for (auto const* const statement : db::all_statements()) {
            CAPTURE(statement->name);
            auto const blocks = statement->blocks.size();
            std::set<std::uint32_t> masks{0, blocks == 32 ? ~std::uint32_t{0} : (std::uint32_t{1} << blocks) - 1};
            for (std::size_t at = 0; at < blocks; ++at) masks.insert(std::uint32_t{1} << at);
            for (auto const mask : masks) {
                CAPTURE(mask);
                auto const fault = db.prepare({statement, mask});
                CHECK_MESSAGE(fault.empty(), fault);
            }
        }
    });
}
