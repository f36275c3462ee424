#pragma once
// What makes the demo hospital a place where work is going on: committees in office, and something for each to decide.

#include "app/parts.hpp"

namespace xinglin::app {

/// The committees of the branches, as the roster's column 党内职务 names them, in office since the election.
[[nodiscard]] Result<Done> seat_committees(Modules::Parts& parts, Date today);

/// A correction a member asked for, and a grant the security administrator proposed: both wait for a second person.
[[nodiscard]] Result<Done> leave_work(Modules::Parts& parts, AccountId security_admin, AccountId member);

}  // namespace xinglin::app
