#include "modules/organisations/held_on.hpp"

#include "modules/organisations/store.hpp"

namespace xinglin::organisations {

std::vector<Post> posts_on(db::Reader& reader, OrganisationId organisation, Date day) {
    return store::posts(reader, organisation, day);
}

std::vector<OrganisationId> groups_on(db::Reader& reader, OrganisationId organisation, Date day) {
    std::vector<OrganisationId> out;
    for (auto const child : store::children(reader, organisation)) {
        auto const then = store::find_on(reader, child, day);
        if (then && then->kind == OrganisationKind::group) out.push_back(child);
    }
    return out;
}

}  // namespace xinglin::organisations
