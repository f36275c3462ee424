#pragma once
// Failed attempts in a row, by what they were made on: a login, an address, an account from inside its own session.

#include "modules/accounts/context.hpp"

namespace xinglin::accounts {

/// The row a login is counted under. Only a keyed digest of it: people type passwords where the login belongs.
[[nodiscard]] std::string login_source(Context const& context, std::string_view login);
/// The row of an account's own secrets (current password, code) asked for inside a session.
[[nodiscard]] std::string own_source(AccountId account);
[[nodiscard]] std::string address_source(std::string_view address);

/// The attempts of a source with one more; what is older than `memory` is forgotten.
[[nodiscard]] Attempts counted(db::Tx& tx, std::string_view source, std::int64_t memory, Instant now);
/// @errors accounts.locked_for_a_while
[[nodiscard]] Result<Done> not_locked(db::Reader& reader, std::string_view source, Instant now);
/// Counts an attempt before it is tried, so that many at once are no more than many in a row.
/// @returns whether it is the last one before a lock
/// @errors accounts.locked_for_a_while
[[nodiscard]] Result<bool> begin_attempt(db::Tx& tx, Context const& context, std::string_view source, Instant now);
/// One attempt less, never none: nothing was tried after all.
void take_back_attempt(db::Tx& tx, std::string_view source);

}  // namespace xinglin::accounts
