#pragma once
// Part of the door: posts of somebody who leaves one organisation, and comes back because the move was a mistake.

#include "base/id.hpp"
#include "base/time.hpp"

namespace xinglin::db {
class Tx;
}

namespace xinglin::organisations {

/// Ends the present posts of a person in this organisation; those elsewhere (a committee above it) stay. @returns how many
std::int64_t end_posts_in(db::Tx& tx, PersonId person, OrganisationId organisation, Date on);

/// The move of that day is taken back: what end_posts_in ended goes on as if it had not, unless the term of the committee has
/// ended since or somebody else was given the same post. @returns how many
std::int64_t reopen_posts_in(db::Tx& tx, PersonId person, OrganisationId organisation, Date on);

}  // namespace xinglin::organisations
