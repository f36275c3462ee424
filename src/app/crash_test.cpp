// kill -9 in the middle of mixed writes, a hundred times on the same data: every acknowledged write is there, every
// transaction is there whole or not at all, the audit chain holds, the file is sound.

#include "app/core.hpp"
#include "modules/audit/audit.hpp"
#include "platform/db/db.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/jobs.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <random>
#include <thread>

using namespace xinglin;

namespace {

constexpr int kills = 100, writers = 6;
constexpr Instant noon{1'790'000'000'000};
constexpr std::string_view kind = "t.crash";

testing::MadeStatement const highest(
    "SELECT COALESCE(MAX(CAST(payload AS BIGINT)), 0) FROM jobs_jobs WHERE kind = 't.crash' AND owner = $1");
testing::MadeStatement const counts(
    "SELECT (SELECT COUNT(*) FROM jobs_jobs WHERE kind = 't.crash' AND owner = $1),"
    " (SELECT COUNT(*) FROM events_events WHERE kind = 't.crash' AND subject = $1),"
    " (SELECT COUNT(*) FROM audit_entries WHERE action = 't.crashed' AND subject = $1)");

/// One acknowledged use case: writer and number, sent in one piece.
struct Acknowledged {
    int writer;
    int number;
};

std::unique_ptr<db::Database> open_at(std::string const& path) {
    db::Options options;
    options.url = "sqlite:" + path;
    return db::open(options);
}

int last_of(db::Database& db, int writer) {
    return static_cast<int>(*db.read([&](db::Reader& reader) { return reader.value<std::int64_t>(highest, writer); }));
}

/// Rows of three kinds in one transaction.
Result<Done> write_one(db::Database& db, audit::Trail const& trail, int writer, int number) {
    return db.write([&](db::Tx& tx) -> Result<Done> {
        jobs::enqueue(tx, kind, std::to_string(number), AccountId{writer}, noon);
        events::publish(tx, kind, writer, std::to_string(number), noon);
        audit::Event event;
        event.action = "t.crashed";
        event.subject_kind = "test";
        event.subject = writer;
        event.summary = std::to_string(number);
        trail.record(tx, auth::Actor::the_system("crash test"), event);
        return Done{};
    });
}

[[noreturn]] void child(std::string const& path, int out) {
    auto const db = open_at(path);
    FixedClock const clock(noon);
    audit::Trail const trail(clock);
    std::vector<std::thread> threads;
    for (int writer = 1; writer <= writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int number = last_of(*db, writer) + 1;; ++number) {
                // A refused use case among them must leave nothing, killed or not.
                if (number % 5 == 0) {
                    (void)db->write([&](db::Tx& tx) -> Result<Done> {
                        jobs::enqueue(tx, kind, "999999", AccountId{writer}, noon);
                        return fail(conflict("t.rolled_back"));
                    });
                }
                if (!write_one(*db, trail, writer, number)) ::_exit(3);
                Acknowledged const done{writer, number};
                if (::write(out, &done, sizeof done) != sizeof done) ::_exit(4);
            }
        });
    }
    for (auto& thread : threads) thread.join();
    ::_exit(5);
}

/// Starts a writer, kills it after a while, and answers the highest acknowledged number of each thread.
std::array<int, writers + 1> run_and_kill(std::string const& path, std::chrono::milliseconds life, int& acknowledged) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    pid_t const pid = ::fork();
    if (pid == 0) {
        ::close(ends[0]);
        child(path, ends[1]);
    }
    ::close(ends[1]);
    std::this_thread::sleep_for(life);
    ::kill(pid, SIGKILL);
    int status = 0;
    ::waitpid(pid, &status, 0);
    CHECK(WIFSIGNALED(status));
    std::array<int, writers + 1> last{};
    Acknowledged done{};
    while (::read(ends[0], &done, sizeof done) == sizeof done) {
        last[static_cast<std::size_t>(done.writer)] =
            std::max(last[static_cast<std::size_t>(done.writer)], done.number);
        ++acknowledged;
    }
    ::close(ends[0]);
    return last;
}

}  // namespace

TEST_CASE("a hundred kills in the middle of writing lose nothing that was acknowledged") {
    testing::TemporaryFolder const folder;
    auto const path = folder.file("x.db");
    std::minstd_rand random(20261122);
    int acknowledged = 0;
    std::array<int, writers + 1> known{};
    for (int round = 0; round < kills; ++round) {
        CAPTURE(round);
        auto const life = std::chrono::milliseconds(10 + random() % 60);
        auto const last = run_and_kill(path, life, acknowledged);
        auto const db = open_at(path);
        for (int writer = 1; writer <= writers; ++writer) {
            CAPTURE(writer);
            auto& have = known[static_cast<std::size_t>(writer)];
            have = std::max(have, last[static_cast<std::size_t>(writer)]);
            int const there = last_of(*db, writer);
            CHECK(there >= have);
            // One use case at most was committed and not yet acknowledged when the process died.
            have = there;
            db->read([&](db::Reader& reader) {
                reader.each(
                    counts,
                    [&](db::Row const& row) {
                        for (int column = 0; column < 3; ++column) CHECK(row.integer(column) == there);
                    },
                    writer);
            });
        }
        if (round % 10 == 9) {
            CHECK(db->check().empty());
            CHECK(audit::verify(*db, "").findings_total == 0);
        }
    }
    CHECK(acknowledged > kills);
    MESSAGE("acknowledged " << acknowledged);
}
