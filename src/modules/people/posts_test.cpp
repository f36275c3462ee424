#include "modules/people/test_people.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace {

using namespace xinglin;
using people::testing::Hospital;
using xinglin::testing::with_databases;

organisations::PostId named_post(Hospital& h, OrganisationId where, organisations::PostKind kind,
                                 std::string const& name) {
    organisations::NewPost post;
    post.organisation_id = where;
    post.kind = kind;
    post.holder = name;
    post.from = {2026, 1, 1};
    auto const given = h.tree.give_post(h.system, post);
    REQUIRE_MESSAGE(given.has_value(), (given ? "" : given.error().code));
    return given->post.id;
}

std::vector<std::string> posts_of(Hospital& h, PersonId person) {
    return h.db.read([&](db::Reader& reader) {
        std::vector<std::string> out;
        for (auto const& post : organisations::posts_of(reader, person)) out.push_back(post.holder);
        return out;
    });
}

std::size_t unmatched(Hospital& h) {
    return h.db.read([](db::Reader& reader) { return organisations::posts_without_person(reader, {}, 100).size(); });
}

}  // namespace

TEST_CASE("people posts: a name is tied only to the one full member of the organisation who bears it") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        using organisations::PostKind;
        named_post(h, h.heart, PostKind::secretary, "林明旭");
        named_post(h, h.lung, PostKind::secretary, "周清和");   // two bear the name
        named_post(h, h.bones, PostKind::secretary, "何子安");  // bears it elsewhere only
        named_post(h, h.heart, PostKind::publicity, "许思远");  // not a full member
        named_post(h, h.internal, PostKind::secretary, "林明旭");  // of a branch beneath
        auto const holder = h.member(h.heart, "林明旭");
        h.member(h.lung, "周清和");
        h.member(h.lung, "周清和");
        h.member(h.heart, "何子安");
        auto const young = h.member(h.heart, "许思远", {}, members::State::probationary);
        CHECK(*people::tie_all_posts(h.tools) == 2);
        CHECK(posts_of(h, holder) == std::vector<std::string>{"林明旭", "林明旭"});
        CHECK(posts_of(h, young).empty());
        CHECK(unmatched(h) == 3);
        CHECK(*people::tie_all_posts(h.tools) == 0);
    });
}

TEST_CASE("people posts: a move ends the posts left behind and no others; taken back on its day, they go on") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        using organisations::PostKind;
        auto const person = h.member(h.heart, "林明旭");
        named_post(h, h.heart, PostKind::secretary, "林明旭");
        named_post(h, h.heart, PostKind::publicity, "林明旭");
        named_post(h, h.internal, PostKind::organisation, "林明旭");
        REQUIRE(*people::tie_all_posts(h.tools) == 3);
        auto const running = [&] {
            return h.db.read([&](db::Reader& reader) {
                auto const posts = organisations::posts_of(reader, person);
                return std::count_if(posts.begin(), posts.end(), [](auto const& post) { return !post.to; });
            });
        };
        auto const day = h.clock.today();
        REQUIRE(h.service.transfer(h.office(), {person, h.bones, day, "科室调整"}));
        CHECK(running() == 1);  // the one of the general branch above stays
        organisations::NewPost next;
        next.organisation_id = h.heart;
        next.kind = PostKind::publicity;
        next.holder = "接任者";
        next.from = day;
        REQUIRE(h.tree.give_post(h.system, next));
        REQUIRE(h.service.transfer(h.office(), {person, h.heart, day, "撤回转接"}));
        CHECK(running() == 2);
        // A real return on another day gives no post back.
        h.clock.advance(day_ms);
        REQUIRE(h.service.transfer(h.office(), {person, h.bones, h.clock.today(), "科室调整"}));
        CHECK(running() == 1);
        h.clock.advance(day_ms);
        REQUIRE(h.service.transfer(h.office(), {person, h.heart, h.clock.today(), "调回"}));
        CHECK(running() == 1);
    });
}

TEST_CASE("people posts: a withdrawn import leaves the name, and no post hangs on nobody") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        named_post(h, h.heart, organisations::PostKind::secretary, "林明旭");
        auto const made = h.import(h.row(h.heart, "林明旭"), 7);
        REQUIRE(made);
        CHECK(*people::tie_all_posts(h.tools) == 1);
        CHECK(unmatched(h) == 0);
        PersonId after;
        REQUIRE(db.write([&](db::Tx& tx) -> Result<int> { return people::reverse_batch(tx, h.tools, 7, after, 10); }));
        CHECK(posts_of(h, made->person).empty());
        CHECK(unmatched(h) == 1);
    });
}
