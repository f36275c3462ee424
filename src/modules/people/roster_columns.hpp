#pragma once
// The columns every statement on the roster answers, in their one order.

#include "modules/people/types.hpp"
#include "platform/db/db.hpp"

namespace xinglin::people::store {

[[nodiscard]] RosterRow roster_row(db::Row const& row);

}  // namespace xinglin::people::store
