#include "modules/people/jobs.hpp"

#include "modules/people/service.hpp"
#include "platform/jobs/runner.hpp"

namespace xinglin::people {

void add_jobs(jobs::Runner& runner, Service& service) {
    // Short turns: each is one transaction of about 20 ms.
    constexpr int turn_size = 50;
    jobs::JobKind kind;
    kind.name = "people.recheck";
    kind.run = [&service](jobs::Turn& turn) -> Result<Done> {
        std::int64_t done = 0;
        while (!turn.cancelled()) {
            TRY_ASSIGN(auto const people, service.recheck(turn_size));
            done += people;
            if (people < turn_size) break;
            turn.progress(done, 0, "正在更新档案提示");
        }
        TRY(tie_all_posts(service.tools()));
        return Done{};
    };
    runner.add(std::move(kind));
    jobs::Schedule schedule;
    schedule.name = "people.recheck";
    schedule.kind = "people.recheck";
    schedule.daily_minute = 5;
    runner.add(std::move(schedule));
}

}  // namespace xinglin::people
