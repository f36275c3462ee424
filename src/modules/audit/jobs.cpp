#include "modules/audit/audit.hpp"
#include "platform/db/db.hpp"
#include "platform/jobs/runner.hpp"

namespace xinglin::audit {

void add_jobs(jobs::Runner& runner, RouteParts const& parts, Clock const& clock) {
    jobs::JobKind kind;
    kind.name = "audit.checkpoint";
    kind.run = [&parts, &clock](jobs::Turn&) -> Result<Done> {
        return parts.database.write([&](db::Tx& tx) -> Result<Done> {
            write_checkpoint(tx, clock.now(), parts.signer);
            return Done{};
        });
    };
    runner.add(std::move(kind));
    jobs::Schedule schedule;
    schedule.name = "audit.checkpoint";
    schedule.kind = "audit.checkpoint";
    schedule.every_ms = hour_ms;
    runner.add(std::move(schedule));
}

}  // namespace xinglin::audit
