#pragma once
// Writes what the dated rows of a person say to the roster.

#include "modules/people/people.hpp"
#include "modules/people/projection.hpp"

#include <functional>
#include <optional>

namespace xinglin::people {

/// Head counts of a state, for organisations::adjust_counts.
[[nodiscard]] organisations::Counts counts_of_state(members::State state);

/// How a refresh learns of organisations and reports head counts; imports aggregate both over a turn.
struct Surroundings {
    std::function<std::optional<std::string>(OrganisationId)> path_of;
    std::function<void(OrganisationId, organisations::Counts const&)> adjust;
};
/// Asks and writes at once.
[[nodiscard]] Surroundings direct(db::Tx& tx);

/// Brings roster, tokens, chips and counts of a person in line with `whole`.
/// @param old the row as it stands; nothing for a new person, whose `fresh` gives id, batch and instants
/// @returns the row written; nothing when no dated row is left and the person was taken off
std::optional<RosterRow> write_projection(db::Tx& tx, Tools const& tools, Whole const& whole,
                                          std::optional<RosterRow> const& old, RosterRow fresh,
                                          Surroundings const& around);

/// Refuses a staff number or resident ID that is somebody else's.
/// @errors people.duplicate_staff_no, people.duplicate_resident_id (conflict)
[[nodiscard]] Result<Done> check_unique(db::Reader& reader, crypto::Vault const& vault, PersonId person,
                                        Values const& values);

}  // namespace xinglin::people
