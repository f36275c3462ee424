#include "modules/accounts/accounts.hpp"

#include "modules/accounts/parts.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/audit/audit.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/db/db.hpp"
#include "platform/http/router.hpp"

#include "gen/accounts/sql.hpp"

namespace xinglin::accounts {

Accounts::Accounts(Context context, SetUpHooks hooks)
    : parts_(std::make_unique<Parts>(std::move(context), std::move(hooks))) {}
Accounts::~Accounts() = default;

http::Authenticator& Accounts::authenticator() { return parts_->sessions; }

organisations::Follower& Accounts::follower() { return parts_->tree_follower; }

void Accounts::mount(http::Router& router) {
    parts_->mount_session(router);
    parts_->mount_own_account(router);
    parts_->mount_administration(router);
    parts_->mount_grants(router);
    parts_->mount_invitations(router);
    parts_->mount_password_resets(router);
    parts_->mount_set_up(router);
}

std::optional<std::string> Accounts::begin_set_up() { return parts_->setting_up.begin(); }

Result<AccountId> Accounts::open_account(OpenAccount const& command, Date from) {
    auto& context = parts_->context;
    std::string hash;
    if (!command.password.empty()) { TRY_ASSIGN(hash, context.hasher.hash(command.password)); }
    auto const now = context.clock.now();
    return context.database.write([&](db::Tx& tx) -> Result<AccountId> {
        auto const actor = auth::Actor::the_system("系统");
        TRY_ASSIGN(auto const account,
                   parts_->granting.open_account(tx, actor, {command.login, command.name, command.person, hash}, now));
        for (auto const& role : command.roles) {
            NewGrant grant{account, role.role, std::nullopt, from, std::nullopt, "系统开通"};
            if (!role.organisation.none()) grant.organisation = role.organisation;
            TRY(parts_->granting.grant(tx, actor, grant, {}, true, "", now));
        }
        return account;
    });
}

Result<Done> Accounts::propose(AccountId administrator, AccountId account, OpenAccount::RoleOver const& role,
                               std::string const& reason) {
    auto const proposer = actor(administrator);
    if (!proposer) return fail(not_found("accounts.no_account"));
    auto const now = parts_->context.clock.now();
    NewGrant grant{account, role.role, std::nullopt, local_date(now), std::nullopt, reason};
    if (!role.organisation.none()) grant.organisation = role.organisation;
    TRY(parts_->granting.propose(*proposer, grant, "", now));
    return Done{};
}

Result<MadeInvitation> Accounts::invite(NewInvitation const& command) {
    return parts_->inviting.invite(auth::Actor::the_system("命令行"), command, "", parts_->context.clock.now());
}

Result<std::string> Accounts::sign_in_link(AccountId account) {
    return parts_->sign_in.make_link(account, parts_->context.clock.now());
}

std::optional<auth::Actor> Accounts::actor(AccountId account) {
    return parts_->context.database.read([&](db::Reader& reader) { return actor(reader, account); });
}

std::optional<auth::Actor> Accounts::actor(db::Reader& reader, AccountId account) {
    auto& context = parts_->context;
    auto const standing = standing_of(reader, context, account, context.clock.now());
    if (!standing || standing->account.locked) return std::nullopt;
    return actor_of(reader, context, *standing);
}

std::vector<AccountId> Accounts::of_person(db::Reader& reader, PersonId person) const {
    return store::of_person(reader, person);
}

void Accounts::keep_house() {
    auto& context = parts_->context;
    auto const now = context.clock.now();
    static_cast<void>(context.database.write([&](db::Tx& tx) -> Result<Done> {
        store::delete_expired_sessions(tx, now);
        store::forget_attempts(tx, Instant{now.ms - account_memory_ms}, now);
        return Done{};
    }));
}

void Accounts::flush() { parts_->sessions.flush(); }

std::vector<std::string> missing_rights(Roles const& roles, http::Router const& router) {
    std::vector<std::string> missing;
    for (auto const& route : router.routes())
        if (!roles.held_by_some_role(route.right.name))
            missing.push_back(route.method + " " + route.path + ": " + std::string(route.right.name));
    return missing;
}

std::optional<Institution> institution(db::Reader& reader) { return store::setup(reader).institution; }

Result<Done> set_institution(db::Tx& tx, Institution const& institution) {
    if (!store::set_setup_token(tx, "") || !store::finish_setup(tx, institution))
        return fail(conflict("accounts.setup_over"));
    return Done{};
}

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"accounts_accounts", "totp", &sql::next_totp_cell, &sql::replace_totp_cell}};
}

std::vector<GrantId> tampered_grants(db::Reader& reader, crypto::Vault const& vault) {
    std::vector<GrantId> found;
    constexpr int page = 500;
    GrantId after;
    for (std::size_t seen = page; seen == page;) {
        auto const rows = store::list_grants(reader, vault, auth::Scope::everything(), {}, after, page);
        for (auto const& row : rows) {
            if (!row.genuine) found.push_back(row.grant.id);
            after = row.grant.id;
        }
        seen = rows.size();
    }
    return found;
}

}  // namespace xinglin::accounts
