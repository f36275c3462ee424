#pragma once
// Decisions about passwords, lockouts and roles: pure, without clock or database.

#include "base/result.hpp"
#include "base/time.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/accounts/types.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::accounts {

/// standard: long, no composition, no ageing. graded: the values usual for 等保三级.
/// @source GB/T 22239-2019, 8.1.4.1 (the standard gives no numbers; common assessment practice)
enum class PasswordProfile { standard, graded };

struct PasswordRules {
    int min_length{12};   ///< code points
    int classes{0};       ///< of lower, upper, digits, others
    int history{0};       ///< passwords before that may not come back
    int max_days{0};      ///< of administrators, 0 = no ageing
};
[[nodiscard]] PasswordRules password_rules(PasswordProfile profile);
constexpr int max_password_length = 128;  ///< code points; hashing takes any length, a request does not

/// Whether a new password may be taken.
/// @param context words of the person and the place (login, name, institution) that it may not be made of
/// @errors accounts.password_short, _long, _classes, _common, _context (malformed, on /password)
[[nodiscard]] Result<Done> check_password(PasswordRules const& rules, std::string_view password,
                                          std::span<std::string const> context);

/// How long a source is locked after so many failures in a row.
/// @returns milliseconds, 0 = not at all
[[nodiscard]] std::int64_t lock_after_account_failures(PasswordProfile profile, int threshold, std::int64_t failures);
[[nodiscard]] std::int64_t lock_after_address_failures(std::int64_t failures);
/// Failures older than this are forgotten.
constexpr std::int64_t account_memory_ms = 24 * hour_ms, address_memory_ms = hour_ms;

/// One role somebody holds or is about to hold.
struct Held {
    Role const* role;
    bool same_account;  ///< else: another account of the same person
};
/// Whether a role may be given beside those held on the same days (三权分立): an administrator's account holds no other
/// role; no person holds two administrators' roles, nor one beside a business role.
/// @source GB/T 22239-2019, 8.1.5; security.md A4 of the design
/// @errors accounts.roles_separate (refused)
[[nodiscard]] Result<Done> may_hold(Role const& wanted, std::span<Held const> held);
/// Whether a grant waits for a second person: all but those about oneself.
[[nodiscard]] bool needs_second_person(Role const& role);

/// Canonical bytes of a grant that its MAC covers.
[[nodiscard]] std::string canonical(Grant const& grant);
/// What an invitation opens, for its MAC; not what happens to it later.
[[nodiscard]] std::string canonical(Invitation const& invitation);
/// What somebody types as a login, as it is stored: blanks and full-width forms folded, lower case.
[[nodiscard]] std::string normal_login(std::string_view typed);

}  // namespace xinglin::accounts
