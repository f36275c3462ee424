#pragma once
// The first start: the institution, its three administrators, its top organisation.

#include "modules/accounts/inviting.hpp"

#include <functional>
#include <string>
#include <vector>

namespace xinglin::accounts {

struct NewAdministrator {
    std::string role;
    std::string login;
    std::string name;
    std::string password;  ///< "" = by invitation
};
struct TopOrganisation {
    std::string name;
    std::string kind;
};
struct SetUp {
    std::string token;
    std::string institution;
    InstitutionKind kind{InstitutionKind::hospital};
    TopOrganisation organisation;
    std::vector<NewAdministrator> administrators;
};
struct SetUpDone {
    std::string recovery_code;
    struct Link {
        std::string role;
        std::string name;
        std::string url;
        std::string qr;
    };
    std::vector<Link> invitations;
};

/// What set-up asks of others, given by the composition root; each runs in the one transaction of set-up.
struct SetUpHooks {
    std::function<Result<Done>(db::Tx&, auth::Actor const&, TopOrganisation const&, InstitutionKind)> make_top;
    std::function<std::string(db::Tx&)> make_recovery_code;
};

class SettingUp {
  public:
    SettingUp(Context const& context, Granting& granting, Inviting& inviting, SetUpHooks hooks)
        : context_(context), granting_(granting), inviting_(inviting), hooks_(std::move(hooks)) {}

    /// Path of the one-time set-up link, or nothing when set-up is over. A new link ends the one before.
    [[nodiscard]] std::optional<std::string> begin();
    /// @errors accounts.setup_over (conflict), accounts.setup_token (forbidden), accounts.setup_administrators (malformed),
    ///         accounts.no_name, accounts.login_taken, the codes of check_password, auth.busy, and those of the hooks
    [[nodiscard]] Result<SetUpDone> set_up(SetUp const& command, std::string_view address, Instant now);

  private:
    [[nodiscard]] Result<Done> check(SetUp const& command) const;
    [[nodiscard]] Result<Done> open_administrator(db::Tx& tx, auth::Actor const& actor,
                                                  NewAdministrator const& administrator, std::string const& hash,
                                                  SetUpDone& done, std::string_view address, Instant now);
    Context const& context_;
    Granting& granting_;
    Inviting& inviting_;
    SetUpHooks hooks_;
};

}  // namespace xinglin::accounts
