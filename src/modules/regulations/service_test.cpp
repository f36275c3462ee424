#include "modules/audit/audit.hpp"
#include "modules/regulations/regulations.hpp"
#include "platform/db/db.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::regulations;

TEST_SUITE("regulations settings") {
    TEST_CASE("a setting holds from its day, is followed and never changed, and needs its right") {
        testing::with_databases([](db::Database& db) {
            FixedClock clock(*Instant::parse("2026-11-22T04:00:00Z"));
            IdSource ids(clock, 1);
            audit::Trail const trail(clock);
            auto const book = load_embedded();
            REQUIRE(book);
            Service service(db, ids, clock, trail, *book);
            auto const office = auth::Actor::the_system("党委办公室");
            auto const value_on = [&](Date day) {
                return db.read([&](db::Reader& r) {
                    return rules(r, *book).in_force("general_branch.min_members", day)->number();
                });
            };
            CHECK(value_on({2026, 11, 22}) == 50);
            REQUIRE(service.set(office, {"general_branch.min_members", "40", {2026, 12, 1}, "上级批复"}));
            CHECK(value_on({2026, 11, 30}) == 50);
            CHECK(value_on({2026, 12, 1}) == 40);
            CHECK(service.set(office, {"general_branch.min_members", "45", {2026, 12, 1}, "上级批复"}).error().code ==
                  "regulations.setting_exists");
            REQUIRE(service.set(office, {"general_branch.min_members", "45", {2027, 1, 1}, "上级批复"}));
            CHECK(value_on({2026, 12, 31}) == 40);
            CHECK(value_on({2027, 1, 1}) == 45);
            CHECK(service.set(office, {"general_branch.min_members", "45", {2027, 2, 1}, " "}).error().code ==
                  "regulations.reason_missing");
            CHECK(service.set(office, {"no.such", "1", {2027, 2, 1}, "批复"}).error().code ==
                  "regulations.unknown_parameter");
            CHECK(service.set(office, {"branch.min_full_members", "2", {2027, 2, 1}, "批复"}).error().kind ==
                  Kind::refused);
            CHECK(service.set(auth::Actor{}, {"general_branch.min_members", "45", {2027, 3, 1}, "批复"}).error().kind ==
                  Kind::forbidden);
        });
    }
}
