#include "modules/accounts/attempts.hpp"

#include "base/text.hpp"
#include "modules/accounts/store.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::accounts {

std::string login_source(Context const& context, std::string_view login) {
    return "login:" + text::hex(context.vault.blind_index("accounts.login", login));
}
std::string own_source(AccountId account) { return "own:" + account.text(); }
std::string address_source(std::string_view address) { return "address:" + std::string(address); }

Attempts counted(db::Tx& tx, std::string_view source, std::int64_t memory, Instant now) {
    auto attempts = store::find_attempts(tx, source);
    if (now.ms - attempts.last_at.ms > memory) attempts = {};
    ++attempts.failures;
    attempts.last_at = now;
    return attempts;
}

Result<Done> not_locked(db::Reader& reader, std::string_view source, Instant now) {
    auto const until = store::find_attempts(reader, source).locked_until;
    if (until <= now) return Done{};
    auto const minutes = (until.ms - now.ms + minute_ms - 1) / minute_ms;
    return fail(problem(Kind::too_many, "accounts.locked_for_a_while").fact("minutes", std::to_string(minutes)));
}

Result<bool> begin_attempt(db::Tx& tx, Context const& context, std::string_view source, Instant now) {
    TRY(not_locked(tx, source, now));
    auto attempts = counted(tx, source, account_memory_ms, now);
    auto const lock =
        lock_after_account_failures(context.options.passwords, context.options.lock_after, attempts.failures);
    if (lock > 0) attempts.locked_until = now + lock;
    store::set_attempts(tx, source, attempts);
    return lock > 0;
}

void take_back_attempt(db::Tx& tx, std::string_view source) {
    auto attempts = store::find_attempts(tx, source);
    attempts.failures = std::max<std::int64_t>(0, attempts.failures - 1);
    attempts.locked_until = {};
    store::set_attempts(tx, source, attempts);
}

}  // namespace xinglin::accounts
