#include "modules/audit/refusals.hpp"

#include "modules/audit/store.hpp"
#include "platform/db/db.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

using namespace xinglin;
using namespace xinglin::audit;

namespace {

std::vector<Entry> entries(db::Database& database) {
    return database.read([](db::Reader& reader) { return store::chain_after(reader, 0, 0, 100'000); });
}

Refused refused(std::int64_t account, std::string route = "GET /v1/people/{id}", std::string code = "forbidden",
                std::string address = "192.0.2.7") {
    Refused made{{}, std::move(route), std::move(code), std::move(address)};
    made.actor.account.value = account;
    made.actor.name = "（合成）甲";
    return made;
}

}  // namespace

TEST_SUITE("audit refusals") {
    TEST_CASE("the first refusal stands in the trail within a second, by itself") {
        testing::with_databases([](db::Database& database) {
            FixedClock const clock{Instant{1'790'000'000'000}};
            Trail const trail(clock);
            Refusals refusals(database, trail, clock);
            refusals.note(refused(7));
            for (int i = 0; i < 100 && entries(database).empty(); ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            auto const all = entries(database);
            REQUIRE(all.size() == 1);
            CHECK(all[0].action == "access.refused");
            CHECK(all[0].result == "refused");
            CHECK(all[0].account == AccountId{7});
            CHECK(all[0].address == "192.0.2.7");
            CHECK(all[0].details.find("GET /v1/people/{id}") != std::string::npos);
            CHECK(database.read([](db::Reader& reader) { return verify(reader, "").intact(); }));
        });
    }
    TEST_CASE("many of the same make two entries a minute; different ones are told apart") {
        testing::with_databases([](db::Database& database) {
            FixedClock clock{Instant{1'790'000'000'000}};
            Trail const trail(clock);
            {
                Refusals refusals(database, trail, clock);
                for (int i = 0; i < 1000; ++i) refusals.note(refused(7));
                refusals.note(refused(8));
                refusals.note(refused(7, "PUT /v1/people/{id}"));
                refusals.note(refused(7, "PUT /v1/people/{id}", "csrf"));
                // Strangers are told apart by their address, accounts are not.
                refusals.note(refused(0, "POST /v1/session", "rate_limited", "192.0.2.8"));
                refusals.note(refused(0, "POST /v1/session", "rate_limited", "192.0.2.9"));
                refusals.note(refused(8, "GET /v1/people/{id}", "forbidden", "192.0.2.9"));
                refusals.flush(false);
                for (int i = 0; i < 500; ++i) refusals.note(refused(7));
                refusals.flush(false);
            }  // what still waited is written at the end
            std::int64_t told = 0;
            for (auto const& entry : entries(database)) {
                auto const at = entry.details.find("\"count\":\"");
                REQUIRE(at != std::string::npos);
                told += std::stoll(entry.details.substr(at + 9));
            }
            CHECK(told == 1506);
            // 7 twice (the thread may have come between), 8, another route, another reason, two strangers.
            CHECK(entries(database).size() >= 7);
            CHECK(entries(database).size() <= 9);
        });
    }
    TEST_CASE("a flood of different ones is bounded, and the next minute begins anew") {
        testing::with_databases([](db::Database& database) {
            FixedClock clock{Instant{1'790'000'000'000}};
            Trail const trail(clock);
            Refusals refusals(database, trail, clock);
            for (int i = 0; i < 20'000; ++i)
                refusals.note(refused(0, "", "rate_limited", "198.51.100." + std::to_string(i)));
            refusals.flush(true);
            auto const first = entries(database).size();
            CHECK(first >= Refusals::most_kinds);
            CHECK(first <= Refusals::most_kinds + 20);
            clock.advance(minute_ms);
            refusals.note(refused(7));
            refusals.flush(true);
            CHECK(entries(database).size() == first + 1);
        });
    }
}
