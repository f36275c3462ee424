#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "tests/support/accounts.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::accounts;
using xinglin::testing::AccountsWorld;
using xinglin::testing::good_password;

TEST_SUITE("accounts sessions") {
    TEST_CASE("a session ends when idle: administrators after 15 minutes, others after 60") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            world.open("member", "h0001");
            world.open("audit_admin", "aud");
            auto const member = world.sign_in("h0001"), administrator = world.sign_in("aud");
            world.pass(14 * minute_ms);
            CHECK(world.who(member));
            CHECK(world.who(administrator));
            world.pass(15 * minute_ms);
            CHECK_FALSE(world.who(administrator));
            CHECK(world.who(member));
            world.pass(59 * minute_ms);
            CHECK(world.who(member, false));  // looking at events is no activity …
            world.pass(minute_ms);
            CHECK_FALSE(world.who(member));   // … so it ended
        });
    }
    TEST_CASE("a session ends after twelve hours, however busy") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            world.open("member", "h0001");
            auto const token = world.sign_in("h0001");
            for (int i = 0; i < 12 * 60 / 30 - 1; ++i) {
                world.pass(30 * minute_ms);
                REQUIRE(world.who(token));
            }
            world.pass(30 * minute_ms);
            CHECK_FALSE(world.who(token));
        });
    }
    TEST_CASE("a jump of the wall clock by a day breaks no session at work") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            world.open("member", "h0001");
            auto const token = world.sign_in("h0001");
            REQUIRE(world.who(token));
            world.clock.advance(day_ms);  // ticks stand still
            CHECK(world.who(token));
            world.clock.advance(-2 * day_ms);
            CHECK(world.who(token)->actor.account == world.who(token)->actor.account);
        });
    }
    TEST_CASE("idle time goes on over a restart") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            world.open("member", "h0001");
            auto const token = world.sign_in("h0001");
            world.pass(50 * minute_ms);
            REQUIRE(world.who(token));
            world.parts.sessions.flush();
            {
                Sessions restarted(world.parts.context, [&] { return world.ticks.load(); });
                world.pass(50 * minute_ms);
                CHECK(restarted.identify(token, "", world.clock.now(), false));
                world.pass(10 * minute_ms);
                CHECK_FALSE(restarted.identify(token, "", world.clock.now(), false));
            }
        });
    }
    TEST_CASE("what one node ends, another notices within half a second") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const administrator = world.actor(world.open("security_admin", "sec"));
            auto const account = world.open("member", "h0001");
            world.open("member", "h0002");
            auto const token = world.sign_in("h0001"), bystander = world.sign_in("h0002");
            Sessions other(world.parts.context, [&] { return world.ticks.load(); });
            REQUIRE(other.identify(token, "", world.clock.now(), true));
            REQUIRE(other.identify(bystander, "", world.clock.now(), true));
            REQUIRE(world.parts.administration.lock(administrator, account, "离职", "", world.clock.now()));
            CHECK_FALSE(world.who(token));                                      // here at once
            CHECK(other.identify(token, "", world.clock.now(), true));          // there not before it looks
            world.pass(500);
            CHECK_FALSE(other.identify(token, "", world.clock.now(), true));
            CHECK(other.identify(bystander, "", world.clock.now(), true));
            CHECK(world.try_sign_in("h0001").error().code == "accounts.account_locked");
            CHECK(world.try_sign_in("h0001", "wrong").error().code ==
                  "accounts.sign_in_wrong");  // only the owner learns it
            REQUIRE(world.parts.administration.unlock(administrator, account, ""));
            world.sign_in("h0001");
        });
    }
    TEST_CASE("one sees and ends the own sessions, and nobody else's") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("member", "h0001");
            world.open("member", "h0002");
            auto const first = world.sign_in("h0001"), second = world.sign_in("h0001"),
                       stranger = world.sign_in("h0002");
            auto const own = database.read([&](db::Reader& reader) { return store::sessions_of(reader, account); });
            REQUIRE(own.size() == 2);
            auto const actor = world.who(first)->actor;
            CHECK(world.parts.own.end_session(actor, world.who(stranger)->actor.session, "").error().kind ==
                  Kind::not_found);
            REQUIRE(world.parts.own.end_session(actor, world.who(second)->actor.session, ""));
            CHECK_FALSE(world.who(second));
            CHECK(world.who(first));
            world.parts.sign_in.sign_out(actor, "");
            CHECK_FALSE(world.who(first));
            CHECK(world.who(stranger));
        });
    }
    TEST_CASE("a changed password ends every session but goes on under a new token") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            world.open("member", "h0001");
            auto const first = world.sign_in("h0001"), second = world.sign_in("h0001");
            auto const actor = world.who(first)->actor;
            constexpr std::string_view next = "brackish ukulele 43 vouchsafe";
            auto const change = [&](std::string_view current, std::string_view replacement) {
                return world.parts.own.change_password(actor, current, replacement, "", "", world.clock.now());
            };
            CHECK(change("wrong", next).error().code == "accounts.current_wrong");
            CHECK(change(good_password, "short").error().code == "accounts.password_short");
            CHECK(change(good_password, "short").error().fields.at(0).pointer == "/replacement");
            CHECK(change(good_password, good_password).error().code == "accounts.password_used");
            auto const changed = change(good_password, next);
            REQUIRE(changed);
            CHECK_FALSE(world.who(first));
            CHECK_FALSE(world.who(second));
            CHECK(world.who(changed->token));
            CHECK_FALSE(world.try_sign_in("h0001"));
            CHECK(world.try_sign_in("h0001", next));
        });
    }
    TEST_CASE("the graded profile: one session at a time, ageing and history for administrators") {
        testing::with_databases([](db::Database& database) {
            auto options = AccountsWorld::demo_options();
            options.passwords = PasswordProfile::graded;
            AccountsWorld world(database, options);
            world.open("audit_admin", "aud");
            world.open("member", "h0001");
            auto const first = world.sign_in("aud"), second = world.sign_in("aud");
            CHECK_FALSE(world.who(first));
            CHECK(world.who(second));
            auto const member_first = world.sign_in("h0001");
            world.sign_in("h0001");
            CHECK(world.who(member_first));
            std::string current(good_password);
            for (int i = 0; i < 5; ++i) {
                auto const actor = world.who(world.try_sign_in("aud", current)->token)->actor;
                auto const next = "Wb4%nR8&jP1?y" + std::string(1, static_cast<char>('D' + i));
                REQUIRE(world.parts.own.change_password(actor, current, next, "", "", world.clock.now()));
                auto const old = world.parts.own.change_password(actor, next, good_password, "", "", world.clock.now());
                CHECK_MESSAGE(old.has_value() == (i == 4), i);  // the sixth back may come again
                current = i == 4 ? std::string(good_password) : next;
                world.pass(1000);
            }
            world.pass(90 * day_ms - 1000);
            CHECK(world.who(world.sign_in("aud"))->actor.has_role("audit_admin"));
            world.pass(day_ms);
            CHECK_FALSE(world.who(world.sign_in("aud"))->actor.has_role("audit_admin"));  // must change it first
            CHECK(world.who(world.sign_in("h0001"))->actor.has_role("member"));
        });
    }
    TEST_CASE("grants begin and end by their days without anybody doing anything") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("member", "h0001");
            auto const today = world.clock.today();
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                NewGrant const grant{
                    account, "branch_secretary", testing::branch, today.plus_days(1), today.plus_days(2), ""};
                TRY(world.parts.granting.grant(tx, auth::Actor::the_system("测试"), grant, {}, true, "",
                                               world.clock.now()));
                return Done{};
            }));
            auto const on_day = [&] {
                auto const identity = world.who(world.sign_in("h0001"));
                return identity->actor.has_role("branch_secretary");
            };
            CHECK_FALSE(on_day());
            auto const over_night = world.sign_in("h0001");
            REQUIRE(world.who(over_night));
            world.clock.advance(day_ms);  // a session at work learns it too
            CHECK(world.who(over_night)->actor.has_role("branch_secretary"));
            CHECK(world.who(over_night)->actor.scope({"people.read"}).covers("000100010007"));
            CHECK_FALSE(world.who(over_night)->actor.scope({"people.read"}).covers("00010002"));
            world.clock.advance(day_ms);
            CHECK(on_day());
            world.clock.advance(day_ms);
            CHECK_FALSE(on_day());
        });
    }
    TEST_CASE("a role about oneself reaches over no organisation") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const actor = world.actor(world.open("member", "h0001", {}, PersonId{7}));
            auto const scope = actor.scope({"people.read"});
            CHECK(scope.self == PersonId{7});
            for (auto const* const path : {"", "0001", "00010001", "zzzz"}) CHECK_FALSE(scope.covers(path));
        });
    }
    TEST_CASE("a grant written or changed behind the program's back grants nothing and is found") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("member", "h0001");
            static testing::MadeStatement const raise(
                "update accounts_grants set role = 'party_office', organisation = 1");
            REQUIRE(world.actor(account).has_role("member"));
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                tx.run(static_cast<db::Statement const&>(raise));
                return Done{};
            }));
            CHECK(world.actor(account).grants.empty());
            CHECK(database.read([&](db::Reader& reader) { return tampered_grants(reader, *world.vault).size(); }) == 1);
        });
    }
    TEST_CASE("house-keeping removes what is over and nothing else") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("member", "h0001");
            auto const old = world.sign_in("h0001");
            world.pass(11 * hour_ms);
            auto const fresh = world.sign_in("h0001");
            world.pass(2 * hour_ms);
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                store::delete_expired_sessions(tx, world.clock.now());
                return Done{};
            }));
            CHECK(database.read([&](db::Reader& reader) { return store::sessions_of(reader, account).size(); }) == 1);
            CHECK_FALSE(world.who(old));
        });
    }
}
