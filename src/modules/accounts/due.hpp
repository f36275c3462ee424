#pragma once
// What is due about accounts: grants that wait for a second person, accounts that are locked, the first
// invitation of a fresh installation.

#include "modules/accounts/context.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/duties/duties.hpp"
#include "platform/crypto/crypto.hpp"

namespace xinglin::accounts {

class DutySource final : public duties::Source {
  public:
    DutySource(crypto::Vault const& vault, Roles const& roles) : vault_(vault), roles_(roles) {}
    [[nodiscard]] std::vector<duties::Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const override;
    /// Roles another administrator proposed.
    [[nodiscard]] std::vector<duties::Confirmation> confirmations(db::Reader& reader, auth::Actor const& actor,
                                                                  Instant now, int limit) const override;

  private:
    crypto::Vault const& vault_;
    Roles const& roles_;
};

}  // namespace xinglin::accounts
