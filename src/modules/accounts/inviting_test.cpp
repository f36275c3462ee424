#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "tests/support/accounts.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::accounts;
using xinglin::testing::AccountsWorld;
using xinglin::testing::good_password;

namespace {

template <class T>
std::string code_of(Result<T> const& result) {
    return result ? "ok" : result.error().code;
}

std::string token_of(std::string const& url) { return url.substr(url.rfind('#') + 1); }

NewInvitation invitation_to(std::string role, std::string name = "（合成）受邀人") {
    NewInvitation command;
    command.name = std::move(name);
    command.role = std::move(role);
    return command;
}

SetUp set_up_command(std::string token) {
    SetUp command;
    command.token = std::move(token);
    command.institution = "（合成）云澜市第一人民医院";
    command.organisation = {"中共云澜市第一人民医院委员会", "committee"};
    command.administrators = {{"system_admin", "sys", "（合成）系统", std::string(good_password)},
                              {"security_admin", "sec", "（合成）安全", "Wb4%nR8&jP1?yD"},
                              {"audit_admin", "aud", "（合成）审计", ""}};
    return command;
}

}  // namespace

TEST_SUITE("accounts inviting") {
    TEST_CASE("an invitation opens one account, once, with the role it is bound to") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const security = world.actor(world.open("security_admin", "sec"));
            auto command = invitation_to("member", "");
            command.person = PersonId{7};
            auto const made = world.parts.inviting.invite(security, command, "", world.clock.now());
            REQUIRE(made);
            CHECK(made->qr.starts_with("<svg"));
            auto const token = token_of(made->url);
            CHECK(made->invitation.token.find(token) == std::string::npos);  // only a digest is kept
            auto const shown = database.read(
                [&](db::Reader& reader) { return world.parts.inviting.look(reader, token, world.clock.now()); });
            REQUIRE(shown);
            CHECK(shown->name == "（合成）人员7");
            CHECK(shown->role_title == "党员");
            CHECK(code_of(world.parts.inviting.accept(token, "sec", good_password, "", world.clock.now())) ==
                  "accounts.login_taken");
            CHECK(code_of(world.parts.inviting.accept(token, "h0007", "short", "", world.clock.now())) ==
                  "accounts.password_short");
            auto const account = world.parts.inviting.accept(token, "H0007", good_password, "", world.clock.now());
            REQUIRE(account);
            auto const actor = world.who(world.sign_in("h0007"))->actor;
            CHECK(actor.person == PersonId{7});
            CHECK(actor.has_role("member"));
            CHECK(code_of(world.parts.inviting.accept(token, "h0008", good_password, "", world.clock.now())) ==
                  "accounts.invitation_closed");
            CHECK(code_of(database.read([&](db::Reader& reader) {
                      return world.parts.inviting.look(reader, token, world.clock.now());
                  })) == "accounts.invitation_closed");
        });
    }
    TEST_CASE("unknown, expired and withdrawn links answer alike") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const security = world.actor(world.open("security_admin", "sec"));
            auto const invite = [&] {
                return world.parts.inviting.invite(security, invitation_to("member"), "", world.clock.now()).value();
            };
            auto const accept = [&](std::string const& token) {
                return world.parts.inviting.accept(token, "h1", good_password, "", world.clock.now());
            };
            CHECK(code_of(accept("no-such-token-at-all-22")) == "accounts.invitation_closed");
            auto const withdrawn = invite();
            REQUIRE(world.parts.inviting.revoke(security, withdrawn.invitation.id, "", world.clock.now()));
            CHECK(code_of(world.parts.inviting.revoke(security, withdrawn.invitation.id, "", world.clock.now())) ==
                  "accounts.invitation_closed");
            CHECK(code_of(accept(token_of(withdrawn.url))) == "accounts.invitation_closed");
            auto const expiring = invite();
            world.pass(7 * day_ms - 1);
            CHECK(code_of(accept(token_of(expiring.url))) == "ok");
            auto const expired = invite();
            world.pass(7 * day_ms);
            CHECK(code_of(accept(token_of(expired.url))) == "accounts.invitation_closed");
        });
    }
    TEST_CASE("an invitation changed behind the program's back opens nothing") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const security = world.actor(world.open("security_admin", "sec"));
            auto const made =
                world.parts.inviting.invite(security, invitation_to("member"), "", world.clock.now()).value();
            static testing::MadeStatement const raise(
                "update accounts_invitations set role = 'audit_admin', invited_by = null");
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                tx.run(static_cast<db::Statement const&>(raise));
                return Done{};
            }));
            CHECK(code_of(world.parts.inviting.accept(token_of(made.url), "h1", good_password, "",
                                                      world.clock.now())) == "accounts.invitation_closed");
        });
    }
    TEST_CASE("an invitation to a role with power gives an account whose role waits for the second person") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const security = world.actor(world.open("security_admin", "sec")),
                       system = world.actor(world.open("system_admin", "sys"));
            auto command = invitation_to("branch_secretary");
            CHECK(code_of(world.parts.inviting.invite(security, command, "", world.clock.now())) ==
                  "accounts.no_organisation");
            command.organisation = testing::branch;
            auto const made = world.parts.inviting.invite(security, command, "", world.clock.now()).value();
            auto const account =
                world.parts.inviting.accept(token_of(made.url), "h1", good_password, "", world.clock.now()).value();
            CHECK_FALSE(world.actor(account).has_role("branch_secretary"));
            auto const grant = database.read(
                [&](db::Reader& reader) { return store::grants_of(reader, *world.vault, account).at(0).grant; });
            CHECK(grant.state == GrantState::proposed);
            CHECK(grant.proposed_by == security.account);
            CHECK(code_of(world.parts.granting.decide(security, grant.id, true, "", world.clock.now())) ==
                  "accounts.second_person");
            REQUIRE(world.parts.granting.decide(system, grant.id, true, "", world.clock.now()));
            CHECK(world.actor(account).has_role("branch_secretary"));
        });
    }
    TEST_CASE("faulty invitations are refused by field") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const security = world.actor(world.open("security_admin", "sec"));
            auto const invite = [&](NewInvitation const& command) {
                return code_of(world.parts.inviting.invite(security, command, "", world.clock.now()));
            };
            CHECK(invite(invitation_to("emperor")) == "accounts.no_role");
            CHECK(invite(invitation_to("member", "  ")) == "accounts.no_name");
            auto nobody = invitation_to("member");
            nobody.person = PersonId{4711};
            CHECK(invite(nobody) == "accounts.no_person");
        });
    }
}

TEST_SUITE("accounts set-up") {
    TEST_CASE(
        "set-up with the one-time link: institution, three administrators, top organisation, recovery code, once") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            std::string made_top;
            SettingUp setting_up(
                world.parts.context, world.parts.granting, world.parts.inviting,
                {[&](db::Tx&, auth::Actor const&, TopOrganisation const& top, InstitutionKind) -> Result<Done> {
                     made_top = top.name;
                     return Done{};
                 },
                 [](db::Tx&) { return std::string("CODE"); }});
            auto const first = setting_up.begin(), link = setting_up.begin();
            REQUIRE(link);
            auto const token = [](std::string const& url) { return url.substr(url.rfind('#') + 1); };
            CHECK(code_of(setting_up.set_up(set_up_command("guess"), "", world.clock.now())) == "accounts.setup_token");
            CHECK(code_of(setting_up.set_up(set_up_command(token(*first)), "", world.clock.now())) ==
                  "accounts.setup_token");
            auto twice = set_up_command(token(*link));
            twice.administrators[1].role = "system_admin";
            CHECK(code_of(setting_up.set_up(twice, "", world.clock.now())) == "accounts.setup_administrators");
            auto weak = set_up_command(token(*link));
            weak.administrators[1].password = "password1234";
            auto const refused = setting_up.set_up(weak, "", world.clock.now());
            CHECK(code_of(refused) == "accounts.setup_passwords");
            CHECK(refused.error().fields.at(0).pointer == "/administrators/1/password");
            CHECK(refused.error().fields.at(0).code == "accounts.password_common");
            auto const done = setting_up.set_up(set_up_command(token(*link)), "", world.clock.now());
            REQUIRE(done);
            CHECK(done->recovery_code == "CODE");
            CHECK(made_top == "中共云澜市第一人民医院委员会");
            CHECK(database.read([](db::Reader& reader) { return institution(reader)->name; }) ==
                  "（合成）云澜市第一人民医院");
            CHECK(world.who(world.sign_in("sys"))->actor.has_role("system_admin"));
            CHECK(world.who(world.try_sign_in("sec", "Wb4%nR8&jP1?yD")->token)->actor.has_role("security_admin"));
            REQUIRE(done->invitations.size() == 1);
            CHECK(done->invitations[0].role == "audit_admin");
            auto const auditor = world.parts.inviting.accept(token_of(done->invitations[0].url), "aud",
                                                             "Wb4%nR8&jP1?yE", "", world.clock.now());
            REQUIRE(auditor);
            CHECK(world.actor(*auditor).has_role("audit_admin"));  // nobody else was there to confirm
            CHECK_FALSE(setting_up.begin());
            CHECK(code_of(setting_up.set_up(set_up_command(token(*link)), "", world.clock.now())) ==
                  "accounts.setup_over");
        });
    }
    TEST_CASE("set-up is all or nothing") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            SettingUp setting_up(world.parts.context, world.parts.granting, world.parts.inviting,
                                 {[](db::Tx&, auth::Actor const&, TopOrganisation const&,
                                     InstitutionKind) -> Result<Done> { return fail(refused("organisations.name")); },
                                  {}});
            auto const link = setting_up.begin();
            auto const token = link->substr(link->rfind('#') + 1);
            CHECK(code_of(setting_up.set_up(set_up_command(token), "", world.clock.now())) == "organisations.name");
            CHECK_FALSE(database.read([](db::Reader& reader) { return institution(reader).has_value(); }));
            CHECK_FALSE(world.try_sign_in("sys"));
            CHECK(setting_up.begin());
        });
    }
}
