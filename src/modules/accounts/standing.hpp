#pragma once
// What an account is on a given day: its genuine grants, and what it must do before anything else.

#include "modules/accounts/context.hpp"
#include "platform/auth/auth.hpp"

#include <vector>

namespace xinglin::accounts {

struct Standing {
    Account account;
    std::vector<Grant> grants;  ///< in force today, with a right MAC
    std::vector<Role const*> roles;
    NextStep next{NextStep::ready};
    bool totp_required{false};

    [[nodiscard]] bool administrator() const;
    /// Where sign-in leads: the console when any role works there.
    [[nodiscard]] std::string home() const;
};

/// @returns nothing when there is no such account
[[nodiscard]] std::optional<Standing> standing_of(db::Reader& reader, Context const& context, AccountId id,
                                                  Instant now);
/// The actor an account is. While something must be done first, it holds no role and is no person.
[[nodiscard]] auth::Actor actor_of(db::Reader& reader, Context const& context, Standing const& standing);

}  // namespace xinglin::accounts
