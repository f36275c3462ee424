// Keys of processes that know of each other only by the database, and a change of the master key that was cut off.
#include "app/key_watch.hpp"
#include "tests/support/installation.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <thread>

using namespace xinglin;
using namespace xinglin::app;
using testing::Installation;

TEST_SUITE("master key") {
    TEST_CASE("a process at work takes over keys of another, and says when the master key is no longer its own") {
        testing::with_empty_databases([](db::Options const& options) {
            Installation at(options.url);
            auto other = Core::open(at.settings, Process::command);
            REQUIRE(other);
            KeyWatch watch(*at.core().vault);
            watch.start();
            auto const sealed_by_other = [&] {
                auto const key = (*other)->vault->announce_data_key(at.core().clock.now());
                REQUIRE(key);
                std::this_thread::sleep_for(std::chrono::milliseconds(2500));  // what a rotation waits twice over
                REQUIRE((*other)->vault->use_data_key(*key, at.core().clock.now()));
                return (*other)->vault->seal({"t", "c", 1}, "x");
            }();
            CHECK(at.core().vault->open({"t", "c", 1}, sealed_by_other) == "x");
            CHECK_FALSE(watch.stale());
            REQUIRE((*other)->vault->change_master_key(crypto::MasterKey::generate(), at.core().clock.now()));
            for (int i = 0; i < 100 && !watch.stale(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
            CHECK(watch.stale());
            // It reads on, but wraps no new key by the wrong one.
            CHECK(at.core().vault->open({"t", "c", 1}, sealed_by_other) == "x");
            CHECK(at.core().vault->add_data_key(at.core().clock.now()).error().code == "crypto.key_wrong");
        });
    }
    TEST_CASE("a change of the master key that was cut off is finished or forgotten at the next start") {
        testing::with_empty_databases([](db::Options const& options) {
            Installation at(options.url);
            auto const path = at.settings.master_key_file(), waiting = crypto::next_master_key_file(path);
            auto const sealed = at.core().vault->seal({"t", "c", 1}, "x");
            auto const former = crypto::read_master_key(path)->bytes();
            // Cut off before the database learned of it.
            REQUIRE(crypto::write_master_key(waiting, crypto::MasterKey::generate()));
            at.open();
            CHECK(at.core().vault->open({"t", "c", 1}, sealed) == "x");
            CHECK_FALSE(std::filesystem::exists(waiting));
            // Cut off after it.
            auto const next = crypto::MasterKey::generate();
            REQUIRE(crypto::write_master_key(waiting, next));
            REQUIRE(at.core().vault->change_master_key(next, at.core().clock.now()));
            at.open();
            CHECK(at.core().vault->open({"t", "c", 1}, sealed) == "x");
            CHECK(crypto::read_master_key(path)->bytes() == next.bytes());
            CHECK_FALSE(std::filesystem::exists(waiting));
            bool kept = false;
            for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path()))
                if (entry.path().string().find(".until-") != std::string::npos)
                    kept = crypto::read_master_key(entry.path().string())->bytes() == former;
            CHECK(kept);  // old backups are opened with it
        });
    }
}
