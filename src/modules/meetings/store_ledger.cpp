#include "modules/meetings/store_ledger.hpp"

#include "gen/meetings/sql.hpp"
#include "modules/meetings/store.hpp"

namespace xinglin::meetings::store {

std::vector<Meeting> between(db::Reader& reader, auth::Scope const& scope, Instant from, Instant until) {
    std::vector<Meeting> out;
    for (auto const& range : scope.subtrees)
        reader.each(
            sql::between, [&](db::Row const& row) { out.push_back(meeting_from(row)); }, range.from, range.to, from,
            until);
    return out;
}

std::vector<Meeting> late_waiting(db::Reader& reader, auth::Scope const& scope, int limit) {
    std::vector<Meeting> out;
    for (auto const& range : scope.subtrees)
        reader.each(
            sql::late_waiting, [&](db::Row const& row) { out.push_back(meeting_from(row)); }, range.from, range.to,
            limit);
    return out;
}

}  // namespace xinglin::meetings::store
