#include "platform/jobs/schedule.hpp"

#include "gen/jobs/sql.hpp"
#include "platform/db/db.hpp"

#include <map>

namespace xinglin::jobs {

namespace {

using Times = std::map<std::string, Instant, std::less<>>;

Times times(db::Database& database) {
    Times found;
    database.read([&](db::Reader& reader) {
        reader.each(sql::list_schedules,
                    [&](db::Row const& row) { found.emplace(row.get<std::string>(0), row.get<Instant>(1)); });
    });
    return found;
}

void fire(db::Database& database, Schedule const& schedule, Instant due, Instant now) {
    (void)database.write([&](db::Tx& tx) -> Result<Done> {
        // The row count decides which of several nodes enqueues.
        if (tx.run(sql::move_schedule, schedule.name, due, next_time(schedule, now), now) == 0) return Done{};
        bool const open = tx.value<std::int64_t>(sql::count_open, schedule.kind, schedule.payload).value_or(0) > 0;
        if (!open) enqueue(tx, schedule.kind, schedule.payload, AccountId{}, now);
        return Done{};
    });
}

}  // namespace

Instant next_time(Schedule const& schedule, Instant now) {
    if (schedule.daily_minute < 0) return now + schedule.every_ms;
    auto const today = start_of_day(local_date(now)) + schedule.daily_minute * minute_ms;
    return today > now ? today : start_of_day(local_date(now).plus_days(1)) + schedule.daily_minute * minute_ms;
}

void tick(db::Database& database, std::vector<Schedule> const& schedules, Instant now) {
    if (schedules.empty()) return;
    auto const known = times(database);
    for (auto const& schedule : schedules) {
        auto const at = known.find(schedule.name);
        if (at != known.end()) {
            if (at->second <= now) fire(database, schedule, at->second, now);
            continue;
        }
        (void)database.write([&](db::Tx& tx) -> Result<Done> {
            tx.run(sql::insert_schedule, schedule.name, next_time(schedule, now));
            return Done{};
        });
    }
}

bool make_due(db::Database& database, std::string_view name, Instant now) {
    auto const known = times(database);
    auto const at = known.find(name);
    if (at == known.end()) return false;
    auto const moved = database.write([&](db::Tx& tx) -> Result<bool> {
        return tx.run(sql::move_schedule, name, at->second, now, std::nullopt) == 1;
    });
    return moved && *moved;
}

}  // namespace xinglin::jobs
