#pragma once
// A whole accounts module over a test database, with one signed-in account of each role: for tests of this module and of any
// route that asks who somebody is.

#include "base/id.hpp"
#include "base/time.hpp"
#include "modules/accounts/parts.hpp"
#include "modules/audit/audit.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/password.hpp"
#include "platform/db/db.hpp"

#include <atomic>
#include <map>
#include <memory>
#include <string>

namespace xinglin::testing {

/// Cheap to hash, so that tests measure rules and not argon2id.
[[nodiscard]] crypto::HasherOptions cheap_hashing(crypto::Profile profile = crypto::Profile::international);

/// Fixed tree of the tests: 1 the committee (path 0001), 2 a branch of it (00010001), 3 its sibling (00010002).
inline constexpr OrganisationId committee{1}, branch{2}, sibling_branch{3};

/// A password every profile takes.
inline constexpr std::string_view good_password = "Kx9#mQ2$vL7!zT";

struct AccountsWorld {
    explicit AccountsWorld(db::Database& database, accounts::Options options = demo_options());
    [[nodiscard]] static accounts::Options demo_options();  ///< no second factor asked for
    [[nodiscard]] static accounts::Options production_options();  ///< as a hospital runs it

    /// An account with the role over the branch (or what the role reaches), in force. Login = name of the role unless given.
    AccountId open(std::string const& role, std::string const& login = "", OrganisationId organisation = branch,
                   PersonId person = {});
    /// One account of each role of the table, by role.
    std::map<std::string, AccountId> open_each_role();
    /// Signs in with good_password (and `code`); fails the test when refused. @returns the cookie's value
    std::string sign_in(std::string const& login, std::optional<std::string> code = {});
    /// The same without failing the test.
    Result<accounts::OpenedSession> try_sign_in(std::string const& login, std::string_view password = good_password,
                                                std::optional<std::string> code = {},
                                                std::string const& address = "192.0.2.7");
    /// The actor behind a cookie; null for strangers.
    std::shared_ptr<http::Identity const> who(std::string const& token, bool activity = true);
    /// The actor of an account today. Fails the test when there is none.
    auth::Actor actor(AccountId account);
    /// Time passes on every clock.
    void pass(std::int64_t ms);

    db::Database& database;
    FixedClock clock{Instant{1'790'000'000'000}};
    std::atomic<std::int64_t> ticks{1'000'000};
    IdSource ids{clock, 1};
    std::unique_ptr<crypto::KeyVault> vault;
    std::unique_ptr<crypto::PasswordHasher> hasher;
    audit::Trail trail{clock};
    accounts::Roles roles;
    accounts::Accounts::Parts parts;
};

}  // namespace xinglin::testing
