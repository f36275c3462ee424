#include "modules/accounts/store_grants.hpp"

#include "base/text.hpp"
#include "modules/accounts/rules.hpp"
#include "platform/db/db.hpp"

#include "gen/accounts/sql.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace xinglin::accounts::store {

namespace {

constexpr std::array states{"proposed", "active", "refused", "withdrawn", "ended"};
constexpr std::array acts{"ended", "proposed", "lapsed"};
constexpr std::string_view mac_purpose = "accounts_grants", invitation_purpose = "accounts_invitations";

char const* name_of(GrantState state) { return states[static_cast<std::size_t>(state)]; }

GrantState state_of(std::string_view name) {
    auto const at = std::find(states.begin(), states.end(), name);
    return at == states.end() ? GrantState::proposed : static_cast<GrantState>(at - states.begin());
}

std::optional<std::string> text_of(std::optional<Date> const& day) {
    return day ? std::optional(day->text()) : std::nullopt;
}

StoredGrant grant_of(db::Row const& row, crypto::Vault const& vault) {
    StoredGrant stored;
    auto& grant = stored.grant;
    grant.id = row.get<GrantId>(0);
    grant.account = row.get<AccountId>(1);
    grant.role = row.get<std::string>(2);
    grant.organisation = row.get<OrganisationId>(3);
    grant.from = row.get<Date>(4);
    grant.to = row.get<std::optional<Date>>(5);
    grant.state = state_of(row.text(6));
    grant.replaces = row.get<GrantId>(7);
    grant.reason = row.get<std::string>(8);
    grant.proposed_by = row.get<AccountId>(9);
    grant.proposed_at = row.get<Instant>(10);
    grant.decided_by = row.get<AccountId>(11);
    grant.decided_at = row.get<std::optional<Instant>>(12);
    stored.genuine = crypto::equal_constant_time(vault.mac(mac_purpose, canonical(grant)), row.bytes(13));
    return stored;
}

Invitation invitation_of(db::Row const& row) {
    Invitation invitation;
    invitation.id = row.get<InvitationId>(0);
    invitation.token = row.bytes(1);
    invitation.name = row.get<std::string>(2);
    invitation.login = row.get<std::string>(3);
    invitation.person = row.get<PersonId>(4);
    invitation.role = row.get<std::string>(5);
    invitation.organisation = row.get<OrganisationId>(6);
    invitation.from = row.get<Date>(7);
    invitation.to = row.get<std::optional<Date>>(8);
    invitation.invited_by = row.get<AccountId>(9);
    invitation.created_at = row.get<Instant>(10);
    invitation.expires_at = row.get<Instant>(11);
    invitation.accepted_at = row.get<std::optional<Instant>>(12);
    invitation.account = row.get<AccountId>(13);
    invitation.revoked_at = row.get<std::optional<Instant>>(14);
    invitation.resets = row.get<AccountId>(16);
    invitation.waits = row.get<bool>(17);
    invitation.confirmed_by = row.get<AccountId>(18);
    return invitation;
}

std::string mac_of(crypto::Vault const& vault, Invitation const& invitation) {
    return text::hex(vault.mac(invitation_purpose, canonical(invitation)));
}

}  // namespace

void insert(db::Tx& tx, crypto::Vault const& vault, Grant const& grant) {
    db::Blob const mac{vault.mac(mac_purpose, canonical(grant))};
    auto const from = grant.from.text();
    tx.run(sql::insert_grant, grant.id, grant.account, grant.role, grant.organisation, from, text_of(grant.to),
           name_of(grant.state), grant.replaces, grant.reason, grant.proposed_by, grant.proposed_at, grant.decided_by,
           grant.decided_at, mac);
}

std::optional<StoredGrant> find_grant(db::Reader& reader, crypto::Vault const& vault, GrantId id) {
    return reader.one(
        sql::find_grant, [&](db::Row const& row) { return grant_of(row, vault); }, id);
}

std::vector<StoredGrant> grants_of(db::Reader& reader, crypto::Vault const& vault, AccountId account) {
    return reader.all(
        sql::grants_of, [&](db::Row const& row) { return grant_of(row, vault); }, account);
}

std::vector<StoredGrant> list_grants(db::Reader& reader, crypto::Vault const& vault, auth::Scope const& scope,
                                     GrantFilter const& filter, GrantId after, int limit) {
    if (!scope.covers("")) return {};
    std::vector<std::string_view> blocks;
    if (filter.state) blocks.push_back("state");
    if (filter.account) blocks.push_back("account");
    if (filter.role) blocks.push_back("role");
    if (filter.organisation) blocks.push_back("organisation");
    return reader.all(
        sql::list_grants.with(blocks), [&](db::Row const& row) { return grant_of(row, vault); }, after.value,
        name_of(filter.state.value_or(GrantState::active)), filter.account, filter.role.value_or(""),
        filter.organisation, limit);
}

bool update(db::Tx& tx, crypto::Vault const& vault, Grant const& grant, GrantState from) {
    db::Blob const mac{vault.mac(mac_purpose, canonical(grant))};
    auto const first = grant.from.text();
    return tx.run(sql::decide_grant, grant.id, name_of(grant.state), first, text_of(grant.to), grant.decided_by,
                  grant.decided_at, mac, name_of(from)) == 1;
}

std::int64_t holders_of_role(db::Reader& reader, std::string_view role, Date day, AccountId except) {
    auto const text = day.text();
    return reader.value<std::int64_t>(sql::holders_of_role, role, text, except.value).value_or(0);
}

std::vector<StoredGrant> grants_over(db::Reader& reader, crypto::Vault const& vault, OrganisationId id) {
    return reader.all(
        sql::grants_over, [&](db::Row const& row) { return grant_of(row, vault); }, id);
}

std::vector<std::pair<OrganisationId, std::int64_t>> organisations_with_grants(db::Reader& reader) {
    return reader.all(sql::organisations_with_grants,
                      [](db::Row const& row) { return std::pair(row.get<OrganisationId>(0), row.integer(1)); });
}

void insert(db::Tx& tx, std::int64_t change, TreeAct const& act) {
    tx.run(sql::insert_tree_act, change, acts[static_cast<std::size_t>(act.what)], act.record,
           name_of(act.former_state), text_of(act.former_to));
}

std::vector<TreeAct> tree_acts(db::Reader& reader, std::int64_t change) {
    return reader.all(
        sql::tree_acts,
        [](db::Row const& row) {
            TreeAct act;
            for (std::size_t i = 0; i < acts.size(); ++i)
                if (row.text(0) == acts[i]) act.what = static_cast<TreeAct::What>(i);
            act.record = row.integer(1);
            act.former_state = state_of(row.text(2));
            act.former_to = row.get<std::optional<Date>>(3);
            return act;
        },
        change);
}

void insert(db::Tx& tx, crypto::Vault const& vault, Invitation const& invitation) {
    db::Blob const token{invitation.token};
    auto const from = invitation.from.text();
    tx.run(sql::insert_invitation, invitation.id, token, invitation.name, invitation.login, invitation.person,
           invitation.role, invitation.organisation, from, text_of(invitation.to), invitation.invited_by,
           invitation.created_at, invitation.expires_at, mac_of(vault, invitation), invitation.resets,
           invitation.waits);
}

std::optional<Invitation> find_invitation(db::Reader& reader, InvitationId id) {
    return reader.one(sql::find_invitation, invitation_of, id);
}

std::optional<Invitation> find_invitation(db::Reader& reader, crypto::Vault const& vault,
                                          std::string const& token_digest) {
    db::Blob const token{token_digest};
    auto const found = reader.one(
        sql::find_invitation_by_token,
        [](db::Row const& row) { return std::pair(invitation_of(row), row.get<std::string>(15)); }, token);
    if (!found || !crypto::equal_constant_time(found->second, mac_of(vault, found->first))) return std::nullopt;
    return found->first;
}

std::vector<Invitation> list_invitations(db::Reader& reader, auth::Scope const& scope, bool only_open, Instant now,
                                         InvitationId before, int limit) {
    if (!scope.covers("")) return {};
    std::vector<std::string_view> blocks;
    if (only_open) blocks.push_back("open");
    auto const top = before.none() ? std::numeric_limits<std::int64_t>::max() : before.value;
    return reader.all(sql::list_invitations.with(blocks), invitation_of, top, now, limit);
}

bool accept(db::Tx& tx, InvitationId id, Instant now, AccountId account) {
    return tx.run(sql::accept_invitation, id, now, account) == 1;
}

bool revoke(db::Tx& tx, InvitationId id, Instant now) { return tx.run(sql::revoke_invitation, id, now) == 1; }

std::vector<Invitation> waiting_resets(db::Reader& reader, crypto::Vault const& vault, auth::Scope const& scope,
                                       Instant now, int limit) {
    if (!scope.covers("")) return {};
    std::vector<Invitation> out;
    reader.each(
        sql::waiting_resets,
        [&](db::Row const& row) {
            auto invitation = invitation_of(row);
            if (crypto::equal_constant_time(row.get<std::string>(15), mac_of(vault, invitation)))
                out.push_back(std::move(invitation));
        },
        now, limit);
    return out;
}

bool confirm_reset(db::Tx& tx, crypto::Vault const& vault, Invitation const& confirmed) {
    return tx.run(sql::confirm_reset, confirmed.id, confirmed.confirmed_by, mac_of(vault, confirmed)) == 1;
}

void revoke_resets(db::Tx& tx, AccountId account, Instant now) { tx.run(sql::revoke_resets, account, now); }

std::vector<InvitationId> invitations_over(db::Reader& reader, OrganisationId id, Instant now) {
    return reader.all(
        sql::invitations_over, [](db::Row const& row) { return row.get<InvitationId>(0); }, id, now);
}

void reopen(db::Tx& tx, InvitationId id) { tx.run(sql::reopen_invitation, id); }

}  // namespace xinglin::accounts::store
