#include "base/text.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "platform/crypto/totp.hpp"
#include "tests/support/accounts.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace xinglin;
using namespace xinglin::accounts;
using xinglin::testing::AccountsWorld;
using xinglin::testing::good_password;

namespace {

std::string refusal(Result<OpenedSession> const& opened) { return opened ? "ok" : opened.error().code; }

std::int64_t entries(db::Database& database, std::string const& action) {
    static std::map<std::string, std::unique_ptr<testing::MadeStatement>> all;
    auto& statement = all[action];
    if (!statement)
        statement = std::make_unique<testing::MadeStatement>("select count(*) from audit_entries where action = '" +
                                                             action + "'");
    return database.read([&](db::Reader& reader) {
        return reader.value<std::int64_t>(static_cast<db::Statement const&>(*statement)).value_or(-1);
    });
}

/// Sets the second factor up and gives its secret.
std::string enrol(AccountsWorld& world, AccountId account) {
    auto const actor = world.actor(account);
    REQUIRE(world.parts.own.begin_totp(actor));
    auto const secret = world.database.read(
        [&](db::Reader& reader) { return *totp_secret(world.parts.context, *store::find(reader, account)); });
    auto const code = crypto::totp_code(secret, crypto::totp_step(world.clock.now()));
    REQUIRE(world.parts.own.confirm_totp(actor, code, "", "", world.clock.now()));
    world.pass(60'000);
    return secret;
}

std::string code_now(AccountsWorld const& world, std::string const& secret) {
    return crypto::totp_code(secret, crypto::totp_step(world.clock.now()));
}

}  // namespace

TEST_SUITE("accounts sign-in") {
    TEST_CASE("the right password opens a session; a wrong one and an unknown login answer alike and are on record") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("member", "h0001");
            auto const token = world.sign_in(" Ｈ０００１");  // as people type it
            CHECK(token.size() >= 22);
            auto const identity = world.who(token);
            REQUIRE(identity);
            CHECK(identity->actor.account == account);
            CHECK(identity->csrf_token != token);
            auto const wrong = world.try_sign_in("h0001", "Kx9#mQ2$vL7!zX"), unknown = world.try_sign_in("nobody");
            CHECK(refusal(wrong) == "accounts.sign_in_wrong");
            CHECK(refusal(unknown) == "accounts.sign_in_wrong");
            CHECK(wrong.error().kind == unknown.error().kind);
            CHECK(wrong.error().facts.size() == unknown.error().facts.size());
            CHECK(entries(database, "session.opened") == 1);
            CHECK(entries(database, "session.refused") == 2);
            CHECK_FALSE(world.who("x"));
            CHECK_FALSE(world.who(std::string(22, 'A')));
        });
    }
    TEST_CASE("an unknown login costs the same hash as a known one") {
        auto const options = testing::cheap_hashing();
        CHECK_FALSE(crypto::needs_rehash(crypto::unmatched_hash(options), options));
        auto const guomi = testing::cheap_hashing(crypto::Profile::guomi);
        CHECK_FALSE(crypto::needs_rehash(crypto::unmatched_hash(guomi), guomi));
        CHECK_FALSE(*crypto::make_hasher(guomi)->verify(crypto::unmatched_hash(guomi), ""));
    }
    TEST_CASE("five failures lock for a minute, the next for two; a right password in between starts anew") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            world.open("member", "h0001");
            for (int i = 0; i < 4; ++i) CHECK(refusal(world.try_sign_in("h0001", "wrong")) == "accounts.sign_in_wrong");
            world.sign_in("h0001");
            for (int i = 0; i < 5; ++i) CHECK(refusal(world.try_sign_in("h0001", "wrong")) == "accounts.sign_in_wrong");
            auto const locked = world.try_sign_in("h0001");
            CHECK(refusal(locked) == "accounts.locked_for_a_while");
            CHECK(locked.error().kind == Kind::too_many);
            CHECK(locked.error().facts.at(0) == std::pair<std::string, std::string>("minutes", "1"));
            CHECK(entries(database, "account.locked_for_a_while") == 1);
            world.pass(minute_ms);
            CHECK(refusal(world.try_sign_in("h0001", "wrong")) == "accounts.sign_in_wrong");
            world.pass(minute_ms);
            CHECK(refusal(world.try_sign_in("h0001")) == "accounts.locked_for_a_while");
            world.pass(minute_ms);
            world.sign_in("h0001");
            // A login nobody has locks just the same.
            for (int i = 0; i < 5; ++i) CHECK(refusal(world.try_sign_in("ghost", "wrong")) == "accounts.sign_in_wrong");
            CHECK(refusal(world.try_sign_in("ghost", "wrong")) == "accounts.locked_for_a_while");
        });
    }
    TEST_CASE("many guesses at once are no more than many in a row") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            world.open("member", "h0001");
            std::atomic<int> tried{0}, locked{0};
            std::vector<std::thread> guessers;
            for (int i = 0; i < 16; ++i)
                guessers.emplace_back([&] {
                    auto const code = refusal(world.try_sign_in("h0001", "wrong"));
                    if (code == "accounts.sign_in_wrong") ++tried;
                    if (code == "accounts.locked_for_a_while") ++locked;
                });
            for (auto& guesser : guessers) guesser.join();
            CHECK(tried == 5);
            CHECK(locked == 11);
        });
    }
    TEST_CASE("an address that fails everywhere is slowed down, others go on") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            world.open("member", "h0001");
            for (int i = 0; i < 50; ++i) static_cast<void>(world.try_sign_in("guess" + std::to_string(i), "wrong"));
            CHECK(refusal(world.try_sign_in("h0001")) == "accounts.locked_for_a_while");
            CHECK(world.try_sign_in("h0001", good_password, {}, "192.0.2.99"));
            world.pass(minute_ms);
            world.sign_in("h0001");
        });
    }
    TEST_CASE("the second factor: asked for after the password, once per code, and recovery codes once") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("party_office", "office", testing::committee);
            auto const secret = enrol(world, account);
            CHECK(refusal(world.try_sign_in("office")) == "accounts.code_required");
            CHECK(refusal(world.try_sign_in("office", "wrong", code_now(world, secret))) == "accounts.sign_in_wrong");
            auto const code = code_now(world, secret);
            auto const token = world.sign_in("office", code);
            CHECK(world.who(token)->actor.second_factor);
            CHECK(refusal(world.try_sign_in("office", good_password, code)) == "accounts.code_wrong");  // replayed
            world.pass(60'000);
            world.sign_in("office", code_now(world, secret));
            // Asking for the code in between does not make guessing it free.
            int wrong = 0;
            for (int i = 0; i < 12; ++i) {
                if (refusal(world.try_sign_in("office", good_password, "000000")) == "accounts.code_wrong") ++wrong;
                static_cast<void>(world.try_sign_in("office"));
            }
            CHECK(wrong == 5);
            CHECK(refusal(world.try_sign_in("office", good_password, code_now(world, secret))) ==
                  "accounts.locked_for_a_while");
        });
    }
    TEST_CASE("a recovery code works once, however it is typed") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("member", "h0001");
            auto const actor = world.actor(account);
            REQUIRE(world.parts.own.begin_totp(actor));
            auto const secret = database.read(
                [&](db::Reader& reader) { return *totp_secret(world.parts.context, *store::find(reader, account)); });
            auto const confirmed =
                world.parts.own.confirm_totp(actor, code_now(world, secret), "", "", world.clock.now());
            REQUIRE(confirmed);
            REQUIRE(confirmed->recovery_codes.size() == 10);
            auto const& code = confirmed->recovery_codes.front();
            world.sign_in("h0001", text::lower_ascii(text::replace_all(code, "-", " ")));
            CHECK(refusal(world.try_sign_in("h0001", good_password, code)) == "accounts.code_wrong");
            world.sign_in("h0001", confirmed->recovery_codes.back());
        });
    }
    TEST_CASE("the stored secret is sealed: another account's does not open in its place") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const one = world.open("member", "h0001"), two = world.open("member", "h0002");
            auto const secret = enrol(world, one);
            enrol(world, two);
            auto const sealed = database.read([&](db::Reader& reader) { return store::find(reader, one)->totp; });
            CHECK(sealed.find(secret) == std::string::npos);
            Account stolen;
            stolen.id = two;
            stolen.totp = sealed;
            CHECK_FALSE(totp_secret(world.parts.context, stolen).has_value());
        });
    }
    TEST_CASE("in production an administrator without a second factor can do nothing but set it up") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database, AccountsWorld::production_options());
            auto const account = world.open("security_admin", "sec");
            world.open("member", "h0001");
            auto const token = world.sign_in("sec");
            CHECK_FALSE(world.who(token)->actor.has(rights::read));
            CHECK(world.who(token)->actor.has(auth::signed_in));
            CHECK(world.who(world.sign_in("h0001"))->actor.has_role("member"));  // not asked of members
            auto const actor = world.who(token)->actor;
            REQUIRE(world.parts.own.begin_totp(actor));
            auto const secret = database.read(
                [&](db::Reader& reader) { return *totp_secret(world.parts.context, *store::find(reader, account)); });
            CHECK(world.parts.own.confirm_totp(actor, "12345", "", "", world.clock.now()).error().code ==
                  "accounts.code_wrong");
            auto const confirmed =
                world.parts.own.confirm_totp(actor, code_now(world, secret), "", "", world.clock.now());
            REQUIRE(confirmed);
            CHECK_FALSE(world.who(token));  // a new token at the change of power
            auto const after = world.who(confirmed->session.token);
            REQUIRE(after);
            CHECK(after->actor.has(rights::read));
            CHECK(after->actor.second_factor);
            world.pass(60'000);
            CHECK(world.parts.own.end_totp(after->actor, code_now(world, secret), "", world.clock.now()).error().code ==
                  "accounts.totp_required");
        });
    }
    TEST_CASE("a weaker hash is renewed at the next sign-in") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("member", "h0001");
            auto const weak =
                crypto::make_hasher(testing::cheap_hashing(crypto::Profile::guomi))->hash(good_password).value();
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                store::set_password(tx, account, weak, world.clock.now(), false);
                return Done{};
            }));
            world.sign_in("h0001");
            auto const stored =
                database.read([&](db::Reader& reader) { return store::find(reader, account)->password; });
            CHECK(text::starts_with(stored, "$argon2id$"));
            world.sign_in("h0001");
        });
    }
    TEST_CASE("demo links lead in more than once until tomorrow, and nowhere in production") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const account = world.open("branch_secretary", "sec");
            auto const url = world.parts.sign_in.make_link(account, world.clock.now()).value();
            auto const token = url.substr(url.rfind('/') + 1);
            for (int i = 0; i < 2; ++i) {
                auto const followed = world.parts.sign_in.follow_link(token, "192.0.2.7", "test", world.clock.now());
                REQUIRE(followed);
                CHECK(followed->second == "/console/");
                CHECK(world.who(followed->first.token)->actor.account == account);
            }
            CHECK_FALSE(world.parts.sign_in.follow_link("x" + token, "", "", world.clock.now()));
            world.parts.context.options.demo = false;
            CHECK_FALSE(world.parts.sign_in.follow_link(token, "", "", world.clock.now()));
            CHECK(world.parts.sign_in.make_link(account, world.clock.now()).error().code == "accounts.demo_only");
            world.parts.context.options.demo = true;
            world.pass(day_ms);
            CHECK_FALSE(world.parts.sign_in.follow_link(token, "", "", world.clock.now()));
        });
    }
}
