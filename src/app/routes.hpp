#pragma once
// Routes that belong to no module: what is due across all of them, and how long work goes.

#include "modules/duties/duties.hpp"
#include "platform/http/router.hpp"

#include <vector>

namespace xinglin {
class Clock;
namespace db {
class Database;
}
}  // namespace xinglin

namespace xinglin::app {

/// @param sources in the order of the modules' ranks; outlive the router
void mount_own_routes(http::Router& router, db::Database& database, Clock const& clock,
                      std::vector<duties::Source const*> const& sources);

}  // namespace xinglin::app
