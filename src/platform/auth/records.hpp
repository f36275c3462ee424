#pragma once
#include "platform/auth/auth.hpp"

namespace xinglin::auth {

/// Whose records a call under this right may meet at all, whatever its statements ask for: those beneath the grants that
/// carry it (beneath every grant where the right is `signed_in`), and the own one. A grant over the installation itself
/// (path "") is an administrator's and opens none: nobody's record is that work.
[[nodiscard]] Scope records(Actor const& actor, Right right);

}  // namespace xinglin::auth
