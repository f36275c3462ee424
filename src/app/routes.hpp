#pragma once
// Routes that belong to no module: what is due across all of them, and how long work goes.

#include "modules/duties/duties.hpp"
#include "platform/http/router.hpp"

#include <functional>
#include <vector>

namespace xinglin {
class Clock;
namespace db {
class Database;
class Tx;
}// namespace db
}  // namespace xinglin

namespace xinglin::app {

/// A job was cancelled; what stood for it in its module is put in order in the same transaction.
using JobCancelled = std::function<void(db::Tx&, auth::Actor const&, JobId)>;

/// @param sources in the order of the modules' ranks; outlive the router
void mount_own_routes(http::Router& router, db::Database& database, Clock const& clock,
                      std::vector<duties::Source const*> const& sources, JobCancelled const& cancelled);

}  // namespace xinglin::app
