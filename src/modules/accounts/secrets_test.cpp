// Guessing inside a session, what is kept of a login, and the way back from a forgotten password.
#include "base/text.hpp"
#include "modules/accounts/attempts.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "platform/crypto/totp.hpp"
#include "tests/support/accounts.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace xinglin;
using namespace xinglin::accounts;
using xinglin::testing::AccountsWorld;
using xinglin::testing::good_password;

namespace {

constexpr std::string_view new_password = "Wb4%nR8&jP1?yD";

template <class T>
std::string code_of(Result<T> const& result) {
    return result ? "ok" : result.error().code;
}

std::int64_t refusals(db::Database& database) {
    static testing::MadeStatement const count("select count(*) from audit_entries where action = 'account.refused'");
    return database.read([&](db::Reader& reader) {
        return reader.value<std::int64_t>(static_cast<db::Statement const&>(count)).value_or(-1);
    });
}

std::vector<std::string> sources(db::Database& database) {
    static testing::MadeStatement const all("select source from accounts_attempts");
    return database.read([&](db::Reader& reader) {
        return reader.all(static_cast<db::Statement const&>(all),
                          [](db::Row const& row) { return row.get<std::string>(0); });
    });
}

std::string token_of(MadeInvitation const& made) { return made.url.substr(made.url.rfind('#') + 1); }

struct Desk : AccountsWorld {
    explicit Desk(db::Database& opened) : AccountsWorld(opened) {
        security = actor(open("security_admin", "sec"));
        system = actor(open("system_admin", "sys"));
    }
    Result<MadeInvitation> reset(AccountId account) { return parts.inviting.reset(security, account, "", clock.now()); }
    std::string accept(MadeInvitation const& made, std::string_view password = new_password) {
        return code_of(parts.inviting.accept(token_of(made), "", password, "", clock.now()));
    }
    std::string decide(auth::Actor const& by, MadeInvitation const& made, bool accepted = true) {
        return code_of(parts.inviting.decide_reset(by, made.invitation.id, accepted, "", clock.now()));
    }
    std::size_t waiting(auth::Actor const& by) {
        return database.read([&](db::Reader& reader) {
            auto const rows = parts.inviting.waiting_resets(reader, by, clock.now());
            return static_cast<std::size_t>(
                std::count_if(rows.begin(), rows.end(), [](WaitingReset const& row) { return row.may_decide; }));
        });
    }
    auth::Actor security, system;
};

}  // namespace

TEST_SUITE("accounts secrets") {
    TEST_CASE("guessing the current password inside a session locks it and ends the session") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            world.open("member", "h0001");
            auto const session = world.sign_in("h0001");
            auto const actor = world.who(session)->actor;
            auto const change = [&](std::string_view current) {
                return code_of(
                    world.parts.own.change_password(actor, current, new_password, "", "", world.clock.now()));
            };
            auto const threshold = world.parts.context.options.lock_after;
            for (int i = 1; i < threshold; ++i) CHECK(change("wrong") == "accounts.current_wrong");
            CHECK(world.who(session));
            CHECK(refusals(database) == threshold - 1);
            CHECK(change("wrong") == "accounts.current_wrong");
            CHECK_FALSE(world.who(session));
            CHECK(refusals(database) == threshold);
            // Not even the right one while the lock holds; signing in is another count and goes on.
            CHECK(change(good_password) == "accounts.locked_for_a_while");
            CHECK(world.who(world.sign_in("h0001")));
            world.pass(30 * minute_ms);
            CHECK(change(good_password) == "ok");
        });
    }
    TEST_CASE("the right current password in between starts the count anew") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const actor = world.actor(world.open("member", "h0001"));
            auto const change = [&](std::string_view current, std::string_view replacement) {
                return code_of(world.parts.own.change_password(actor, current, replacement, "", "", world.clock.now()));
            };
            auto const threshold = world.parts.context.options.lock_after;
            for (int round = 0; round < 2; ++round) {
                for (int i = 1; i < threshold; ++i) CHECK(change("wrong", new_password) == "accounts.current_wrong");
                CHECK(change(good_password, "short") == "accounts.password_short");
            }
        });
    }
    TEST_CASE("guessing the code that ends the second factor locks it and ends the session") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("member", "h0001");
            auto const first = world.actor(account);
            REQUIRE(world.parts.own.begin_totp(first));
            auto const secret = database.read(
                [&](db::Reader& reader) { return *totp_secret(world.parts.context, *store::find(reader, account)); });
            auto const code = [&] { return crypto::totp_code(secret, crypto::totp_step(world.clock.now())); };
            REQUIRE(world.parts.own.confirm_totp(first, code(), "", "", world.clock.now()));
            world.pass(60'000);
            auto const session = world.sign_in("h0001", code());
            auto const actor = world.who(session)->actor;
            auto const threshold = world.parts.context.options.lock_after;
            for (int i = 0; i < threshold; ++i)
                CHECK(code_of(world.parts.own.end_totp(actor, "000000", "", world.clock.now())) ==
                      "accounts.code_wrong");
            CHECK_FALSE(world.who(session));
            world.pass(30'000);
            CHECK(code_of(world.parts.own.end_totp(actor, code(), "", world.clock.now())) ==
                  "accounts.locked_for_a_while");
            CHECK(database.read([&](db::Reader& reader) { return store::find(reader, account)->totp_on; }));
            world.pass(30 * minute_ms);
            CHECK(code_of(world.parts.own.end_totp(actor, code(), "", world.clock.now())) == "ok");
        });
    }
    TEST_CASE("what was typed as a login is kept in no readable form, and not at all beyond what a login can be") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            CHECK(code_of(world.try_sign_in("MyOwnPassw0rd!", "x")) == "accounts.sign_in_wrong");
            CHECK(code_of(world.try_sign_in(std::string(65, 'k'), "x")) == "accounts.sign_in_wrong");
            auto const kept = sources(database);
            for (auto const& source : kept) {
                CHECK_FALSE(text::contains(text::lower_ascii(source), "passw0rd"));
                CHECK_FALSE(text::contains(source, "kkkk"));
            }
            CHECK(std::count_if(kept.begin(), kept.end(),
                                [](std::string const& source) { return text::starts_with(source, "login:"); }) == 1);
            // An administrator's unlocking finds the same count.
            auto const account = world.open("member", "h0001");
            for (int i = 0; i < world.parts.context.options.lock_after; ++i)
                static_cast<void>(world.try_sign_in("h0001", "wrong"));
            CHECK(code_of(world.try_sign_in("h0001")) == "accounts.locked_for_a_while");
            auto const security = world.actor(world.open("security_admin", "sec"));
            REQUIRE(world.parts.administration.unlock(security, account, ""));
            CHECK(code_of(world.try_sign_in("h0001")) == "ok");
        });
    }
}

TEST_SUITE("accounts password resets") {
    TEST_CASE("a link gives a forgotten password back: same account, same roles, sessions ended, used once") {
        testing::with_databases([](db::Database& database) {
            Desk desk(database);
            auto const account = desk.open("member", "h0001", {}, PersonId{7});
            auto const session = desk.sign_in("h0001");
            auto const made = desk.reset(account);
            REQUIRE(made);
            CHECK_FALSE(made->invitation.waits);
            auto const shown = database.read([&](db::Reader& reader) {
                return desk.parts.inviting.look(reader, token_of(*made), desk.clock.now());
            });
            REQUIRE(shown);
            CHECK(shown->resets);
            CHECK(shown->login == "h0001");
            CHECK(desk.accept(*made, "short") == "accounts.password_short");
            CHECK(desk.accept(*made, good_password) == "accounts.password_used");
            CHECK(desk.who(session));
            CHECK(desk.accept(*made) == "ok");
            CHECK_FALSE(desk.who(session));
            CHECK(code_of(desk.try_sign_in("h0001")) == "accounts.sign_in_wrong");
            auto const opened = desk.try_sign_in("h0001", new_password);
            REQUIRE(opened);
            CHECK(desk.actor(account).has_role("member"));
            CHECK(desk.actor(account).person == PersonId{7});
            CHECK(desk.accept(*made) == "accounts.invitation_closed");
        });
    }
    TEST_CASE("a newer link withdraws the older one; nobody makes one for themselves; a lock stays") {
        testing::with_databases([](db::Database& database) {
            Desk desk(database);
            auto const account = desk.open("member", "h0001");
            auto const first = desk.reset(account).value(), second = desk.reset(account).value();
            CHECK(desk.accept(first) == "accounts.invitation_closed");
            CHECK(code_of(desk.reset(desk.security.account)) == "accounts.not_oneself");
            CHECK(code_of(desk.reset(AccountId{404})) == not_found().code);
            REQUIRE(desk.parts.administration.lock(desk.security, account, "离岗", "", desk.clock.now()));
            CHECK(desk.accept(second) == "ok");
            CHECK(code_of(desk.try_sign_in("h0001", new_password)) == "accounts.account_locked");
            auto const late = desk.reset(account).value();
            desk.pass(3 * day_ms);
            CHECK(desk.accept(late) == "accounts.invitation_closed");
        });
    }
    TEST_CASE("an account with power over others waits for a second person") {
        testing::with_databases([](db::Database& database) {
            Desk desk(database);
            auto const again = desk.actor(desk.open("security_admin", "sec2"));
            auto const account = desk.open("branch_secretary", "h0001", testing::branch, PersonId{7});
            auto const made = desk.reset(account);
            REQUIRE(made);
            CHECK(made->invitation.waits);
            CHECK(desk.accept(*made) == "accounts.invitation_waits");
            CHECK(desk.waiting(desk.security) == 0);
            CHECK(desk.waiting(desk.system) == 1);
            CHECK(desk.decide(desk.security, *made) == "accounts.reset_second_person");
            CHECK(desk.decide(desk.actor(account), *made) == "accounts.reset_second_person");
            CHECK(desk.decide(desk.system, *made) == "ok");
            CHECK(desk.decide(again, *made) == "accounts.invitation_closed");
            CHECK(desk.waiting(desk.system) == 0);
            CHECK(desk.accept(*made) == "ok");
            CHECK(code_of(desk.try_sign_in("h0001", new_password)) == "ok");

            auto const refused = desk.reset(account).value();
            CHECK(desk.decide(desk.system, refused, false) == "ok");
            CHECK(desk.accept(refused) == "accounts.invitation_closed");
        });
    }
    TEST_CASE("a role that came after the link, and a row changed behind the program's back, open nothing") {
        testing::with_databases([](db::Database& database) {
            Desk desk(database);
            auto const account = desk.open("member", "h0001");
            auto const made = desk.reset(account).value();
            REQUIRE(desk.parts.granting.propose(
                desk.security, {account, "branch_secretary", testing::branch, desk.clock.today(), {}, ""}, "",
                desk.clock.now()));
            CHECK(desk.accept(made) == "accounts.invitation_closed");
            auto const waiting = desk.reset(account).value();
            static testing::MadeStatement const forged("update accounts_invitations set waits = 0");
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                tx.run(static_cast<db::Statement const&>(forged));
                return Done{};
            }));
            CHECK(desk.accept(waiting) == "accounts.invitation_closed");
        });
    }
}
