#include "app/backups.hpp"

#include "app/data_folder.hpp"
#include "app/parts.hpp"
#include "platform/backup/backup.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace xinglin;
using namespace xinglin::app;

TEST_SUITE("backups") {
    TEST_CASE("the schedule makes a backup that opens, and keeps the newest few") {
        testing::with_empty_databases([](db::Options const& options) {
            testing::TemporaryFolder const folder;
            Settings settings;
            settings.data = folder.file("data");
            settings.database = options.url;
            settings.backup_folder = folder.file("elsewhere");
            settings.backup_keep = 1;
            REQUIRE(prepare_data_folder(settings));
            auto const left = settings.backup_folder + "/2026-11-20T02-30-00.000Z";
            std::filesystem::create_directories(left);
            std::ofstream(left + "/snapshot") << "everything in clear";
            {
                auto application = Application::open(settings, Process::server);
                REQUIRE(application);
                CHECK_FALSE(std::filesystem::exists(left));  // what a kill left lies in clear no longer
                auto& runner = (*application)->workshop().runner;
                std::string first;
                for (int day = 0; day < 2; ++day) {
                    REQUIRE(runner.make_due("system.backup"));
                    CHECK(runner.run_due("system.backup") == 1);
                    auto const made = backup::list(settings.backups());
                    REQUIRE(made.size() == 1);
                    CHECK(made[0] != first);
                    first = made[0];
                    CHECK(backup::read_manifest(made[0]).sealed);
                }
            }
            settings.backup_at = "off";
            auto application = Application::open(settings, Process::server);
            REQUIRE(application);
            (void)(*application)->workshop().runner.make_due("system.backup");
            CHECK((*application)->workshop().runner.run_due("system.backup") == 0);
        });
    }
}
