#include "modules/organisations/leaving.hpp"

#include "gen/organisations/sql.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/organisations/store.hpp"

#include <algorithm>

namespace xinglin::organisations {

namespace {
constexpr std::string_view because = "组织关系转出";
}

std::int64_t end_posts_in(db::Tx& tx, PersonId person, OrganisationId organisation, Date on) {
    std::int64_t ended = 0;
    for (auto const& post : posts_of(tx, person))
        if (!post.to && post.organisation == organisation)
            ended += store::end_post(tx, post.id, std::max(post.from, on), {}, std::string(because)) ? 1 : 0;
    return ended;
}

std::int64_t reopen_posts_in(db::Tx& tx, PersonId person, OrganisationId organisation, Date on) {
    return tx.run(sql::reopen_posts_in, person, organisation, on.text(), because);
}

}  // namespace xinglin::organisations
