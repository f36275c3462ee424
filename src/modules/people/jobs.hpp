#pragma once

namespace xinglin::jobs {
class Runner;
}

namespace xinglin::people {

class Service;

/// people.recheck, each night after midnight: findings that change with the days, moves and steps whose day has come.
void add_jobs(jobs::Runner& runner, Service& service);

}  // namespace xinglin::people
