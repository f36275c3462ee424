#pragma once
// A few months of organisation life of the demo hospital, as of today.

#include "app/parts.hpp"

namespace xinglin::app {

/// Meetings of several branches with attendance, votes and minutes; one called with replies, one under way, one whose minutes
/// are to be finished, and tasks that follow.
[[nodiscard]] Result<Done> hold_meetings(Modules::Parts& parts);

}  // namespace xinglin::app
