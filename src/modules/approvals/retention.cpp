#include "modules/approvals/retention.hpp"

#include "gen/approvals/sql.hpp"

#include "modules/approvals/types.hpp"
#include "platform/db/db.hpp"

namespace xinglin::approvals {

Result<Cleared> clear_finished(db::Database& database, Clock const& clock, audit::Trail const& trail, int limit) {
    auto const day = clock.today().plus_years(-years_kept);
    auto const before = start_of_day(day);
    return database.write([&](db::Tx& tx) -> Result<Cleared> {
        Cleared out;
        auto const old = tx.all(
            sql::old_cases, [](db::Row const& row) { return row.get<CaseId>(0); }, before, std::int64_t{limit});
        for (auto const id : old) {
            tx.run(sql::delete_acts, id);
            out.cases += tx.run(sql::delete_case, id);
        }
        out.more = old.size() == static_cast<std::size_t>(limit);
        out.delegations = tx.run(sql::delete_old_delegations, day.text(), before);
        if (out.cases + out.delegations == 0) return out;
        audit::Event event;
        event.action = "approvals.cleared";
        event.subject_kind = "approval";
        event.summary = "清理办结满" + std::to_string(years_kept) + "年的审批和委托";
        event.details = {{"cases", std::to_string(out.cases)},
                         {"delegations", std::to_string(out.delegations)},
                         {"before", day.text()}};
        trail.record(tx, auth::Actor::the_system("到期清理"), event);
        return out;
    });
}

}  // namespace xinglin::approvals
