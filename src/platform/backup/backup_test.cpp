#include "platform/backup/backup.hpp"

#include "gen/crypto/sql.hpp"
#include "gen/jobs/sql.hpp"
#include "platform/backup/copy.hpp"
#include "platform/backup/keys.hpp"
#include "platform/backup/space.hpp"
#include "platform/db/db.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "tests/support/databases.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace xinglin;
namespace fs = std::filesystem;

namespace {

constexpr Instant noon{1'790'000'000'000};

std::unique_ptr<db::Database> open_at(std::string const& url) {
    db::Options options;
    options.url = url;
    return db::open(options);
}

/// Rows of several tables, with texts and bytes that escaping could spoil, nulls and a reference.
void fill(db::Database& db, int count) {
    auto const done = db.write([&](db::Tx& tx) -> Result<Done> {
        for (int n = 0; n < count; ++n) {
            jobs::enqueue(tx, "t.work", "行 " + std::to_string(n) + "\t\\N\n\r'\"\\x41", AccountId{n % 3}, noon);
        }
        db::Blob const raw{std::string("\0\xff\\x\n", 5)};
        tx.run(crypto::sql::insert_key, 1, "data", raw, 1, "current");
        tx.run(crypto::sql::set_rotation, 1, "t.a", 0, 0, 0);
        return Done{};
    });
    REQUIRE(done.has_value());
}

std::int64_t jobs_in(db::Database& db) {
    return *db.read([](db::Reader& reader) {
        return reader.value<std::int64_t>(testing::MadeStatement("SELECT COUNT(*) FROM jobs_jobs"));
    });
}

std::string put_file(std::string const& folder, std::string const& content) {
    auto const digest = text::hex(crypto::sha256(content));
    auto const path = folder + "/" + digest.substr(0, 2) + "/" + digest.substr(2, 2);
    fs::create_directories(path);
    std::ofstream(path + "/" + digest, std::ios::binary) << content;
    return path + "/" + digest;
}

void flip(std::string const& path, std::int64_t at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    char const c = static_cast<char>(file.get());
    file.seekp(at);
    file.put(static_cast<char>(c ^ 1));
}

std::string fault_of(std::function<void()> const& fn) {
    try {
        fn();
        return {};
    } catch (db::Fault const& fault) { return fault.message; }
}

crypto::Material const key(std::string(64, 'k')), wrong_key(std::string(64, 'w'));

}  // namespace

TEST_CASE("a copy between engines brings every row of every table, and proves it") {
    testing::TemporaryFolder const folder;
    auto const first = "sqlite:" + folder.file("a.db");
    auto const source = open_at(first);
    fill(*source, 2500);
    auto const postgres = testing::empty_postgres();
    auto const second = postgres.empty() ? "sqlite:" + folder.file("b.db") : postgres;
    auto const third = "sqlite:" + folder.file("c.db");
    auto const there = backup::copy_database(first, second);
    auto const back = backup::copy_database(second, third);
    CHECK(there == back);
    CHECK(
        std::ranges::any_of(there, [](auto const& table) { return table.name == "jobs_jobs" && table.rows == 2500; }));
    CHECK(std::ranges::any_of(there,
                              [](auto const& table) { return table.name == "crypto_rotations" && table.rows == 1; }));
    auto const end = open_at(third);
    CHECK(end->check().empty());
    auto const texts = [](db::Database& db) {
        return db.read([](db::Reader& reader) {
            return reader.all(testing::MadeStatement("SELECT payload FROM jobs_jobs ORDER BY id"),
                              [](db::Row const& row) { return row.get<std::string>(0); });
        });
    };
    CHECK(texts(*source) == texts(*end));
    // References are in force again at the target, and it works on.
    auto const at_second = open_at(second);
    CHECK_THROWS_AS(at_second->write([&](db::Tx& tx) -> Result<Done> {
        tx.run(crypto::sql::set_rotation, 99, "t.b", 0, 0, 0);
        return Done{};
    }),
                    db::ConstraintViolation);
    CHECK_FALSE(fault_of([&] { backup::copy_database(first, second); }).empty());
    CHECK_FALSE(fault_of([&] { backup::copy_database(first, third); }).empty());
}

TEST_CASE("a copy that cannot be finished leaves nothing behind") {
    testing::TemporaryFolder const folder;
    auto const first = "sqlite:" + folder.file("a.db");
    {
        auto const source = open_at(first);
        fill(*source, 10);
    }
    auto const break_reference = [&] {
        sqlite3* handle = nullptr;
        sqlite3_open(folder.file("a.db").c_str(), &handle);
        sqlite3_exec(handle, "PRAGMA foreign_keys=OFF; DELETE FROM crypto_keys", nullptr, nullptr, nullptr);
        sqlite3_close(handle);
    };
    break_reference();
    CHECK(fault_of([&] { backup::copy_database(first, "sqlite:" + folder.file("b.db")); }).find("broken reference") !=
          std::string::npos);
    CHECK_FALSE(fs::exists(folder.file("b.db")));
    CHECK_FALSE(fs::exists(folder.file("b.db.part")));
    auto const postgres = testing::empty_postgres();
    if (!postgres.empty()) {
        CHECK(fault_of([&] { backup::copy_database(first, postgres); }).find("broken reference") != std::string::npos);
        CHECK(jobs_in(*open_at(postgres)) == 0);
    }
    CHECK_FALSE(fault_of([&] {
                    backup::copy_database("sqlite:" + folder.file("none.db"), "sqlite:" + folder.file("b.db"));
                }).empty());
}

TEST_CASE("a backup is made while others write, verified, and brought back whole") {
    testing::TemporaryFolder const folder;
    auto const files = folder.file("files"), root = folder.file("backups");
    testing::with_empty_databases([&](db::Options const& options) {
        auto const database = db::open(options);
        fill(*database, 300);
        put_file(files, "first");
        put_file(files, std::string(3'000'000, 'x'));
        std::atomic<bool> stop{false};
        std::atomic<int> written{0};
        std::thread busy([&] {
            while (!stop) {
                (void)database->write([&](db::Tx& tx) -> Result<Done> {
                    jobs::enqueue(tx, "t.work", "{}", {}, noon);
                    events::publish(tx, "t.happened", 1, "", noon);
                    return Done{};
                });
                ++written;
            }
        });
        backup::Request request{options.url, files, root, {crypto::Profile::international, &key}};
        auto const made = backup::save(*database, request, noon);
        stop = true;
        busy.join();
        CHECK(written > 0);
        CHECK(backup::list(root) == std::vector{made});
        auto const manifest = backup::read_manifest(made);
        CHECK(manifest.sealed);
        CHECK(manifest.files.size() == 2);
        backup::verify(made, request.sealing);
        CHECK_FALSE(fs::exists(made + "/snapshot"));

        auto const url = "sqlite:" + folder.file("restored/xinglin.db"), back = folder.file("restored/files");
        backup::restore(made, url, back, request.sealing);
        auto const restored = open_at(url);
        CHECK(restored->check().empty());
        // One snapshot: job and event of each transaction are both there or neither.
        auto const jobs_there = jobs_in(*restored) - 300;
        auto const events_there = *restored->read([](db::Reader& reader) {
            return reader.value<std::int64_t>(testing::MadeStatement("SELECT COUNT(*) FROM events_events"));
        });
        CHECK(jobs_there == events_there);
        CHECK(jobs_there <= written);
        CHECK(fs::exists(back));
        CHECK(put_file(back, "first").size() > 64);
        CHECK_FALSE(fault_of([&] { backup::restore(made, url, back, request.sealing); }).empty());
        auto const postgres = testing::empty_postgres();
        if (!postgres.empty()) {
            backup::restore(made, postgres, folder.file("restored2"), request.sealing);
            CHECK(jobs_in(*open_at(postgres)) == jobs_in(*restored));
        }
    });
}

TEST_CASE("damage anywhere in a backup is found, and nothing is brought back from it") {
    testing::TemporaryFolder const folder;
    auto const files = folder.file("files"), root = folder.file("backups");
    auto const database = open_at("sqlite:" + folder.file("a.db"));
    fill(*database, 50);
    put_file(files, std::string(2'500'000, 'x'));
    for (auto const* const with : {static_cast<crypto::Material const*>(nullptr), &key}) {
        fs::remove_all(root);
        backup::Request request{"sqlite:" + folder.file("a.db"), files, root, {crypto::Profile::guomi, with}};
        auto const made = backup::save(*database, request, noon);
        backup::verify(made, request.sealing);
        auto const digest = backup::read_manifest(made).files.front().digest;
        auto const stored = root + "/files/" + digest.substr(0, 2) + "/" + digest.substr(2, 2) + "/" + digest;
        for (auto const& part : {made + "/database", made + "/manifest.json", made + "/manifest.sha256", stored}) {
            CAPTURE(part);
            auto const size = static_cast<std::int64_t>(fs::file_size(part));
            for (auto const at : {std::int64_t{0}, size / 3, size - 2}) {
                flip(part, at);
                CHECK_FALSE(fault_of([&] { backup::verify(made, request.sealing); }).empty());
                auto const url = "sqlite:" + folder.file("r.db");
                CHECK_FALSE(fault_of([&] { backup::restore(made, url, folder.file("f"), request.sealing); }).empty());
                CHECK_FALSE(fs::exists(folder.file("r.db")));
                CHECK_FALSE(fs::exists(folder.file("r.db.part")));
                flip(part, at);
            }
        }
        // Cut at the border of a piece, where only the mark of the last piece tells.
        fs::copy(stored, stored + ".whole");
        fs::resize_file(stored, 1 << 20);
        CHECK_FALSE(fault_of([&] { backup::verify(made, request.sealing); }).empty());
        fs::rename(stored + ".whole", stored);
        backup::verify(made, request.sealing);
        CHECK_FALSE(fault_of([&] {
                        backup::verify(made, {crypto::Profile::guomi, with == nullptr ? &key : nullptr});
                    }).empty());
        if (with != nullptr)
            CHECK_FALSE(fault_of([&] { backup::verify(made, {crypto::Profile::guomi, &wrong_key}); }).empty());
    }
}

TEST_CASE("a sealed backup holds nothing in clear, and opens by the recovery code") {
    testing::TemporaryFolder const folder;
    auto const root = folder.file("backups");
    auto const database = open_at("sqlite:" + folder.file("a.db"));
    auto const master = crypto::MasterKey::generate();
    std::string code;
    (void)database->write([&](db::Tx& tx) -> Result<Done> {
        jobs::enqueue(tx, "t.work", "planted-name-of-a-person", {}, noon);
        code = crypto::make_recovery_code(tx, master, noon);
        return Done{};
    });
    auto const sealing_key = backup::key_of(crypto::Profile::international, master);
    auto const made = backup::save(
        *database, {"sqlite:" + folder.file("a.db"), "", root, {crypto::Profile::international, sealing_key.get()}},
        noon);
    for (auto const& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::string const bytes{std::istreambuf_iterator<char>(in), {}};
        CHECK(bytes.find("planted-name") == std::string::npos);
    }
    auto const recovered = backup::recover_master_key(made, code);
    REQUIRE(recovered.has_value());
    auto const again = backup::key_of(crypto::Profile::international, *recovered);
    backup::verify(made, {crypto::Profile::international, again.get()});
    CHECK_FALSE(backup::recover_master_key(made, "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG").has_value());
}

TEST_CASE("old backups go, files that a kept one needs stay") {
    testing::TemporaryFolder const folder;
    auto const files = folder.file("files"), root = folder.file("backups");
    auto const database = open_at("sqlite:" + folder.file("a.db"));
    backup::Request const request{"sqlite:" + folder.file("a.db"), files, root};
    auto const early = put_file(files, "early");
    put_file(files, "always");
    backup::save(*database, request, noon);
    fs::remove(early);
    auto const second = backup::save(*database, request, noon + 1);
    auto const third = backup::save(*database, request, noon + 2);
    CHECK_FALSE(fault_of([&] { backup::save(*database, request, noon + 2); }).empty());
    CHECK(backup::prune(root, 2) == 1);
    CHECK(backup::list(root) == std::vector{second, third});
    backup::verify(second, {});
    CHECK_FALSE(fs::exists(root + "/files" + early.substr(files.size())));
    CHECK(backup::prune(root, 2) == 0);
}

TEST_CASE("files that a backup under way relies on stay, though no finished one names them") {
    testing::TemporaryFolder const folder;
    auto const files = folder.file("files"), root = folder.file("backups");
    auto const database = open_at("sqlite:" + folder.file("a.db"));
    backup::Request request{"sqlite:" + folder.file("a.db"), files, root};
    auto const again = put_file(files, "comes again");
    auto const stored = root + "/files" + again.substr(files.size());
    backup::save(*database, request, noon);
    fs::remove(again);
    auto const second = backup::save(*database, request, noon + 1);
    put_file(files, "comes again");
    put_file(files, "new");
    std::ofstream(stored + ".2026-11-20T02-30-00.000Z.part") << "left by a kill";
    int pruned = 0;
    // Another backup to the same root ends and prunes in the middle of this one.
    request.progress = [&](std::int64_t, std::int64_t) { pruned += backup::prune(root, 1); };
    auto const third = backup::save(*database, request, noon + 2);
    CHECK(pruned == 1);
    CHECK(backup::list(root) == std::vector{second, third});
    backup::verify(third, {});
    CHECK(fs::exists(stored + ".2026-11-20T02-30-00.000Z.part"));
    CHECK(backup::prune(root, 1) == 1);
    backup::verify(third, {});
    CHECK_FALSE(fs::exists(stored + ".2026-11-20T02-30-00.000Z.part"));
}

TEST_CASE("two backups to one root at once are both whole") {
    testing::TemporaryFolder const folder;
    auto const files = folder.file("files"), root = folder.file("backups");
    auto const database = open_at("sqlite:" + folder.file("a.db"));
    auto const sealing_key = backup::key_of(crypto::Profile::international, crypto::MasterKey::generate());
    backup::Sealing const sealing{crypto::Profile::international, sealing_key.get()};
    backup::Request const request{"sqlite:" + folder.file("a.db"), files, root, sealing};
    for (int n = 0; n < 4; ++n) put_file(files, std::string(4'000'000, static_cast<char>('a' + n)));
    std::string made[2];
    std::thread other([&] { made[0] = backup::save(*database, request, noon); });
    made[1] = backup::save(*database, request, noon + 1);
    other.join();
    for (auto const& one : made) backup::verify(one, sealing);
    CHECK(backup::prune(root, 2) == 0);
    for (auto const& one : made) backup::verify(one, sealing);
}

TEST_CASE("what a kill left of a backup goes, what somebody works at or keeps there stays") {
    testing::TemporaryFolder const folder;
    auto const root = folder.file("backups");
    auto const database = open_at("sqlite:" + folder.file("a.db"));
    auto const whole = backup::save(*database, {"sqlite:" + folder.file("a.db"), "", root}, noon);
    auto const make = [&](std::string const& name) {
        fs::create_directories(root + "/" + name);
        std::ofstream(root + "/" + name + "/snapshot") << "everything in clear";
        return root + "/" + name;
    };
    // As a kill leaves them: no manifest, the snapshot in clear.
    auto const old = make("2026-11-20T02-30-00.000Z");
    auto const named = fs::path(whole).filename().string();
    auto const cut_off = make(named.substr(0, named.size() - 2) + "9Z");
    auto const others = make("from the old server");
    auto const in_work = make("2026-11-21T02-30-00.000Z");
    auto const held = ::open(in_work.c_str(), O_RDONLY | O_DIRECTORY);
    REQUIRE(::flock(held, LOCK_EX) == 0);
    CHECK(backup::sweep(root) == 2);
    CHECK_FALSE(fs::exists(old));
    CHECK_FALSE(fs::exists(cut_off));
    CHECK(fs::exists(in_work));
    CHECK(fs::exists(others));
    CHECK(backup::list(root) == std::vector{whole});
    ::close(held);
    CHECK(backup::sweep(root) == 1);
    CHECK(backup::sweep(folder.file("nowhere")) == 0);
    // Whoever saves to another folder than the server's has it swept by the next backup.
    auto const cut_off_again = make("2026-11-21T09-30-00.000Z");
    (void)backup::save(*database, {"sqlite:" + folder.file("a.db"), "", root}, *Instant::parse("2026-11-24T12:00:00Z"));
    CHECK_FALSE(fs::exists(cut_off_again));
    CHECK(fs::exists(whole));
}

TEST_CASE("little space is told before writes fail") {
    constexpr std::int64_t gib = 1LL << 30;
    CHECK_FALSE(backup::Space{100 * gib, 2000 * gib}.low());
    CHECK(backup::Space{9 * gib, 2000 * gib}.low());
    CHECK(backup::Space{gib, 30 * gib}.low());
    CHECK_FALSE(backup::Space{2 * gib, 30 * gib}.low());
    CHECK(backup::Space{gib / 4, gib}.low());
    CHECK(backup::space_at("/").total > 0);
    CHECK_FALSE(fault_of([] { (void)backup::space_at("/no/such/folder"); }).empty());
}
