#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "platform/http/router.hpp"
#include "tests/support/accounts.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace xinglin;
using namespace xinglin::accounts;
using xinglin::testing::AccountsWorld;
using xinglin::testing::branch;

namespace {

template <class T>
std::string code_of(Result<T> const& result) {
    return result ? "ok" : result.error().code;
}

struct Office : AccountsWorld {
    explicit Office(db::Database& opened) : AccountsWorld(opened) {
        security = actor(open("security_admin", "sec"));
        second_security = actor(open("security_admin", "sec2"));
        system = actor(open("system_admin", "sys"));
    }
    Result<Grant> propose(AccountId account, std::string role, std::optional<OrganisationId> organisation = branch) {
        return parts.granting.propose(security, {account, std::move(role), organisation, clock.today(), {}, "换届"}, "",
                                      clock.now());
    }
    Result<Grant> decide(auth::Actor const& by, Grant const& grant, bool accepted = true) {
        return parts.granting.decide(by, grant.id, accepted, "", clock.now());
    }
    auth::Actor security, second_security, system;
};

}  // namespace

TEST_SUITE("accounts granting") {
    TEST_CASE("a role with power over others waits for a second person: not the proposer, not the one who gains") {
        testing::with_databases([](db::Database& database) {
            Office office(database);
            auto const account = office.open("member", "h0001", {}, PersonId{7});
            auto const session = office.sign_in("h0001");
            auto const proposed = office.propose(account, "branch_secretary");
            REQUIRE(proposed);
            CHECK(proposed->state == GrantState::proposed);
            CHECK_FALSE(office.actor(account).has_role("branch_secretary"));
            CHECK(office.who(session));
            CHECK(code_of(office.decide(office.security, *proposed)) == "accounts.second_person");
            CHECK(code_of(office.decide(office.actor(account), *proposed)) == "accounts.second_person");
            auto const other_account = office.open("staff", "same-person", {}, PersonId{7});
            CHECK(code_of(office.decide(office.actor(other_account), *proposed)) == "accounts.second_person");
            REQUIRE(office.decide(office.system, *proposed));
            CHECK(office.actor(account).has_role("branch_secretary"));
            CHECK_FALSE(office.who(session));  // signs in anew with the new power
            CHECK(code_of(office.decide(office.second_security, *proposed)) == "accounts.grant_decided");
        });
    }
    TEST_CASE("who proposed a role does not confirm it with another account") {
        testing::with_databases([](db::Database& database) {
            Office office(database);
            office.security = office.actor(office.open("security_admin", "sec-a", {}, PersonId{21}));
            auto const again = office.actor(office.open("security_admin", "sec-b", {}, PersonId{21}));
            auto const proposed = office.propose(office.open("member", "h0001"), "branch_secretary");
            REQUIRE(proposed);
            CHECK(code_of(office.decide(again, *proposed)) == "accounts.second_person");
            CHECK(office.decide(office.second_security, *proposed));
        });
    }
    TEST_CASE("a refused or withdrawn proposal grants nothing and can be made again") {
        testing::with_databases([](db::Database& database) {
            Office office(database);
            auto const account = office.open("member", "h0001");
            auto const first = office.propose(account, "branch_secretary");
            CHECK(code_of(office.propose(account, "branch_secretary")) == "accounts.role_held");
            REQUIRE(office.decide(office.second_security, *first, false));
            CHECK_FALSE(office.actor(account).has_role("branch_secretary"));
            auto const second = office.propose(account, "branch_secretary");
            REQUIRE(second);
            REQUIRE(office.parts.granting.take_back(office.security, second->id, "", office.clock.now()));
            CHECK(code_of(office.decide(office.system, *second)) == "accounts.grant_decided");
            CHECK(office.propose(account, "branch_secretary"));
        });
    }
    TEST_CASE("a role about oneself begins at once") {
        testing::with_databases([](db::Database& database) {
            Office office(database);
            auto const account = office.open("staff", "h0001");
            auto const granted = office.propose(account, "applicant", {});
            REQUIRE(granted);
            CHECK(granted->state == GrantState::active);
            CHECK(office.actor(account).has_role("applicant"));
        });
    }
    TEST_CASE("faulty proposals are refused by field") {
        testing::with_databases([](db::Database& database) {
            Office office(database);
            auto const account = office.open("member", "h0001");
            CHECK(code_of(office.propose({4711}, "branch_secretary")) == "accounts.no_account");
            CHECK(code_of(office.propose(account, "emperor")) == "accounts.no_role");
            CHECK(code_of(office.propose(account, "branch_secretary", std::nullopt)) == "accounts.no_organisation");
            CHECK(code_of(office.propose(account, "branch_secretary", OrganisationId{99})) ==
                  "accounts.no_organisation");
            auto const today = office.clock.today();
            auto const backwards = office.parts.granting.propose(
                office.security, {account, "branch_secretary", branch, today, today.plus_days(-1), ""}, "",
                office.clock.now());
            CHECK(code_of(backwards) == "accounts.period");
        });
    }
    TEST_CASE("separation holds over all accounts of a person, when proposed and again when confirmed") {
        testing::with_databases([](db::Database& database) {
            Office office(database);
            PersonId const person{7};
            auto const work = office.open("party_office", "office", testing::committee, person);
            auto const own = office.open("", "admin-account", {}, person);
            CHECK(code_of(office.propose(own, "audit_admin")) == "accounts.roles_separate");
            CHECK(code_of(office.propose(work, "audit_admin")) == "accounts.roles_separate");
            auto const member = office.open("member", "h0002", {}, PersonId{8});
            auto const second = office.open("", "h0002-admin", {}, PersonId{8});
            auto const audit = office.propose(second, "audit_admin", {});
            REQUIRE(audit);
            CHECK(code_of(office.propose(member, "branch_secretary")) ==
                  "accounts.roles_separate");  // waiting counts too
            REQUIRE(office.decide(office.system, *audit));
            CHECK(code_of(office.propose(second, "member", {})) == "accounts.roles_separate");
            // On days that do not meet, one may follow the other.
            auto const today = office.clock.today();
            auto const later = office.open("", "later");
            auto const first = office.parts.granting.propose(
                office.security, {later, "audit_admin", {}, today, today.plus_days(9), ""}, "", office.clock.now());
            REQUIRE(first);
            auto const meets = office.parts.granting.propose(
                office.security, {later, "branch_secretary", branch, today.plus_days(9), {}, ""}, "",
                office.clock.now());
            CHECK(code_of(meets) == "accounts.roles_separate");
            auto const follows = office.parts.granting.propose(
                office.security, {later, "branch_secretary", branch, today.plus_days(10), {}, ""}, "",
                office.clock.now());
            CHECK(follows.has_value());
        });
    }
    TEST_CASE("a hand-over ends one and begins the other in one transaction, on its day") {
        testing::with_databases([](db::Database& database) {
            Office office(database);
            auto const from = office.open("branch_secretary", "old"), to = office.open("member", "new");
            auto const former = database.read(
                [&](db::Reader& reader) { return store::grants_of(reader, *office.vault, from).at(0).grant; });
            auto const hand_over = [&](Date on) {
                return office.parts.granting.hand_over(office.security, former.id, to, on, "", office.clock.now());
            };
            auto const on = office.clock.today().plus_days(2);
            auto const proposed = hand_over(on);
            REQUIRE(proposed);
            CHECK(office.actor(from).has_role("branch_secretary"));
            REQUIRE(office.decide(office.system, *proposed));
            CHECK(office.actor(from).has_role("branch_secretary"));
            CHECK_FALSE(office.actor(to).has_role("branch_secretary"));
            office.pass(2 * day_ms);
            CHECK_FALSE(office.actor(from).has_role("branch_secretary"));
            CHECK(office.actor(to).has_role("branch_secretary"));
            CHECK(code_of(hand_over(on)) == "accounts.grant_not_active");
        });
    }
    TEST_CASE("a hand-over today is effective at once, and back again") {
        testing::with_databases([](db::Database& database) {
            Office office(database);
            auto const from = office.open("branch_secretary", "old"), to = office.open("member", "new");
            office.pass(day_ms);
            auto const former = database.read(
                [&](db::Reader& reader) { return store::grants_of(reader, *office.vault, from).at(0).grant; });
            auto const session = office.sign_in("old");
            auto const proposed = office.parts.granting.hand_over(office.security, former.id, to, office.clock.today(),
                                                                  "", office.clock.now());
            REQUIRE(proposed);
            REQUIRE(office.decide(office.system, *proposed));
            CHECK_FALSE(office.who(session));
            CHECK_FALSE(office.actor(from).has_role("branch_secretary"));
            CHECK(office.actor(to).has_role("branch_secretary"));
        });
    }
    TEST_CASE("the last administrator of a kind can neither be removed nor locked") {
        testing::with_databases([](db::Database& database) {
            Office office(database);
            auto const grant_of = [&](AccountId id) {
                return database.read(
                    [&](db::Reader& reader) { return store::grants_of(reader, *office.vault, id).at(0).grant.id; });
            };
            CHECK(code_of(office.parts.granting.take_back(office.security, grant_of(office.system.account), "",
                                                          office.clock.now())) == "accounts.last_administrator");
            CHECK(code_of(office.parts.administration.lock(office.security, office.system.account, "x", "",
                                                           office.clock.now())) == "accounts.last_administrator");
            CHECK(code_of(office.parts.administration.lock(office.security, office.security.account, "x", "",
                                                           office.clock.now())) == "accounts.not_oneself");
            REQUIRE(office.parts.granting.take_back(office.security, grant_of(office.second_security.account), "",
                                                    office.clock.now()));
            CHECK(office.actor(office.second_security.account).grants.empty());
            CHECK(code_of(office.parts.granting.take_back(office.system, grant_of(office.security.account), "",
                                                          office.clock.now())) == "accounts.last_administrator");
        });
    }
    TEST_CASE("every right a route of this module asks for is in the table; the program learns of one that is not") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            http::Router router;
            world.parts.mount_session(router);
            world.parts.mount_own_account(router);
            world.parts.mount_administration(router);
            world.parts.mount_grants(router);
            world.parts.mount_invitations(router);
            world.parts.mount_set_up(router);
            CHECK(missing_rights(world.roles, router).empty());
            std::set<std::string> seen;
            for (auto const& route : router.routes())
                CHECK_MESSAGE(seen.insert(route.method + " " + route.path).second, route.path);
            router.get<http::Nothing, http::Nothing>(
                "/v1/x", auth::Right{"x.forgotten"}, "x", {},
                [](http::Call const&, http::Nothing const&) -> Result<http::Nothing> { return http::Nothing{}; });
            CHECK(missing_rights(world.roles, router) == std::vector<std::string>{"GET /v1/x: x.forgotten"});
        });
    }
    TEST_CASE("each role's account is what the table says") {
        testing::with_databases([](db::Database& database) {
            AccountsWorld world(database);
            auto const accounts = world.open_each_role();
            CHECK(accounts.size() == world.roles.all().size());
            for (auto const& [role, account] : accounts) {
                auto const actor = world.who(world.sign_in(role))->actor;
                CHECK(actor.account == account);
                CHECK(actor.has_role(role));
                for (auto const& [right, title] : world.roles.rights()) {
                    auto const& rights = world.roles.find(role)->rights;
                    CHECK(actor.has({right}) == (std::find(rights.begin(), rights.end(), right) != rights.end()));
                }
            }
        });
    }
}
