#include "modules/organisations/test_tree.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::organisations;
using namespace xinglin::organisations::testing;
using xinglin::testing::with_databases;

TEST_SUITE("organisations changes") {
    TEST_CASE("a tree grows by creation, each with a path of its own") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            CHECK(h.tree(today) == as_founded);
            CHECK(h.tree({2019, 12, 31}).empty());
            CHECK(h.path(h.committee).size() == 4);
            CHECK(h.path(h.heart).substr(0, 8) == h.path(h.internal));
            CHECK(h.disagreement().empty());

            auto second_top = command(ChangeKind::create, today);
            second_top.to_kind = OrganisationKind::committee;
            second_top.name = "另一个党委";
            CHECK(h.service.change(h.office, second_top).error().code == "organisations.top_exists");

            auto under_branch = command(ChangeKind::create, today);
            under_branch.parent_id = h.heart;
            under_branch.to_kind = OrganisationKind::branch;
            under_branch.name = "支部下的支部";
            auto const no = h.service.change(h.office, under_branch);
            REQUIRE_FALSE(no);
            CHECK(no.error().kind == Kind::refused);
            CHECK(no.error().rule == "organisation.parent_kind");
            CHECK(no.error().article == "《中国共产党章程》第三十条");
            CHECK(no.error().detail == "党支部不能设在党支部之下");

            auto twice = command(ChangeKind::create, today);
            twice.parent_id = h.internal;
            twice.to_kind = OrganisationKind::branch;
            twice.name = "新的党支部";
            twice.code = "Z2B01";
            CHECK(h.service.change(h.office, twice).error().code == "organisations.code_taken");
            twice.code.reset();
            twice.name = "中共云澜市第一人民医院心血管内科支部委员会";
            CHECK(h.service.change(h.office, twice).error().code == "organisations.name_taken");
            twice.name = "新的党支部";
            twice.effective_on = {2019, 12, 31};
            CHECK(h.service.change(h.office, twice).error().code == "organisations.before_founding");
            twice.effective_on = {2026, 11, 23};
            CHECK(h.service.change(h.office, twice).error().code == "organisations.future_date");
            twice.effective_on = today;
            auto const made = h.service.change(h.office, twice);
            REQUIRE(made);
            CHECK(h.at(made->organisation).code.substr(0, 1) == "O");
            CHECK(h.disagreement().empty());
        });
    }
    TEST_CASE("a renaming keeps the past, and a late one holds until the next") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto rename = command(ChangeKind::rename, {2024, 1, 1});
            rename.organisation_id = h.heart;
            rename.name = "中共云澜市第一人民医院心脏中心支部委员会";
            rename.short_name = "心脏中心党支部";
            auto const first = h.service.change(h.office, rename);
            REQUIRE(first);
            CHECK(first->late);
            CHECK(has_effect(*first, "renamed"));
            CHECK(h.at(h.heart, {2023, 12, 31})->short_name == "心血管内科党支部");
            CHECK(h.at(h.heart, {2024, 1, 1})->short_name == "心脏中心党支部");

            auto earlier = rename;
            earlier.effective_on = {2022, 1, 1};
            earlier.name = "中共云澜市第一人民医院心内科支部委员会";
            earlier.short_name = "心内科党支部";
            REQUIRE(h.service.change(h.office, earlier));
            CHECK(h.at(h.heart, {2021, 12, 31})->short_name == "心血管内科党支部");
            CHECK(h.at(h.heart, {2023, 12, 31})->short_name == "心内科党支部");
            CHECK(h.at(h.heart).short_name == "心脏中心党支部");
            CHECK(h.disagreement().empty());
            // Names it once had still find it.
            auto const names = db.read([](db::Reader& reader) { return NameBook::load(reader); });
            CHECK(names.resolve("心血管内科党支部").id == h.heart);
            CHECK(names.resolve("心脏中心党支部").id == h.heart);

            auto same = rename;
            same.effective_on = today;
            CHECK(h.service.change(h.office, same).error().code == "organisations.same_name");
        });
    }
    TEST_CASE("a move takes the subtree, the people and the counters along") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const people = h.staff(h.heart, 4, 1);
            h.staff(h.general, 3);
            auto move = command(ChangeKind::move, {2026, 11, 1});
            move.organisation_id = h.heart;
            move.parent_id = h.surgical;
            auto const done = h.service.change(h.office, move);
            REQUIRE(done);
            CHECK_FALSE(done->late);
            CHECK(h.path(h.heart).substr(0, 8) == h.path(h.surgical));
            CHECK(h.at(h.heart, {2026, 10, 31})->parent == h.internal);
            CHECK(h.at(h.heart, {2026, 11, 1})->parent == h.surgical);
            CHECK(h.counts_under(h.surgical).full == 7);
            CHECK(h.counts_under(h.surgical).probationary == 1);
            CHECK(h.counts_under(h.internal).people() == 0);
            CHECK(db.read([&](db::Reader& r) { return h.people.where(r, people[0]); }) == h.path(h.heart));
            CHECK(h.disagreement().empty());

            // A whole general branch goes under itself? No.
            auto loop = command(ChangeKind::move, today);
            loop.organisation_id = h.surgical;
            loop.parent_id = h.heart;
            CHECK(h.service.change(h.office, loop).error().code == "organisations.under_itself");
            loop.parent_id = h.internal;
            CHECK(h.service.change(h.office, loop).error().code == "organisation.parent_kind");
        });
    }
    TEST_CASE("a late move of a subtree rewrites each day since, and only those") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto second = command(ChangeKind::create, {2021, 1, 1});
            second.parent_id = h.committee;
            second.to_kind = OrganisationKind::committee;
            second.name = "中共云澜市第一人民医院东院区委员会";
            second.short_name = "东院区党委";
            auto const east = h.service.change(h.office, second)->organisation;
            auto rename = command(ChangeKind::rename, {2024, 1, 1});
            rename.organisation_id = h.bones;
            rename.name = "中共云澜市第一人民医院骨科中心支部委员会";
            rename.short_name = "骨科中心党支部";
            REQUIRE(h.service.change(h.office, rename));
            auto move = command(ChangeKind::move, {2023, 1, 1});
            move.organisation_id = h.surgical;
            move.parent_id = east;
            auto const done = h.service.change(h.office, move);
            REQUIRE(done);
            CHECK(has_effect(*done, "subtree_moved"));
            CHECK(h.tree({2022, 12, 31}).find(" 外科系统党总支部\n  普外科党支部") != std::string::npos);
            CHECK(h.tree({2023, 1, 1}).find("  外科系统党总支部\n   普外科党支部\n   骨科党支部") != std::string::npos);
            CHECK(h.tree(today).find("   骨科中心党支部") != std::string::npos);
            CHECK(h.disagreement().empty());
        });
    }
    TEST_CASE("a preview is the change itself, rolled back") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            h.staff(h.heart, 5);
            auto dissolve = command(ChangeKind::dissolve, today);
            dissolve.organisation_id = h.heart;
            dissolve.heir_id = h.lung;
            dissolve.dry_run = true;
            auto const seen = h.service.change(h.office, dissolve);
            REQUIRE(seen);
            CHECK(seen->dry_run);
            CHECK(seen->change.none());
            CHECK(has_effect(*seen, "people_moved"));
            CHECK(has_effect(*seen, "organisation_ended"));
            CHECK(h.tree(today) == as_founded);
            CHECK(h.counts(h.heart).full == 5);
            CHECK(h.disagreement().empty());

            dissolve.dry_run = false;
            auto const done = h.service.change(h.office, dissolve);
            REQUIRE(done);
            REQUIRE(done->effects.size() == seen->effects.size());
            for (std::size_t i = 0; i < done->effects.size(); ++i)
                CHECK(done->effects[i].text == seen->effects[i].text);
            CHECK(h.counts(h.lung).full == 5);
            CHECK(h.tree(today).find("心血管内科党支部") == std::string::npos);
            CHECK(h.tree({2026, 11, 21}).find("心血管内科党支部") != std::string::npos);
            CHECK(h.disagreement().empty());
        });
    }
    TEST_CASE("nobody is left behind when an organisation ends") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            h.staff(h.heart, 1);
            auto dissolve = command(ChangeKind::dissolve, today);
            dissolve.organisation_id = h.heart;
            CHECK(h.service.change(h.office, dissolve).error().code == "organisations.has_people");
            dissolve.organisation_id = h.internal;
            CHECK(h.service.change(h.office, dissolve).error().code == "organisations.has_children");
            dissolve.heir_id = h.heart;
            CHECK(h.service.change(h.office, dissolve).error().code == "organisations.heir_is_itself");
            dissolve.organisation_id = h.committee;
            CHECK(h.service.change(h.office, dissolve).error().code == "organisations.top_stays");
            dissolve.organisation_id = h.internal;
            dissolve.heir_id = h.surgical;
            auto const done = h.service.change(h.office, dissolve);
            REQUIRE(done);
            CHECK(h.at(h.heart).parent == h.surgical);
            CHECK(h.counts_under(h.surgical).full == 1);
            CHECK_FALSE(h.at(h.internal).live());
            CHECK(h.service.change(h.office, dissolve).error().code == "organisations.not_live");
            CHECK(h.disagreement().empty());
        });
    }
    TEST_CASE("a split refuses parts too small, and carries people and the rest") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const people = h.staff(h.heart, 8, 2);
            auto split = command(ChangeKind::split, today);
            split.organisation_id = h.heart;
            Part part;
            part.code = "Z1B01A";
            part.name = "中共云澜市第一人民医院心血管内科第二支部委员会";
            part.short_name = "心血管内科第二党支部";
            part.people = {people[0], people[1]};
            split.parts = {part};
            auto const too_few = h.service.change(h.office, split);
            REQUIRE_FALSE(too_few);
            CHECK(too_few.error().rule == "branch.too_few_full");
            CHECK(too_few.error().article == "《中国共产党支部工作条例（试行）》第四条");
            split.dry_run = true;
            auto const seen = h.service.change(h.office, split);
            REQUIRE(seen);
            CHECK(seen->blocked);
            split.dry_run = false;
            CHECK(h.tree(today) == as_founded);

            split.parts[0].people = {people[0], people[1], people[2]};
            auto const done = h.service.change(h.office, split);
            REQUIRE(done);
            CHECK(h.counts(h.heart) == Counts{5, 2, 0, 0, 0, 0});
            auto const made = db.read([](db::Reader& r) { return find_by_code(r, "Z1B01A"); });
            REQUIRE(made);
            CHECK(h.counts(made->id).full == 3);
            CHECK(made->parent == h.internal);
            CHECK(h.disagreement().empty());

            auto twice = split;
            twice.parts[0].code = "Z1B01B";
            twice.parts[0].name = "另一支部";
            twice.parts[0].people = {people[4], people[4]};
            CHECK(h.service.change(h.office, twice).error().code == "organisations.listed_twice");
            twice.parts[0].people = {people[3], people[4], people[5], people[0]};  // the last one is no longer there
            CHECK(h.service.change(h.office, twice).error().code == "not_found");
            twice.parts[0].people = {people[3], people[4], people[5]};
            twice.keep = false;
            CHECK(h.service.change(h.office, twice).error().code == "organisations.people_left");
            CHECK(h.disagreement().empty());
        });
    }
    TEST_CASE("a merge takes people, children and names in") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            h.staff(h.heart, 4);
            h.staff(h.lung, 3, 1);
            auto merge = command(ChangeKind::merge, today);
            merge.organisation_id = h.heart;
            merge.source_ids = {h.lung, h.heart};
            CHECK(h.service.change(h.office, merge).error().code == "organisations.source_is_target");
            merge.source_ids = {h.lung};
            REQUIRE(h.service.change(h.office, merge));
            CHECK(h.counts(h.heart) == Counts{7, 1, 0, 0, 0, 0});
            CHECK_FALSE(h.at(h.lung).live());
            CHECK(h.disagreement().empty());
            auto const names = db.read([](db::Reader& reader) { return NameBook::load(reader); });
            CHECK(names.resolve("呼吸内科党支部").id == h.heart);

            // Into a new one.
            auto anew = command(ChangeKind::merge, today);
            anew.parent_id = h.committee;
            anew.to_kind = OrganisationKind::general_branch;
            anew.name = "中共云澜市第一人民医院临床党总支部";
            anew.short_name = "临床党总支部";
            anew.source_ids = {h.internal, h.surgical};
            auto const done = h.service.change(h.office, anew);
            REQUIRE(done);
            CHECK(h.at(h.heart).parent == done->organisation);
            CHECK(h.at(h.bones).parent == done->organisation);
            CHECK(speaks(*done, "general_branch.below"));
            CHECK(h.counts_under(done->organisation).members() == 8);
            CHECK(h.disagreement().empty());
        });
    }
    TEST_CASE("a branch becomes a general branch with branches beneath") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto raise = command(ChangeKind::move, {2026, 1, 1});
            raise.organisation_id = h.heart;
            raise.parent_id = h.committee;
            REQUIRE(h.service.change(h.office, raise));
            auto const people = h.staff(h.heart, 52);
            auto upgrade = command(ChangeKind::upgrade, today);
            upgrade.organisation_id = h.heart;
            upgrade.to_kind = OrganisationKind::general_branch;
            upgrade.name = "中共云澜市第一人民医院心血管病医院党总支部";
            upgrade.short_name = "心血管病医院党总支部";
            Part first, second;
            first.name = "心血管病医院第一党支部";
            first.people.assign(people.begin(), people.begin() + 26);
            second.name = "心血管病医院第二党支部";
            second.people.assign(people.begin() + 26, people.end());
            upgrade.parts = {first, second};
            auto const done = h.service.change(h.office, upgrade);
            REQUIRE(done);
            CHECK(has_effect(*done, "kind_changed"));
            CHECK_FALSE(speaks(*done, "general_branch.below"));
            CHECK(h.at(h.heart).kind == OrganisationKind::general_branch);
            CHECK(h.at(h.heart, {2026, 11, 21})->kind == OrganisationKind::branch);
            CHECK(h.counts(h.heart).people() == 0);
            CHECK(h.counts_under(h.heart).full == 52);
            CHECK(h.disagreement().empty());
            // Not under a general branch.
            auto wrong = command(ChangeKind::upgrade, today);
            wrong.organisation_id = h.lung;
            wrong.to_kind = OrganisationKind::general_branch;
            CHECK(h.service.change(h.office, wrong).error().code == "organisation.parent_kind");
        });
    }
}
