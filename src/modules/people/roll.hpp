#pragma once
// Who belongs to a part of the tree, for modules that have decided access on their own records.

#include "modules/people/people.hpp"

#include <vector>

namespace xinglin::people {

/// Full and probationary members of the subtree at `path`, in the order of lists, at most `limit`.
[[nodiscard]] std::vector<Card> members_under(db::Reader& reader, std::string_view path, int limit);

/// Everybody on the roster behind this id (none: from the first on), in the order of ids, at most `limit`.
[[nodiscard]] std::vector<PersonId> everybody(db::Reader& reader, PersonId after, int limit);

}  // namespace xinglin::people
