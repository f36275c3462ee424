#include "modules/organisations/reading.hpp"
#include "modules/organisations/test_tree.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::organisations;
using namespace xinglin::organisations::testing;
using xinglin::testing::with_databases;

TEST_SUITE("organisations posts and terms") {
    TEST_CASE("a secretary is a full member, one at a time") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const people = h.staff(h.heart, 3, 1);
            auto const probationary = h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[3]));
            REQUIRE_FALSE(probationary);
            CHECK(probationary.error().rule == "post.full_member_only");
            CHECK(probationary.error().kind == Kind::refused);
            auto dry = post(h.heart, PostKind::secretary, people[0]);
            dry.dry_run = true;
            REQUIRE(h.service.give_post(h.office, dry));
            CHECK(db.read([&](db::Reader& r) { return store::open_posts(r, h.heart); }).empty());
            auto const given = h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[0]));
            REQUIRE(given);
            CHECK(given->post.holder == "合成1");
            CHECK(h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[1])).error().code ==
                  "organisations.post_taken");
            CHECK(h.service.give_post(h.office, post(h.heart, PostKind::member, PersonId{999})).error().code ==
                  "organisations.person_unknown");
            CHECK(h.service.give_post(h.office, post(h.heart, PostKind::member, people[1], {2026, 11, 23}))
                      .error()
                      .code == "organisations.future_date");
            CHECK(h.service.give_post(h.office, post(h.heart, PostKind::member, people[1], {2019, 12, 31}))
                      .error()
                      .code == "organisations.post_before_organisation");
            auto const member = h.service.give_post(h.office, post(h.heart, PostKind::publicity, people[1]));
            REQUIRE(member);
            CHECK(member->findings.at(0).rule == "post.committee_not_needed");

            CHECK(h.service.end_post(h.office, given->post.id, {2026, 10, 31}, "").error().code ==
                  "organisations.post_end_before_start");
            REQUIRE(h.service.end_post(h.office, given->post.id, {2026, 11, 20}, "工作调动"));
            CHECK(h.service.end_post(h.office, given->post.id, {2026, 11, 20}, "").error().code ==
                  "organisations.post_ended");
            REQUIRE(h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[1], {2026, 11, 20})));
            // On any day one holds it.
            auto const on = [&](Date day) {
                return db.read([&](db::Reader& r) {
                    std::string holder;
                    for (auto const& p : store::posts(r, h.heart, day))
                        if (p.kind == PostKind::secretary) holder += p.holder;
                    return holder;
                });
            };
            CHECK(on({2026, 11, 19}) == "合成1");
            CHECK(on({2026, 11, 20}) == "合成2");
            CHECK(db.read([&](db::Reader& r) { return posts_of(r, people[0]); }).size() == 1);
        });
    }
    TEST_CASE("people and organisations of others do not show") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const others = h.staff(h.bones, 1);
            auto const secretary = actor(9, h.path(h.heart), {"organisations.posts"});
            CHECK(h.service.give_post(secretary, post(h.heart, PostKind::member, others[0])).error().code ==
                  "organisations.person_unknown");
            CHECK(h.service.give_post(secretary, post(h.bones, PostKind::member, others[0])).error().kind ==
                  Kind::not_found);
            CHECK(h.service.give_post(actor(10, "", {"organisations.read"}), post(h.heart, PostKind::member, others[0]))
                      .error()
                      .kind == Kind::forbidden);
        });
    }
    TEST_CASE("terms follow each other; early needs approval, an extension too") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const people = h.staff(h.heart, 8);
            auto const first = h.service.begin_term(h.office, term(h.heart, {2023, 11, 5}));
            REQUIRE(first);
            CHECK(first->term.due_on == Date{2026, 11, 5});
            REQUIRE(h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[0], {2023, 11, 5})));
            CHECK(h.service.begin_term(h.office, term(h.heart, {2023, 11, 5}, "批准")).error().code ==
                  "organisations.term_not_later");
            auto const early = h.service.begin_term(h.office, term(h.heart, {2026, 11, 4}));
            REQUIRE_FALSE(early);
            CHECK(early.error().rule == "term.early_without_approval");
            CHECK(early.error().detail.find("2026-11-05") != std::string::npos);

            auto const& t = first->term;
            CHECK(h.service.extend_term(h.office, t.id, {2026, 11, 5}, "批准", t.version).error().code ==
                  "organisations.extension_not_later");
            CHECK(h.service.extend_term(h.office, t.id, {2027, 5, 5}, "", t.version).error().rule ==
                  "term.extension_needs_approval");
            CHECK(h.service.extend_term(h.office, t.id, {2027, 5, 5}, "批准", t.version + 1).error().kind ==
                  Kind::precondition);
            auto const extended = h.service.extend_term(h.office, t.id, {2027, 5, 5}, "云医党〔2026〕9号", t.version);
            REQUIRE(extended);
            CHECK(extended->term.deadline() == Date{2027, 5, 5});
            CHECK(extended->term.version == t.version + 1);

            auto const second = h.service.begin_term(h.office, term(h.heart, {2026, 11, 20}));
            REQUIRE(second);
            CHECK(second->findings.empty());
            auto const all = db.read([&](db::Reader& r) { return store::terms(r, h.heart); });
            REQUIRE(all.size() == 2);
            CHECK(all[1].ended_on == Date{2026, 11, 20});
            CHECK(db.read([&](db::Reader& r) { return store::open_posts(r, h.heart); }).empty());
            CHECK(h.service.begin_term(h.office, term(h.committee, {2024, 1, 1}))->term.due_on == Date{2029, 1, 1});
            auto temporary = command(ChangeKind::create, today);
            temporary.parent_id = h.committee;
            temporary.to_kind = OrganisationKind::temporary_branch;
            temporary.name = "援外医疗队临时党支部";
            auto const made = h.service.change(h.office, temporary);
            CHECK(h.service.begin_term(h.office, term(made->organisation, today)).error().code ==
                  "organisations.no_term");
        });
    }
    TEST_CASE("terms that come due show within the scope, the nearest first") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            REQUIRE(h.service.begin_term(h.office, term(h.heart, {2024, 2, 1})));   // due 2027-02-01
            REQUIRE(h.service.begin_term(h.office, term(h.lung, {2023, 12, 1})));   // due 2026-12-01
            REQUIRE(h.service.begin_term(h.office, term(h.bones, {2023, 11, 1})));  // overdue
            REQUIRE(h.service.begin_term(h.office, term(h.stomach, {2025, 11, 1})));
            auto const due = [&](auth::Scope const& scope) {
                std::string names;
                for (auto const& d :
                     db.read([&](db::Reader& r) { return due_terms(r, scope, today.plus_months(6), 10); }))
                    names += d.organisation.short_name + " ";
                return names;
            };
            CHECK(due(auth::Scope::everything()) == "骨科党支部 呼吸内科党支部 心血管内科党支部 ");
            CHECK(due({{auth::subtree(h.path(h.internal))}, std::nullopt}) == "呼吸内科党支部 心血管内科党支部 ");
            // It follows a move.
            auto move = command(ChangeKind::move, today);
            move.organisation_id = h.lung;
            move.parent_id = h.surgical;
            REQUIRE(h.service.change(h.office, move));
            CHECK(due({{auth::subtree(h.path(h.internal))}, std::nullopt}) == "心血管内科党支部 ");
            CHECK(due({{auth::subtree(h.path(h.surgical))}, std::nullopt}) == "骨科党支部 呼吸内科党支部 ");
        });
    }
    TEST_CASE("posts and term end with the organisation and run again when the change is taken back") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const people = h.staff(h.heart, 3);
            REQUIRE(h.service.begin_term(h.office, term(h.heart, {2024, 11, 5})));
            REQUIRE(h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[0])));
            auto dissolve = command(ChangeKind::dissolve, today);
            dissolve.organisation_id = h.heart;
            dissolve.heir_id = h.lung;
            auto const done = h.service.change(h.office, dissolve);
            REQUIRE(done);
            db.read([&](db::Reader& r) {
                CHECK(store::open_posts(r, h.heart).empty());
                CHECK_FALSE(store::open_term(r, h.heart));
            });
            REQUIRE(h.service.undo(h.office, done->change, "登记有误"));
            db.read([&](db::Reader& r) {
                CHECK(store::open_posts(r, h.heart).size() == 1);
                CHECK(store::open_term(r, h.heart));
            });
        });
    }
    TEST_CASE("a post known by name only is tied to the person when the file comes") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            NewPost by_name;
            by_name.organisation_id = h.internal;
            by_name.kind = PostKind::secretary;
            by_name.holder = "林明旭";
            by_name.from = {2026, 1, 1};
            REQUIRE(h.service.give_post(h.office, by_name));
            auto const linked = db.write([&](db::Tx& tx) -> Result<std::int64_t> {
                auto const named = posts_without_person(tx, {}, 10);
                REQUIRE(named.size() == 1);
                CHECK(named[0].post.holder == "林明旭");
                CHECK(named[0].path == h.path(h.internal));
                CHECK(link_post(tx, named[0].post.id, PersonId{78}));
                CHECK_FALSE(link_post(tx, named[0].post.id, PersonId{79}));  // taken
                CHECK(posts_without_person(tx, {}, 10).empty());
                CHECK(unlink_posts_of(tx, PersonId{78}) == 1);
                CHECK(posts_without_person(tx, {}, 10).size() == 1);
                return link_post(tx, named[0].post.id, PersonId{78}) ? 1 : 0;
            });
            CHECK(linked == 1);
            CHECK(db.read([&](db::Reader& r) { return posts_of(r, PersonId{78}).at(0).organisation; }) == h.internal);
            CHECK(db.write([&](db::Tx& tx) -> Result<std::int64_t> { return end_posts_of(tx, PersonId{78}, today); }) ==
                  1);
        });
    }
}
