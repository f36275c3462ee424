#pragma once
// Two people, not two accounts: who did the first half of an act does not do its second half under another account.

#include "platform/auth/auth.hpp"

namespace xinglin::auth {

/// Whether who acts now is the one who acted before: the same account, or another account of the same person.
/// @param account of the first act; none when the system did it
/// @param person behind that account; none for an account without a person
[[nodiscard]] inline bool same_person(Actor const& actor, AccountId account, PersonId person) {
    return (!account.none() && actor.account == account) || (!person.none() && actor.person == person);
}

}  // namespace xinglin::auth
