#pragma once
// Accounts, their second factors, sessions and failed attempts: rows to types and back.

#include "modules/accounts/types.hpp"
#include "platform/auth/auth.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin::db {
class Reader;
class Tx;
}// namespace xinglin::db

namespace xinglin::accounts::store {

// ---- accounts ----
[[nodiscard]] std::optional<Account> find(db::Reader& reader, AccountId id);
[[nodiscard]] std::optional<Account> find_by_login(db::Reader& reader, std::string_view login);
[[nodiscard]] std::vector<AccountId> of_person(db::Reader& reader, PersonId person);
/// @returns false when the login is taken
[[nodiscard]] bool insert(db::Tx& tx, Account const& account);
void set_password(db::Tx& tx, AccountId id, std::string_view hash, Instant at, bool must_change);
/// Replaces a hash by one of the same password with newer parameters, unless it changed meanwhile.
void rehash(db::Tx& tx, AccountId id, std::string_view old_hash, std::string_view new_hash);
void set_locked(db::Tx& tx, AccountId id, bool locked, std::string_view reason);
void set_totp(db::Tx& tx, AccountId id, std::optional<std::string> const& sealed, bool on, std::int64_t step);
/// @returns false when this step, or a later one, was used already
[[nodiscard]] bool use_totp_step(db::Tx& tx, AccountId id, std::int64_t step);
void set_preferences(db::Tx& tx, AccountId id, std::string_view theme, std::string_view size);
void set_signed_in(db::Tx& tx, AccountId id, Instant at);
struct AccountFilter {
    std::optional<std::string> search;  ///< part of login or name
    std::optional<bool> locked;
    std::optional<std::string> role;
};
/// By login, after a login. Accounts belong to the whole installation: a narrower scope sees none.
[[nodiscard]] std::vector<Account> list(db::Reader& reader, auth::Scope const& scope, AccountFilter const& filter,
                                        Date today, std::string_view after, int limit);

void insert_old_password(db::Tx& tx, AccountId id, Instant at, std::string_view hash);
[[nodiscard]] std::vector<std::string> old_passwords(db::Reader& reader, AccountId id, int count);

void set_recovery_codes(db::Tx& tx, AccountId id, std::vector<std::string> const& digests);
[[nodiscard]] bool use_recovery_code(db::Tx& tx, AccountId id, std::string const& digest);
[[nodiscard]] std::int64_t count_recovery_codes(db::Reader& reader, AccountId id);

// ---- sessions ----
void insert(db::Tx& tx, Session const& session);
[[nodiscard]] std::optional<Session> find_session(db::Reader& reader, std::string const& token_digest);
[[nodiscard]] std::vector<Session> sessions_of(db::Reader& reader, AccountId account);
[[nodiscard]] std::int64_t count_sessions(db::Reader& reader, AccountId account, Instant now);
void touch(db::Tx& tx, SessionId id, Instant at);
[[nodiscard]] bool delete_session(db::Tx& tx, SessionId id, AccountId account);
/// @returns how many ended
std::int64_t delete_sessions_of(db::Tx& tx, AccountId account, SessionId except);
void delete_expired_sessions(db::Tx& tx, Instant before);
/// Grows whenever every node must look again at sessions, accounts and grants.
[[nodiscard]] std::int64_t changes(db::Reader& reader);
void note_change(db::Tx& tx);

// ---- sign-in links of the demo ----
void insert_link(db::Tx& tx, std::string const& token_digest, AccountId account, Instant expires_at);
[[nodiscard]] std::optional<AccountId> find_link(db::Reader& reader, std::string const& token_digest, Instant now);
void clear_links(db::Tx& tx);

// ---- failed attempts ----
[[nodiscard]] Attempts find_attempts(db::Reader& reader, std::string_view source);
void set_attempts(db::Tx& tx, std::string_view source, Attempts const& attempts);
void clear_attempts(db::Tx& tx, std::string_view source);
void forget_attempts(db::Tx& tx, Instant last_before, Instant now);
[[nodiscard]] std::vector<std::pair<std::string, Attempts>> locked_sources(db::Reader& reader, Instant now, int limit);

// ---- institution ----
struct Setup {
    std::string token;  ///< digest, "" when none or when set-up is over
    std::optional<Institution> institution;
};
[[nodiscard]] Setup setup(db::Reader& reader);
/// @returns false when set-up is over
[[nodiscard]] bool set_setup_token(db::Tx& tx, std::string const& token_digest);
[[nodiscard]] bool finish_setup(db::Tx& tx, Institution const& institution);

}  // namespace xinglin::accounts::store
