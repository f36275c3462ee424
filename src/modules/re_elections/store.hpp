#pragma once
// Rows of re-elections, to types and back. No decisions here.

#include "modules/re_elections/types.hpp"
#include "platform/auth/auth.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::re_elections::store {

[[nodiscard]] std::optional<ReElection> find(db::Reader& reader, ReElectionId id);
[[nodiscard]] std::optional<ReElection> running(db::Reader& reader, OrganisationId organisation);
/// The latest first, at most `limit` for each part of the scope.
[[nodiscard]] std::vector<ReElection> list(db::Reader& reader, auth::Scope const& scope, State state, int limit);
void insert(db::Tx& tx, ReElection const& one);
/// @returns false when somebody was first
[[nodiscard]] bool update(db::Tx& tx, ReElection& one);
void repath(db::Tx& tx, std::string_view from, std::string_view to);

/// In the order of the steps.
[[nodiscard]] std::vector<StepDone> done(db::Reader& reader, ReElectionId id);
void put(db::Tx& tx, ReElectionId id, StepDone const& step);
void remove(db::Tx& tx, ReElectionId id, Step step);

[[nodiscard]] std::vector<Nominee> people(db::Reader& reader, ReElectionId id);
/// All of them anew.
void set_people(db::Tx& tx, ReElectionId id, std::vector<Nominee> const& people);

}  // namespace xinglin::re_elections::store
