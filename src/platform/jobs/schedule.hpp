#pragma once
#include "platform/jobs/runner.hpp"

#include <vector>

namespace xinglin::jobs {

/// The first time after `now` at which the schedule is due.
[[nodiscard]] Instant next_time(Schedule const& schedule, Instant now);
/// Enqueues a job for each schedule that is due and moves it on; safe when several nodes do it at once.
void tick(db::Database& database, std::vector<Schedule> const& schedules, Instant now);
/// Makes a schedule due at `now`; false when it has no row.
bool make_due(db::Database& database, std::string_view name, Instant now);

}  // namespace xinglin::jobs
