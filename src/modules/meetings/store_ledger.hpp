#pragma once
// Meetings over a span, for the ledger, the overview and the duties.

#include "modules/meetings/types.hpp"
#include "platform/auth/auth.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::meetings::store {

/// By path, then time; cancelled ones left out. @param until exclusive
[[nodiscard]] std::vector<Meeting> between(db::Reader& reader, auth::Scope const& scope, Instant from, Instant until);
/// Held and the minutes not closed, the oldest first.
[[nodiscard]] std::vector<Meeting> held_in(db::Reader& reader, auth::Scope const& scope, int limit);
/// Late entries within the scope that nobody has countersigned.
[[nodiscard]] std::vector<Meeting> late_waiting(db::Reader& reader, auth::Scope const& scope, int limit);

}  // namespace xinglin::meetings::store
