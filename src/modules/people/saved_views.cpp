#include "modules/people/saved_views.hpp"

#include "base/text.hpp"
#include "gen/people/sql.hpp"
#include "modules/people/fields.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {
constexpr std::size_t most_views = 50;

/// The search text of a query as it stands in an address.
std::string searched(std::string_view query) {
    std::string out;
    for (auto const part : text::split(query, '&')) {
        if (!text::starts_with(part, "q=")) continue;
        auto const value = part.substr(2);
        for (std::size_t i = 0; i < value.size(); ++i) {
            auto const byte =
                value[i] == '%' && i + 2 < value.size() ? text::unhex(value.substr(i + 1, 2)) : std::nullopt;
            out += byte ? *byte : std::string(1, value[i] == '+' ? ' ' : value[i]);
            if (byte) i += 2;
        }
    }
    return out;
}
}// namespace

std::vector<SavedView> saved_views(db::Reader& reader, AccountId account) {
    return reader.all(
        sql::views_of,
        [](db::Row const& row) {
            return SavedView{SavedViewId{row.integer(0)}, row.get<std::string>(1), row.get<std::string>(2)};
        },
        account);
}

Result<SavedView> save_view(Tools const& tools, auth::Actor const& actor, std::string name, std::string query) {
    name = text::trim(name);
    if (name.empty() || text::length(name) > 40 || query.size() > 2000)
        return fail(malformed("people.view_name").field("/name", "people.view_name"));
    if (holds_sealed_number(searched(query)) || holds_sealed_number(name))
        return fail(malformed("people.query_number").field("/query", "people.query_number"));
    return tools.db.write([&](db::Tx& tx) -> Result<SavedView> {
        auto const known = saved_views(tx, actor.account);
        auto const same =
            std::any_of(known.begin(), known.end(), [&](SavedView const& view) { return view.name == name; });
        if (!same && known.size() >= most_views) return fail(conflict("people.view_too_many"));
        tx.run(sql::insert_view, tools.ids.next_value(), actor.account, name, query, tools.clock.now());
        for (auto const& view : saved_views(tx, actor.account))
            if (view.name == name) return view;
        return fail(problem(Kind::fault, "people.view_name"));
    });
}

Result<Done> delete_view(Tools const& tools, auth::Actor const& actor, SavedViewId id) {
    return tools.db.write([&](db::Tx& tx) -> Result<Done> {
        if (tx.run(sql::delete_view, id, actor.account) == 0) return fail(not_found());
        return Done{};
    });
}

}  // namespace xinglin::people
