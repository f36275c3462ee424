#pragma once
// Roles given, confirmed by a second person, handed over and taken back.

#include "modules/accounts/sessions.hpp"

#include <string>

namespace xinglin::accounts {

struct NewGrant {
    AccountId account;
    std::string role;
    std::optional<OrganisationId> organisation;
    Date from;
    std::optional<Date> to;
    std::string reason;
};
struct NewAccount {
    std::string login;
    std::string name;
    PersonId person;
    std::string password_hash;
    bool must_change{false};
};

class Granting {
  public:
    Granting(Context const& context, Sessions& sessions) : context_(context), sessions_(sessions) {}

    /// A role about oneself begins at once; any other waits for a second person.
    /// @errors accounts.no_account, accounts.no_role, accounts.no_organisation, accounts.period, accounts.role_held (conflict),
    ///         accounts.roles_separate (refused)
    [[nodiscard]] Result<Grant> propose(auth::Actor const& actor, NewGrant const& command, std::string_view address,
                                        Instant now);
    /// The second person's word. The sessions of the account end: it signs in anew with its new power.
    /// @errors not_found, accounts.grant_decided (conflict), accounts.second_person (refused), accounts.roles_separate
    [[nodiscard]] Result<Grant> decide(auth::Actor const& actor, GrantId id, bool accepted, std::string_view address,
                                       Instant now);
    /// Withdraws a proposal or ends a grant at once; taking power away needs one person.
    /// @errors not_found, accounts.grant_decided, accounts.last_administrator (refused)
    [[nodiscard]] Result<Done> take_back(auth::Actor const& actor, GrantId id, std::string_view address, Instant now);
    /// Proposes the same role for another account from a day on; when it is confirmed, the former holder's ends the day before,
    /// in the same transaction. @errors as propose, accounts.grant_not_active
    [[nodiscard]] Result<Grant> hand_over(auth::Actor const& actor, GrantId id, AccountId to, Date on,
                                          std::string_view address, Instant now);

    /// Within a transaction: an account without a role. @errors accounts.login_taken
    [[nodiscard]] Result<AccountId> open_account(db::Tx& tx, auth::Actor const& actor, NewAccount const& command,
                                                 Instant now);
    /// Within a transaction; `confirmed` skips the second person (set-up, the demo, the command line: the system itself acts).
    [[nodiscard]] Result<Grant> grant(db::Tx& tx, auth::Actor const& actor, NewGrant const& command, GrantId replaces,
                                      bool confirmed, std::string_view address, Instant now);

  private:
    [[nodiscard]] Result<Done> check(db::Tx& tx, Role const& role, NewGrant const& command, GrantId replaces);
    [[nodiscard]] Result<Done> separate(db::Tx& tx, Role const& role, NewGrant const& command, GrantId replaces) const;
    void begin(db::Tx& tx, Grant& grant, Instant now);
    void end(db::Tx& tx, Grant former, Date last_day, Instant now);
    void note(db::Tx& tx, auth::Actor const& actor, std::string action, std::string summary, Grant const& grant,
              std::string_view address, std::string result = "ok") const;
    Context const& context_;
    Sessions& sessions_;
};

}  // namespace xinglin::accounts
