#pragma once
// Signing in and out.

#include "modules/accounts/sessions.hpp"

namespace xinglin::accounts {

struct Credentials {
    std::string login;
    std::string password;
    std::optional<std::string> code;  ///< of the authenticator app, or a recovery code
    std::string address;
    std::string agent;
};

class SignIn {
  public:
    SignIn(Context const& context, Sessions& sessions) : context_(context), sessions_(sessions) {}

    /// Unknown login and wrong password answer alike, in text and in time. Call without a transaction open: it hashes.
    /// @errors accounts.sign_in_wrong, accounts.code_required, accounts.code_wrong (unauthenticated),
    ///         accounts.locked_for_a_while (too_many), accounts.account_locked (forbidden), auth.busy (unavailable)
    [[nodiscard]] Result<OpenedSession> sign_in(Credentials const& credentials, Instant now);
    void sign_out(auth::Actor const& actor, std::string_view address);

    /// Path of a sign-in link of the demo. @errors accounts.demo_only
    [[nodiscard]] Result<std::string> make_link(AccountId account, Instant now);
    /// Opens a session by such a link. @errors not_found
    [[nodiscard]] Result<std::pair<OpenedSession, std::string>> follow_link(std::string_view token,
                                                                            std::string_view address,
                                                                            std::string_view agent, Instant now);

  private:
    [[nodiscard]] Result<Done> begin(Credentials const& credentials, std::string const& source, Instant now);
    void take_back(std::string const& source);
    void fail_attempt(Credentials const& credentials, std::optional<Account> const& account, std::string_view why,
                      Instant now);
    [[nodiscard]] Result<OpenedSession> finish(Credentials const& credentials, std::string const& source,
                                               Account const& account, Instant now);
    Context const& context_;
    Sessions& sessions_;
};

/// How a recovery code is compared: blanks and hyphens dropped, upper case, then a digest.
[[nodiscard]] std::string recovery_digest(std::string_view typed);
/// Whether this is the code of the moment, or an unused recovery code; uses it up.
[[nodiscard]] bool code_holds(db::Tx& tx, Context const& context, Account const& account, std::string_view code,
                              Instant now);
/// The TOTP secret of an account in clear.
[[nodiscard]] std::optional<std::string> totp_secret(Context const& context, Account const& account);

}  // namespace xinglin::accounts
