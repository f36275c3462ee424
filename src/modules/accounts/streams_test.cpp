#include "tests/support/accounts.hpp"

#include "modules/accounts/parts.hpp"
#include "platform/http/router.hpp"
#include "platform/push/push.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/raw_http.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace xinglin;
using namespace xinglin::accounts;
using testing::AccountsWorld;
using testing::get;
using testing::RawClient;

namespace {

/// Real sessions behind a real server.
struct Listening {
    explicit Listening(AccountsWorld& world, http::Authenticator& authenticator) {
        http::declare_streams(router);
        http::ServerOptions options;
        options.per_address = options.per_account = options.work_per_address = {};
        server.emplace(http::Parts{.router = router,
                                   .clock = world.clock,
                                   .authenticator = authenticator,
                                   .database = &world.database,
                                   .hub = &hub},
                       options);
        server->start();
    }
    [[nodiscard]] std::unique_ptr<RawClient> listen(std::string const& token) const {
        auto client = std::make_unique<RawClient>(server->port());
        client->send(get("/v1/events", "Cookie: xinglin=" + token + "\r\n"));
        REQUIRE(client->read_until("retry: 3000\n\n").find("200 OK") != std::string::npos);
        return client;
    }
    push::Hub hub;
    http::Router router;
    std::optional<http::Server> server;
};

constexpr int one_second_ms = 1000;

}  // namespace

TEST_SUITE("accounts streams") {
    TEST_CASE("an event stream ends within a second of its session, and no other does") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const administrator = world.actor(world.open("security_admin", "sec"));
            world.open("member", "h0001");
            auto const locked = world.open("member", "h0002");
            world.open("member", "h0003");
            world.open("audit_admin", "aud");
            auto const leaving = world.sign_in("h0001"), staying = world.sign_in("h0003");
            Sessions elsewhere(world.parts.context, [&] { return world.ticks.load(); });
            Listening here(world, world.parts.sessions), other(world, elsewhere);
            auto const signed_out = here.listen(leaving), signed_out_there = other.listen(leaving);
            auto const lock_here = here.listen(world.sign_in("h0002")), bystander = here.listen(staying);
            auto const idle = here.listen(world.sign_in("aud"));

            world.parts.sign_in.sign_out(world.who(leaving, false)->actor, "");
            world.ticks += 250;  // the other node's look is due; on this one the change is known at once
            CHECK(signed_out->closed(one_second_ms));
            CHECK(signed_out_there->closed(one_second_ms));

            REQUIRE(world.parts.administration.lock(administrator, locked, "离职", "", world.clock.now()));
            CHECK(lock_here->closed(one_second_ms));

            world.ticks += 15 * minute_ms;  // an administrator's idle time; a stream is no activity
            CHECK(idle->closed(one_second_ms));

            CHECK_FALSE(bystander->closed(700));
            here.hub.notify(push::Audience::all(), {"notice", 1, 1});
            CHECK(bystander->read_until("\"id\":\"1\"").find("notice") != std::string::npos);
            world.ticks += 12 * hour_ms;
            CHECK(bystander->closed(one_second_ms));
        });
    }
    TEST_CASE("a stream that listens with a new grant hears of the new organisation") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("member", "h0001");
            Listening here(world, world.parts.sessions);
            auto const today = world.clock.today();
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                NewGrant const grant{account, "branch_secretary", testing::branch, today, {}, ""};
                TRY(world.parts.granting.grant(tx, auth::Actor::the_system("测试"), grant, {}, true, "",
                                               world.clock.now()));
                return Done{};
            }));
            auto const client = here.listen(world.sign_in("h0001"));
            here.hub.notify(push::Audience::over("00010002"), {"person", 5, 1});
            here.hub.notify(push::Audience::over("00010001"), {"person", 6, 1});
            auto const heard = client->read_until("\"id\":\"6\"");
            CHECK(heard.find("\"id\":\"6\"") != std::string::npos);
            CHECK(heard.find("\"id\":\"5\"") == std::string::npos);
        });
    }
}
