#pragma once
// Part of the door: who held a post on a day, which groups there were. For the modules that ask about a day of their own.

#include "modules/organisations/types.hpp"

#include <vector>

namespace xinglin::db {
class Reader;
}

namespace xinglin::organisations {

/// Posts of one organisation that were held on a day.
[[nodiscard]] std::vector<Post> posts_on(db::Reader& reader, OrganisationId organisation, Date day);
/// Groups (党小组) right beneath an organisation that lived on a day.
[[nodiscard]] std::vector<OrganisationId> groups_on(db::Reader& reader, OrganisationId organisation, Date day);

}  // namespace xinglin::organisations
