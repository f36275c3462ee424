#include "modules/organisations/reading.hpp"
#include "modules/organisations/due.hpp"
#include "modules/organisations/test_tree.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::organisations;
using namespace xinglin::organisations::testing;
using xinglin::testing::with_databases;

TEST_SUITE("organisations reading") {
    TEST_CASE("rows of the tree by scope and by day, in pages") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            h.staff(h.heart, 2, 1);
            h.staff(h.bones, 3);
            auto const names = [](std::vector<TreeRow> const& rows) {
                std::string text;
                for (auto const& row : rows)
                    text += row.organisation.code + ":" + std::to_string(row.children) + ":" +
                            std::to_string(row.counts.members()) + " ";
                return text;
            };
            db.read([&](db::Reader& r) {
                auto const all = auth::Scope::everything();
                CHECK(names(rows_in(r, all, std::nullopt, "", 100)) ==
                      "D01:2:6 Z1:3:3 Z1B01:0:3 Z1B02:0:0 Z1B03:0:0 Z2:2:3 Z2B01:0:0 Z2B02:0:3 ");
                CHECK(names(children_of(r, h.committee, std::nullopt, "", 10)) == "Z1:3:3 Z2:2:3 ");
                CHECK(names(children_of(r, h.internal, std::nullopt, "Z1B01", 1)) == "Z1B02:0:0 ");
                auto const first = rows_in(r, all, std::nullopt, "", 3);
                CHECK(names(rows_in(r, all, std::nullopt, first.back().organisation.path, 2)) ==
                      "Z1B02:0:0 Z1B03:0:0 ");
                auth::Scope const two{{auth::subtree(h.path(h.heart)), auth::subtree(h.path(h.surgical))},
                                      std::nullopt};
                CHECK(names(roots_of(r, two, std::nullopt)) == "Z1B01:0:3 Z2:2:3 ");
                CHECK(names(rows_in(r, two, std::nullopt, "", 10)) == "Z1B01:0:3 Z2:2:3 Z2B01:0:0 Z2B02:0:3 ");
                CHECK(rows_in(r, all, Date{2019, 12, 31}, "", 10).empty());
                CHECK(rows_in(r, {}, std::nullopt, "", 10).empty());
                CHECK(ancestors(r, *find(r, h.heart), std::nullopt).size() == 2);
            });
            auto move = command(ChangeKind::move, today);
            move.organisation_id = h.heart;
            move.parent_id = h.surgical;
            REQUIRE(h.service.change(h.office, move));
            db.read([&](db::Reader& r) {
                CHECK(names(children_of(r, h.internal, Date{2026, 11, 21}, "", 10)) ==
                      "Z1B01:0:0 Z1B02:0:0 Z1B03:0:0 ");
                CHECK(names(children_of(r, h.internal, std::nullopt, "", 10)) == "Z1B02:0:0 Z1B03:0:0 ");
                auto const past = history(r, h.heart, {}, 10);
                REQUIRE(past.size() == 2);
                CHECK(past[0].change.kind == ChangeKind::move);
                CHECK(past[0].effects.at(0).text == "“心血管内科党支部”由“内科系统党总支部”改为隶属“外科系统党总支部”");
                CHECK(history(r, h.heart, past[0].change.id, 10).size() == 1);
                CHECK(history(r, h.surgical, {}, 10).size() == 2);  // it was moved to
                CHECK(waiting(r, auth::Scope::everything(), 100).size() == 8);  // the tree was entered six years late
            });
        });
    }
    TEST_CASE("any part of a name finds, former names and aliases too, within the scope") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto amend = command(ChangeKind::amend, today);
            amend.organisation_id = h.heart;
            amend.aliases = std::vector<std::string>{"CCU 支部"};
            REQUIRE(h.service.change(h.office, amend));
            auto const found = [&](std::string_view text, auth::Scope const& scope = auth::Scope::everything()) {
                std::string codes;
                for (auto const& o : db.read([&](db::Reader& r) { return search(r, scope, text, 10); }))
                    codes += o.code + " ";
                return codes;
            };
            CHECK(found("心血管") == "Z1B01 ");
            CHECK(found("内科") == "Z1 Z1B01 Z1B02 Z1B03 ");
            CHECK(found("骨") == "Z2B02 ");
            CHECK(found("z1b0") == "Z1B01 Z1B02 Z1B03 ");
            CHECK(found("ccu支部") == "Z1B01 ");
            CHECK(found("内科", {{auth::subtree(h.path(h.heart))}, std::nullopt}) == "Z1B01 ");
            CHECK(found("没有的") == "");
            CHECK(found("科心") == "");
            CHECK(found("") == "");
            auto rename = command(ChangeKind::rename, today);
            rename.organisation_id = h.bones;
            rename.name = "中共云澜市第一人民医院运动医学支部委员会";
            rename.short_name = "运动医学党支部";
            REQUIRE(h.service.change(h.office, rename));
            CHECK(found("运动医学") == "Z2B02 ");
            CHECK(found("骨科") == "Z2B02 ");
        });
    }
    TEST_CASE("advice names the rule and since when, and ends when things are in order") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            h.staff(h.heart, 2);
            h.staff(h.lung, 7);
            auto const said = [&] {
                std::string text;
                auto const rules = db.read([&](db::Reader& r) { return regulations::rules(r, h.book); });
                for (auto const& a : db.read([&](db::Reader& r) {
                         return advice(r, {{auth::subtree(h.path(h.internal))}, std::nullopt}, rules, h.clock.today(),
                                       "", 50)
                             .rows;
                     }))
                    text += a.finding.rule + (a.since ? "@" + a.since->text() : "") + " ";
                return text;
            };
            CHECK(said() ==
                  "general_branch.below organisation.no_secretary branch.too_few_full organisation.no_secretary "
                  "branch.committee_required "
                  "organisation.no_secretary branch.too_few_full organisation.no_secretary ");
            auto const looked = h.service.note_advice("", 3);
            REQUIRE(looked);
            CHECK(looked->first == 3);
            CHECK(looked->second == h.path(h.heart));
            CHECK(h.service.note_advice(looked->second, 100)->second.empty());
            CHECK(said().find("branch.too_few_full@2026-11-22") != std::string::npos);
            h.clock.advance(day_ms);
            h.staff(h.heart, 1);
            CHECK(said().find("branch.too_few_full ") == std::string::npos);  // gone at once in the heart branch
            REQUIRE(h.service.note_advice("", 100));
            CHECK(said().find("branch.committee_required@2026-11-22") != std::string::npos);
            auto const page = db.read([&](db::Reader& r) {
                return advice(r, auth::Scope::everything(), regulations::rules(r, h.book), h.clock.today(), "", 1);
            });
            CHECK(page.next == h.path(h.committee));
        });
    }
    TEST_CASE("strangers see what is published, under the nearest published organisation") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const seen = [&](bool secretary) {
                return db.read([&](db::Reader& r) { return published(r, secretary); });
            };
            CHECK(seen(false).empty());
            for (auto const id : {h.committee, h.heart}) {
                auto amend = command(ChangeKind::amend, today);
                amend.organisation_id = id;
                amend.published = true;
                REQUIRE(h.service.change(h.office, amend));
            }
            NewPost by_name;
            by_name.organisation_id = h.heart;
            by_name.kind = PostKind::secretary;
            by_name.holder = "林明旭";
            by_name.from = {2026, 1, 1};
            REQUIRE(h.service.give_post(h.office, by_name));
            auto const rows = seen(false);
            REQUIRE(rows.size() == 2);
            CHECK(rows[1].parent == h.committee);
            CHECK(rows[1].depth == 1);
            CHECK(rows[1].secretary.empty());
            CHECK(seen(true)[1].secretary == "林明旭");
            db.read([&](db::Reader& r) {
                CHECK(published_one(r, h.heart, false)->short_name == "心血管内科党支部");
                CHECK(published_one(r, h.heart, false)->parent == h.committee);
                CHECK(published_one(r, h.heart, false)->depth == 1);
                CHECK_FALSE(published_one(r, h.bones, false));
                auto const above = published_above(r, h.heart);
                REQUIRE(above.size() == 1);
                CHECK(above[0].id == h.committee);
                CHECK(published_counts(r) ==
                      std::vector<std::pair<std::string, std::int64_t>>{{"党委", 1}, {"党支部", 1}});
                CHECK(published(r, false, 10, h.path(h.internal)).size() == 1);
            });
        });
    }
}

TEST_SUITE("organisations duties") {
    TEST_CASE("late entries are one duty for whoever countersigns them") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            DutySource const source(h.service);
            auto const due = [&](auth::Actor const& who) {
                return db.read([&](db::Reader& r) { return source.due(r, who, h.clock.today(), 5); });
            };
            CHECK(due(actor(9, "", {"organisations.read"})).empty());
            // The hospital of this test was entered years late: each creation waits for a second person.
            auto const late = due(actor(10, h.path(h.internal), {"organisations.countersign"}));
            REQUIRE(late.size() == 1);
            CHECK(late[0].count == 4);
        });
    }
}
