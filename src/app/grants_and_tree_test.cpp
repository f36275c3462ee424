// What becomes of role grants when the tree changes: the accounts follow the organisations.
#include "app/joints.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/organisations/test_tree.hpp"
#include "tests/support/accounts.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace xinglin;
using namespace xinglin::organisations;
using accounts::GrantState;
using organisations::testing::command;

namespace {

struct Hall {
    explicit Hall(db::Database& database) : tree(database), world(database) {
        world.parts.context.surroundings = app::surroundings();
        world.clock.set(tree.clock.now());
        tree.service.follow(world.parts.tree_follower);
    }
    AccountId secretary(std::string const& login, OrganisationId over) {
        return world.open("branch_secretary", login, over);
    }
    std::vector<accounts::Grant> grants(AccountId account) {
        std::vector<accounts::Grant> out;
        world.database.read([&](db::Reader& reader) {
            for (auto const& stored : accounts::store::grants_of(reader, *world.vault, account)) {
                CHECK(stored.genuine);
                out.push_back(stored.grant);
            }
        });
        return out;
    }
    bool reaches(AccountId account, OrganisationId organisation) {
        return world.actor(account).scope({"people.read"}).covers(tree.path(organisation));
    }
    ChangeOutcome change(ChangeCommand const& wanted) {
        auto done = tree.service.change(tree.office, wanted);
        REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().code));
        return std::move(*done);
    }
    ChangeCommand dissolve_heart() {
        auto wanted = command(ChangeKind::dissolve, tree.clock.today());
        wanted.organisation_id = tree.heart;
        wanted.heir_id = tree.lung;
        return wanted;
    }
    organisations::testing::Hospital tree;
    xinglin::testing::AccountsWorld world;
};

std::vector<std::string> texts(ChangeOutcome const& outcome, std::string_view kind) {
    std::vector<std::string> out;
    for (auto const& effect : outcome.effects)
        if (effect.kind == kind) out.push_back(effect.text);
    return out;
}

}  // namespace

TEST_SUITE("grants and the tree") {
    TEST_CASE("a preview names every grant a dissolution touches, and touches none") {
        xinglin::testing::with_databases([](db::Database& database) {
            Hall hall(database);
            auto const heart = hall.secretary("h1", hall.tree.heart), lung = hall.secretary("l1", hall.tree.lung);
            auto wanted = hall.dissolve_heart();
            wanted.dry_run = true;
            auto const seen = hall.change(wanted);
            CHECK(texts(seen, "grant_handed_over").size() == 1);
            CHECK(texts(seen, "grant_handed_over").at(0).find("（合成）h1") != std::string::npos);
            CHECK(texts(seen, "grant_ended").empty());
            CHECK(hall.grants(heart).size() == 1);
            CHECK(hall.grants(heart).at(0).state == GrantState::active);
            CHECK(hall.reaches(heart, hall.tree.heart));
            CHECK(hall.grants(lung).size() == 1);
        });
    }
    TEST_CASE("power over an organisation ends with it; over the heir it waits for a second person") {
        xinglin::testing::with_databases([](db::Database& database) {
            Hall hall(database);
            auto const heart = hall.secretary("h1", hall.tree.heart), lung = hall.secretary("l1", hall.tree.lung);
            auto const token = hall.world.sign_in("h1");
            auto const path = hall.tree.path(hall.tree.heart);
            REQUIRE(hall.world.who(token));
            auto const done = hall.change(hall.dissolve_heart());
            CHECK_FALSE(hall.world.who(token));  // it signs in anew, with what it has left
            auto grants = hall.grants(heart);
            REQUIRE(grants.size() == 2);
            CHECK(grants[0].state == GrantState::ended);
            CHECK(grants[1].state == GrantState::proposed);
            CHECK(grants[1].organisation == hall.tree.lung);
            CHECK_FALSE(hall.world.actor(heart).scope({"people.read"}).covers(path));
            CHECK_FALSE(hall.reaches(heart, hall.tree.lung));
            CHECK(hall.reaches(lung, hall.tree.lung));

            // Confirmed, then the change is taken back: everything is as it was.
            auto const second = hall.world.actor(hall.world.open("system_admin", "sys"));
            REQUIRE(hall.world.parts.granting.decide(second, grants[1].id, true, "", hall.world.clock.now()));
            CHECK(hall.reaches(heart, hall.tree.lung));
            REQUIRE(hall.tree.service.undo(hall.tree.office, done.change, "误操作"));
            grants = hall.grants(heart);
            REQUIRE(grants.size() == 2);
            CHECK(grants[0].state == GrantState::active);
            CHECK_FALSE(grants[0].to);
            CHECK(grants[1].state == GrantState::ended);
            CHECK(hall.reaches(heart, hall.tree.heart));
        });
    }
    TEST_CASE("a merge hands each secretary's role to the one that takes them in; without an heir it just ends") {
        xinglin::testing::with_databases([](db::Database& database) {
            Hall hall(database);
            hall.tree.staff(hall.tree.heart, 3);
            auto const heart = hall.secretary("h1", hall.tree.heart), lung = hall.secretary("l1", hall.tree.lung),
                       both = hall.secretary("b1", hall.tree.lung);
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                accounts::NewGrant const again{both, "branch_secretary", hall.tree.heart, hall.world.clock.today(), {},
                                               ""};
                TRY(hall.world.parts.granting.grant(tx, auth::Actor::the_system("测试"), again, {}, true, "",
                                                    hall.world.clock.now()));
                return Done{};
            }));
            auto merge = command(ChangeKind::merge, hall.tree.clock.today());
            merge.organisation_id = hall.tree.heart;
            merge.source_ids = {hall.tree.lung};
            auto const done = hall.change(merge);
            CHECK(texts(done, "grant_handed_over").size() == 1);  // l1
            CHECK(texts(done, "grant_ended").size() == 1);        // b1 has the role there already
            CHECK(hall.grants(heart).at(0).state == GrantState::active);
            CHECK(hall.grants(lung).at(1).organisation == hall.tree.heart);
            CHECK(hall.grants(both).size() == 2);
            CHECK(hall.reaches(both, hall.tree.heart));

            auto const stomach = hall.secretary("s1", hall.tree.stomach);
            auto dissolve = command(ChangeKind::dissolve, hall.tree.clock.today());
            dissolve.organisation_id = hall.tree.stomach;
            CHECK(texts(hall.change(dissolve), "grant_ended").size() == 1);
            CHECK(hall.grants(stomach).size() == 1);
            CHECK(hall.grants(stomach).at(0).state == GrantState::ended);
        });
    }
    TEST_CASE("an invitation over an organisation that ends lapses, and comes back with it") {
        xinglin::testing::with_databases([](db::Database& database) {
            Hall hall(database);
            accounts::NewInvitation wanted;
            wanted.role = "branch_secretary";
            wanted.name = "（合成）新书记";
            wanted.organisation = hall.tree.heart;
            auto const now = hall.world.clock.now();
            auto const made = hall.world.parts.inviting.invite(auth::Actor::the_system("测试"), wanted, "", now);
            REQUIRE(made);
            auto const open = [&] {
                return database.read([&](db::Reader& reader) {
                    return accounts::store::find_invitation(reader, made->invitation.id)->open(now);
                });
            };
            auto const done = hall.change(hall.dissolve_heart());
            CHECK(texts(done, "invitations_lapsed").size() == 1);
            CHECK_FALSE(open());
            REQUIRE(hall.tree.service.undo(hall.tree.office, done.change, "误操作"));
            CHECK(open());
        });
    }
    TEST_CASE("a move takes grants along, at once for sessions at work") {
        xinglin::testing::with_databases([](db::Database& database) {
            Hall hall(database);
            hall.secretary("h1", hall.tree.heart);
            auto const token = hall.world.sign_in("h1");
            auto const before = hall.tree.path(hall.tree.heart);
            REQUIRE(hall.world.who(token)->actor.scope({"people.read"}).covers(before));
            auto move = command(ChangeKind::move, hall.tree.clock.today());
            move.organisation_id = hall.tree.heart;
            move.parent_id = hall.tree.surgical;
            CHECK(texts(hall.change(move), "grants_moved").size() == 1);
            auto const after = hall.tree.path(hall.tree.heart);
            REQUIRE(after != before);
            CHECK(hall.world.who(token)->actor.scope({"people.read"}).covers(after));
            CHECK_FALSE(hall.world.who(token)->actor.scope({"people.read"}).covers(before));
        });
    }
}
