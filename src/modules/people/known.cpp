#include "modules/people/known.hpp"

namespace xinglin::people {

std::optional<Card> known_card(db::Reader& reader, auth::Actor const& actor, PersonId person) {
    auto card = find_card(reader, person);
    if (!card || actor.system || (!actor.person.none() && actor.person == person)) return card;
    if (!actor.has(rights::read) || !actor.scope(rights::read).covers(card->path)) return std::nullopt;
    return card;
}

}  // namespace xinglin::people
