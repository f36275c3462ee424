#pragma once
// Finding people by what somebody types, for lists that ask for more than a name.

#include "modules/people/people.hpp"

#include <functional>

namespace xinglin::people {

struct SearchHits {
    std::vector<Card> cards;
    bool complete{true};  ///< false: the text fits so many people that not all of them were looked at
};
/// As search(), but only people that are `wanted`, too, count towards the limit. The order is the same each time, so that a list
/// can be paged by how many came before.
[[nodiscard]] SearchHits search_people(db::Reader& reader, crypto::Vault const& vault, auth::Scope const& scope,
                                       std::string_view text, int limit, std::function<bool(PersonId)> wanted);
/// Whether a row, of any day, answers to what somebody typed.
[[nodiscard]] bool answers_to(RosterRow const& row, crypto::Vault const& vault, std::string_view text);

}  // namespace xinglin::people
