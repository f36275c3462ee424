#pragma once
// What the system administrator sees of the running program: jobs, backups, disks, version. Nothing about people.

#include "app/parts.hpp"
#include "platform/http/router.hpp"

namespace xinglin::app {

/// Declares GET /v1/system, GET /v1/jobs and POST /v1/jobs/{id}/retries.
void mount_running_state(http::Router& router, Modules::Parts& parts);

/// Lets a parked job begin anew. @errors not_found, jobs.not_parked (conflict)
[[nodiscard]] Result<Done> retry_job(Modules::Parts& parts, auth::Actor const& actor, JobId id);
/// Asks a job to stop, or gives a parked one up. @errors not_found, jobs.over (conflict)
[[nodiscard]] Result<Done> cancel_job(Modules::Parts& parts, auth::Actor const& actor, JobId id);

}  // namespace xinglin::app
