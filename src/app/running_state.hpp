#pragma once
// What the system administrator sees of the running program: jobs, backups, disks, version. Nothing about people.

#include "app/parts.hpp"
#include "platform/http/router.hpp"

namespace xinglin::app {

/// Declares GET /v1/system, GET /v1/jobs and POST /v1/jobs/{id}/retries.
void mount_running_state(http::Router& router, Modules::Parts& parts);

}  // namespace xinglin::app
