// Who decides as data: its faults by line, its versions.
#include "tests/support/approvals_desk.hpp"

using namespace xinglin;
using namespace xinglin::approvals;
using approvals::testing::defined;
using approvals::testing::Desk;
using approvals::testing::two_steps;
using xinglin::testing::with_databases;

TEST_SUITE("approvals definitions") {
    TEST_CASE("running cases go on under the new version where it says so, at the step of the same code") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.other_time();
            REQUIRE(d.decide(d.secretary, id));
            REQUIRE(d.at(id).step == "office");
            auto const newer = std::string(two_steps) + R"(    - version: 2
      running: RUNNING
      steps:
        - {code: office, title: 党办同意, role: security_admin}
)";
            auto const with = [&](std::string const& running) {
                auto yaml = newer;
                yaml.replace(yaml.find("RUNNING"), 7, running);
                auto const definitions = defined(yaml);
                auto tools = d.approvals.tools();
                Service changed(Tools{tools.db, tools.ids, tools.clock, tools.trail, tools.notices, tools.vault,
                                      definitions, tools.actor, tools.actors_of});
                auto const moved = changed.adopt_definitions();
                REQUIRE(moved);
                return *moved;
            };
            CHECK(with("finish") == 0);
            CHECK(d.at(id).definition == 1);
            CHECK(with("migrate") == 1);
            CHECK(d.at(id).definition == 2);
            CHECK(d.at(id).role == "security_admin");
            CHECK(d.acts(id).back().what == "migrated");
            CHECK(with("migrate") == 0);
        });
    }
    TEST_CASE("a faulty definition is refused with its line; those of the program are sound") {
        auto const faulty = [](std::string const& yaml) {
            auto const made = Definitions::parse(yaml, "x.yaml");
            return made ? std::string() : made.error().facts[0].second;
        };
        CHECK(
            faulty(
                "a:\n  title: t\n  article: a\n  versions:\n    - version: 2\n      running: finish\n      steps: []\n")
                .find("x.yaml:5: versions count up") == 0);
        CHECK(faulty("a:\n  title: t\n  article: a\n  versions: []\n").find("no version") != std::string::npos);
        CHECK(faulty("a: [").find("x.yaml:") == 0);
        auto const own = Definitions::load();
        REQUIRE(own);
        CHECK(own->find("late_minutes") != nullptr);
        CHECK(own->find("slot_change") != nullptr);
    }
}
