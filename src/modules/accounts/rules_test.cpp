#include "modules/accounts/rules.hpp"

#include "platform/auth/auth.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::accounts;

namespace {

std::string verdict(PasswordProfile profile, std::string_view password, std::vector<std::string> const& context = {}) {
    auto const result = check_password(password_rules(profile), password, context);
    if (!result) {
        REQUIRE(result.error().fields.size() == 1);
        CHECK(result.error().fields[0].pointer == "/password");
        CHECK(result.error().kind == Kind::malformed);
    }
    return result ? "ok" : result.error().code;
}

Role role(std::string id, RoleKind kind) {
    Role made;
    made.id = std::move(id);
    made.title = made.id;
    made.kind = kind;
    return made;
}

}  // namespace

TEST_SUITE("accounts rules") {
    TEST_CASE("the standard profile wants twelve characters and no composition") {
        auto const standard = PasswordProfile::standard;
        CHECK(verdict(standard, "kvzotpmbqfh") == "accounts.password_short");  // 11
        CHECK(verdict(standard, "kvzotpmbqfhg") == "ok");                      // 12
        CHECK(verdict(standard, "云深不知处雪落满长安") == "accounts.password_short");
        CHECK(verdict(standard, "云深不知处雪落满长安道中") == "ok");
        CHECK(verdict(standard, "correct horse battery staple") == "ok");
        CHECK(verdict(standard, "839201746502") == "ok");
        CHECK(verdict(standard, std::string(64, 'k') + std::string("vzotpmbqfhg")) == "accounts.password_common");
        CHECK(verdict(standard, "Kx9#mQ2$vL7!Kx9#mQ2$vL7!Kx9#mQ2$vL7!Kx9#mQ2$vL7!Kx9#mQ2$vL7!kvzo") == "ok");  // 64
        CHECK(verdict(standard, std::string("vzotpmbqfhgk") + std::string(117, 'x')) == "accounts.password_long");
    }
    TEST_CASE("the graded profile wants ten characters of three classes") {
        auto const graded = PasswordProfile::graded;
        CHECK(verdict(graded, "Kx9#mQ2$v") == "accounts.password_short");
        CHECK(verdict(graded, "Kx9#mQ2$vL") == "ok");
        CHECK(verdict(graded, "kx9zmq2wvl") == "accounts.password_classes");
        CHECK(verdict(graded, "Kx9zmq2wvl") == "ok");
        CHECK(password_rules(graded).history == 5);
        CHECK(password_rules(graded).max_days == 90);
    }
    TEST_CASE("common passwords are refused, however they are dressed") {
        auto const standard = PasswordProfile::standard;
        for (auto const* const password :
             {"password1234",  "P@ssw0rd1234", "passwordpassword", "administrator", "Admin@123456", "qwertyuiop12",
              "1qaz2wsx3edc",  "123456789012", "woaini520520",     "iloveyou1314",  "abcabcabcabc", "aaaaaaaaaaaa",
              "121212121212",  "xinglin@2026", "Welcome12345",     "letmein!2345",  "zhongguo1949", "asdfghjkl;123",
              "zxcvbnm,./123", "112233445566", "Hospital2026!"})
            CHECK_MESSAGE(verdict(standard, password) == "accounts.password_common", password);
    }
    TEST_CASE("a password made of the person or the place is refused") {
        std::vector<std::string> const context{"h0123-wenpei", "云澜市第一人民医院", "闻佩"};
        CHECK(verdict(PasswordProfile::standard, "h0123-wenpei", context) == "accounts.password_context");
        CHECK(verdict(PasswordProfile::standard, "H0123-WenPei1", context) == "accounts.password_context");
        CHECK(verdict(PasswordProfile::standard, "云澜市第一人民医院2026", context) == "accounts.password_context");
        CHECK(verdict(PasswordProfile::standard, "闻佩闻佩闻佩闻佩闻佩闻佩", context) == "accounts.password_context");
        CHECK(verdict(PasswordProfile::standard, "闻佩爱吃青团子和梅干菜烧饼", context) == "ok");
    }
    TEST_CASE("an account is locked at the threshold: longer and longer, or half an hour at once") {
        auto const standard = PasswordProfile::standard, graded = PasswordProfile::graded;
        CHECK(lock_after_account_failures(standard, 5, 4) == 0);
        CHECK(lock_after_account_failures(standard, 5, 5) == minute_ms);
        CHECK(lock_after_account_failures(standard, 5, 6) == 2 * minute_ms);
        CHECK(lock_after_account_failures(standard, 5, 9) == 16 * minute_ms);
        CHECK(lock_after_account_failures(standard, 5, 10) == 30 * minute_ms);
        CHECK(lock_after_account_failures(standard, 5, 1'000'000) == 30 * minute_ms);
        CHECK(lock_after_account_failures(graded, 5, 4) == 0);
        CHECK(lock_after_account_failures(graded, 5, 5) == 30 * minute_ms);
    }
    TEST_CASE("an address is slowed down only by what no shift change produces") {
        CHECK(lock_after_address_failures(49) == 0);
        CHECK(lock_after_address_failures(50) == minute_ms);
        CHECK(lock_after_address_failures(51) == 0);
        CHECK(lock_after_address_failures(60) == 2 * minute_ms);
        CHECK(lock_after_address_failures(500) == 15 * minute_ms);
    }
    TEST_CASE("the three administrators are separate, from each other and from the work") {
        auto const system = role("system_admin", RoleKind::administrator),
                   security = role("security_admin", RoleKind::administrator);
        auto const office = role("party_office", RoleKind::business),
                   secretary = role("branch_secretary", RoleKind::business);
        auto const member = role("member", RoleKind::base);
        auto const may = [](Role const& wanted, Role const& other, bool same_account) {
            Held const held[]{{&other, same_account}};
            auto const result = may_hold(wanted, held);
            if (!result) CHECK(result.error().code == "accounts.roles_separate");
            return result.has_value();
        };
        for (bool const same : {true, false}) {
            CHECK_FALSE(may(security, system, same));
            CHECK_FALSE(may(office, system, same));
            CHECK_FALSE(may(system, office, same));
            CHECK(may(office, secretary, same));
            CHECK(may(system, system, same));
        }
        CHECK_FALSE(may(member, system, true));   // an administrator's account does nothing else
        CHECK(may(member, system, false));        // the person has an own account for the own record
        CHECK(may(system, member, false));
        CHECK(may_hold(system, {}).has_value());
        CHECK(needs_second_person(system));
        CHECK(needs_second_person(secretary));
        CHECK_FALSE(needs_second_person(member));
    }
    TEST_CASE("periods of grants include both ends") {
        Grant grant;
        grant.state = GrantState::active;
        grant.from = *Date::parse("2026-03-01");
        grant.to = *Date::parse("2026-03-31");
        CHECK_FALSE(grant.holds_on(*Date::parse("2026-02-28")));
        CHECK(grant.holds_on(*Date::parse("2026-03-01")));
        CHECK(grant.holds_on(*Date::parse("2026-03-31")));
        CHECK_FALSE(grant.holds_on(*Date::parse("2026-04-01")));
        CHECK(grant.overlaps(*Date::parse("2026-03-31"), {}));
        CHECK_FALSE(grant.overlaps(*Date::parse("2026-04-01"), {}));
        CHECK(grant.overlaps(*Date::parse("2026-01-01"), *Date::parse("2026-03-01")));
        CHECK_FALSE(grant.overlaps(*Date::parse("2026-01-01"), *Date::parse("2026-02-28")));
        grant.state = GrantState::proposed;
        CHECK_FALSE(grant.holds_on(*Date::parse("2026-03-15")));
    }
    TEST_CASE("the canonical bytes change with every column that grants something") {
        Grant grant;
        grant.id = {1};
        grant.account = {2};
        grant.role = "member";
        grant.from = *Date::parse("2026-03-01");
        auto const before = canonical(grant);
        auto other = grant;
        other.account = {3};
        CHECK(canonical(other) != before);
        other = grant;
        other.role = "party_office";
        CHECK(canonical(other) != before);
        other = grant;
        other.organisation = {9};
        CHECK(canonical(other) != before);
        other = grant;
        other.to = *Date::parse("2026-04-01");
        CHECK(canonical(other) != before);
        other = grant;
        other.state = GrantState::active;
        CHECK(canonical(other) != before);
    }
    TEST_CASE("a login is found however it is typed") {
        CHECK(normal_login(" Ｈ０１２３ ") == "h0123");
        CHECK(normal_login("Wen.Pei") == "wen.pei");
    }
}

TEST_SUITE("accounts roles") {
    TEST_CASE(
        "the embedded table holds the eight roles; the administrators share no right but the reading of permissions") {
        auto const roles = Roles::load();
        REQUIRE(roles);
        CHECK(roles->all().size() == 8);
        for (auto const* const id : {"system_admin", "security_admin", "audit_admin", "party_office",
                                     "branch_secretary", "member", "applicant", "staff"})
            CHECK_MESSAGE(roles->find(id) != nullptr, id);
        auto const holds = [&](char const* role_id, std::string_view right) {
            auto const& rights = roles->find(role_id)->rights;
            return std::find(rights.begin(), rights.end(), right) != rights.end();
        };
        for (auto const* const administrator : {"system_admin", "security_admin", "audit_admin"}) {
            CHECK(roles->find(administrator)->kind == RoleKind::administrator);
            CHECK(roles->find(administrator)->second_factor);
            CHECK_FALSE(holds(administrator, "people.read"));
            CHECK(holds(administrator, "audit.read") == (std::string_view(administrator) == "audit_admin"));
            CHECK(holds(administrator, "accounts.grant") == (std::string_view(administrator) == "security_admin"));
        }
        // What auth::records() rests on: a grant over the installation itself is an administrator's.
        for (auto const& role : roles->all())
            CHECK((role.reach == Reach::installation) == (role.kind == RoleKind::administrator));
        CHECK(roles->find("party_office")->second_factor);
        CHECK(roles->held_by_some_role("public"));
        CHECK(roles->held_by_some_role("signed_in"));
        CHECK_FALSE(roles->held_by_some_role("people.rewrite_history"));
    }
    TEST_CASE("a faulty table is refused with the reason") {
        CHECK_FALSE(Roles::parse("roles: {}"));
        CHECK_FALSE(Roles::parse("roles: [").has_value());
        auto const text = [](std::string_view kind, std::string_view more) {
            return "roles: {a: {title: x, description: x, kind: " + std::string(kind) +
                   ", reach: own, home: /m/, second_factor: false, clear: [open], rights: []" + std::string(more) +
                   "}}";
        };
        CHECK(Roles::parse(text("base", "")));
        CHECK_FALSE(Roles::parse(text("boss", "")));
        CHECK_FALSE(Roles::parse(text("base", ", powers: all")));
    }
}
