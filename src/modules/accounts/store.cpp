#include "modules/accounts/store.hpp"

#include "base/text.hpp"
#include "platform/db/db.hpp"

#include "gen/accounts/sql.hpp"

#include <array>

namespace xinglin::accounts::store {

namespace {

Account account_of(db::Row const& row) {
    Account account;
    account.id = row.get<AccountId>(0);
    account.login = row.get<std::string>(1);
    account.name = row.get<std::string>(2);
    account.person = row.get<PersonId>(3);
    account.locked = row.text(4) == "locked";
    account.password = row.get<std::string>(5);
    account.password_at = row.get<Instant>(6);
    account.must_change = row.get<bool>(7);
    if (!row.null(8)) account.totp = row.bytes(8);
    account.totp_on = row.get<bool>(9);
    account.totp_step = row.get<std::int64_t>(10);
    account.theme = row.get<std::string>(11);
    account.size = row.get<std::string>(12);
    account.created_at = row.get<Instant>(13);
    account.signed_in_at = row.get<std::optional<Instant>>(14);
    account.version = row.get<std::int64_t>(15);
    account.lock_reason = row.get<std::string>(16);
    return account;
}

Session session_of(db::Row const& row) {
    return {row.get<SessionId>(0),   std::string(row.bytes(1)), row.get<AccountId>(2),
            row.get<Instant>(3),     row.get<Instant>(4),       row.get<Instant>(5),
            row.get<std::string>(6), row.get<std::string>(7),   row.get<bool>(8)};
}

Attempts attempts_of(db::Row const& row, int first) {
    return {row.get<std::int64_t>(first), row.get<Instant>(first + 1), row.get<Instant>(first + 2)};
}

constexpr std::array kinds{"hospital", "college", "other"};

/// LIKE pattern for "somewhere within"; the signs LIKE knows are dropped from what was typed.
std::string within(std::string_view typed) {
    std::string pattern = "%";
    for (char const c : typed)
        if (c != '%' && c != '_' && c != '\\') pattern += c;
    return pattern + "%";
}

}  // namespace

std::optional<Account> find(db::Reader& reader, AccountId id) { return reader.one(sql::find, account_of, id); }

std::optional<Account> find_by_login(db::Reader& reader, std::string_view login) {
    return reader.one(sql::find_by_login, account_of, login);
}

std::vector<AccountId> of_person(db::Reader& reader, PersonId person) {
    return reader.all(
        sql::of_person, [](db::Row const& row) { return row.get<AccountId>(0); }, person);
}

bool insert(db::Tx& tx, Account const& account) {
    if (find_by_login(tx, account.login)) return false;
    try {
        tx.run(sql::insert_account, account.id, account.login, account.name, account.person, account.password,
               account.created_at, account.must_change);
        return true;
    } catch (db::ConstraintViolation const&) {
        return false;  // PostgreSQL: another node was first
    }
}

void set_password(db::Tx& tx, AccountId id, std::string_view hash, Instant at, bool must_change) {
    tx.run(sql::set_password, id, hash, at, must_change);
}

void rehash(db::Tx& tx, AccountId id, std::string_view old_hash, std::string_view new_hash) {
    tx.run(sql::rehash, id, old_hash, new_hash);
}

void set_locked(db::Tx& tx, AccountId id, bool locked, std::string_view reason) {
    tx.run(sql::set_state, id, locked ? "locked" : "active", reason);
}

void set_totp(db::Tx& tx, AccountId id, std::optional<std::string> const& sealed, bool on, std::int64_t step) {
    std::optional<db::Blob> blob;
    if (sealed) blob = db::Blob{*sealed};
    tx.run(sql::set_totp, id, blob, on, step);
}

bool use_totp_step(db::Tx& tx, AccountId id, std::int64_t step) { return tx.run(sql::use_totp_step, id, step) == 1; }

void set_preferences(db::Tx& tx, AccountId id, std::string_view theme, std::string_view size) {
    tx.run(sql::set_preferences, id, theme, size);
}

void set_signed_in(db::Tx& tx, AccountId id, Instant at) { tx.run(sql::set_signed_in, id, at); }

std::vector<Account> list(db::Reader& reader, auth::Scope const& scope, AccountFilter const& filter, Date today,
                          std::string_view after, int limit) {
    if (!scope.covers("")) return {};
    std::vector<std::string_view> blocks;
    if (filter.search) blocks.push_back("search");
    if (filter.locked) blocks.push_back("state");
    if (filter.role) blocks.push_back("role");
    auto const pattern = within(filter.search.value_or(""));
    auto const day = today.text();
    return reader.all(sql::list.with(blocks), account_of, after, pattern,
                      filter.locked.value_or(false) ? "locked" : "active", filter.role.value_or(""), day, limit);
}

void insert_old_password(db::Tx& tx, AccountId id, Instant at, std::string_view hash) {
    tx.run(sql::insert_old_password, id, at, hash);
}

std::vector<std::string> old_passwords(db::Reader& reader, AccountId id, int count) {
    return reader.all(
        sql::old_passwords, [](db::Row const& row) { return row.get<std::string>(0); }, id, count);
}

void set_recovery_codes(db::Tx& tx, AccountId id, std::vector<std::string> const& digests) {
    tx.run(sql::clear_recovery_codes, id);
    for (auto const& digest : digests) {
        db::Blob const bytes{digest};
        tx.run(sql::insert_recovery_code, id, bytes);
    }
}

bool use_recovery_code(db::Tx& tx, AccountId id, std::string const& digest) {
    db::Blob const bytes{digest};
    return tx.run(sql::use_recovery_code, id, bytes) == 1;
}

std::int64_t count_recovery_codes(db::Reader& reader, AccountId id) {
    return reader.value<std::int64_t>(sql::count_recovery_codes, id).value_or(0);
}

void insert(db::Tx& tx, Session const& session) {
    db::Blob const token{session.token};
    tx.run(sql::insert_session, session.id, token, session.account, session.created_at, session.seen_at,
           session.expires_at, session.address, session.agent, session.second_factor);
}

std::optional<Session> find_session(db::Reader& reader, std::string const& token_digest) {
    db::Blob const token{token_digest};
    return reader.one(sql::find_session, session_of, token);
}

std::vector<Session> sessions_of(db::Reader& reader, AccountId account) {
    return reader.all(sql::sessions_of, session_of, account);
}

void touch(db::Tx& tx, SessionId id, Instant at) { tx.run(sql::touch_session, id, at); }

bool delete_session(db::Tx& tx, SessionId id, AccountId account) {
    return tx.run(sql::delete_session, id, account) == 1;
}

std::int64_t delete_sessions_of(db::Tx& tx, AccountId account, SessionId except) {
    return tx.run(sql::delete_sessions_of, account, except.value);  // 0 excepts none
}

std::int64_t count_sessions(db::Reader& reader, AccountId account, Instant now) {
    return reader.value<std::int64_t>(sql::count_sessions, account, now).value_or(0);
}

void delete_expired_sessions(db::Tx& tx, Instant before) { tx.run(sql::delete_expired_sessions, before); }

std::int64_t changes(db::Reader& reader) { return reader.value<std::int64_t>(sql::changes).value_or(0); }
void note_change(db::Tx& tx) { tx.run(sql::note_change); }

void insert_link(db::Tx& tx, std::string const& token_digest, AccountId account, Instant expires_at) {
    db::Blob const token{token_digest};
    tx.run(sql::insert_link, token, account, expires_at);
}

std::optional<AccountId> find_link(db::Reader& reader, std::string const& token_digest, Instant now) {
    db::Blob const token{token_digest};
    return reader.value<AccountId>(sql::find_link, token, now);
}

void clear_links(db::Tx& tx) { tx.run(sql::clear_links); }

Attempts find_attempts(db::Reader& reader, std::string_view source) {
    return reader
        .one(
            sql::find_attempts, [](db::Row const& row) { return attempts_of(row, 0); }, source)
        .value_or(Attempts{});
}

void set_attempts(db::Tx& tx, std::string_view source, Attempts const& attempts) {
    tx.run(sql::set_attempts, source, attempts.failures, attempts.last_at, attempts.locked_until);
}

void clear_attempts(db::Tx& tx, std::string_view source) { tx.run(sql::clear_attempts, source); }
void forget_attempts(db::Tx& tx, Instant last_before, Instant now) { tx.run(sql::forget_attempts, last_before, now); }

std::vector<std::pair<std::string, Attempts>> locked_sources(db::Reader& reader, Instant now, int limit) {
    return reader.all(
        sql::locked_sources, [](db::Row const& row) { return std::pair(row.get<std::string>(0), attempts_of(row, 1)); },
        now, limit);
}

Setup setup(db::Reader& reader) {
    return reader
        .one(sql::institution,
             [](db::Row const& row) {
                 Setup made;
                 if (!row.null(0)) made.token = row.bytes(0);
                 if (row.null(3)) return made;
                 Institution institution{row.get<std::string>(1), InstitutionKind::other, row.get<Instant>(3)};
                 for (std::size_t i = 0; i < kinds.size(); ++i)
                     if (row.text(2) == kinds[i]) institution.kind = static_cast<InstitutionKind>(i);
                 made.institution = std::move(institution);
                 return made;
             })
        .value_or(Setup{});
}

bool set_setup_token(db::Tx& tx, std::string const& token_digest) {
    db::Blob const token{token_digest};
    return tx.run(sql::set_setup_token, token) == 1;
}

bool finish_setup(db::Tx& tx, Institution const& institution) {
    return tx.run(sql::finish_setup, institution.name, kinds[static_cast<std::size_t>(institution.kind)],
                  institution.set_up_at) == 1;
}

}  // namespace xinglin::accounts::store
