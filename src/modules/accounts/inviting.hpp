#pragma once
// Invitations: a link or QR code, used once, by which a person chooses a login and a password.

#include "modules/accounts/granting.hpp"

#include <string>

namespace xinglin::accounts {

struct NewInvitation {
    std::optional<PersonId> person;
    std::string name;   ///< of the invited; taken from the person's record when there is one
    std::string login;  ///< proposed, may be empty
    std::string role;
    std::optional<OrganisationId> organisation;
    std::optional<Date> from;
    std::optional<Date> to;
    int valid_days{7};
};
struct MadeInvitation {
    Invitation invitation;
    std::string url;
    std::string qr;  ///< SVG
};
/// What the invited person is shown before accepting.
struct OpenInvitation {
    std::string name;
    std::string login;
    std::string role_title;
    std::string institution;
    Instant expires_at;
    bool resets{false};  ///< a new password for the account with this login
};
/// A new password that waits for a second person.
struct WaitingReset {
    Invitation invitation;
    std::string asked_by;  ///< name of who asked
    bool may_decide{false};
};

class Inviting {
  public:
    Inviting(Context const& context, Sessions& sessions, Granting& granting)
        : context_(context), sessions_(sessions), granting_(granting) {}

    /// @errors accounts.no_role, accounts.no_organisation, accounts.no_person, accounts.no_name, accounts.period
    [[nodiscard]] Result<MadeInvitation> invite(auth::Actor const& actor, NewInvitation const& command,
                                                std::string_view address, Instant now);
    [[nodiscard]] Result<MadeInvitation> invite(db::Tx& tx, auth::Actor const& actor, NewInvitation const& command,
                                                std::string_view address, Instant now);
    /// @errors not_found, accounts.invitation_closed
    [[nodiscard]] Result<Done> revoke(auth::Actor const& actor, InvitationId id, std::string_view address, Instant now);

    /// The way back from a forgotten password: a link by which the holder of an account chooses another one. An account with
    /// power over others waits for a second person, as its roles did. Links for the same account before it are withdrawn.
    /// @errors not_found, accounts.not_oneself
    [[nodiscard]] Result<MadeInvitation> reset(auth::Actor const& actor, AccountId account, std::string_view address,
                                               Instant now);
    /// @errors not_found, accounts.invitation_closed, accounts.reset_second_person (who asked, or the account itself)
    [[nodiscard]] Result<Done> decide_reset(auth::Actor const& actor, InvitationId id, bool accepted,
                                            std::string_view address, Instant now);
    [[nodiscard]] std::vector<WaitingReset> waiting_resets(db::Reader& reader, auth::Actor const& actor,
                                                           Instant now) const;

    /// @errors accounts.invitation_closed: unknown, used, revoked and expired tokens answer alike;
    ///         accounts.invitation_waits: nobody has confirmed it yet
    [[nodiscard]] Result<OpenInvitation> look(db::Reader& reader, std::string_view token, Instant now) const;
    /// Opens the account, and the role: at once where one person may give it, else as a proposal of the inviter. One for an
    /// account that is there sets its password and ends its sessions; the login is then left out. It hashes.
    /// @errors accounts.invitation_closed, accounts.invitation_waits, accounts.login_taken, accounts.login_form, the codes of check_password, auth.busy
    [[nodiscard]] Result<AccountId> accept(std::string_view token, std::string_view login, std::string_view password,
                                           std::string_view address, Instant now);

  private:
    [[nodiscard]] Result<Invitation> open_invitation(db::Reader& reader, std::string_view token, Instant now) const;
    [[nodiscard]] Result<AccountId> set_password(Invitation const& seen, std::string_view token,
                                                 std::string_view password, std::string_view address, Instant now);
    Context const& context_;
    Sessions& sessions_;
    Granting& granting_;
};

}  // namespace xinglin::accounts
