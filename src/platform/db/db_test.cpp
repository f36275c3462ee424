#include "platform/db/db.hpp"

#include "base/check.hpp"
#include "platform/db/mark.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace xinglin;
using testing::MadeStatement;

namespace {

constexpr db::Migration line[]{
    {"20260101000000", "first", "d1",
     "CREATE TABLE t_items (id INTEGER PRIMARY KEY, name TEXT NOT NULL, raw BLOB, note TEXT, UNIQUE (name, note)) "
     "STRICT;"
     "CREATE TABLE t_parts (id INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES t_items (id),"
     " amount INTEGER NOT NULL CONSTRAINT t_positive CHECK (amount > 0)) STRICT",
     "CREATE TABLE t_items (id BIGINT PRIMARY KEY, name TEXT COLLATE \"C\" NOT NULL, raw BYTEA, note TEXT COLLATE "
     "\"C\", UNIQUE (name, note));"
     "CREATE TABLE t_parts (id BIGINT PRIMARY KEY, item BIGINT NOT NULL REFERENCES t_items (id),"
     " amount BIGINT NOT NULL CONSTRAINT t_positive CHECK (amount > 0))"}};

MadeStatement const insert("INSERT INTO t_items (id, name, note) VALUES ($1, $2, $3)");
MadeStatement const insert_raw("INSERT INTO t_items (id, name, raw) VALUES ($1, $2, $3)");
MadeStatement const insert_part("INSERT INTO t_parts (id, item, amount) VALUES ($1, $2, $3)");
MadeStatement const count_all("SELECT COUNT(*) FROM t_items");
MadeStatement const names("SELECT name FROM t_items ORDER BY name");
MadeStatement const rename_one("UPDATE t_items SET name = $2 WHERE id = $1");
MadeStatement const all_pairs(
    "SELECT COUNT(*) FROM t_items a, t_items b, t_items c, t_items d WHERE a.id + b.id + c.id + d.id = 3");

void on_each(std::function<void(db::Database&)> const& fn) {
    testing::with_empty_databases([&](db::Options const& options) { fn(*db::open(options, line)); });
}

std::int64_t count(db::Database& db) {
    return db.read([](db::Reader& reader) { return *reader.value<std::int64_t>(count_all); });
}

Result<Done> put(db::Database& db, std::int64_t id, std::string_view name, std::optional<std::string> note = {}) {
    return db.write([&](db::Tx& tx) -> Result<Done> {
        tx.run(insert, id, name, note);
        return Done{};
    });
}

}  // namespace

TEST_CASE("a mark changes with every commit, whoever makes it, and with nothing else") {
    on_each([](db::Database& db) {
        auto const first = db::change_mark(db);
        CHECK(first.has_value() == (db.engine() == db::Engine::sqlite));
        if (!first) return;
        CHECK(count(db) == 0);
        CHECK(db::change_mark(db) == first);
        CHECK(put(db, 1, "one"));
        auto const second = db::change_mark(db);
        CHECK(second != first);
        static_cast<void>(db.write([](db::Tx& tx) -> Result<Done> {
            tx.run(insert, 2, "two", std::optional<std::string>());
            return fail(not_found());
        }));
        CHECK(db::change_mark(db) == second);
    });
    testing::TemporaryFolder const folder;
    db::Options options;
    options.url = "sqlite:" + folder.file("shared.db");
    auto const here = db::open(options, line), elsewhere = db::open(options, line);
    auto const before = db::change_mark(*here);
    CHECK(put(*elsewhere, 1, "one"));
    CHECK(db::change_mark(*here) != before);
}

TEST_CASE("values come back as they went in") {
    on_each([](db::Database& db) {
        db::Blob const raw{std::string("\0\xff\\x41", 6)};
        std::string const name = "张三 '$1' ?2 \"x\" 𠮷";
        auto const done = db.write([&](db::Tx& tx) -> Result<Done> {
            CHECK(tx.run(insert_raw, std::int64_t{9'007'199'254'740'993}, name, raw) == 1);
            return Done{};
        });
        CHECK(done.has_value());
        MadeStatement const find("SELECT id, name, raw, note, id = $1, name || '' FROM t_items");
        db.read([&](db::Reader& reader) {
            int rows = 0;
            reader.each(
                find,
                [&](db::Row const& row) {
                    ++rows;
                    CHECK(row.columns() == 6);
                    CHECK(row.get<std::int64_t>(0) == 9'007'199'254'740'993);
                    CHECK(row.get<std::string>(1) == name);
                    CHECK(row.get<db::Blob>(2).bytes == raw.bytes);
                    CHECK_FALSE(row.get<std::optional<std::string>>(3).has_value());
                    CHECK(row.get<std::string>(3).empty());
                    CHECK(row.get<bool>(4));
                    CHECK_THROWS_AS((void)row.integer(3), BrokenInvariant);
                },
                std::int64_t{9'007'199'254'740'993});
            CHECK(rows == 1);
        });
    });
}

TEST_CASE("placeholders are bound by number, whatever their order in the text") {
    on_each([](db::Database& db) {
        MadeStatement const reversed("SELECT CAST($3 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($1 AS TEXT)");
        auto const row = db.read([&](db::Reader& reader) {
            return reader.one(
                reversed,
                [](db::Row const& r) {
                    return r.get<std::string>(0) + r.get<std::string>(1) + r.get<std::string>(2) +
                           r.get<std::string>(3);
                },
                "one", "two", "three");
        });
        CHECK(row == "threeonetwoone");
    });
}

TEST_CASE("optional blocks take their parameters with them") {
    static constexpr db::Segment sqlite[]{{"SELECT name FROM t_items WHERE id > ?3", -1},
                                          {" AND note = ?1", 0},
                                          {" AND name = ?2", 1},
                                          {" ORDER BY name LIMIT ?4", -1}};
    static constexpr db::Segment postgres[]{{"SELECT name FROM t_items WHERE id > $3", -1},
                                            {" AND note = $1", 0},
                                            {" AND name = $2", 1},
                                            {" ORDER BY name LIMIT $4", -1}};
    static constexpr std::string_view blocks[]{"note", "name"};
    static constexpr db::Statement list{"t_list", sqlite, postgres, blocks, 4};
    on_each([](db::Database& db) {
        REQUIRE(put(db, 1, "a", "x"));
        REQUIRE(put(db, 2, "b", "x"));
        REQUIRE(put(db, 3, "c", "y"));
        auto const ask = [&](std::initializer_list<std::string_view> chosen, std::string_view note,
                             std::string_view name, int limit) {
            return db.read([&](db::Reader& reader) {
                std::string out;
                reader.each(
                    list.with(chosen), [&](db::Row const& row) { out += row.text(0); }, note, name, 0, limit);
                return out;
            });
        };
        CHECK(ask({}, "", "", 9) == "abc");
        CHECK(ask({"note"}, "x", "", 9) == "ab");
        CHECK(ask({"name"}, "", "b", 9) == "b");
        CHECK(ask({"note", "name"}, "y", "b", 9).empty());
        CHECK(ask({}, "", "", 2) == "ab");
        CHECK_THROWS_AS((void)list.with({"nothing"}), BrokenInvariant);
        CHECK_THROWS_AS(db.read([&](db::Reader& reader) { return reader.value<std::string>(list, 1); }),
                        BrokenInvariant);
    });
}

TEST_CASE("a Problem and an exception roll back, and what follows a commit runs only then") {
    on_each([](db::Database& db) {
        int after = 0;
        auto const refused = db.write([&](db::Tx& tx) -> Result<int> {
            tx.run(insert, 1, "a", std::nullopt);
            tx.after_commit([&] { ++after; });
            CHECK(*tx.value<std::int64_t>(count_all) == 1);
            return fail(conflict("t.no"));
        });
        CHECK(refused.error().code == "t.no");
        CHECK_THROWS_AS(db.write([&](db::Tx& tx) -> Result<int> {
            tx.run(insert, 1, "a", std::nullopt);
            tx.after_commit([&] { ++after; });
            throw std::runtime_error("x");
        }),
                        std::runtime_error);
        CHECK(count(db) == 0);
        CHECK(after == 0);
        auto const kept = db.write([&](db::Tx& tx) -> Result<int> {
            tx.run(insert, 1, "a", std::nullopt);
            tx.after_commit([&] { after += static_cast<int>(count(db)); });
            return 7;
        });
        CHECK(*kept == 7);
        CHECK(after == 1);
    });
}

TEST_CASE("constraints are told apart and end the use case") {
    on_each([](db::Database& db) {
        REQUIRE(put(db, 1, "a", "x"));
        auto const caught = [&](auto const& fn) {
            db::ConstraintViolation seen{};
            auto const answer = db.write([&](db::Tx& tx) -> Result<Done> {
                try {
                    fn(tx);
                } catch (db::ConstraintViolation const& violation) {
                    seen = violation;
                    return fail(conflict("t.taken"));
                }
                return Done{};
            });
            CHECK_FALSE(answer.has_value());
            return seen;
        };
        using What = db::ConstraintViolation::What;
        auto const unique = caught([](db::Tx& tx) { tx.run(insert, 2, "a", "x"); });
        CHECK(unique.what == What::unique);
        CHECK(unique.constraint == "t_items.name, t_items.note");
        CHECK(caught([](db::Tx& tx) { tx.run(insert, 1, "b", "x"); }).constraint == "t_items.id");
        auto const null = caught([](db::Tx& tx) { tx.run(insert, 3, std::nullopt, "x"); });
        CHECK(null.what == What::not_null);
        CHECK(null.constraint == "t_items.name");
        CHECK(caught([](db::Tx& tx) { tx.run(insert_part, 1, 77, 1); }).what == What::foreign_key);
        auto const checked = caught([](db::Tx& tx) { tx.run(insert_part, 1, 1, 0); });
        CHECK(checked.what == What::check);
        CHECK(checked.constraint == "t_positive");
        // Going on after a violation is refused on both engines alike, whether by a statement or by keeping the work.
        auto const swallow = [&](bool ask) {
            return db.write([&](db::Tx& tx) -> Result<Done> {
                try {
                    tx.run(insert, 1, "z", "z");
                } catch (db::ConstraintViolation const&) {}
                if (ask) (void)tx.value<std::int64_t>(count_all);
                return Done{};
            });
        };
        CHECK_THROWS_AS(swallow(true), BrokenInvariant);
        CHECK_THROWS_AS(swallow(false), BrokenInvariant);
        CHECK(count(db) == 1);
    });
}

TEST_CASE("a read sees one snapshot while others write") {
    on_each([](db::Database& db) {
        REQUIRE(put(db, 1, "a"));
        db.read([&](db::Reader& reader) {
            CHECK(*reader.value<std::int64_t>(count_all) == 1);
            std::thread([&] { CHECK(put(db, 2, "b")); }).join();
            CHECK(*reader.value<std::int64_t>(count_all) == 1);
        });
        CHECK(count(db) == 2);
        auto const held = db.reader();
        CHECK(*held->value<std::int64_t>(count_all) == 2);
        CHECK_THROWS_AS((void)held->value<std::int64_t>(
                            MadeStatement("INSERT INTO t_items (id, name) VALUES (9, 'z') RETURNING id")),
                        db::Fault);
    });
}

TEST_CASE("rows may ask again on the same connection, the same statement too") {
    on_each([](db::Database& db) {
        for (int id = 1; id <= 3; ++id) REQUIRE(put(db, id, std::string(1, static_cast<char>('a' + id))));
        db.read([&](db::Reader& reader) {
            std::string seen;
            reader.each(names, [&](db::Row const& outer) {
                seen += outer.text(0);
                reader.each(names, [&](db::Row const& inner) {
                    seen += inner.text(0);
                    return false;
                });
            });
            CHECK(seen == "bbcbdb");
        });
    });
}

TEST_CASE("changes are counted, and texts sort by code point") {
    on_each([](db::Database& db) {
        for (auto const& [id, name] :
             std::initializer_list<std::pair<int, char const*>>{{1, "b"}, {2, "B"}, {3, "a"}, {4, "中"}, {5, "Ａ"}}) {
            REQUIRE(put(db, id, name));
        }
        CHECK(db.read([](db::Reader& reader) {
            std::string out;
            reader.each(names, [&](db::Row const& row) { out += row.text(0); });
            return out;
        }) == "Bab中Ａ");
        CHECK(*db.write([](db::Tx& tx) -> Result<std::int64_t> { return tx.run(rename_one, 4, "国"); }) == 1);
        CHECK(*db.write([](db::Tx& tx) -> Result<std::int64_t> { return tx.run(rename_one, 400, "国"); }) == 0);
        MadeStatement const like("SELECT COUNT(*) FROM t_items WHERE name LIKE 'b%'");
        CHECK(*db.read([&](db::Reader& reader) { return reader.value<std::int64_t>(like); }) == 1);
    });
}

TEST_CASE("many threads write at once: none is lost, failures stay with their owner") {
    on_each([](db::Database& db) {
        constexpr int threads = 24, each = 20;
        std::atomic<int> kept{0}, refused{0}, thrown{0}, after{0};
        std::vector<std::thread> running;
        for (int t = 0; t < threads; ++t) {
            running.emplace_back([&, t] {
                for (int n = 0; n < each; ++n) {
                    std::int64_t const id = t * 1000 + n + 1;
                    try {
                        auto const result = db.write([&](db::Tx& tx) -> Result<Done> {
                            tx.run(insert, id, "n" + std::to_string(id), std::nullopt);
                            tx.after_commit([&] { ++after; });
                            if (n % 5 == 3) return fail(conflict("t.no"));
                            if (n % 5 == 4) tx.run(insert, id, "again", std::nullopt);
                            return Done{};
                        });
                        ++(result ? kept : refused);
                    } catch (db::ConstraintViolation const&) { ++thrown; }
                }
            });
        }
        for (auto& one : running) one.join();
        CHECK(kept == threads * each * 3 / 5);
        CHECK(refused == threads * each / 5);
        CHECK(thrown == threads * each / 5);
        CHECK(after == kept);
        CHECK(count(db) == kept);
        CHECK(db.check().empty());
    });
}

TEST_CASE("write within write stops instead of waiting for itself") {
    on_each([](db::Database& db) {
        CHECK_THROWS_AS(db.write([&](db::Tx&) -> Result<Done> { return put(db, 1, "a"); }), BrokenInvariant);
    });
}

TEST_CASE("what is joined is part of the transaction") {
    on_each([](db::Database& db) {
        {
            db::Joined const joined([](db::Tx& tx) { tx.run(insert, 2, "joined", std::nullopt); });
            REQUIRE(put(db, 1, "a"));
            CHECK(count(db) == 2);
            (void)db.write([](db::Tx&) -> Result<Done> { return fail(conflict("t.no")); });
            CHECK_THROWS_AS((void)put(db, 3, "b"), db::ConstraintViolation);
            CHECK(count(db) == 2);
        }
        REQUIRE(put(db, 3, "b"));
        CHECK(count(db) == 3);
    });
}

TEST_CASE("listeners hear after the commit, and only then") {
    on_each([](db::Database& db) {
        std::atomic<int> heard{0};
        std::string last;
        std::mutex mutex;
        auto listening = db.listen("t.news", [&](std::string_view text) {
            std::lock_guard const lock(mutex);
            last = text;
            ++heard;
        });
        auto const tell = [&](bool keep) {
            return db.write([&](db::Tx& tx) -> Result<Done> {
                tx.notify("t.news", keep ? "kept" : "dropped");
                tx.notify("t.other", "x");
                if (!keep) return fail(conflict("t.no"));
                return Done{};
            });
        };
        CHECK_FALSE(tell(false).has_value());
        CHECK(tell(true).has_value());
        for (int tries = 0; tries < 300 && heard == 0; ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        CHECK(heard == 1);
        std::lock_guard const lock(mutex);
        CHECK(last == "kept");
    });
}

TEST_CASE("a running read can be cancelled by another thread, and ends at its limit") {
    testing::with_empty_databases([](db::Options const& options) {
        auto limited = options;
        limited.statement_ms = 300;
        auto const db = db::open(limited, line);
        for (int id = 1; id <= 200; ++id) REQUIRE(put(*db, id, "n" + std::to_string(id), "z"));
        auto const began = std::chrono::steady_clock::now();
        auto const seen = [&] {
            try {
                db->read([](db::Reader& reader) { reader.each(all_pairs, [](db::Row const&) {}); });
                return db::Fault::What::other;
            } catch (db::Fault const& fault) { return fault.what; }
        };
        CHECK(seen() == db::Fault::What::cancelled);
        CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(20));
        auto const free = db::open(options, line);
        auto const reader = free->reader();
        (void)reader->value<std::int64_t>(count_all);
        std::atomic<bool> ended{false};
        std::thread stopper([&] {
            // A cancel that comes before the query has begun ends nothing: ask until it has.
            while (!ended) {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
                reader->cancel();
            }
        });
        CHECK_THROWS_AS(reader->each(all_pairs, [](db::Row const&) {}), db::Fault);
        ended = true;
        stopper.join();
        CHECK(count(*free) == 200);
    });
}

TEST_CASE("a plan is told") {
    on_each([](db::Database& db) {
        auto const plan = db.read(
            [](db::Reader& reader) { return reader.plan(static_cast<db::Statement const&>(names).with({}), {}); });
        CHECK(plan.find("t_items") != std::string::npos);
    });
}
