#pragma once
// What is due about accounts: grants that wait for a second person, accounts that are locked, the first
// invitation of a fresh installation.

#include "modules/accounts/context.hpp"
#include "modules/duties/duties.hpp"
#include "platform/crypto/crypto.hpp"

namespace xinglin::accounts {

class DutySource final : public duties::Source {
  public:
    explicit DutySource(crypto::Vault const& vault) : vault_(vault) {}
    [[nodiscard]] std::vector<duties::Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const override;

  private:
    crypto::Vault const& vault_;
};

}  // namespace xinglin::accounts
