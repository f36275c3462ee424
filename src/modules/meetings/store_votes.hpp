#pragma once
// Rows of votes and elections, to types and back.

#include "modules/meetings/types_votes.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::meetings::store {

[[nodiscard]] std::vector<Vote> votes(db::Reader& reader, MeetingId meeting);
/// One vote per point of the agenda: a later count takes the place of the earlier one.
void put(db::Tx& tx, Vote const& vote);
/// With their candidates, by point and round.
[[nodiscard]] std::vector<Election> elections(db::Reader& reader, MeetingId meeting);
/// Inserts a new round or replaces what is stored of it, candidates included.
void insert(db::Tx& tx, Election const& election);
void update(db::Tx& tx, Election const& election);

}  // namespace xinglin::meetings::store
