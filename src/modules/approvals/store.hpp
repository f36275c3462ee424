#pragma once
// Rows of approvals, to types and back. No decisions here.

#include "modules/approvals/types.hpp"
#include "platform/auth/auth.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::approvals::store {

void insert(db::Tx& tx, Case const& one);
/// Writes what may change where the version is still `one.version`, and counts it up in `one`.
/// @returns false when somebody was first
[[nodiscard]] bool update(db::Tx& tx, Case& one);
[[nodiscard]] std::optional<Case> find(db::Reader& reader, CaseId id);
/// The cases of a subject that are open or returned.
[[nodiscard]] std::vector<Case> unfinished(db::Reader& reader, std::string const& subject_kind, std::int64_t subject,
                                           std::string const& kind);
/// Open cases that wait for a role over a subtree, the oldest first.
[[nodiscard]] std::vector<Case> waiting_for(db::Reader& reader, std::string const& role, std::string const& path,
                                            int limit);
/// The latest first, before the key.
[[nodiscard]] std::vector<Case> asked_by(db::Reader& reader, AccountId account, CaseId before, int limit);
/// Open cases of a kind that run under an older version.
[[nodiscard]] std::vector<Case> older(db::Reader& reader, std::string const& kind, int version);
/// Paths that start with `from` start with `to` afterwards.
void repath(db::Tx& tx, std::string_view from, std::string_view to);

void insert(db::Tx& tx, CaseId of, Act const& act);
[[nodiscard]] std::vector<Act> acts(db::Reader& reader, CaseId of);

void insert(db::Tx& tx, Delegation const& delegation);
/// @returns false when it is not the account's own or has ended
[[nodiscard]] bool end(db::Tx& tx, DelegationId id, AccountId account, Instant at);
[[nodiscard]] std::vector<Delegation> delegated_to(db::Reader& reader, PersonId person, Date on);
/// Who stands in for anybody on a day.
[[nodiscard]] std::vector<PersonId> delegates_on(db::Reader& reader, Date on);
[[nodiscard]] std::vector<Delegation> delegations_of(db::Reader& reader, AccountId account, PersonId person);

}  // namespace xinglin::approvals::store
