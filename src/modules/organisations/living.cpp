// Every living organisation with its names, for modules that match texts by rules of their own.
#include "base/check.hpp"
#include "gen/organisations/sql.hpp"
#include "modules/organisations/organisations.hpp"
#include "platform/db/db.hpp"

namespace xinglin::organisations {

std::vector<Living> living(db::Reader& reader) {
    std::vector<Living> out;
    std::unordered_map<std::int64_t, std::size_t> places;
    reader.each(sql::living, [&](db::Row const& row) {
        auto const kind = organisation_kind(row.text(3));
        XL_CHECK(kind.has_value());
        places[row.integer(0)] = out.size();
        out.push_back({row.get<OrganisationId>(0), row.get<OrganisationId>(1), row.get<std::string>(2), *kind, row.get<std::string>(4),
                       row.get<std::string>(5), {}});
    });
    reader.each(sql::all_aliases, [&](db::Row const& row) {
        if (auto const place = places.find(row.integer(0)); place != places.end()) out[place->second].aliases.push_back(row.get<std::string>(1));
    });
    return out;
}

}  // namespace xinglin::organisations
