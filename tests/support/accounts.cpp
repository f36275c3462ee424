#include "tests/support/accounts.hpp"

#include <doctest/doctest.h>

namespace xinglin::testing {

namespace {

accounts::Surroundings fixed_tree() {
    accounts::Surroundings surroundings;
    surroundings.organisation = [](db::Reader&, OrganisationId id) -> std::optional<accounts::Surroundings::Named> {
        static std::map<std::int64_t, accounts::Surroundings::Named> const tree{
            {1, {"1", "院党委", "0001"}}, {2, {"2", "内科党支部", "00010001"}}, {3, {"3", "外科党支部", "00010002"}}};
        auto const found = tree.find(id.value);
        return found == tree.end() ? std::nullopt : std::optional(found->second);
    };
    surroundings.person_name = [](db::Reader&, PersonId id) -> std::optional<std::string> {
        return id.value < 1000 ? std::optional("（合成）人员" + id.text()) : std::nullopt;
    };
    surroundings.branch_of = [](db::Reader&, PersonId) {
        return std::optional(accounts::Surroundings::Named{"2", "内科党支部", "00010001"});
    };
    return surroundings;
}

std::unique_ptr<crypto::KeyVault> new_vault(db::Database& database, Instant now) {
    auto vault =
        crypto::KeyVault::open(database, crypto::MasterKey(std::string(32, 'k')), crypto::Profile::international, now);
    REQUIRE(vault);
    return std::move(*vault);
}

}  // namespace

crypto::HasherOptions cheap_hashing(crypto::Profile profile) {
    crypto::HasherOptions options;
    options.profile = profile;
    options.memory_bytes = 8192;
    options.passes = 1;
    options.iterations = 10;
    return options;
}

accounts::Options AccountsWorld::demo_options() {
    accounts::Options options;
    options.require_second_factor = false;
    options.demo = true;
    return options;
}

accounts::Options AccountsWorld::production_options() {
    accounts::Options options;
    options.secure = true;
    return options;
}

AccountsWorld::AccountsWorld(db::Database& opened, accounts::Options options)
    : database(opened),
      vault(new_vault(opened, clock.now())),
      hasher(crypto::make_hasher(cheap_hashing())),
      roles(accounts::Roles::load().value()),
      parts(accounts::Context{opened, clock, ids, *vault, *hasher, cheap_hashing(), trail, roles, fixed_tree(),
                              std::move(options)},
            accounts::SetUpHooks{}, [this] { return ticks.load(); }) {}

AccountId AccountsWorld::open(std::string const& role, std::string const& login, OrganisationId organisation,
                              PersonId person) {
    auto const hash = hasher->hash(good_password).value();
    auto const name = login.empty() ? role : login;
    auto const made = database.write([&](db::Tx& tx) -> Result<AccountId> {
        auto const system = auth::Actor::the_system("测试");
        TRY_ASSIGN(auto const account,
                   parts.granting.open_account(tx, system, {name, "（合成）" + name, person, hash}, clock.now()));
        if (role.empty()) return account;
        accounts::NewGrant grant{account, role, {}, clock.today(), {}, ""};
        auto const reach = roles.find(role)->reach;
        if (reach == accounts::Reach::organisation) grant.organisation = organisation;
        TRY(parts.granting.grant(tx, system, grant, {}, true, "", clock.now()));
        return account;
    });
    REQUIRE(made);
    return *made;
}

std::map<std::string, AccountId> AccountsWorld::open_each_role() {
    std::map<std::string, AccountId> opened;
    for (auto const& role : roles.all()) {
        bool const has_person = role.kind != accounts::RoleKind::administrator;
        PersonId const person{has_person ? static_cast<std::int64_t>(opened.size()) + 100 : 0};
        opened[role.id] = open(role.id, "", role.id == "party_office" ? committee : branch, person);
    }
    return opened;
}

Result<accounts::OpenedSession> AccountsWorld::try_sign_in(std::string const& login, std::string_view password,
                                                           std::optional<std::string> code,
                                                           std::string const& address) {
    return parts.sign_in.sign_in({login, std::string(password), std::move(code), address, "test"}, clock.now());
}

std::string AccountsWorld::sign_in(std::string const& login, std::optional<std::string> code) {
    auto opened = try_sign_in(login, good_password, std::move(code));
    REQUIRE_MESSAGE(opened.has_value(), login << ": " << (opened ? "" : opened.error().code));
    return opened->token;
}

std::shared_ptr<http::Identity const> AccountsWorld::who(std::string const& token, bool activity) {
    return parts.sessions.identify(token, "192.0.2.7", clock.now(), activity);
}

auth::Actor AccountsWorld::actor(AccountId account) {
    return database.read([&](db::Reader& reader) {
        auto const standing = accounts::standing_of(reader, parts.context, account, clock.now());
        REQUIRE(standing.has_value());
        return accounts::actor_of(reader, parts.context, *standing);
    });
}

void AccountsWorld::pass(std::int64_t ms) {
    clock.advance(ms);
    ticks += ms;
}

}  // namespace xinglin::testing
