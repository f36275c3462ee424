#pragma once
// The table of roles (roles.yaml), read once at the start.

#include "base/result.hpp"
#include "platform/auth/auth.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin::accounts {

struct Role;

/// What a role lets its holder do over an organisation's subtree.
[[nodiscard]] auth::Grant grant_of(Role const& role, std::string path);

enum class RoleKind { administrator, business, base };
enum class Reach { own, organisation, installation };

struct Role {
    std::string id;
    std::string title;
    std::string description;
    RoleKind kind{RoleKind::base};
    Reach reach{Reach::own};
    std::string home;  ///< where sign-in leads
    bool second_factor{false};
    std::vector<auth::FieldClass> clear;
    std::vector<std::string> rights;
};

class Roles {
  public:
    /// @errors accounts.roles_faulty, with what is wrong in the detail
    [[nodiscard]] static Result<Roles> parse(std::string_view yaml);
    /// The embedded table.
    [[nodiscard]] static Result<Roles> load();

    [[nodiscard]] Role const* find(std::string_view id) const;
    [[nodiscard]] std::vector<Role> const& all() const { return roles_; }
    /// Chinese name of a right; the right itself when the table has none.
    [[nodiscard]] std::string title_of(std::string_view right) const;
    /// Every right of the table with its title, in its order.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> const& rights() const { return rights_; }
    [[nodiscard]] bool held_by_some_role(std::string_view right) const;

  private:
    std::vector<Role> roles_;
    std::vector<std::pair<std::string, std::string>> rights_;
};

}  // namespace xinglin::accounts
