#include "app/portal_source.hpp"

#include <algorithm>

namespace xinglin::app {
namespace {

using organisations::PublicOrganisation;

constexpr int tree_limit = 2000;

std::vector<PublicOrganisation> tree(db::Reader& reader) { return organisations::published(reader, false, tree_limit); }

portal::PublicOrganisation shown(PublicOrganisation const& from, int depth) {
    return {from.id,         from.parent,     depth,      from.name,
            from.short_name, from.kind_title, from.phone, from.founded_on ? from.founded_on->text() : std::string(),
            from.secretary};
}

}  // namespace

std::vector<portal::PublicOrganisation> PortalSource::organisations(db::Reader& reader, OrganisationId root,
                                                                    int limit) {
    auto const rows = tree(reader);
    std::vector<portal::PublicOrganisation> out;
    // Rows stand in tree order: those below `root` follow it directly, until one is no deeper than it.
    auto at = rows.begin();
    int floor = -1;
    if (!root.none()) {
        at = std::find_if(rows.begin(), rows.end(), [&](auto const& row) { return row.id == root; });
        if (at == rows.end()) return out;
        floor = at->depth;
        ++at;
    }
    for (; at != rows.end() && at->depth > floor && static_cast<int>(out.size()) < limit; ++at) {
        out.push_back(shown(*at, at->depth - floor - 1));
    }
    return out;
}

std::optional<portal::PublicOrganisation> PortalSource::organisation(db::Reader& reader, OrganisationId id) {
    auto const found = organisations::published_one(reader, id, false);
    if (!found) return std::nullopt;
    return shown(*found, found->depth);
}

std::vector<portal::PublicOrganisation> PortalSource::ancestors(db::Reader& reader, OrganisationId id) {
    std::vector<portal::PublicOrganisation> out;
    for (auto const& above : organisations::published_above(reader, id)) out.push_back(shown(above, above.depth));
    return out;
}

std::vector<std::pair<std::string, std::int64_t>> PortalSource::counts(db::Reader& reader) {
    return organisations::published_counts(reader);
}

}  // namespace xinglin::app
