#include "modules/notices/notices.hpp"

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
        : db(database), service(db, ids, clock, hub, [](db::Reader&, PersonId person) {
              return std::vector<AccountId>{{person.value + 1000}};
          }) {}
    /// How often the open screen of an account was woken.
    void listen(std::int64_t account, int& woken) {
        static_cast<void>(hub.join({{account}, [](std::string_view) { return true; }, [&woken] { ++woken; }}));
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
