#include "app/portal_source.hpp"

#include <algorithm>

namespace xinglin::app {
namespace {

using organisations::PublicOrganisation;

constexpr int tree_limit = 2000;

std::vector<PublicOrganisation> tree(db::Reader& reader) { return organisations::published(reader, false, tree_limit); }

portal::PublicOrganisation shown(PublicOrganisation const& from, int depth) {
    return {from.id,   from.parent, depth,      from.name, from.short_name, from.kind_title,
            from.phone, from.founded_on ? from.founded_on->text() : std::string(), from.secretary};
}

PublicOrganisation const* find(std::vector<PublicOrganisation> const& rows, OrganisationId id) {
    auto const found = std::find_if(rows.begin(), rows.end(), [&](auto const& row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

std::vector<portal::PublicOrganisation> PortalSource::organisations(db::Reader& reader, OrganisationId root, int limit) {
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
    auto const rows = tree(reader);
    auto const* found = find(rows, id);
    return found == nullptr ? std::nullopt : std::optional(shown(*found, found->depth));
}

std::vector<portal::PublicOrganisation> PortalSource::ancestors(db::Reader& reader, OrganisationId id) {
    auto const rows = tree(reader);
    std::vector<portal::PublicOrganisation> out;
    auto const* at = find(rows, id);
    while (at != nullptr && !at->parent.none()) {
        at = find(rows, at->parent);
        if (at != nullptr) out.insert(out.begin(), shown(*at, at->depth));
    }
    return out;
}

std::vector<std::pair<std::string, std::int64_t>> PortalSource::counts(db::Reader& reader) {
    // The tree begins with the highest kinds, so the order of first sight is that of rank.
    std::vector<std::pair<std::string, std::int64_t>> out;
    for (auto const& row : tree(reader)) {
        auto const known = std::find_if(out.begin(), out.end(), [&](auto const& pair) { return pair.first == row.kind_title; });
        if (known == out.end()) {
            out.emplace_back(row.kind_title, 1);
        } else {
            ++known->second;
        }
    }
    return out;
}

}  // namespace xinglin::app
