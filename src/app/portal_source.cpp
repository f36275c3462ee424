#include "app/portal_source.hpp"

#include "platform/db/mark.hpp"

namespace xinglin::app {
namespace {

using organisations::PublicOrganisation;

portal::PublicOrganisation shown(PublicOrganisation const& from, int depth) {
    return {from.id,         from.parent,     depth,      from.name,
            from.short_name, from.kind_title, from.phone, from.founded_on ? from.founded_on->text() : std::string(),
            from.secretary};
}

}  // namespace

/// A change of the database, or of the day: settings hold from a day on.
std::optional<std::int64_t> PortalSource::mark() {
    auto const changed = db::change_mark(database_);
    if (!changed) return std::nullopt;
    constexpr std::int64_t days = 1'000'000;
    return *changed * days + clock_.today().days();
}

bool PortalSource::with_secretary(db::Reader& reader) const {
    auto const setting = regulations::rules(reader, book_).nearest("public.secretary_name", clock_.today());
    return setting.choice() == "show";
}

std::vector<portal::PublicOrganisation> PortalSource::organisations(db::Reader& reader, OrganisationId root,
                                                                    int limit) {
    std::string under;
    if (!root.none()) {
        auto const above = organisations::find(reader, root);
        if (!above) return {};
        under = above->path;
    }
    std::vector<portal::PublicOrganisation> out;
    // One more than asked for: the first row below a root is the root itself, where it is published.
    for (auto const& row : organisations::published(reader, with_secretary(reader), limit + 1, under)) {
        if (row.id == root) continue;
        if (static_cast<int>(out.size()) == limit) break;
        out.push_back(shown(row, row.depth - (root.none() ? 0 : 1)));
    }
    return out;
}

std::optional<portal::PublicOrganisation> PortalSource::organisation(db::Reader& reader, OrganisationId id) {
    auto const found = organisations::published_one(reader, id, with_secretary(reader));
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
