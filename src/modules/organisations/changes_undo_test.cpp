#include "modules/organisations/test_tree.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::organisations;
using namespace xinglin::organisations::testing;
using xinglin::testing::with_databases;

TEST_SUITE("organisations changes") {
    TEST_CASE("every kind of change can be taken back while nothing stands on it") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const people = h.staff(h.heart, 8);
            h.staff(h.lung, 4);
            std::vector<ChangeCommand> changes;
            auto rename = command(ChangeKind::rename, today);
            rename.organisation_id = h.heart;
            rename.name = "改名后的党支部";
            changes.push_back(rename);
            auto amend = command(ChangeKind::amend, today);
            amend.organisation_id = h.heart;
            amend.phone = "0600-8802101";
            amend.code = "Z1B99";
            changes.push_back(amend);
            auto move = command(ChangeKind::move, today);
            move.organisation_id = h.internal;
            auto second = command(ChangeKind::create, {2021, 1, 1});
            second.parent_id = h.committee;
            second.to_kind = OrganisationKind::committee;
            second.name = "东院区党委";
            second.short_name = "东院区党委";
            move.parent_id = h.service.change(h.office, second)->organisation;
            changes.push_back(move);
            auto split = command(ChangeKind::split, today);
            split.organisation_id = h.heart;
            Part part;
            part.code = "Z1B01A";
            part.name = "拆出的党支部";
            part.people = {people[0], people[1], people[2]};
            split.parts = {part};
            changes.push_back(split);
            auto merge = command(ChangeKind::merge, today);
            merge.organisation_id = h.heart;
            merge.source_ids = {h.lung, h.stomach};
            changes.push_back(merge);
            auto upgrade = command(ChangeKind::upgrade, today);
            upgrade.organisation_id = h.heart;
            upgrade.to_kind = OrganisationKind::joint_branch;
            changes.push_back(upgrade);
            auto dissolve = command(ChangeKind::dissolve, today);
            dissolve.organisation_id = h.internal;
            dissolve.heir_id = h.surgical;
            changes.push_back(dissolve);
            auto create = command(ChangeKind::create, today);
            create.parent_id = h.internal;
            create.to_kind = OrganisationKind::branch;
            create.name = "新设党支部";
            create.code = "Z1B98";
            changes.push_back(create);

            auto const before = h.tree(today);
            auto const heart = h.at(h.heart);
            for (int round = 0; round < 2; ++round)  // taken back, it can be made again
                for (auto const& change : changes) {
                    CAPTURE(name_of(change.kind));
                    auto const done = h.service.change(h.office, change);
                    REQUIRE(done);
                    CHECK(h.disagreement().empty());
                    CHECK(h.service.undo(h.office, done->change, " ").error().code == "organisations.needs_reason");
                    auto const undone = h.service.undo(h.office, done->change, "登记有误");
                    if (!undone) FAIL(undone.error().code);
                    CHECK(h.tree(today) == before);
                    CHECK(h.counts(h.heart).full == 8);
                    CHECK(h.counts(h.lung).full == 4);
                    CHECK(static_cast<Facts const&>(h.at(h.heart)) == static_cast<Facts const&>(heart));
                    CHECK(h.disagreement().empty());
                    CHECK(h.service.undo(h.office, done->change, "再撤一次").error().code ==
                          "organisations.already_undone");
                }
        });
    }
    TEST_CASE("what something was built on stays") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto move = command(ChangeKind::move, {2026, 11, 1});
            move.organisation_id = h.heart;
            move.parent_id = h.surgical;
            auto const first = h.service.change(h.office, move);
            auto rename = command(ChangeKind::rename, today);
            rename.organisation_id = h.heart;
            rename.name = "改名后的党支部";
            auto const second = h.service.change(h.office, rename);
            REQUIRE(second);
            auto const no = h.service.undo(h.office, first->change, "登记有误");
            REQUIRE_FALSE(no);
            CHECK(no.error().code == "organisations.built_on");
            REQUIRE(h.service.undo(h.office, second->change, "登记有误"));
            REQUIRE(h.service.undo(h.office, first->change, "登记有误"));
            CHECK(h.tree(today) == as_founded);

            auto create = command(ChangeKind::create, today);
            create.parent_id = h.internal;
            create.to_kind = OrganisationKind::branch;
            create.name = "新设党支部";
            auto const made = h.service.change(h.office, create);
            h.staff(made->organisation, 1);
            CHECK(h.service.undo(h.office, made->change, "登记有误").error().code == "organisations.built_on");
        });
    }
    TEST_CASE("a change asks for its right over both ends, and strangers learn nothing") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const internal_office = actor(7, h.path(h.internal), {"organisations.write", "organisations.read"});
            auto rename = command(ChangeKind::rename, today);
            rename.organisation_id = h.heart;
            rename.name = "改名后的党支部";
            CHECK(h.service.change(internal_office, rename));
            rename.organisation_id = h.bones;
            CHECK(h.service.change(internal_office, rename).error().kind == Kind::not_found);
            rename.organisation_id = OrganisationId{12345};
            CHECK(h.service.change(internal_office, rename).error().kind == Kind::not_found);
            auto move = command(ChangeKind::move, today);
            move.organisation_id = h.heart;
            move.parent_id = h.surgical;
            CHECK(h.service.change(internal_office, move).error().kind == Kind::not_found);
            CHECK(h.service.change(actor(8, "", {"organisations.read"}), move).error().kind == Kind::forbidden);
        });
    }
    TEST_CASE("a late entry waits for somebody else's signature") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto one = actor(7, "", {"organisations.write", "organisations.countersign"});
            auto again = actor(9, "", {"organisations.countersign"});  // another account of the same person
            one.person = again.person = PersonId{70};
            auto const other = actor(8, "", {"organisations.countersign"});
            auto rename = command(ChangeKind::rename, {2026, 10, 22});
            rename.organisation_id = h.heart;
            rename.name = "改名后的党支部";
            auto const late = h.service.change(one, rename);
            REQUIRE(late);
            CHECK(late->late);
            CHECK(h.service.countersign(one, late->change).error().code == "organisations.own_entry");
            CHECK(h.service.countersign(again, late->change).error().code == "organisations.own_entry");
            CHECK(h.service.countersign(other, late->change));
            CHECK(h.service.countersign(other, late->change).error().code == "organisations.already_countersigned");
            rename.effective_on = {2026, 10, 23};
            rename.organisation_id = h.lung;
            rename.name = "改名后的另一党支部";
            auto const timely = h.service.change(one, rename);
            REQUIRE(timely);
            CHECK_FALSE(timely->late);
            CHECK(h.service.countersign(other, timely->change).error().code == "organisations.not_late");
        });
    }
}
