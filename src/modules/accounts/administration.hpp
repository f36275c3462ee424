#pragma once
// What the security administrator does with the accounts of others.

#include "modules/accounts/granting.hpp"

#include <vector>

namespace xinglin::accounts {

/// An account as the list shows it.
struct AccountSummary {
    Account account;
    std::vector<Grant> grants;
    Attempts attempts;
    std::int64_t sessions{0};
};

class Administration {
  public:
    Administration(Context const& context, Sessions& sessions) : context_(context), sessions_(sessions) {}

    [[nodiscard]] AccountSummary summary(db::Reader& reader, Account account, Instant now) const;
    /// Ends every session of the account on every node. @errors not_found, accounts.not_oneself (refused),
    ///         accounts.last_administrator
    [[nodiscard]] Result<Done> lock(auth::Actor const& actor, AccountId id, std::string_view reason,
                                    std::string_view address, Instant now);
    /// Also lifts a lock after failed sign-ins. @errors not_found
    [[nodiscard]] Result<Done> unlock(auth::Actor const& actor, AccountId id, std::string_view address);
    /// @errors not_found
    [[nodiscard]] Result<Done> end_sessions(auth::Actor const& actor, AccountId id, std::string_view address);
    /// Removes the second factor of somebody who lost it; a new one must be set up where the role asks for it.
    /// @errors not_found, accounts.not_oneself
    [[nodiscard]] Result<Done> reset_totp(auth::Actor const& actor, AccountId id, std::string_view address);

  private:
    void note(db::Tx& tx, auth::Actor const& actor, Account const& account, std::string action, std::string summary,
              std::string_view address) const;
    Context const& context_;
    Sessions& sessions_;
};

}  // namespace xinglin::accounts
