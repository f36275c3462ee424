#pragma once
// What every use case of this module stands on; built once by the composition root.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "modules/accounts/roles.hpp"
#include "modules/accounts/rules.hpp"
#include "modules/accounts/types.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/password.hpp"

#include <functional>
#include <optional>
#include <string>

namespace xinglin::audit {
class Trail;
}
namespace xinglin::db {
class Database;
class Reader;
class Tx;
}// namespace xinglin::db

namespace xinglin::accounts {

/// Settings of this module.
struct Options {
    PasswordProfile passwords{PasswordProfile::standard};
    bool require_second_factor{true};  ///< of the roles that the table names; the demo does not
    bool demo{false};                  ///< sign-in links work
    bool secure{false};                ///< behind TLS
    int idle_minutes{60};
    int admin_idle_minutes{15};        ///< of accounts with an administrator's role
    int session_hours{12};
    int lock_after{5};
    std::string base_url{"http://127.0.0.1:8080"};  ///< what links are made for
    std::string issuer{"杏林"};        ///< shown by authenticator apps
};

/// What lies above or beside this module, given by the composition root. An empty function answers nothing.
struct Surroundings {
    struct Named {
        std::string id;
        std::string name;
        std::string path;
    };
    std::function<std::optional<Named>(db::Reader&, OrganisationId)> organisation;  ///< with its present path
    std::function<std::optional<std::string>(db::Reader&, PersonId)> person_name;
    std::function<std::optional<Named>(db::Reader&, PersonId)> branch_of;
};

struct Context {
    db::Database& database;
    Clock const& clock;
    IdSource& ids;
    crypto::Vault const& vault;
    crypto::PasswordHasher& hasher;
    crypto::HasherOptions hashing;
    audit::Trail const& trail;
    Roles const& roles;
    Surroundings surroundings;
    Options options;
};

/// Digest under which a token of a cookie or link is stored.
[[nodiscard]] inline std::string token_digest(std::string_view token) { return crypto::sha256(token); }

}  // namespace xinglin::accounts
