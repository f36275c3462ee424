#include "modules/notices/quiet.hpp"

namespace xinglin::notices {

Instant after_night(Instant at, Quiet const& quiet) {
    auto const day = local_date(at);
    auto const hour = static_cast<int>((at.ms - start_of_day(day).ms) / hour_ms);
    bool const over_midnight = quiet.from_hour > quiet.to_hour;
    bool const night = over_midnight ? hour >= quiet.from_hour || hour < quiet.to_hour
                                     : hour >= quiet.from_hour && hour < quiet.to_hour;
    if (!night) return at;
    auto const ends_on = over_midnight && hour >= quiet.from_hour ? day.plus_days(1) : day;
    return start_of_day(ends_on) + quiet.to_hour * hour_ms;
}

Instant may_remind_from(Instant at, Quiet const& quiet, std::function<Instant(Instant)> const& roster) {
    // A shift that ends at night leads into the night, a night into a shift: a few turns settle it.
    for (int turn = 0; turn < 8; ++turn) {
        auto const next = roster(after_night(at, quiet));
        if (next == at) break;
        at = next;
    }
    return at;
}

}  // namespace xinglin::notices
