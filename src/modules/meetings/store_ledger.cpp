#include "modules/meetings/store_ledger.hpp"

#include "gen/meetings/sql.hpp"

#include <algorithm>
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

std::vector<Meeting> held_in(db::Reader& reader, auth::Scope const& scope, int limit) {
    std::vector<Meeting> out;
    for (auto const& range : scope.subtrees)
        reader.each(
            sql::held_in, [&](db::Row const& row) { out.push_back(meeting_from(row)); }, range.from, range.to, limit);
    std::sort(out.begin(), out.end(), [](Meeting const& a, Meeting const& b) {
        return std::pair(a.starts_at, a.id) < std::pair(b.starts_at, b.id);
    });
    if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
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
