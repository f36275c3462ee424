#include "modules/meetings/followers.hpp"

#include "modules/meetings/store.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/people/people.hpp"

namespace xinglin::meetings {

using organisations::ChangeContext;
using organisations::Effect;

void TreeFollower::path_moved(db::Tx& tx, ChangeContext const&, std::string const& from, std::string const& to) {
    store::repath(tx, from, to);
    store::repath_records(tx, from, to);
}

Result<std::vector<Effect>> TreeFollower::reassign(db::Tx& tx, ChangeContext const&,
                                                   organisations::Reassignment const& who) {
    service_.follow_people(tx, who.from);
    service_.follow_people(tx, who.to);
    return std::vector<Effect>{};
}

void PeopleFollower::on(db::Tx& tx, people::StateChanged const& news) {
    if (auto const card = people::find_card(tx, news.person)) service_.follow_people(tx, card->organisation);
}

void PeopleFollower::on(db::Tx& tx, people::PersonMoved const& news) {
    service_.follow_people(tx, news.from);
    service_.follow_people(tx, news.to);
}

}  // namespace xinglin::meetings
