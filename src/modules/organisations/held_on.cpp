#include "modules/organisations/held_on.hpp"

#include "modules/organisations/reading.hpp"
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

std::vector<Term> terms_of(db::Reader& reader, OrganisationId organisation) {
    return store::terms(reader, organisation);
}

std::vector<Organisation> branches_in(db::Reader& reader, auth::Scope const& scope, std::size_t limit) {
    constexpr int page = 500;
    std::vector<Organisation> out;
    for (std::string after; out.size() < limit;) {
        auto const rows = rows_in(reader, scope, std::nullopt, after, page);
        for (auto const& row : rows) {
            auto const kind = row.organisation.kind;
            bool const branch = kind == OrganisationKind::branch || kind == OrganisationKind::joint_branch ||
                                kind == OrganisationKind::temporary_branch ||
                                kind == OrganisationKind::temporary_joint_branch ||
                                kind == OrganisationKind::floating_branch;
            if (branch && out.size() < limit) out.push_back(row.organisation);
        }
        if (rows.size() < page) break;
        after = rows.back().organisation.path;
    }
    return out;
}

}  // namespace xinglin::organisations
