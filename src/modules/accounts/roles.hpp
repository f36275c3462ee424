#pragma once
// The table of roles (roles.yaml), read once at the start.

#include "base/result.hpp"
#include "platform/auth/auth.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::accounts {

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
    [[nodiscard]] bool held_by_some_role(std::string_view right) const;

  private:
    std::vector<Role> roles_;
};

}  // namespace xinglin::accounts
