#pragma once
// The door of the accounts: who signs in, what they may do, how power is given and taken.

#include "modules/accounts/context.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/accounts/setting_up.hpp"
#include "modules/accounts/types.hpp"
#include "platform/auth/auth.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xinglin::crypto {
struct EncryptedColumn;
}
namespace xinglin::jobs {
class Runner;
}
namespace xinglin::organisations {
class Follower;
}
namespace xinglin::http {
class Authenticator;
class Router;
}// namespace xinglin::http

namespace xinglin::accounts {

namespace rights {
inline constexpr auth::Right read{"accounts.read"};
inline constexpr auth::Right manage{"accounts.manage"};
inline constexpr auth::Right invite{"accounts.invite"};
inline constexpr auth::Right grant{"accounts.grant"};
inline constexpr auth::Right read_grants{"accounts.read_grants"};
inline constexpr auth::Right confirm{"accounts.confirm"};
inline constexpr auth::Right permissions{"accounts.permissions"};
}  // namespace rights

/// An account as the demo, the command line or a test opens it: with its roles, in force at once.
struct OpenAccount {
    std::string login;
    std::string name;
    PersonId person;
    std::string password;  ///< "" = none: only links and invitations lead in
    struct RoleOver {
        std::string role;
        OrganisationId organisation;
    };
    std::vector<RoleOver> roles;
};

/// Owns everything of this module. Built by the composition root; what it refers to outlives it.
class Accounts {
  public:
    Accounts(Context context, SetUpHooks hooks);
    ~Accounts();
    Accounts(Accounts const&) = delete;
    Accounts& operator=(Accounts const&) = delete;

    [[nodiscard]] http::Authenticator& authenticator();
    /// What becomes of grants when the tree changes.
    [[nodiscard]] organisations::Follower& follower();
    /// Declares the routes. The router outlives the server and is complete when the first request comes.
    void mount(http::Router& router);

    /// Path of the one-time set-up link, or nothing when set-up is over.
    [[nodiscard]] std::optional<std::string> begin_set_up();
    /// Opens an account as the system itself, with roles in force from `from`. @errors as granting and passwords
    [[nodiscard]] Result<AccountId> open_account(OpenAccount const& command, Date from);
    /// Proposes a role as an administrator would: it waits for a second person. @errors as granting
    [[nodiscard]] Result<Done> propose(AccountId administrator, AccountId account, OpenAccount::RoleOver const& role,
                                       std::string const& reason);
    /// Invites as the system itself (`xinglin invite`): the way back in when no administrator can sign in.
    [[nodiscard]] Result<MadeInvitation> invite(NewInvitation const& command);
    /// Path of a sign-in link of the demo: works until tomorrow, more than once.
    [[nodiscard]] Result<std::string> sign_in_link(AccountId account);
    /// The actor an account is today, as a request of it would have; nothing when it is locked or unknown.
    [[nodiscard]] std::optional<auth::Actor> actor(AccountId account);
    [[nodiscard]] std::optional<auth::Actor> actor(db::Reader& reader, AccountId account);

    /// The accounts a person signs in with.
    [[nodiscard]] std::vector<AccountId> of_person(db::Reader& reader, PersonId person) const;

    /// Declares the hourly house-keeping.
    void add_jobs(jobs::Runner& runner);
    /// Removes what is over: expired sessions, old failed attempts.
    void keep_house();
    /// Writes down when sessions were last used; at the end of the program.
    void flush();

    struct Parts;  ///< what the routes of this module share; of no use to others

  private:
    std::unique_ptr<Parts> parts_;
};

/// Rights that routes use and no role holds; the program does not start while there are any.
[[nodiscard]] std::vector<std::string> missing_rights(Roles const& roles, http::Router const& router);
/// The institution, once set-up is over.
[[nodiscard]] std::optional<Institution> institution(db::Reader& reader);
/// Names the institution without the wizard (demo, command line). @errors accounts.setup_over
[[nodiscard]] Result<Done> set_institution(db::Tx& tx, Institution const& institution);
/// Columns that a key rotation re-seals.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();
/// Grants whose MAC does not fit: changed behind the program's back (`xinglin doctor`).
[[nodiscard]] std::vector<GrantId> tampered_grants(db::Reader& reader, crypto::Vault const& vault);

}  // namespace xinglin::accounts
