#include "platform/jobs/jobs.hpp"
#include "platform/jobs/listing.hpp"

#include "gen/jobs/sql.hpp"
#include "platform/db/db.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/jobs/schedule.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace xinglin;

namespace {

constexpr Instant noon{1'790'000'000'000};

JobId put(db::Database& db, std::string_view kind, Instant at = noon, std::string_view payload = "{}") {
    return *db.write([&](db::Tx& tx) -> Result<JobId> { return jobs::enqueue(tx, kind, payload, AccountId{7}, at); });
}
jobs::Progress state_of(db::Database& db, JobId id) {
    return *db.read([&](db::Reader& reader) { return jobs::find(reader, id); });
}
bool cancel(db::Database& db, JobId id) {
    return *db.write([&](db::Tx& tx) -> Result<bool> { return jobs::cancel(tx, id); });
}
template <class Fn>
bool eventually(Fn&& fn) {
    for (int tries = 0; tries < 500; ++tries) {
        if (fn()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

}  // namespace

TEST_CASE("a job runs at its time, once, and tells how far it is") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(noon);
        jobs::Runner runner(db, clock);
        int runs = 0;
        runner.add({"t.work", [&](jobs::Turn& turn) -> Result<Done> {
                        ++runs;
                        CHECK(turn.payload() == "{\"a\":1}");
                        turn.progress(1, 2, "一半");
                        auto const half = state_of(db, turn.id());
                        CHECK(half.state == "running");
                        CHECK(half.done == 1);
                        turn.progress(2, 2, "完成");
                        return Done{};
                    }});
        auto const id = put(db, "t.work", noon + hour_ms, "{\"a\":1}");
        CHECK(runner.run_due() == 0);
        CHECK(state_of(db, id).state == "waiting");
        clock.advance(hour_ms);
        CHECK(runner.run_due() == 1);
        CHECK(runner.run_due() == 0);
        auto const over = state_of(db, id);
        CHECK(over.state == "done");
        CHECK(over.done == 2);
        CHECK(over.message == "完成");
        CHECK(over.owner == AccountId{7});
        CHECK(runs == 1);
        CHECK_FALSE(db.read([](db::Reader& reader) { return jobs::find(reader, JobId{1}); }).has_value());
    });
}

TEST_CASE("a rolled back transaction enqueues nothing, an unknown kind waits") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(noon);
        jobs::Runner runner(db, clock);
        runner.add({"t.work", [](jobs::Turn&) -> Result<Done> { return Done{}; }});
        (void)db.write([&](db::Tx& tx) -> Result<Done> {
            jobs::enqueue(tx, "t.work", "{}", {}, noon);
            return fail(conflict("t.no"));
        });
        auto const other = put(db, "t.other");
        CHECK(runner.run_due() == 0);
        CHECK(state_of(db, other).state == "waiting");
    });
}

TEST_CASE("faults are tried again later and later, then the job is parked; a refusal ends it at once") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(noon);
        jobs::Runner runner(db, clock);
        int runs = 0;
        runner.add({"t.faulty",
                    [&](jobs::Turn& turn) -> Result<Done> {
                        CHECK(turn.tries() == ++runs);
                        if (runs == 1) throw std::runtime_error("bug");
                        return fail(problem(Kind::unavailable, "t.down"));
                    },
                    3, minute_ms});
        runner.add({"t.refused", [](jobs::Turn&) -> Result<Done> { return fail(refused("t.no", "不可以")); }});
        auto const id = put(db, "t.faulty");
        auto const no = put(db, "t.refused");
        CHECK(runner.run_due() == 2);
        CHECK(state_of(db, no).state == "failed");
        CHECK(state_of(db, no).message == "不可以");
        clock.advance(minute_ms - 1);
        CHECK(runner.run_due() == 0);
        clock.advance(1);
        CHECK(runner.run_due() == 1);
        clock.advance(minute_ms);
        CHECK(runner.run_due() == 0);
        clock.advance(minute_ms);
        CHECK(runner.run_due() == 1);
        CHECK(state_of(db, id).state == "parked");
        clock.advance(day_ms);
        CHECK(runner.run_due() == 0);
        CHECK(db.read([](db::Reader& reader) { return jobs::parked(reader); }) == 1);
        auto const listed = db.read([](db::Reader& reader) { return jobs::list(reader, jobs::Which::open, 100); });
        auto const found =
            std::find_if(listed.begin(), listed.end(), [&](jobs::Entry const& entry) { return entry.id == id; });
        REQUIRE(found != listed.end());
        CHECK(found->state == "parked");
        CHECK_FALSE(found->fault.empty());
        auto const over = db.read([](db::Reader& reader) { return jobs::list(reader, jobs::Which::ended, 100); });
        for (auto const& entry : over) CHECK_FALSE(entry.id == id);
        CHECK(*db.write([&](db::Tx& tx) -> Result<bool> { return jobs::retry(tx, id, clock.now()); }));
        runs = 0;
        CHECK(runner.run_due() == 1);
        CHECK(runs == 1);
    });
}

TEST_CASE("a job is cancelled before it begins, and between its turns") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(noon);
        jobs::Runner runner(db, clock);
        int turns = 0;
        runner.add({"t.long", [&](jobs::Turn& turn) -> Result<Done> {
                        for (turns = 1; turns <= 100; ++turns) {
                            if (turn.cancelled()) return Done{};
                            if (turns == 3) CHECK(cancel(db, turn.id()));
                            turn.progress(turns, 100, "");
                            std::this_thread::sleep_for(std::chrono::milliseconds(20));
                        }
                        return Done{};
                    }});
        auto const early = put(db, "t.long");
        CHECK(cancel(db, early));
        CHECK_FALSE(cancel(db, early));
        CHECK_FALSE(cancel(db, JobId{12345}));
        CHECK(runner.run_due() == 0);
        CHECK(state_of(db, early).state == "cancelled");
        auto const id = put(db, "t.long");
        CHECK(runner.run_due() == 1);
        CHECK(state_of(db, id).state == "cancelled");
        CHECK(turns < 100);
    });
}

TEST_CASE("what a dead process held runs again: at once on its node, after the lease elsewhere") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(noon);
        std::atomic<int> runs{0};
        auto const handler = [&](jobs::Turn& turn) -> Result<Done> {
            if (++runs == 1) {
                // What a second process sees while the first one lives: nothing to claim.
                jobs::Runner other(db, clock, 2);
                other.add({"t.work", [](jobs::Turn&) -> Result<Done> { return Done{}; }});
                CHECK(other.run_due() == 0);
                // And when the first one has died without a word.
                clock.advance(hour_ms);
                CHECK(other.run_due() == 1);
                CHECK(turn.cancelled());
                return Done{};
            }
            CHECK(turn.tries() >= 2);
            return Done{};
        };
        jobs::Runner first(db, clock, 1);
        first.add({"t.work", handler});
        auto const id = put(db, "t.work");
        CHECK(first.run_due() == 1);
        CHECK(state_of(db, id).state == "done");

        // The same node after a restart: its rows are taken up without waiting for the lease.
        auto const held = put(db, "t.held");
        {
            jobs::Runner dying(db, clock, 3);
            dying.add({"t.held", [&](jobs::Turn&) -> Result<Done> {
                           jobs::Runner reborn(db, clock, 3);
                           std::atomic<bool> ran{false};
                           reborn.add({"t.held", [&](jobs::Turn& turn) -> Result<Done> {
                                           CHECK(turn.tries() == 2);
                                           ran = true;
                                           return Done{};
                                       }});
                           reborn.start();
                           CHECK(eventually([&] { return ran.load(); }));
                           reborn.stop();
                           return Done{};
                       }});
            CHECK(dying.run_due() == 1);
        }
        CHECK(state_of(db, held).state == "done");
    });
}

TEST_CASE("a death is no try: the job goes on, later each time, until it must be the cause") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(noon);
        auto const id = put(db, "t.fatal");
        auto const die = [&] {
            (void)db.write([&](db::Tx& tx) -> Result<Done> {
                tx.run(jobs::sql::claim, id, 3, "3/dead", clock.now() + minute_ms, clock.now());
                return Done{};
            });
            jobs::Runner reborn(db, clock, 3);  // it has no handler: it only takes up what the dead one held
            reborn.start();
        };
        int runs = 0;
        jobs::Runner runner(db, clock, 3);
        runner.add({"t.fatal", [&](jobs::Turn& turn) -> Result<Done> {
                        ++runs;
                        return turn.tries() < 25 ? fail(problem(Kind::unavailable, "t.later")) : Result<Done>(Done{});
                    }});
        die();
        CHECK(runner.run_due() == 1);
        CHECK(runs == 1);
        clock.advance(second_ms);
        die();
        CHECK(runner.run_due() == 0);
        clock.advance(2 * second_ms);
        CHECK(runner.run_due() == 1);
        CHECK(runs == 2);
        for (int n = 2; n < 24; ++n) die();
        clock.advance(minute_ms);
        CHECK(runner.run_due() == 1);
        CHECK(runs == 2);
        CHECK(state_of(db, id).state == "parked");
        CHECK(*db.write([&](db::Tx& tx) -> Result<bool> { return jobs::retry(tx, id, clock.now()); }));
        CHECK(runner.run_due() == 1);
        CHECK(runs == 3);
    });
}

TEST_CASE("threads run jobs as they come, each once, and a closing program is gone on with") {
    testing::with_databases([](db::Database& db) {
        SystemClock clock;
        constexpr int many = 30;
        std::atomic<int> runs{0}, waiting{0};
        std::vector<JobId> ids;
        JobId slow{};
        {
            jobs::Runner one(db, clock, 1, 3), two(db, clock, 2, 3);
            for (auto* runner : {&one, &two}) {
                runner->add({"t.work", [&](jobs::Turn&) -> Result<Done> {
                                 ++runs;
                                 return Done{};
                             }});
                runner->add({"t.slow", [&](jobs::Turn& turn) -> Result<Done> {
                                 ++waiting;
                                 while (!turn.stopping()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
                                 return fail(jobs::interrupted());
                             }});
                runner->start();
            }
            for (int n = 0; n < many; ++n) ids.push_back(put(db, "t.work", clock.now()));
            CHECK(eventually([&] { return runs == many; }));
            slow = put(db, "t.slow", clock.now());
            CHECK(eventually([&] { return waiting == 1; }));
            one.stop();
            two.stop();
        }
        for (auto const id : ids) CHECK(state_of(db, id).state == "done");
        CHECK(runs == many);
        CHECK(state_of(db, slow).state == "waiting");
        jobs::Runner next(db, clock, 1);
        next.add({"t.slow", [](jobs::Turn&) -> Result<Done> { return Done{}; }});
        CHECK(next.run_due() == 1);
    });
}

TEST_CASE("schedules fall due by the clock, catch up once, and do not pile up") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(*Instant::parse("2026-11-22T04:00:00.000Z"));
        int nightly = 0, often = 0;
        jobs::Runner runner(db, clock);
        runner.add({"t.nightly", [&](jobs::Turn&) -> Result<Done> {
                        ++nightly;
                        return Done{};
                    }});
        runner.add({"t.often", [&](jobs::Turn&) -> Result<Done> {
                        ++often;
                        return Done{};
                    }});
        runner.add(jobs::Schedule{"t.nightly", "t.nightly", "{}", 0, 150});
        runner.add(jobs::Schedule{"t.often", "t.often", "{}", 10 * minute_ms, -1});
        CHECK(runner.run_due() == 0);
        clock.advance(10 * minute_ms);
        CHECK(runner.run_due() == 1);
        CHECK(runner.run_due() == 0);
        // Noon in Shanghai was the start: half past two in the night is 14.5 hours away.
        clock.set(*Instant::parse("2026-11-22T18:29:59.000Z"));
        runner.run_due();
        CHECK(nightly == 0);
        CHECK(often == 2);
        clock.advance(second_ms);
        runner.run_due();
        CHECK(nightly == 1);
        clock.advance(3 * day_ms);
        runner.run_due();
        CHECK(nightly == 2);
        CHECK(runner.make_due("t.nightly"));
        CHECK_FALSE(runner.make_due("t.unknown"));
        runner.run_due("t.nightly");
        CHECK(nightly == 3);
        // One that is still open is not joined by a second.
        jobs::Schedule const schedule{"t.idle", "t.idle", "{}", minute_ms, -1};
        jobs::tick(db, {schedule}, clock.now());
        for (int n = 1; n <= 3; ++n) jobs::tick(db, {schedule}, clock.now() + n * minute_ms);
        int idle = 0;
        jobs::Runner other(db, clock);
        other.add({"t.idle", [&](jobs::Turn&) -> Result<Done> {
                       ++idle;
                       return Done{};
                   }});
        clock.advance(hour_ms);
        other.run_due();
        CHECK(idle == 1);
    });
}
