#pragma once
// Role grants and invitations: rows to types and back.

#include "modules/accounts/types.hpp"
#include "platform/auth/auth.hpp"
#include "platform/crypto/crypto.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace xinglin::db {
class Reader;
class Tx;
}// namespace xinglin::db

namespace xinglin::accounts::store {

/// A grant and whether its MAC is right; one that is not grants nothing.
struct StoredGrant {
    Grant grant;
    bool genuine{false};
};

void insert(db::Tx& tx, crypto::Vault const& vault, Grant const& grant);
[[nodiscard]] std::optional<StoredGrant> find_grant(db::Reader& reader, crypto::Vault const& vault, GrantId id);
[[nodiscard]] std::vector<StoredGrant> grants_of(db::Reader& reader, crypto::Vault const& vault, AccountId account);
struct GrantFilter {
    std::optional<GrantState> state;
    std::optional<AccountId> account;
    std::optional<std::string> role;
    std::optional<OrganisationId> organisation;
};
/// By id, after an id. Grants belong to the whole installation: a narrower scope sees none.
[[nodiscard]] std::vector<StoredGrant> list_grants(db::Reader& reader, crypto::Vault const& vault,
                                                   auth::Scope const& scope, GrantFilter const& filter, GrantId after,
                                                   int limit);
/// Moves a grant on from the state it was read in. @returns false when somebody was first
[[nodiscard]] bool update(db::Tx& tx, crypto::Vault const& vault, Grant const& grant, GrantState from);
/// Accounts other than `except` that hold a role on a day and are not locked.
[[nodiscard]] std::int64_t holders_of_role(db::Reader& reader, std::string_view role, Date day, AccountId except);

/// Active and proposed grants over exactly this organisation.
[[nodiscard]] std::vector<StoredGrant> grants_over(db::Reader& reader, crypto::Vault const& vault, OrganisationId id);
/// Organisations with active or proposed grants, and how many.
[[nodiscard]] std::vector<std::pair<OrganisationId, std::int64_t>> organisations_with_grants(db::Reader& reader);

/// What a change of the tree did to one record of this module.
struct TreeAct {
    enum class What { ended, proposed, lapsed } what{What::ended};
    std::int64_t record{0};  ///< grant, or invitation when lapsed
    GrantState former_state{GrantState::active};
    std::optional<Date> former_to{};
};
void insert(db::Tx& tx, std::int64_t change, TreeAct const& act);
[[nodiscard]] std::vector<TreeAct> tree_acts(db::Reader& reader, std::int64_t change);

void insert(db::Tx& tx, crypto::Vault const& vault, Invitation const& invitation);
[[nodiscard]] std::optional<Invitation> find_invitation(db::Reader& reader, InvitationId id);
/// For acceptance: an invitation whose MAC does not fit is not there.
[[nodiscard]] std::optional<Invitation> find_invitation(db::Reader& reader, crypto::Vault const& vault,
                                                        std::string const& token_digest);
/// Newest first, before an id.
[[nodiscard]] std::vector<Invitation> list_invitations(db::Reader& reader, auth::Scope const& scope, bool only_open,
                                                       Instant now, InvitationId before, int limit);
[[nodiscard]] bool accept(db::Tx& tx, InvitationId id, Instant now, AccountId account);
[[nodiscard]] bool revoke(db::Tx& tx, InvitationId id, Instant now);
/// Invitations that set a password and wait for a second person, oldest first; genuine ones only.
[[nodiscard]] std::vector<Invitation> waiting_resets(db::Reader& reader, crypto::Vault const& vault,
                                                     auth::Scope const& scope, Instant now, int limit);
/// Lets a waiting one open what it is for. @returns false when somebody was first
[[nodiscard]] bool confirm_reset(db::Tx& tx, crypto::Vault const& vault, Invitation const& confirmed);
/// Withdraws every open one of an account.
void revoke_resets(db::Tx& tx, AccountId account, Instant now);
/// Open invitations over exactly this organisation.
[[nodiscard]] std::vector<InvitationId> invitations_over(db::Reader& reader, OrganisationId id, Instant now);
/// Takes a revocation back.
void reopen(db::Tx& tx, InvitationId id);

}  // namespace xinglin::accounts::store
