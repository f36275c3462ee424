#include "modules/people/test_people.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

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

organisations::PostId post(Hospital& h, OrganisationId where, organisations::PostKind kind, PersonId person) {
    organisations::NewPost post;
    post.organisation_id = where;
    post.kind = kind;
    post.person_id = person;
    post.from = {2026, 1, 1};
    auto const given = h.tree.give_post(h.system, post);
    REQUIRE_MESSAGE(given.has_value(), (given ? "" : given.error().code));
    return given->post.id;
}

/// Where the person has posts today.
std::set<OrganisationId> posts_held(Hospital& h, PersonId person) {
    return h.db.read([&](db::Reader& reader) {
        std::set<OrganisationId> out;
        for (auto const& post : organisations::posts_of(reader, person))
            if (!post.to) out.insert(post.organisation);
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
        REQUIRE(db.write(
            [&](db::Tx& tx) -> Result<int> { return people::reverse_batch(tx, h.tools, 7, after, 10).people; }));
        CHECK(posts_of(h, made->person).empty());
        CHECK(unmatched(h) == 1);
    });
}

TEST_CASE("people posts: a transfer ends the posts of the branch alone, and taking it back restores them") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        using organisations::PostKind;
        auto const person = h.member(h.heart, "林明旭");
        auto const office = h.office();
        auto const today = h.clock.today();
        std::set<OrganisationId> const both{h.heart, h.committee}, seat{h.committee};
        post(h, h.heart, PostKind::secretary, person);
        post(h, h.committee, PostKind::member, person);
        REQUIRE(h.service.transfer(office, {person, h.lung, today, "转支部"}));
        CHECK(posts_held(h, person) == seat);
        REQUIRE(h.service.transfer(office, {person, h.heart, today, "转错了"}));
        CHECK(posts_held(h, person) == both);
        // A move of a later day is a new one: what ended stays ended.
        REQUIRE(h.service.transfer(office, {person, h.lung, today, "转支部"}));
        h.clock.set(*Instant::parse("2026-09-20T04:00:00Z"));
        REQUIRE(h.service.transfer(office, {person, h.heart, h.clock.today(), "又调回"}));
        CHECK(posts_held(h, person) == seat);
        // Who leaves the party leaves every post.
        REQUIRE(h.service.take_step(h.system, {person, "deceased", h.clock.today(), "病故"}));
        CHECK(posts_held(h, person).empty());
    });
}

TEST_CASE("people posts: taking a transfer back leaves the secretary who was named since") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        using organisations::PostKind;
        auto const person = h.member(h.heart, "林明旭"), heir = h.member(h.heart, "何子安");
        auto const office = h.office();
        auto const today = h.clock.today();
        post(h, h.heart, PostKind::secretary, person);
        REQUIRE(h.service.transfer(office, {person, h.lung, today, "转支部"}));
        post(h, h.heart, PostKind::secretary, heir);
        REQUIRE(h.service.transfer(office, {person, h.heart, today, "转错了"}));
        CHECK(posts_held(h, person).empty());
        CHECK(posts_held(h, heir) == std::set<OrganisationId>{h.heart});
    });
}

TEST_CASE("people posts: a move by a file ends the posts of the branch, and taking the file back restores them") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        using organisations::PostKind;
        auto row = h.row(h.heart, "林明旭");
        auto const person = h.import(row, 1)->person;
        post(h, h.heart, PostKind::secretary, person);
        post(h, h.committee, PostKind::member, person);
        row.organisation = h.lung;
        REQUIRE(h.import(row, 2, "hr"));
        CHECK(posts_held(h, person) == std::set<OrganisationId>{h.committee});
        PersonId after;
        REQUIRE(db.write(
            [&](db::Tx& tx) -> Result<int> { return people::reverse_batch(tx, h.tools, 2, after, 10).people; }));
        CHECK(h.roster(person).organisation == h.heart);
        CHECK(posts_held(h, person) == std::set<OrganisationId>{h.committee, h.heart});
    });
}
