#pragma once
// The states of a membership begin on days that the party section of the file names.

#include "modules/people/people.hpp"
#include "modules/people/projection.hpp"

namespace xinglin::people {

/// A state begins on the date of the party section: when that date is mended, the state's row is withdrawn and written anew.
/// @param change what was written
/// @param before the file as it was before that
void states_follow_dates(db::Tx& tx, Tools const& tools, Change const& change, File const& before);

}  // namespace xinglin::people
