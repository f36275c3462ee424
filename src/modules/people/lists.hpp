#pragma once
// Lists, counts and chips over the roster. Rows to types; every one takes a scope.

#include "modules/people/types.hpp"
#include "platform/db/db.hpp"

#include <string>
#include <utility>
#include <vector>

namespace xinglin::people::store {

/// People in scope that fit the filter (its `text` aside), in the order path, reading, id, after `after`.
/// A scope without subtrees shows the own person only.
[[nodiscard]] std::vector<RosterRow> list(db::Reader& reader, auth::Scope const& scope, Filter const& filter,
                                          ListKey const& after, int limit);
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

/// EXPLAIN text of the statement `list` would run first; for the test that refuses sorts and scans.
[[nodiscard]] std::string list_plan(db::Reader& reader, auth::Scope const& scope, Filter const& filter);

}  // namespace xinglin::people::store
