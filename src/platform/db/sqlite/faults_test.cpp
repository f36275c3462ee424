// What the data do when the disk does not: full, failing, cut off.

#include "platform/db/db.hpp"
#include "platform/db/deferred.hpp"
#include "platform/db/migration.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/faulty_vfs.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <future>
#include <map>
#include <mutex>
#include <set>
#include <thread>

using namespace xinglin;
using Ill = testing::FaultyFiles::Ill;
using What = db::Fault::What;

namespace {

constexpr db::Migration line[]{
    {"20260101000000", "first", "d", "CREATE TABLE t_rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT", ""}};
testing::MadeStatement const insert("INSERT INTO t_rows (id, body) VALUES ($1, $2)");
testing::MadeStatement const ids("SELECT id FROM t_rows ORDER BY id");
testing::MadeStatement const clear("DELETE FROM t_rows");

struct Place {
    testing::TemporaryFolder folder;
    std::string path = folder.file("x.db");
    std::unique_ptr<db::Database> open() const { return open(path); }
    static std::unique_ptr<db::Database> open(std::string const& at) {
        db::Options options;
        options.url = "sqlite:" + at;
        return db::open(options, line);
    }
};

/// The same write in the way that nobody waits for; here somebody does, for the test.
struct Deferring final : db::Deferred {
    Deferring(db::Database& to, std::int64_t what, std::string const& with) : database(to), id(what), body(with) {}
    void run() override {
        (void)database.write([&](db::Tx& tx) -> Result<Done> {
            tx.run(insert, id, body);
            return Done{};
        });
    }
    void settled(std::exception_ptr fault, db::AfterCommit) noexcept override {
        auto const own = told;  // this object may go with the first word
        fault ? own->set_exception(fault) : own->set_value();
    }
    db::Database& database;
    std::int64_t id;
    std::string const& body;
    std::shared_ptr<std::promise<void>> told = std::make_shared<std::promise<void>>();
};

/// Every second row without a waiting thread.
std::optional<What> put(db::Database& db, std::int64_t id, std::size_t size = 100) {
    auto const body = std::string(size, 'x');
    try {
        Deferring one(db, id, body);
        if (id % 2 == 0) {
            auto told = one.told->get_future();
            db::defers(db)->defer(one);
            told.get();
        } else {
            one.run();
        }
        return std::nullopt;
    } catch (db::Fault const& fault) { return fault.what; }
}

std::set<std::int64_t> present(db::Database& db) {
    std::set<std::int64_t> found;
    db.read([&](db::Reader& reader) { reader.each(ids, [&](db::Row const& row) { found.insert(row.integer(0)); }); });
    return found;
}

/// Writes from several threads until one is told of a fault; answers what was acknowledged and with what the others ended.
struct Crowd {
    std::mutex mutex;
    std::set<std::int64_t> acknowledged;
    std::map<What, int> faults;

    void run(db::Database& db, std::int64_t first, int threads, int each, std::size_t size = 100) {
        std::vector<std::thread> running;
        for (int t = 0; t < threads; ++t) {
            running.emplace_back([&, t] {
                for (int n = 0; n < each; ++n) {
                    auto const id = first + t * 100'000 + n;
                    auto const fault = put(db, id, size);
                    std::lock_guard const lock(mutex);
                    if (fault) {
                        ++faults[*fault];
                    } else {
                        acknowledged.insert(id);
                    }
                }
            });
        }
        for (auto& one : running) one.join();
    }
};

bool includes(std::set<std::int64_t> const& all, std::set<std::int64_t> const& some) {
    return std::ranges::includes(all, some);
}

}  // namespace

TEST_CASE("a full disk refuses writes as such, loses nothing, lets reads go on, and heals by itself") {
    for (int const pass : {0, 1, 2, 3, 7}) {
        CAPTURE(pass);
        Place const place;
        testing::FaultyFiles files;
        auto const db = place.open();
        Crowd crowd;
        crowd.run(*db, 1, 4, 10);
        CHECK(crowd.faults.empty());
        auto const before = present(*db);
        files.fail_writes(Ill::no_space, pass);
        crowd.run(*db, 1'000'000, 4, 5, 6000);
        CHECK(crowd.faults.size() == 1);
        CHECK(crowd.faults[What::full] > 0);
        CHECK(present(*db) == crowd.acknowledged);
        files.mend();
        CHECK_FALSE(put(*db, 5'000'000).has_value());
        crowd.acknowledged.insert(5'000'000);
        CHECK(present(*db) == crowd.acknowledged);
        CHECK(db->check().empty());
    }
}

TEST_CASE("a disk that cannot write or sync gives a clear fault, loses nothing acknowledged, and heals by itself") {
    for (bool const sync : {true, false}) {
        for (int const pass : {0, 1, 2, 5}) {
            CAPTURE(sync);
            CAPTURE(pass);
            Place const place;
            testing::FaultyFiles files;
            auto db = place.open();
            Crowd crowd;
            crowd.run(*db, 1, 4, 10);
            sync ? files.fail_syncs(Ill::io, pass) : files.fail_writes(Ill::io, pass);
            crowd.run(*db, 1'000'000, 4, 5);
            CHECK(crowd.faults.size() == 1);
            CHECK(crowd.faults[What::io] > 0);
            CHECK(includes(present(*db), crowd.acknowledged));
            files.mend();
            CHECK_FALSE(put(*db, 5'000'000).has_value());
            crowd.acknowledged.insert(5'000'000);
            CHECK(includes(present(*db), crowd.acknowledged));
            CHECK(db->check().empty());
            db.reset();
            db = place.open();
            CHECK(includes(present(*db), crowd.acknowledged));
        }
    }
}

TEST_CASE("a disk that cannot read gives a clear fault to that reader only") {
    Place const place;
    testing::FaultyFiles files;
    {
        auto const db = place.open();
        for (int id = 1; id <= 200; ++id) REQUIRE_FALSE(put(*db, id, 2000).has_value());
    }
    auto const db = place.open();
    files.fail_reads(Ill::io);
    try {
        (void)present(*db);
        FAIL("read a disk that cannot read");
    } catch (db::Fault const& fault) { CHECK(fault.what == What::io); }
    files.mend();
    CHECK(present(*db).size() == 200);
    CHECK_FALSE(put(*db, 1000).has_value());
}

TEST_CASE("the system's own limit of a file's size counts as a full disk") {
    Place const place;
    auto const db = place.open();
    REQUIRE_FALSE(put(*db, 1).has_value());
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    auto* const old_handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit const tight{300'000, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &tight);
    std::optional<What> fault;
    std::set<std::int64_t> acknowledged{1};
    for (int id = 2; id < 40 && !fault; ++id) {
        fault = put(*db, id, 50'000);
        if (!fault) acknowledged.insert(id);
    }
    auto const seen = present(*db);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, old_handler);
    CHECK(fault == What::full);
    CHECK(seen == acknowledged);
    CHECK_FALSE(put(*db, 100).has_value());
    CHECK(db->check().empty());
}

TEST_CASE("what was acknowledged survives a power cut, for it was synced before") {
    Place const place;
    testing::FaultyFiles files;
    files.remember_synced();
    auto const db = place.open();
    std::mutex mutex;
    std::set<std::int64_t> acknowledged;
    std::atomic<bool> stop{false};
    std::vector<std::thread> writers;
    for (int t = 0; t < 6; ++t) {
        writers.emplace_back([&, t] {
            for (std::int64_t id = t + 1; !stop; id += 6) {
                if (put(*db, id)) break;
                std::lock_guard const lock(mutex);
                acknowledged.insert(id);
            }
        });
    }
    auto const copy = place.folder.file("cut.db");
    for (int cut = 0; cut < 25; ++cut) {
        std::this_thread::sleep_for(std::chrono::milliseconds(15));
        std::set<std::int64_t> until_now;
        {
            std::lock_guard const lock(mutex);
            until_now = acknowledged;
        }
        files.power_cut(place.path, copy);
        auto const after = Place::open(copy);
        CHECK(after->check().empty());
        CHECK(includes(present(*after), until_now));
    }
    stop = true;
    for (auto& one : writers) one.join();
    CHECK(acknowledged.size() > 25);
    CHECK(files.syncs() > 25);
}

TEST_CASE("a group in which one use case fails badly keeps the others") {
    Place const place;
    auto const db = place.open();
    // A use case that exhausts the engine's patience: it rolls back alone while its neighbours commit.
    std::atomic<int> thrown{0};
    std::vector<std::thread> running;
    for (int t = 0; t < 12; ++t) {
        running.emplace_back([&, t] {
            for (int n = 0; n < 15; ++n) {
                auto const id = t * 1000 + n + 1;
                try {
                    (void)db->write([&](db::Tx& tx) -> Result<Done> {
                        tx.run(insert, id, "x");
                        if (t == 0) throw db::Fault{What::full, "t", "as if"};
                        return Done{};
                    });
                } catch (db::Fault const&) { ++thrown; }
            }
        });
    }
    for (auto& one : running) one.join();
    CHECK(thrown == 15);
    CHECK(present(*db).size() == 11 * 15);
    CHECK(*db->write([](db::Tx& tx) -> Result<std::int64_t> { return tx.run(clear); }) == 11 * 15);
}
