// Which corrections stand in a list: the scope is part of the statement, however many others wait.
#include "modules/people/corrections.hpp"
#include "modules/people/test_people.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::people;
using people::testing::Hospital;
using xinglin::testing::with_databases;

namespace {

/// Corrections that wait for the branch, put down as they are, oldest first.
void waiting(Hospital& hospital, PersonId person, int count) {
    REQUIRE(hospital.db.write([&](db::Tx& tx) -> Result<Done> {
        for (int i = 0; i < count; ++i) {
            store::CorrectionRow row;
            row.id = hospital.ids.next<CorrectionId>();
            row.person = person;
            row.section = "work";
            row.field = "department";
            row.state = "waiting";
            row.decider = "branch";
            row.asked_by = AccountId{1};
            row.asked_at = hospital.clock.now();
            store::insert(tx, *hospital.vault, row);
        }
        return Done{};
    }));
}

std::vector<PersonId> listed(Hospital& hospital, auth::Scope const& scope, int limit,
                             store::CorrectionFilter const& filter = {std::nullopt, "waiting"}) {
    return hospital.db.read([&](db::Reader& reader) {
        std::vector<PersonId> out;
        CorrectionId last{std::int64_t{1} << 62};
        for (auto const& row : store::corrections(reader, *hospital.vault, scope, filter, 0, limit)) {
            CHECK(row.id < last);
            last = row.id;
            out.push_back(row.person);
        }
        return out;
    });
}

}  // namespace

TEST_SUITE("people corrections") {
    TEST_CASE("the oldest of a branch is listed and counted behind thousands of others") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const mine = hospital.member(hospital.heart, "林明旭");
            auto const others = hospital.member(hospital.bones, "韦家薇");
            waiting(hospital, others, 1100);
            waiting(hospital, mine, 1);
            waiting(hospital, others, 10'100);
            auto const scope = hospital.secretary(hospital.heart).scope(rights::write);
            CHECK(listed(hospital, scope, 3) == std::vector{mine});
            auto const count = [&](auth::Scope const& of) {
                return database.read(
                    [&](db::Reader& reader) { return store::count_waiting(reader, of, "branch").count; });
            };
            CHECK(count(scope) == 1);
            CHECK(count(hospital.secretary(hospital.bones).scope(rights::write)) == 11'200);
            CHECK(count(hospital.office().scope(rights::write)) == 11'201);
        });
    }
    TEST_CASE("several branches and the own file make one list, each entry once, the own not counted") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const mine = hospital.member(hospital.heart, "林明旭"), near = hospital.member(hospital.heart, "曾一"),
                       far = hospital.member(hospital.bones, "韦家薇");
            for (auto const person : {mine, near, far, mine, near, far}) waiting(hospital, person, 1);
            auto scope = hospital.secretary(hospital.heart).scope(rights::write);
            scope.self = mine;
            CHECK(listed(hospital, scope, 10) == std::vector{near, mine, near, mine});
            CHECK(listed(hospital, scope, 3) == std::vector{near, mine, near});
            CHECK(listed(hospital, scope, 10, {near, "waiting"}) == std::vector{near, near});
            CHECK(listed(hospital, scope, 10, {far, "waiting"}).empty());
            auto both = scope;
            for (auto const& range : hospital.secretary(hospital.bones).scope(rights::write).subtrees)
                both.subtrees.push_back(range);
            CHECK(listed(hospital, both, 4) == std::vector{far, near, mine, far});
            CHECK(database.read(
                      [&](db::Reader& reader) { return store::count_waiting(reader, scope, "branch").count; }) == 2);
        });
    }
}
