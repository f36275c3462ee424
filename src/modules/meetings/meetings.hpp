#pragma once
// The door of the meetings: rights, and what app mounts.

#include "modules/meetings/types.hpp"
#include "platform/auth/auth.hpp"

namespace xinglin::meetings {

namespace rights {
/// Sees the meetings of the branches in scope with their people.
inline constexpr auth::Right read{"meetings.read"};
/// Plans, calls and runs meetings, writes their minutes.
inline constexpr auth::Right write{"meetings.write"};
/// Confirms as a second person what was recorded late.
inline constexpr auth::Right countersign{"meetings.countersign"};
/// Takes attendance and types points of a meeting one chairs or records, and of no other.
inline constexpr auth::Right keep{"meetings.keep"};
}  // namespace rights

}  // namespace xinglin::meetings
