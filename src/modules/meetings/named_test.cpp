// Whoever is named by an id is somebody the search shows to who names them; anybody else answers like somebody who is not there.
// A second person is another person, whatever account.
#include "modules/meetings/minutes.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/meetings/tasks.hpp"
#include "modules/meetings/voting.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

using namespace xinglin;
using namespace xinglin::meetings;
using meetings::testing::Branch;
using xinglin::testing::with_databases;

namespace {

PersonId const nobody{4711};

TaskPlan task_of(PersonId owner) {
    TaskPlan out;
    out.body = "完成义诊";
    out.owner = owner;
    out.due_on = Date{2026, 12, 10};
    return out;
}
NewTask new_task(Branch const& b, PersonId owner) {
    NewTask out;
    static_cast<TaskPlan&>(out) = task_of(owner);
    out.organisation = b.hospital.heart;
    return out;
}

}  // namespace

TEST_SUITE("meetings named by id") {
    TEST_CASE("guest, chair and recorder: of the own branch or found by the search, else as if nobody had that id") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const refused = [&](auth::Actor const& who, auto set) {
                auto planned = b.plan();
                set(planned);
                auto const made = b.service.plan(who, b.hospital.heart, MeetingKind::members_meeting, planned);
                return made ? std::string() : made.error().code + " " + made.error().fields.at(0).pointer;
            };
            for (auto const person : {b.outsider, nobody}) {
                CHECK(refused(b.secretary, [&](Plan& p) {
                          p.guests = {{person, ""}};
                      }) == "meetings.person_unknown /guests/0");
                CHECK(refused(b.secretary, [&](Plan& p) { p.chair = person; }) == "meetings.person_unknown /chair");
                CHECK(refused(b.secretary, [&](Plan& p) { p.recorder = person; }) ==
                      "meetings.person_unknown /recorder");
            }
            CHECK(refused(b.secretary, [&](Plan& p) { p.recorder = b.members[1]; }).empty());
            // Whoever's search reaches further names people from there.
            auto wide = b.secretary;
            wide.grants.push_back({"test", b.hospital.path(b.hospital.lung), {"people.read"}, {}});
            CHECK(refused(wide, [&](Plan& p) {
                      p.guests = {{b.outsider, ""}};
                      p.chair = p.recorder = b.outsider;
                  }).empty());
        });
    }
    TEST_CASE("somebody a wider reach named stays when the branch changes the rest; nobody new comes in that way") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto planned = b.plan();
            planned.guests = {{b.outsider, ""}};
            planned.chair = b.outsider;
            auto const id = b.service.plan(b.office, b.hospital.heart, MeetingKind::members_meeting, planned);
            REQUIRE(id);
            planned.place = "五楼会议室";
            REQUIRE(b.service.change(b.secretary, *id, 1, planned));
            auto const other = b.hospital.member(b.hospital.lung, "施八");
            planned.guests.push_back({other, ""});
            auto const change = b.service.change(b.secretary, *id, 2, planned);
            REQUIRE_FALSE(change);
            CHECK(change.error().code == "meetings.person_unknown");
        });
    }
    TEST_CASE("a candidate is at the meeting, or found by the search") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto planned = b.plan();
            planned.items = {{std::nullopt, ItemKind::election, "补选支部委员", ""}};
            auto const id = b.service.plan(b.secretary, b.hospital.heart, MeetingKind::members_meeting, planned);
            REQUIRE(id);
            b.hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
            REQUIRE(b.service.start(b.secretary, *id, 1, std::nullopt));
            b.come(*id, b.members);
            auto const item = database.read([&](db::Reader& r) { return store::items(r, *id).at(0).id; });
            auto const stand = [&](auth::Actor const& who, PersonId person) {
                return Voting(b.service).stand(who, *id, item, 1, {1, {{person, ""}, {b.members[1], ""}}});
            };
            for (auto const person : {b.outsider, nobody}) {
                auto const answer = stand(b.secretary, person);
                REQUIRE_FALSE(answer);
                CHECK(answer.error().code == "meetings.person_unknown");
            }
            REQUIRE(stand(b.office, b.outsider));
            REQUIRE(stand(b.secretary, b.outsider));  // stands already
            REQUIRE(stand(b.secretary, b.members[2]));
        });
    }
    TEST_CASE("the owner of a task is of the branch or found by the search, and may stay after leaving it") {
        with_databases([](db::Database& database) {
            Branch b(database);
            Tasks tasks(b.service);
            for (auto const person : {b.outsider, nobody})
                CHECK(tasks.add(b.secretary, new_task(b, person)).error().code == "meetings.owner_missing");
            CHECK(b.told(b.outsider).empty());
            auto const id = tasks.add(b.office, new_task(b, b.outsider));
            REQUIRE(id);
            auto plan = task_of(b.outsider);
            plan.due_on = plan.due_on.plus_days(7);
            REQUIRE(tasks.change(b.secretary, *id, 1, plan));
            plan.owner = b.hospital.member(b.hospital.lung, "施八");
            CHECK(tasks.change(b.secretary, *id, 2, plan).error().code == "meetings.owner_missing");
        });
    }
    TEST_CASE("who finished a task or wrote the minutes is not their second person under another account") {
        with_databases([](db::Database& database) {
            Branch b(database);
            Tasks tasks(b.service);
            auto const id = tasks.add(b.secretary, new_task(b, b.members[2]));
            REQUIRE(id);
            REQUIRE(tasks.complete(b.secretary, *id, "已完成"));
            auto again = b.secretary;
            again.account = b.hospital.ids.next<AccountId>();
            CHECK(tasks.check(again, *id, true, "").error().code == "meetings.own_task");
            auto const other = b.actor(b.hospital.heart, b.members[1]);
            REQUIRE(tasks.check(other, *id, true, ""));

            auto const meeting = b.planned();
            auto const wrote = [&](auth::Actor const& who) {
                return database.read([&](db::Reader& r) { return Service::wrote(r, who, *store::find(r, meeting)); });
            };
            CHECK(wrote(b.secretary));
            CHECK(wrote(again));
            CHECK_FALSE(wrote(other));
        });
    }
}
