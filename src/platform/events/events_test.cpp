#include "platform/events/events.hpp"

#include "platform/db/db.hpp"
#include "platform/jobs/jobs.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace xinglin;

namespace {

constexpr Instant noon{1'790'000'000'000};

void publish(db::Database& db, std::string_view kind, std::int64_t subject, bool keep = true) {
    (void)db.write([&](db::Tx& tx) -> Result<Done> {
        events::publish(tx, kind, subject, "p" + std::to_string(subject), noon);
        if (!keep) return fail(conflict("t.no"));
        return Done{};
    });
}

}  // namespace

TEST_CASE("news reach each subscriber of their kind once, in order, after the commit") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(noon);
        events::Bus bus(db, clock);
        std::string a, b;
        bus.subscribe("t.happened", "a", [&](db::Tx&, events::News const& news) -> Result<Done> {
            a += std::to_string(news.subject) + news.payload + ";";
            return Done{};
        });
        bus.subscribe("t.happened", "b", [&](db::Tx&, events::News const& news) -> Result<Done> {
            b += std::to_string(news.subject);
            return Done{};
        });
        publish(db, "t.happened", 1);
        publish(db, "t.happened", 2, false);
        publish(db, "t.unheard", 3);
        publish(db, "t.happened", 4);
        CHECK(a.empty());
        bus.deliver_due();
        CHECK(a == "1p1;4p4;");
        CHECK(b == "14");
        CHECK(bus.deliver_due() == 0);
    });
}

TEST_CASE("what a subscriber writes goes with the delivery; one that fails holds nobody up and is tried again") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(noon);
        events::Bus bus(db, clock);
        int well = 0, tries = 0;
        bool mended = false;
        JobId made{};
        bus.subscribe("t.happened", "well", [&](db::Tx&, events::News const&) -> Result<Done> {
            ++well;
            return Done{};
        });
        bus.subscribe("t.happened", "ill", [&](db::Tx& tx, events::News const&) -> Result<Done> {
            ++tries;
            made = jobs::enqueue(tx, "t.work", "{}", {}, noon);
            if (!mended && tries % 2 == 0) throw std::runtime_error("bug");
            if (!mended) return fail(conflict("t.no"));
            return Done{};
        });
        auto const exists = [&] {
            return db.read([&](db::Reader& reader) { return jobs::find(reader, made).has_value(); });
        };
        publish(db, "t.happened", 1);
        bus.deliver_due();
        int const well_before = well;
        CHECK(well_before >= 1);
        CHECK_FALSE(exists());
        int const before = tries;
        bus.deliver_due();
        CHECK(tries == before);
        clock.advance(minute_ms);
        bus.deliver_due();
        CHECK(tries == before + 1);
        CHECK(well == well_before);
        mended = true;
        clock.advance(minute_ms);
        CHECK(bus.deliver_due() == 1);
        CHECK(exists());
        CHECK(bus.deliver_due() == 0);
    });
}

TEST_CASE("news that cannot be taken are parked at last, and can be released") {
    testing::with_databases([](db::Database& db) {
        FixedClock clock(noon);
        events::Bus bus(db, clock);
        bool mended = false;
        int taken = 0;
        bus.subscribe("t.happened", "ill", [&](db::Tx&, events::News const&) -> Result<Done> {
            if (!mended) return fail(conflict("t.no"));
            ++taken;
            return Done{};
        });
        publish(db, "t.happened", 1);
        for (int n = 0; n < 20; ++n) {
            bus.deliver_due();
            clock.advance(hour_ms);
        }
        auto const parked = [&] { return db.read([](db::Reader& reader) { return events::parked(reader); }); };
        CHECK(parked() == 1);
        mended = true;
        CHECK(bus.deliver_due() == 0);
        CHECK(*db.write([&](db::Tx& tx) -> Result<std::int64_t> { return events::release_parked(tx, clock.now()); }) ==
              1);
        bus.deliver_due();
        CHECK(taken == 1);
        CHECK(parked() == 0);
    });
}

TEST_CASE("two nodes share the work: nothing is delivered twice") {
    testing::with_databases([](db::Database& db) {
        SystemClock clock;
        constexpr int many = 60;
        std::atomic<int> heard{0};
        {
            events::Bus one(db, clock), two(db, clock);
            for (auto* bus : {&one, &two}) {
                bus->subscribe("t.happened", "x", [&](db::Tx& tx, events::News const&) -> Result<Done> {
                    tx.after_commit([&] { ++heard; });
                    return Done{};
                });
                bus->start();
            }
            for (int n = 1; n <= many; ++n) publish(db, "t.happened", n);
            for (int tries = 0; tries < 500 && heard < many; ++tries)
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        CHECK(heard == many);
    });
}
