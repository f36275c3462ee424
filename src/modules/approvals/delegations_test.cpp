// Who decides for whom, and who never does.
#include "modules/approvals/due.hpp"
#include "modules/rosters/service.hpp"
#include "tests/support/approvals_desk.hpp"

#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace xinglin;
using namespace xinglin::approvals;
using approvals::testing::Desk;
using xinglin::testing::with_databases;

TEST_SUITE("approvals delegations") {
    TEST_CASE("nobody stands in who is an administrator, has no account or nothing to do with the organisation") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const today = d.hospital.clock.today();
            auto const give = [&](PersonId to) { return d.approvals.delegate(d.secretary, to, today, today, "外出"); };
            CHECK(give(d.members[3]).error().code == "approvals.delegate_unfit");  // no account
            d.accounts.push_back(d.member(3));
            CHECK(give(d.members[3]).error().code == "approvals.delegate_unfit");  // no post, no role
            auto elsewhere = Desk::with_role(d.actor(d.hospital.lung, d.outsider), "branch_secretary");
            d.accounts.push_back(elsewhere);
            CHECK(give(d.outsider).error().code == "approvals.delegate_unknown");
            auto admin = Desk::with_role(d.actor(d.hospital.committee, d.members[3]), "audit_admin");
            d.accounts.push_back(admin);
            CHECK(give(d.members[3]).error().code == "approvals.delegate_administrator");
            // Somebody of another branch is not there for the secretary, whether or not such a person is on file.
            auto stranger = Desk::with_role(d.actor(d.hospital.committee, d.hospital.member(d.hospital.lung, "施八")),
                                            "party_office");
            d.accounts.push_back(stranger);
            CHECK(give(stranger.person).error().code == "approvals.delegate_unknown");
            CHECK(give(PersonId{4711}).error().code == "approvals.delegate_unknown");
            auto deputy = Desk::with_role(d.actor(d.hospital.heart, d.members[4]), "branch_secretary");
            d.accounts.push_back(deputy);
            REQUIRE(give(d.members[4]));
        });
    }
    TEST_CASE("who is at work by the roster on every one of the days gives nobody their word") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const at_work = d.hospital.member(d.hospital.heart, "甲一", {{"staff_no", "H01"}});
            auto on_leave = d.hospital.member(d.hospital.heart, "甲二", {{"staff_no", "H02"}});
            auto planner = d.hospital.actor(d.hospital.heart, {"rosters.read", "rosters.write"}, d.members[0]);
            planner.account = AccountId{71};
            auto const path = std::filesystem::temp_directory_path() / ("away-" + std::to_string(::getpid()) + ".csv");
            std::ofstream(path, std::ios::binary)
                << "心内科 2026年9月排班表\n工号,姓名,16,17,18\nH01,甲一,白,白,年假\nH02,甲二,年假,白,白\n";
            rosters::Tools const desk{d.hospital.tools, d.hospital.book};  // the service keeps a reference
            rosters::Service grids(desk);
            auto const grid = grids.start(planner, {path.string(), "心内科.csv", "", "", std::nullopt});
            std::filesystem::remove(path);
            REQUIRE(grid);
            REQUIRE(grids.commit(planner, *grid));
            auto const deputy = Desk::with_role(d.actor(d.hospital.heart, d.members[4]), "branch_secretary");
            d.accounts.push_back(deputy);
            auto const give = [&](PersonId giver, Date from, Date to) {
                auto actor = Desk::with_role(d.actor(d.hospital.heart, giver), "branch_secretary");
                actor.account = AccountId{giver.value};
                return d.approvals.delegate(actor, deputy.person, from, to, "外出");
            };
            auto const refused = give(at_work, {2026, 9, 16}, {2026, 9, 17});
            REQUIRE_FALSE(refused);
            CHECK(refused.error().code == "approvals.not_away");
            CHECK(give(at_work, {2026, 9, 16}, {2026, 9, 18}));  // away on one of them
            CHECK(give(on_leave, {2026, 9, 16}, {2026, 9, 16}));
            CHECK(give(d.members[2], {2026, 9, 16}, {2026, 9, 16}));  // no roster says anything
        });
    }
    TEST_CASE(
        "a delegate decides from day to day, for whom is named; never for who asked, never once the role is gone") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.late();
            auto const waiting = d.waiting(d.office).at(0).id;
            auto const stand_in = d.colleague(4);
            auto const today = d.hospital.clock.today();
            CHECK(d.approvals.delegate(d.office, d.members[4], today.plus_days(-1), today, "x").error().code ==
                  "approvals.span_wrong");
            CHECK(d.approvals.delegate(stand_in, d.members[3], today, today, "x").error().code ==
                  "approvals.nothing_to_delegate");
            auto const given = d.approvals.delegate(d.office, d.members[4], today, today.plus_days(1), "外出开会");
            REQUIRE(given);
            REQUIRE(d.waiting(stand_in).size() == 1);
            CHECK(d.told(d.members[4]).front() == "党办委托您办理审批");
            d.office_open = false;
            CHECK(d.waiting(stand_in).empty());
            CHECK(database.read([&](db::Reader& r) {
                return d.approvals.access(r, stand_in, waiting).has_value() ||
                       !DutySource(d.approvals).due(r, stand_in, today, 5).empty();
            }) == false);
            CHECK(d.decide(stand_in, waiting).error().kind == Kind::not_found);
            d.office_open = true;
            d.hospital.clock.advance(2 * day_ms);
            CHECK(d.waiting(stand_in).empty());
            CHECK(d.decide(stand_in, waiting).error().kind == Kind::not_found);
            auto const next = d.hospital.clock.today();
            REQUIRE(d.approvals.delegate(d.office, d.members[4], next, next, "休假"));
            REQUIRE(d.decide(stand_in, waiting));
            auto const last = d.acts(waiting).back();
            CHECK(last.for_name == "党办");
            CHECK(last.name == "党员");
            CHECK(d.at(id).countersigned_by == stand_in.account);
            // The giver asked: the delegate sees nothing of it.
            auto const ended = d.approvals.delegate(d.office, d.members[4], next, next, "休假");
            REQUIRE(ended);
            REQUIRE(d.approvals.end_delegation(d.office, *ended));
            CHECK(d.approvals.end_delegation(d.office, *ended).error().kind == Kind::not_found);
        });
    }
    TEST_CASE("of two who left their cases to one person, the one who lost the role is passed over, the other stands") {
        with_databases([](db::Database& database) {
            Desk d(database);
            d.late();
            auto const waiting = d.waiting(d.office).at(0).id;
            auto const stand_in = d.colleague(4);
            auto const today = d.hospital.clock.today();
            REQUIRE(d.approvals.delegate(d.office, d.members[4], today, today, "外出开会"));
            auto second = d.office;
            second.account = AccountId{950};
            second.person = d.members[3];
            second.name = "另一位";
            d.accounts.push_back(second);
            REQUIRE(d.approvals.delegate(second, d.members[4], today, today, "休假"));
            d.office_open = false;
            REQUIRE(d.waiting(stand_in).size() == 1);
            auto const duty =
                database.read([&](db::Reader& r) { return DutySource(d.approvals).due(r, stand_in, today, 5).at(0); });
            CHECK(duty.link == "/m/approvals/" + waiting.text());  // no role, no console
            REQUIRE(d.decide(stand_in, waiting));
            CHECK(d.acts(waiting).back().for_name == "另一位");
        });
    }
}
