// What is past its years goes on its day and not before, with one entry of the trail; everything else stays.
#include "modules/approvals/retention.hpp"
#include "modules/approvals/store.hpp"
#include "modules/people/test_people.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::approvals;

namespace {

struct Shelf {
    explicit Shelf(db::Database& database) : hospital(database) {}
    CaseId put(CaseState state) {
        Case made;
        made.id = hospital.ids.next<CaseId>();
        made.organisation = hospital.heart;
        made.kind = made.subject_kind = "meeting";
        made.subject = made.id.value;
        made.state = state;
        made.asked_at = hospital.clock.now();
        if (state == CaseState::approved || state == CaseState::withdrawn) made.finished_at = hospital.clock.now();
        Act act;
        act.id = hospital.ids.next<ActId>();
        act.what = "asked";
        REQUIRE(hospital.db.write([&](db::Tx& tx) -> Result<Done> {
            store::insert(tx, *hospital.vault, made);
            store::insert(tx, *hospital.vault, made.id, act);
            return Done{};
        }));
        return made.id;
    }
    void delegate(Date to, std::optional<Instant> ended) {
        Delegation made;
        made.id = hospital.ids.next<DelegationId>();
        made.account = AccountId{9};
        made.delegate = PersonId{8};
        made.from = hospital.clock.today();
        made.to = to;
        made.made_at = hospital.clock.now();
        made.ended_at = ended;
        REQUIRE(hospital.db.write([&](db::Tx& tx) -> Result<Done> {
            store::insert(tx, *hospital.vault, made);
            return Done{};
        }));
    }
    bool there(CaseId id) {
        return hospital.db.read([&](db::Reader& r) {
            auto const found = store::find(r, *hospital.vault, id).has_value();
            CHECK(store::acts(r, *hospital.vault, id).empty() != found);
            return found;
        });
    }
    std::size_t delegations() {
        return hospital.db.read(
            [&](db::Reader& r) { return store::delegations_of(r, *hospital.vault, AccountId{9}, {}).size(); });
    }
    Cleared clear(int limit = 200) {
        auto const done = clear_finished(hospital.db, hospital.clock, hospital.trail, limit);
        REQUIRE(done);
        return *done;
    }
    std::int64_t entries() {
        static testing::MadeStatement const count(
            "select count(*) from audit_entries where action = 'approvals.cleared'");
        return hospital.db.read([&](db::Reader& r) {
            return r.value<std::int64_t>(static_cast<db::Statement const&>(count)).value_or(-1);
        });
    }
    people::testing::Hospital hospital;
};

}  // namespace

TEST_SUITE("approvals retention") {
    TEST_CASE("finished cases with their acts and delegations that are over go after five years, the rest stays") {
        testing::with_databases([](db::Database& database) {
            Shelf s(database);
            auto const approved = s.put(CaseState::approved), withdrawn = s.put(CaseState::withdrawn);
            auto const open = s.put(CaseState::open), returned = s.put(CaseState::returned);
            auto const today = s.hospital.clock.today();
            s.delegate(today, std::nullopt);
            s.delegate(today.plus_days(40), s.hospital.clock.now());
            s.delegate(today.plus_days(40), std::nullopt);
            s.hospital.clock.set(start_of_day(today.plus_years(5)));
            auto const early = s.clear();
            CHECK(early.cases + early.delegations == 0);
            CHECK(s.entries() == 0);
            s.hospital.clock.advance(day_ms);
            auto const done = s.clear();
            CHECK(done.cases == 2);
            CHECK(done.delegations == 2);
            CHECK_FALSE(done.more);
            CHECK_FALSE(s.there(approved));
            CHECK_FALSE(s.there(withdrawn));
            CHECK(s.there(open));
            CHECK(s.there(returned));
            CHECK(s.delegations() == 1);
            CHECK(s.entries() == 1);
            CHECK(s.clear().cases == 0);
            CHECK(s.entries() == 1);
        });
    }
    TEST_CASE("a long shelf goes in turns") {
        testing::with_databases([](db::Database& database) {
            Shelf s(database);
            for (int i = 0; i < 3; ++i) s.put(CaseState::approved);
            s.hospital.clock.advance(6 * 366 * day_ms);
            CHECK(s.clear(2).more);
            auto const rest = s.clear(2);
            CHECK(rest.cases == 1);
            CHECK_FALSE(rest.more);
        });
    }
}
