// A server that goes away, comes back, and stops waiting for its standby.

#include "platform/db/db.hpp"
#include "platform/db/migration.hpp"
#include "platform/db/postgres/connection.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/postgres_server.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

using namespace xinglin;
using What = db::Fault::What;

namespace {

constexpr db::Migration line[]{
    {"20260101000000", "first", "d", "", "CREATE TABLE t_rows (id BIGINT PRIMARY KEY, body TEXT NOT NULL)"}};
testing::MadeStatement const insert("INSERT INTO t_rows (id, body) VALUES ($1, 'x')");
testing::MadeStatement const ids("SELECT id FROM t_rows");
testing::MadeStatement const sum("SELECT COALESCE(SUM(id), 0) FROM t_rows");

std::optional<What> put(db::Database& db, std::int64_t id) {
    try {
        (void)db.write([&](db::Tx& tx) -> Result<Done> {
            tx.run(insert, id);
            return Done{};
        });
        return std::nullopt;
    } catch (db::Fault const& fault) { return fault.what; }
}
std::set<std::int64_t> present(db::Database& db) {
    std::set<std::int64_t> found;
    db.read([&](db::Reader& reader) { reader.each(ids, [&](db::Row const& row) { found.insert(row.integer(0)); }); });
    return found;
}
std::optional<What> read_fault(db::Database& db) {
    try {
        (void)present(db);
        return std::nullopt;
    } catch (db::Fault const& fault) { return fault.what; }
}
bool eventually(std::function<bool()> const& fn) {
    for (int tries = 0; tries < 1000; ++tries) {
        if (fn()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

}  // namespace

TEST_CASE(
    "PostgreSQL: a server that dies is a clear fault; when it is back, the program goes on, nothing acknowledged is "
    "lost") {
    if (testing::empty_postgres().empty()) return;
    testing::PostgresServer server;
    db::Options options;
    options.url = server.url("postgres");
    auto const db = db::open(options, line);
    std::mutex mutex;
    std::set<std::int64_t> acknowledged;
    std::atomic<std::int64_t> next{1};
    std::atomic<bool> stop{false};
    std::atomic<int> faults{0};
    auto const writer = [&] {
        while (!stop) {
            auto const id = next++;
            auto const fault = put(*db, id);
            if (!fault) {
                std::lock_guard const lock(mutex);
                acknowledged.insert(id);
                continue;
            }
            CHECK(*fault == What::lost);
            ++faults;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    };
    std::atomic<int> heard{0};
    auto const listening = db->listen("t.news", [&](std::string_view) { ++heard; });
    std::thread one(writer), two(writer);
    for (int round = 0; round < 2; ++round) {
        CHECK(eventually([&] {
            std::lock_guard const lock(mutex);
            return acknowledged.size() > static_cast<std::size_t>(20 * (round + 1));
        }));
        server.stop();
        CHECK(eventually([&] { return faults > 0 && read_fault(*db) == What::lost; }));
        CHECK_FALSE(db->check().empty());
        server.start();
        CHECK(eventually([&] { return !read_fault(*db); }));
        faults = 0;
    }
    CHECK(eventually([&] { return !put(*db, next++); }));
    stop = true;
    one.join();
    two.join();
    auto const there = present(*db);
    CHECK(std::ranges::includes(there, acknowledged));
    CHECK(db->check().empty());
    // The listener, too, has found the server again.
    CHECK(eventually([&] {
        (void)db->write([](db::Tx& tx) -> Result<Done> {
            tx.notify("t.news", "");
            return Done{};
        });
        return heard > 0;
    }));
}

TEST_CASE("PostgreSQL: a commit whose standby was not waited for is no success") {
    if (testing::empty_postgres().empty()) return;
    testing::PostgresServer server;
    db::Options options;
    options.url = server.url("postgres");
    auto const db = db::open(options, line);
    REQUIRE_FALSE(put(*db, 1).has_value());
    db::postgres::Connection operator_(server.operator_url("postgres"));
    operator_.run("ALTER SYSTEM SET synchronous_standby_names = 'ghost'", "test");
    operator_.run("SELECT pg_reload_conf()", "test");
    std::atomic<bool> ended{false};
    std::optional<What> fault;
    // Only once the server knows of its standby does a commit wait for it.
    CHECK(eventually([&] {
        return std::string_view(PQgetvalue(operator_.run("SHOW synchronous_standby_names", "test").get(), 0, 0)) ==
               "ghost";
    }));
    std::thread waiting([&] {
        for (std::int64_t id = 2; !fault && id < 50; ++id) fault = put(*db, id);
        ended = true;
    });
    CHECK(eventually([&] {
        operator_.run("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'", "test");
        return ended.load();
    }));
    waiting.join();
    CHECK(fault == What::lost);
}

TEST_CASE("PostgreSQL: use cases of two nodes that quarrel are run again until each has had its turn") {
    auto const url = testing::empty_postgres();
    if (url.empty()) return;
    db::Options options;
    options.url = url;
    auto const one = db::open(options, line), two = db::open(options, line);
    constexpr int each = 40;
    // Each adds the sum of all rows plus one: lost updates or a stale read would show as a wrong or doubled id.
    auto const work = [&](db::Database& db) {
        for (int n = 0; n < each; ++n) {
            auto const done = db.write([&](db::Tx& tx) -> Result<std::int64_t> {
                auto const id =
                    *tx.value<std::int64_t>(testing::MadeStatement("SELECT COALESCE(MAX(id), 0) + 1 FROM t_rows"));
                tx.run(insert, id);
                return id;
            });
            CHECK(done.has_value());
        }
    };
    std::thread other([&] { work(*two); });
    work(*one);
    other.join();
    CHECK(present(*one).size() == 2 * each);
    CHECK(*one->read([](db::Reader& reader) { return reader.value<std::int64_t>(sum); }) ==
          2 * each * (2 * each + 1) / 2);
}
