#pragma once
// Lists, counts and chips over the roster. Rows to types; every one takes a scope.

#include "modules/people/types.hpp"
#include "platform/db/db.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin::people::store {

/// People in scope that fit the filter (its `text` aside), in the order path, reading, id, after `after`.
/// A scope without subtrees shows the own person only.
[[nodiscard]] std::vector<RosterRow> list(db::Reader& reader, auth::Scope const& scope, Filter const& filter,
                                          ListKey const& after, int limit);
/// Where a list row stands, while it is read: texts are valid until the next one. Version and time of change say which contents.
struct RowKey {
    PersonId id;
    std::int64_t version{1};
    Instant changed_at{};
    OrganisationId organisation;
    std::string_view path, sort;
};
/// What a list shows of a person, while the row is read.
struct ShownRow : RowKey {
    std::string_view name, staff_no, sex;
    members::State state{members::State::staff};
    std::string_view birth, join_date, full_date, department, position, mobile_tail, probation_until;
    std::int64_t flags{0};
};
[[nodiscard]] ShownRow shown_of(RosterRow const& row);
/// As list(), row by row, reading no more columns than a list shows.
void list_shown(db::Reader& reader, auth::Scope const& scope, Filter const& filter, ListKey const& after, int limit,
                std::function<void(ShownRow const&)> const& on_row);
/// The same rows without what they show. Only for scopes with subtrees and filters without a chip.
void list_keys(db::Reader& reader, auth::Scope const& scope, Filter const& filter, ListKey const& after, int limit,
               std::function<void(RowKey const&)> const& on_row);
/// How many people `list` would give in all.
[[nodiscard]] std::int64_t count(db::Reader& reader, auth::Scope const& scope, Filter const& filter);
/// How many people have each of these chips.
[[nodiscard]] std::int64_t count_chip(db::Reader& reader, auth::Scope const& scope, std::string_view chip);

struct StateCount {
    OrganisationId organisation;
    members::State state{members::State::staff};
    std::int64_t people{0};
};
/// Head counts by organisation and state.
[[nodiscard]] std::vector<StateCount> count_states(db::Reader& reader, auth::Scope const& scope);

/// EXPLAIN text of the statements `list_shown` and `list` would run first; for the test that refuses sorts and scans.
[[nodiscard]] std::string list_plan(db::Reader& reader, auth::Scope const& scope, Filter const& filter);

}  // namespace xinglin::people::store
