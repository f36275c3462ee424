#pragma once
// What a person does with the own account: password, second factor, look, sessions.

#include "modules/accounts/sessions.hpp"

#include <string>
#include <vector>

namespace xinglin::accounts {

struct TotpSecret {
    std::string secret;  ///< base32
    std::string uri;     ///< otpauth://
    std::string qr;      ///< SVG of the uri
};
struct TotpConfirmed {
    std::vector<std::string> recovery_codes;
    OpenedSession session;  ///< takes the place of the one that asked
};

class OwnAccount {
  public:
    OwnAccount(Context const& context, Sessions& sessions) : context_(context), sessions_(sessions) {}

    /// Ends every other session; the one that asks goes on under a new token. It hashes: call without a transaction open.
    /// A wrong current password counts as a failed sign-in does; the one that brings the lock ends this session too.
    /// @errors accounts.current_wrong, accounts.locked_for_a_while, the codes of check_password, accounts.password_used, auth.busy
    [[nodiscard]] Result<OpenedSession> change_password(auth::Actor const& actor, std::string_view current,
                                                        std::string_view replacement, std::string_view address,
                                                        std::string_view agent, Instant now);
    void set_preferences(auth::Actor const& actor, std::string_view theme, std::string_view size);

    /// A new secret, not in force before it is confirmed. @errors accounts.totp_on
    [[nodiscard]] Result<TotpSecret> begin_totp(auth::Actor const& actor);
    /// @errors accounts.totp_not_begun, accounts.code_wrong
    [[nodiscard]] Result<TotpConfirmed> confirm_totp(auth::Actor const& actor, std::string_view code,
                                                     std::string_view address, std::string_view agent, Instant now);
    /// @errors accounts.code_wrong, accounts.locked_for_a_while, accounts.totp_required (a role of the account asks for it)
    [[nodiscard]] Result<Done> end_totp(auth::Actor const& actor, std::string_view code, std::string_view address,
                                        Instant now);

    /// @errors not_found
    [[nodiscard]] Result<Done> end_session(auth::Actor const& actor, SessionId id, std::string_view address);

  private:
    /// Counts an attempt at a secret of the own account. @returns whether it brings a lock if it fails
    [[nodiscard]] Result<bool> begin(auth::Actor const& actor, Instant now);
    void refuse(auth::Actor const& actor, bool locks, std::string_view what, std::string_view address);
    [[nodiscard]] OpenedSession renew(db::Tx& tx, auth::Actor const& actor, bool second_factor,
                                      std::string_view address, std::string_view agent, Instant now);
    void note(db::Tx& tx, auth::Actor const& actor, std::string action, std::string summary, std::string_view address,
              std::string result = "ok") const;
    Context const& context_;
    Sessions& sessions_;
};

/// Whether a password may follow the present one of the account. It hashes: call without a transaction open.
/// @errors the codes of check_password, accounts.password_used, auth.busy
[[nodiscard]] Result<Done> check_new_password(Context const& context, Account const& account,
                                              std::string_view replacement);
/// Puts a new password in the place of the present one, which is kept where the profile bars the last ones.
void replace_password(db::Tx& tx, Context const& context, Account const& account, std::string_view hash, Instant now);
/// Words a password of this account may not be made of.
[[nodiscard]] std::vector<std::string> password_context(db::Reader& reader, std::string_view login,
                                                        std::string_view name);

}  // namespace xinglin::accounts
