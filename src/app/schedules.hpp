#pragma once
#include "app/modules.hpp"

namespace xinglin::app {

/// Gives the runner every kind of repeated job with its time, and lets open screens hear of jobs.
void add_schedules(Modules::Parts& parts);

}  // namespace xinglin::app
