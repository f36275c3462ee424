#include "platform/crypto/rotation_job.hpp"

#include "platform/db/db.hpp"
#include "platform/jobs/runner.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::crypto;

TEST_SUITE("crypto keys") {
    TEST_CASE("the rotation job makes one new key, re-seals, and a later run destroys the old one") {
        testing::with_databases([](db::Database& database) {
            FixedClock clock{Instant{1'790'000'000'000}};
            auto const vault =
                std::move(KeyVault::open(database, MasterKey::generate(), Profile::international, clock.now()).value());
            auto const first = vault->current_key();
            jobs::Runner runner(database, clock);
            add_rotation_job(runner, database, *vault, clock, {});
            auto const enqueue = [&] {
                return database
                    .write([&](db::Tx& tx) -> Result<JobId> {
                        return jobs::enqueue(tx, rotation_kind, "{}", {}, clock.now());
                    })
                    .value();
            };
            auto const job = enqueue();
            CHECK(runner.run_due() == 1);
            CHECK(database.read([&](db::Reader& reader) { return jobs::find(reader, job)->state; }) == "done");
            auto const second = vault->current_key();
            CHECK(second != first);
            CHECK(vault->retired_data_keys().size() == 1);  // just retired: another node may still write with it
            clock.advance(2 * minute_ms);
            enqueue();
            CHECK(runner.run_due() == 1);
            auto const retired = vault->retired_data_keys();
            REQUIRE(retired.size() == 1);
            CHECK(retired[0].id == second);  // the first is destroyed
        });
    }
}
