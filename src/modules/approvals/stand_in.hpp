#pragma once
// Who may decide for somebody who is away: nobody the separation of administrators keeps out, and somebody of the same
// organisation.

#include "platform/auth/auth.hpp"

#include <string>

namespace xinglin::db {
class Reader;
}

namespace xinglin::approvals {

/// System, security and audit administrators do no business, for nobody.
[[nodiscard]] bool is_administrator(auth::Actor const& actor);
/// Whether the actor has a role over, or holds a post of, an organisation the grants of a delegation are about.
/// @param grants role or right and path, one a line
[[nodiscard]] bool may_stand_in(db::Reader& reader, auth::Actor const& actor, std::string const& grants);

}  // namespace xinglin::approvals
