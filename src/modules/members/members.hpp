#pragma once
// The door of membership: the words, the rules, and the dated rows of one person. Use cases that change a membership are the
// people module's, because the roster follows in the same transaction.

#include "modules/members/rules.hpp"
#include "modules/members/store.hpp"
#include "modules/members/types.hpp"
#include "platform/auth/auth.hpp"

namespace xinglin::members {

namespace rights {
/// Changes a membership state or a flag, extends a probation.
inline constexpr auth::Right transition{"members.transition"};
/// Moves a person to another branch of the same institution.
inline constexpr auth::Right transfer{"members.transfer"};
}  // namespace rights

/// The amounts of regulations/admission and regulations/disposal that hold on a day (the oldest known before them). They are
/// fixed by the regulations, no institution sets them, so the embedded book is all that is asked.
[[nodiscard]] Terms const& terms_on(Date day);

}  // namespace xinglin::members
