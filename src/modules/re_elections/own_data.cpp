#include "modules/re_elections/own_data.hpp"

#include "gen/re_elections/sql.hpp"

#include "base/text.hpp"
#include "modules/organisations/organisations.hpp"
#include "platform/db/db.hpp"

namespace xinglin::re_elections {

std::vector<OwnRow> own_rows(db::Reader& reader, crypto::Vault const&, auth::Actor const& actor) {
    if (actor.person.none()) return {};
    auto const post_of = [](std::string_view name) {
        auto const kind = organisations::post_kind(name);
        return kind ? std::string(organisations::title_of(*kind)) : std::string();
    };
    return reader.all(
        sql::own_people,
        [&](db::Row const& row) {
            std::vector<std::string> said;
            if (row.get<bool>(1)) said.push_back("提名" + post_of(row.text(2)));
            if (row.get<bool>(3)) said.push_back("当选" + post_of(row.text(4)));
            auto const begun = row.get<Instant>(0);
            return OwnRow{"换届", std::to_string(local_date(begun).year) + "年换届", text::join(said, "，"), "",
                          local_text(begun)};
        },
        actor.person);
}

}  // namespace xinglin::re_elections
