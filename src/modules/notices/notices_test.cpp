#include "modules/notices/notices.hpp"
#include "modules/notices/quiet.hpp"

#include "base/time.hpp"
#include "platform/db/db.hpp"
#include "platform/push/push.hpp"
#include "tests/support/databases.hpp"

#include <algorithm>
#include <array>

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::notices;

namespace {

auth::Actor actor(std::int64_t account, std::int64_t person) {
    auth::Actor made;
    made.account = {account};
    made.person = {person};
    return made;
}

Message message(std::int64_t account, std::int64_t person, std::string key) {
    return {{account}, {person}, "test", "标题", "正文", "/m/", std::move(key)};
}

struct Bench {
    /// Every person signs in with the account a thousand above.
    explicit Bench(db::Database& database)
        : db(database),
          service(
              db, ids, clock, hub,
              [](db::Reader&, PersonId person) { return std::vector<AccountId>{{person.value + 1000}}; },
              [this](db::Reader&, PersonId, Instant at) {
                  return may_remind_from(at, Quiet{}, [this](Instant then) { return std::max(then, off_duty); });
              }) {}
    /// How often the open screen of an account was woken.
    void listen(std::int64_t account, int& woken) {
        static_cast<void>(hub.join({{account}, {}, [](std::string_view) { return true; }, [&woken] { ++woken; }}));
    }
    void tell(Message const& one) {
        REQUIRE(db.write([&](db::Tx& tx) -> Result<Done> {
            service.tell(tx, one);
            return Done{};
        }));
        clock.advance(1);
    }
    NoticePage list(auth::Actor const& who, NoticeFilter const& filter = {}) {
        return db.read([&](db::Reader& reader) { return service.list(reader, who, filter); });
    }
    db::Database& db;
    FixedClock clock{*Instant::parse("2026-11-22T00:00:00Z")};
    IdSource ids{clock, 1};
    push::Hub hub;
    Instant off_duty{0};  ///< everybody is on duty until then
    Service service;
};

}  // namespace

TEST_SUITE("notices") {
    TEST_CASE("told once however often, and only to whom it is for") {
        testing::with_databases([](db::Database& database) {
            Bench bench(database);
            bench.tell(message(0, 21, "a"));
            bench.tell(message(0, 21, "a"));
            bench.tell(message(7, 0, "b"));
            CHECK(bench.list(actor(7, 21)).items.size() == 2);
            CHECK(bench.list(actor(7, 21)).unread == 2);
            CHECK(bench.list(actor(8, 22)).items.empty());
        });
    }
    TEST_CASE("a notice wakes the screens of whom it is for and nobody else's") {
        testing::with_databases([](db::Database& database) {
            Bench bench(database);
            int addressed = 0, by_account = 0, stranger = 0;
            bench.listen(1021, addressed);
            bench.listen(7, by_account);
            bench.listen(8, stranger);
            bench.tell(message(0, 21, "a"));
            CHECK(std::array{addressed, by_account, stranger} == std::array{1, 0, 0});
            bench.tell(message(7, 0, "b"));
            CHECK(std::array{addressed, by_account, stranger} == std::array{1, 1, 0});
            bench.tell(message(0, 21, "a"));  // told already
            CHECK(std::array{addressed, by_account, stranger} == std::array{1, 1, 0});
        });
    }
    TEST_CASE("neither at night nor within a shift is a screen woken; the notice can be read all the while") {
        testing::with_databases([](db::Database& database) {
            Bench bench(database);
            int woken = 0, urgent = 0;
            bench.listen(1021, woken);
            bench.listen(1022, urgent);
            bench.clock.set(*Instant::parse("2026-11-22T15:30:00Z"));  // 23:30
            bench.tell(message(0, 21, "a"));
            auto important = message(0, 22, "b");
            important.urgent = true;
            bench.tell(important);
            CHECK(woken == 0);
            CHECK(urgent == 1);
            CHECK(bench.list(actor(1021, 21)).unread == 1);
            bench.clock.set(*Instant::parse("2026-11-22T22:59:00Z"));  // 6:59
            CHECK(*bench.service.remind_waiting() == 0);
            // Meanwhile a roster has them on duty from seven to eleven.
            bench.off_duty = *Instant::parse("2026-11-23T03:00:00Z");
            bench.clock.set(*Instant::parse("2026-11-22T23:00:00Z"));
            CHECK(*bench.service.remind_waiting() == 0);
            CHECK(woken == 0);
            bench.clock.set(*Instant::parse("2026-11-23T03:00:00Z"));
            CHECK(*bench.service.remind_waiting() == 1);
            CHECK(woken == 1);
            CHECK(*bench.service.remind_waiting() == 0);  // once
            CHECK(urgent == 1);
        });
    }
    TEST_CASE("what was read meanwhile wakes nobody") {
        testing::with_databases([](db::Database& database) {
            Bench bench(database);
            int woken = 0;
            bench.listen(1021, woken);
            bench.off_duty = bench.clock.now() + hour_ms;
            bench.tell(message(0, 21, "a"));
            REQUIRE(bench.service.mark_all_read(actor(1021, 21)));
            bench.clock.advance(2 * hour_ms);
            REQUIRE(bench.service.remind_waiting());
            CHECK(woken == 0);
        });
    }
    TEST_CASE("the night ends at seven, on whichever side of midnight one asks; a shift into the night ends with it") {
        auto const at = [](char const* text) { return *Instant::parse(text); };
        CHECK(after_night(at("2026-11-22T13:59:59Z"), {}) == at("2026-11-22T13:59:59Z"));  // 21:59:59
        CHECK(after_night(at("2026-11-22T14:00:00Z"), {}) == at("2026-11-22T23:00:00Z"));
        CHECK(after_night(at("2026-11-22T16:00:00Z"), {}) == at("2026-11-22T23:00:00Z"));  // midnight
        CHECK(after_night(at("2026-11-22T22:59:59Z"), {}) == at("2026-11-22T23:00:00Z"));
        CHECK(after_night(at("2026-11-22T23:00:00Z"), {}) == at("2026-11-22T23:00:00Z"));
        CHECK(after_night(at("2026-11-22T16:30:00Z"), {0, 5}) == at("2026-11-22T21:00:00Z"));
        auto const evening = [&](Instant then) {
            auto const ends = at("2026-11-22T15:00:00Z");
            return then < ends ? ends : then;
        };
        CHECK(may_remind_from(at("2026-11-22T10:00:00Z"), {}, evening) == at("2026-11-22T23:00:00Z"));
    }
    TEST_CASE("marking another's notice answers as if it were not there, and changes nothing") {
        testing::with_databases([](db::Database& database) {
            Bench bench(database);
            bench.tell(message(0, 21, "a"));
            auto const id = bench.list(actor(7, 21)).items.at(0).id;
            auto const refusal = bench.service.mark_read(actor(8, 22), id);
            REQUIRE_FALSE(refusal);
            CHECK(refusal.error().kind == Kind::not_found);
            CHECK(bench.list(actor(7, 21)).unread == 1);
            CHECK(bench.service.mark_read(actor(7, 21), id));
            CHECK(bench.service.mark_read(actor(7, 21), id));
            CHECK(bench.list(actor(7, 21)).unread == 0);
            CHECK(bench.list(actor(7, 21), {.unread = true, .limit = {}, .cursor = {}}).items.empty());
        });
    }
    TEST_CASE("pages over both kinds of recipient show each notice once, newest first") {
        testing::with_databases([](db::Database& database) {
            Bench bench(database);
            for (int i = 0; i < 5; ++i) {
                bench.tell(message(7, 0, "account" + std::to_string(i)));
                bench.tell(message(0, 21, "person" + std::to_string(i)));
            }
            std::vector<std::int64_t> seen;
            NoticeFilter filter;
            filter.limit.value = 3;
            for (int pages = 0; pages < 10; ++pages) {
                auto const page = bench.list(actor(7, 21), filter);
                for (auto const& item : page.items) seen.push_back(item.id.value);
                if (!page.next) break;
                filter.cursor = page.next;
            }
            CHECK(seen.size() == 10);
            CHECK(std::is_sorted(seen.rbegin(), seen.rend()));
            CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
        });
    }
}
