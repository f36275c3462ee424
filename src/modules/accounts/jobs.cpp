#include "modules/accounts/accounts.hpp"
#include "platform/jobs/runner.hpp"

namespace xinglin::accounts {

void Accounts::add_jobs(jobs::Runner& runner) {
    jobs::JobKind kind;
    kind.name = "accounts.keep_house";
    kind.run = [this](jobs::Turn&) -> Result<Done> {
        keep_house();
        return Done{};
    };
    runner.add(std::move(kind));
    jobs::Schedule schedule;
    schedule.name = "accounts.keep_house";
    schedule.kind = "accounts.keep_house";
    schedule.every_ms = hour_ms;
    runner.add(std::move(schedule));
}

}  // namespace xinglin::accounts
