#include "app/health_watch.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/faulty_vfs.hpp"

#include <doctest/doctest.h>

using namespace xinglin;

TEST_CASE("a database that takes no writes is told as trouble, and no longer once it takes them again") {
    testing::TemporaryFolder const folder;
    testing::FaultyFiles files;
    db::Options options;
    options.url = "sqlite:" + folder.file("xinglin.db");
    auto const database = db::open(options);
    FixedClock clock(Instant{1'700'000'000'000});
    std::atomic<bool> trouble{false};
    app::HealthWatch watch(*database, clock, trouble);
    watch.look();
    CHECK_FALSE(trouble);
    for (auto const ill : {testing::FaultyFiles::Ill::no_space, testing::FaultyFiles::Ill::io}) {
        files.fail_writes(ill);
        clock.set(clock.now() + 1000);  // the same row again would not be written at all
        watch.look();
        CHECK(trouble);
        files.mend();
        clock.set(clock.now() + 1000);
        watch.look();
        CHECK_FALSE(trouble);
    }
}
