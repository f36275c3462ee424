// What follows from a meeting: tasks, opinions, duties, the overview.
#include "modules/meetings/due.hpp"
#include "modules/meetings/ledger.hpp"
#include "modules/meetings/store_ledger.hpp"
#include "tests/support/minutes_desk.hpp"

#include "base/text.hpp"

#include <algorithm>

using namespace xinglin;
using namespace xinglin::meetings;
using meetings::testing::Desk;
using xinglin::testing::with_databases;

TEST_SUITE("meetings tasks") {
    TEST_CASE("a task: owner told, done with evidence, checked by another, returned with a reason") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            NewTask command;
            command.organisation = d.hospital.heart;
            command.meeting = id;
            command.body = "落实发展计划";
            command.due_on = *Date::parse("2026-09-30");
            CHECK(d.tasks.add(d.secretary, command).error().code == "meetings.owner_missing");
            command.owner = d.members[2];
            auto const task = d.tasks.add(d.secretary, command);
            REQUIRE(task);
            CHECK(d.told(d.members[2]).front() == "决议事项由您负责");
            auto const owner = d.hospital.plain(d.members[2]);
            CHECK(d.tasks.complete(d.hospital.plain(d.members[3]), *task, "x").error().kind == Kind::not_found);
            CHECK(d.tasks.complete(owner, *task, " ").error().code == "meetings.evidence_missing");
            CHECK(d.tasks.check(d.secretary, *task, true, "").error().code == "meetings.not_done");
            REQUIRE(d.tasks.complete(owner, *task, "已报党办"));
            CHECK(d.tasks.complete(owner, *task, "已报党办"));
            auto own = d.secretary;
            own.person = d.members[2];
            CHECK(d.tasks.check(own, *task, true, "").error().code == "meetings.own_task");
            CHECK(d.tasks.check(d.secretary, *task, false, "").error().code == "meetings.reason_missing");
            REQUIRE(d.tasks.check(d.secretary, *task, false, "缺少名单"));
            REQUIRE(d.tasks.complete(owner, *task, "名单已补"));
            REQUIRE(d.tasks.check(d.secretary, *task, true, ""));
            auto const found = database.read([&](db::Reader& r) { return store::find_task(r, *task); });
            CHECK(found->state == TaskState::checked);
            CHECK(found->evidence == "名单已补");
        });
    }
    TEST_CASE("an opinion belongs to the branch of its meeting") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            NewOpinion command;
            command.organisation = d.hospital.lung;
            command.meeting = id;
            command.matter_kind = MatterKind::equipment;
            command.matter = "购置超声设备";
            command.opinion = "同意，优先保障急诊";
            command.given_on = *Date::parse("2026-09-16");
            CHECK(d.tasks.record(d.office, command).error().code == "meetings.meeting_elsewhere");
            command.organisation = d.hospital.heart;
            auto const made = d.tasks.record(d.secretary, command);
            REQUIRE(made);
            REQUIRE(d.tasks.change(d.secretary, *made, 1, "购置超声设备", "同意", "科室采纳"));
            CHECK(d.tasks.change(d.secretary, *made, 1, "购置超声设备", "不同意", "").error().kind ==
                  Kind::precondition);
            CHECK(d.tasks.change(d.actor(d.hospital.lung, d.outsider), *made, 2, "x", "y", "").error().kind ==
                  Kind::not_found);
        });
    }
    TEST_CASE("duties: a reply, minutes to finish, a task; each gone once done") {
        with_databases([](db::Database& database) {
            Desk d(database);
            DutySource const source(d.service);
            auto const kinds = [&](auth::Actor const& who) {
                std::vector<std::string> out;
                for (auto const& duty :
                     database.read([&](db::Reader& r) { return source.due(r, who, d.hospital.clock.today(), 50); })) {
                    CHECK_FALSE(duty.link.empty());
                    out.push_back(duty.kind);
                }
                return out;
            };
            auto const has = [](std::vector<std::string> const& all, char const* kind) {
                return std::find(all.begin(), all.end(), kind) != all.end();
            };
            auto const me = d.hospital.plain(d.members[3]);
            auto const called = d.called();
            CHECK(has(kinds(me), "meetings.reply"));
            REQUIRE(d.service.reply(me, called, {}));
            CHECK_FALSE(has(kinds(me), "meetings.reply"));
            auto const id = d.held();
            CHECK(has(kinds(d.secretary), "meetings.minutes"));
            CHECK(has(kinds(d.secretary), "meetings.hold"));
            REQUIRE(d.close(id));
            CHECK_FALSE(has(kinds(d.secretary), "meetings.minutes"));
            CHECK_FALSE(has(kinds(me), "meetings.hold"));
        });
    }
    TEST_CASE("the overview names reasons with their branches, never an order of merit") {
        with_databases([](db::Database& database) {
            Desk d(database);
            d.hospital.clock.set(*Instant::parse("2026-11-22T04:00:00Z"));
            auto const concerns = database.read([&](db::Reader& r) {
                return overview(r, d.office.scope(rights::read), d.service.rules(r), d.hospital.clock.today());
            });
            auto const missed = std::find_if(concerns.begin(), concerns.end(),
                                             [](Concern const& one) { return one.code == "missed.theme_day"; });
            REQUIRE(missed != concerns.end());
            CHECK(missed->branches.size() == 3);
            CHECK_FALSE(missed->article.empty());
            auto const own = database.read([&](db::Reader& r) {
                return overview(r, d.actor(d.hospital.lung, {}).scope(rights::read), d.service.rules(r),
                                d.hospital.clock.today());
            });
            for (auto const& one : own) CHECK(one.branches.size() == 1);
        });
    }
}
