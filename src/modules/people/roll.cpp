#include "modules/people/roll.hpp"

#include "gen/people/sql.hpp"
#include "modules/people/lists.hpp"

namespace xinglin::people {

std::vector<Card> members_under(db::Reader& reader, std::string_view path, int limit) {
    auth::Scope scope;
    scope.subtrees.push_back(auth::subtree(path));
    Filter filter;
    filter.group = members::Group::member;
    std::vector<Card> cards;
    for (auto const& row : store::list(reader, scope, filter, {}, limit)) {
        if (row.state != members::State::full && row.state != members::State::probationary) continue;
        cards.push_back({row.id, row.name, row.staff_no, row.organisation, row.path, row.state, row.department});
    }
    return cards;
}

std::vector<PersonId> everybody(db::Reader& reader, PersonId after, int limit) {
    return reader.all(
        sql::ids_after, [](db::Row const& row) { return row.get<PersonId>(0); }, after.value, std::int64_t{limit});
}

}  // namespace xinglin::people
