#include "modules/rosters/retention.hpp"

#include "gen/rosters/sql.hpp"

#include "modules/rosters/types.hpp"
#include "platform/db/db.hpp"

namespace xinglin::rosters {

Result<Cleared> clear_past(db::Database& database, Clock const& clock, audit::Trail const& trail, int limit) {
    auto const day = clock.today().plus_years(-years_kept);
    auto const before = start_of_day(day);
    auto const month = day.text().substr(0, 7);  // of a month that ended before that day, all days did
    return database.write([&](db::Tx& tx) -> Result<Cleared> {
        Cleared out;
        auto const past = tx.all(
            sql::past_rosters, [](db::Row const& row) { return row.get<RosterId>(0); }, month, before,
            std::int64_t{limit});
        for (auto const id : past) {
            tx.run(sql::delete_draft_rows, id);
            out.rosters += tx.run(sql::delete_roster, id);
        }
        out.more = past.size() == static_cast<std::size_t>(limit);
        out.code_tables = tx.run(sql::delete_past_codes, before);
        if (out.rosters + out.code_tables == 0) return out;
        audit::Event event;
        event.action = "rosters.cleared";
        event.subject_kind = "roster";
        event.summary = "清理停用满" + std::to_string(years_kept) + "年的排班表和班次代码";
        event.details = {{"rosters", std::to_string(out.rosters)},
                         {"code_tables", std::to_string(out.code_tables)},
                         {"before", day.text()}};
        trail.record(tx, auth::Actor::the_system("到期清理"), event);
        return out;
    });
}

}  // namespace xinglin::rosters
