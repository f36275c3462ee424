#pragma once
// Shared by the door and the runner of this folder; nobody else includes it.

#include "platform/jobs/jobs.hpp"

namespace xinglin::jobs {

/// Told when a job may be due, so that runners need not wait for their next look.
inline constexpr std::string_view due_channel = "jobs.due";
inline constexpr std::string_view interrupted_code = "jobs.interrupted";
void tell_changed(db::Tx& tx, JobId id, AccountId owner);

}  // namespace xinglin::jobs
