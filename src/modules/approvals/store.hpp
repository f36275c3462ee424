#pragma once
// Rows of approvals, to types and back; what is asked in detail, and every reason, sealed. No decisions here.

#include "modules/approvals/types.hpp"
#include "platform/auth/auth.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/crypto/sealing.hpp"
#include "platform/db/db.hpp"

#include <utility>
#include <vector>

namespace xinglin::approvals::store {

void insert(db::Tx& tx, crypto::Vault const& vault, Case const& one);
/// Writes what may change where the version is still `one.version`, and counts it up in `one`.
/// @returns false when somebody was first
[[nodiscard]] bool update(db::Tx& tx, crypto::Vault const& vault, Case& one);
[[nodiscard]] std::optional<Case> find(db::Reader& reader, crypto::Vault const& vault, CaseId id);
/// The cases of a subject that are open or returned.
[[nodiscard]] std::vector<Case> unfinished(db::Reader& reader, crypto::Vault const& vault,
                                           std::string const& subject_kind, std::int64_t subject,
                                           std::string const& kind);
/// Open cases that wait for a role over a subtree, the oldest first.
[[nodiscard]] std::vector<Case> waiting_for(db::Reader& reader, crypto::Vault const& vault, std::string const& role,
                                            std::string const& path, int limit);
/// The latest first, before the key.
[[nodiscard]] std::vector<Case> asked_by(db::Reader& reader, crypto::Vault const& vault, AccountId account,
                                         CaseId before, int limit);
/// Open cases of a kind that run under an older version.
[[nodiscard]] std::vector<Case> older(db::Reader& reader, crypto::Vault const& vault, std::string const& kind,
                                      int version);
/// Paths that start with `from` start with `to` afterwards.
void repath(db::Tx& tx, std::string_view from, std::string_view to);

void insert(db::Tx& tx, crypto::Vault const& vault, CaseId of, Act const& act);
[[nodiscard]] std::vector<Act> acts(db::Reader& reader, crypto::Vault const& vault, CaseId of);

void insert(db::Tx& tx, crypto::Vault const& vault, Delegation const& delegation);
/// @returns false when it is not the account's own or has ended
[[nodiscard]] bool end(db::Tx& tx, DelegationId id, AccountId account, Instant at);
[[nodiscard]] std::vector<Delegation> delegated_to(db::Reader& reader, crypto::Vault const& vault, PersonId person,
                                                   Date on);
/// Everybody somebody away has left their cases to, on a day.
[[nodiscard]] std::vector<PersonId> delegates_on(db::Reader& reader, Date on);
[[nodiscard]] std::vector<Delegation> delegations_of(db::Reader& reader, crypto::Vault const& vault, AccountId account,
                                                     PersonId person);

/// Everything about one account and the person behind it, the latest first.
[[nodiscard]] std::vector<Case> own_cases(db::Reader& reader, crypto::Vault const& vault, AccountId account,
                                          PersonId person);
[[nodiscard]] std::vector<Delegation> own_delegations(db::Reader& reader, crypto::Vault const& vault, AccountId account,
                                                      PersonId person);
/// With the title of the case each was about.
[[nodiscard]] std::vector<std::pair<Act, std::string>> own_acts(db::Reader& reader, crypto::Vault const& vault,
                                                                AccountId account);

/// Sealed columns of this module, for the rotation of keys.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();
/// What stood in clear before they were sealed.
[[nodiscard]] std::vector<crypto::ClearColumn> clear_columns();

}  // namespace xinglin::approvals::store
