#include "modules/people/state_dates.hpp"

#include "modules/people/store.hpp"

namespace xinglin::people {

void states_follow_dates(db::Tx& tx, Tools const& tools, Change const& change, File const& before) {
    auto const history = members::store::history(tx, change.person);
    auto const follow = [&](members::State state, char const* field) {
        auto const wanted = change.values.find(field);
        if (wanted == change.values.end() || !wanted->second) return;
        auto const old = before.date(field);
        for (auto row : history.states) {
            if (row.withdrawn || row.state != state || row.until || (old && !(row.from == *old))) continue;
            members::store::withdraw_state(tx, row.id, change.origin.at);
            row.id = tools.ids.next_value();
            row.from = *PartialDate::parse(*wanted->second);
            row.origin = change.origin;
            row.reason = "日期更正";
            members::store::insert(tx, tools.vault, row);
            return;
        }
    };
    follow(members::State::probationary, "join_date");
    follow(members::State::full, "full_date");
}

}  // namespace xinglin::people
