#pragma once
// Who may be named by an id: whoever the search would show to the one who names them.

#include "modules/people/people.hpp"

#include <optional>

namespace xinglin::people {

/// The card of somebody an actor names: those within their people.read, as the search has it, and themselves. Anybody else is
/// not there, so that an id alone tells nobody a name or a state.
[[nodiscard]] std::optional<Card> known_card(db::Reader& reader, auth::Actor const& actor, PersonId person);

}  // namespace xinglin::people
