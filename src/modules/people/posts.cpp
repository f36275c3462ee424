#include "gen/people/sql.hpp"
#include "modules/audit/audit.hpp"
#include "modules/people/people.hpp"

namespace xinglin::people {

namespace {

/// The one full member of this name in the organisation or beneath it; nobody when there is none or more than one.
PersonId one_full_member(db::Reader& reader, std::string const& name, std::string const& path) {
    auto const range = auth::subtree(path);
    auto const found = reader.all(
        sql::full_members_named, [](db::Row const& row) { return row.get<PersonId>(0); }, name, range.from, range.to);
    return found.size() == 1 ? found.front() : PersonId{};
}

}  // namespace

PostTurn tie_posts(db::Tx& tx, Tools const& tools, organisations::PostId after, int limit) {
    PostTurn turn{after, 0, 0};
    std::vector<std::string> tied;
    for (auto const& [post, path] : organisations::posts_without_person(tx, after, limit)) {
        turn.last = post.id;
        ++turn.looked_at;
        auto const person = one_full_member(tx, post.holder, path);
        if (person.none() || !organisations::link_post(tx, post.id, person)) continue;
        ++turn.tied;
        tied.push_back(post.id.text() + "=" + person.text());
    }
    if (turn.tied == 0) return turn;
    audit::Event event;
    event.action = "people.posts_tied";
    event.subject_kind = "organisation_posts";
    event.summary = std::to_string(turn.tied) + "个党内职务按姓名对应到党员";
    std::string list;
    for (auto const& one : tied) list += (list.empty() ? "" : ",") + one;
    event.details = {{"posts", list}};
    tools.trail.record(tx, auth::Actor::the_system("职务对应"), event);
    return turn;
}

Result<std::int64_t> tie_all_posts(Tools const& tools) {
    constexpr int a_turn = 100;
    organisations::PostId after;
    std::int64_t tied = 0;
    for (;;) {
        TRY_ASSIGN(auto const turn,
                   tools.db.write([&](db::Tx& tx) -> Result<PostTurn> { return tie_posts(tx, tools, after, a_turn); }));
        after = turn.last;
        tied += turn.tied;
        if (turn.looked_at < a_turn) return tied;
    }
}

}  // namespace xinglin::people
