// The plan of a year: generated from the rules, changed inside them, beside what was held.
#include "modules/meetings/year_plans.hpp"

#include "modules/meetings/due.hpp"
#include "modules/organisations/organisations.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

#include <algorithm>

using namespace xinglin;
using namespace xinglin::meetings;
using meetings::testing::Branch;
using xinglin::testing::with_databases;

namespace {

PlanItem item(std::string what, int month, Span period, std::int64_t group = 0) {
    PlanItem made;
    made.what = std::move(what);
    made.title = "一项";
    made.group = group;
    made.month = {2026, month};
    made.period = period;
    made.article = "第十一条";
    return made;
}
Span quarter(int n) { return {{2026, 3 * n - 2, 1}, Date{2026, 3 * n, Month{2026, 3 * n}.days()}}; }
PlannedMeeting meeting(std::int64_t id, MeetingKind kind, Date on, bool counts, std::int64_t group = 0) {
    PlannedMeeting made;
    made.meeting.id = MeetingId{id};
    made.meeting.kind = kind;
    made.meeting.starts_at = start_of_day(on) + 10 * hour_ms;
    made.counts = counts;
    made.group = group;
    return made;
}
constexpr Date today{2026, 9, 15};

struct Planned {
    explicit Planned(Branch& branch) : b(branch), plans(branch.service) {}
    std::vector<PlanLine> lines(int year = 2026) {
        return b.hospital.db.read([&](db::Reader& reader) {
            return plans.read(reader, *organisations::find(reader, b.hospital.heart), year);
        });
    }
    PlanLine line(std::string const& key) {
        for (auto& one : lines())
            if (one.key == key) return one;
        FAIL("no line " << key);
        return {};
    }
    Result<Done> change(std::string const& key, PlanWish const& wish) {
        return plans.change(b.secretary, b.hospital.heart, 2026, key, line(key).edit.version, wish);
    }
    std::vector<std::string> duties() {
        std::vector<std::string> out;
        DutySource const source(b.service);
        for (auto const& one : b.hospital.db.read(
                 [&](db::Reader& r) { return source.due(r, b.secretary, b.hospital.clock.today(), 20); }))
            out.push_back(one.id);
        return out;
    }
    Branch& b;
    YearPlans plans;
};

PlanWish wish(int month, std::string dropped = "", std::string note = "") {
    PlanWish made;
    made.month = month;
    made.dropped = std::move(dropped);
    made.note = std::move(note);
    return made;
}
bool has(std::vector<std::string> const& all, std::string const& part) {
    return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.find(part) != std::string::npos; });
}

}  // namespace

TEST_SUITE("year plans") {
    TEST_CASE("a meeting stands beside one line: of its kind, group and period; what counts comes before a draft") {
        std::vector<PlanItem> const asked{
            item("members_meeting", 1, quarter(1)), item("members_meeting", 9, quarter(3)),
            item("members_meeting", 12, quarter(4)), item("group_meeting", 9, {{2026, 9, 1}, {2026, 9, 30}}, 7)};
        auto const lines = plan_board(2026, asked, {},
                                      {meeting(1, MeetingKind::members_meeting, {2026, 8, 31}, false),
                                       meeting(2, MeetingKind::members_meeting, {2026, 7, 1}, true),
                                       meeting(3, MeetingKind::group_meeting, {2026, 9, 3}, true, 8)},
                                      today);
        REQUIRE(lines.size() == 4);
        CHECK(lines[0].state == PlanLine::State::missed);
        CHECK(lines[1].state == PlanLine::State::done);
        CHECK(lines[1].meeting->id == MeetingId{2});
        CHECK(lines[1].done_on == Date{2026, 7, 1});
        CHECK(lines[2].state == PlanLine::State::open);  // another group's meeting
        CHECK_FALSE(lines[2].meeting);
        CHECK(lines[3].state == PlanLine::State::open);
    }
    TEST_CASE("a change moves the line; a month outside a later, shorter period falls back inside it") {
        PlanEdit edit;
        edit.key = plan_key("members_meeting", 0, 7, 1);
        edit.year = 2026;
        edit.month = 8;
        edit.version = 3;
        auto lines = plan_board(2026, {item("members_meeting", 9, quarter(3))}, {edit}, {}, today);
        CHECK(lines.at(0).item.month == Month{2026, 8});
        CHECK(lines.at(0).proposed == Month{2026, 9});
        CHECK(lines.at(0).state == PlanLine::State::open);
        edit.month = 12;
        CHECK(plan_board(2026, {item("members_meeting", 9, quarter(3))}, {edit}, {}, today).at(0).item.month ==
              Month{2026, 9});
        edit.key = "members_meeting-0-4-1";  // of a line the rules no longer ask for
        CHECK(plan_board(2026, {item("members_meeting", 9, quarter(3))}, {edit}, {}, today).size() == 1);
    }
    TEST_CASE("inside the period it moves, outside it is refused; only what is asked for generally may be left out") {
        auto const lines = plan_board(2026,
                                      {item("members_meeting", 9, quarter(3)),
                                       item("organisation_life_meeting", 12, {{2026, 1, 1}, {2026, 12, 31}}),
                                       item("theme_day", 9, {{2026, 9, 1}, {2026, 9, 30}})},
                                      {}, {}, today);
        auto const of = [&](std::string const& what) {
            return *std::find_if(lines.begin(), lines.end(), [&](auto const& one) { return one.item.what == what; });
        };
        auto const members = of("members_meeting");
        for (int month : {7, 8, 9}) CHECK_FALSE(plan_change(members, month, true).blocked());
        for (int month : {6, 10}) {
            auto const verdict = plan_change(members, month, false);
            REQUIRE(verdict.find("plan.outside_period") != nullptr);
            CHECK(verdict.find("plan.outside_period")->article == "第十一条");
        }
        CHECK(plan_change(of("organisation_life_meeting"), 11, true).find("plan.required") != nullptr);
        CHECK_FALSE(plan_change(of("organisation_life_meeting"), 1, false).blocked());
        CHECK(plan_change(of("theme_day"), 9, true).blocked());
        CHECK_FALSE(of("theme_day").movable());
        CHECK(members.movable());
    }
    TEST_CASE("the plan is generated for the branch, and the branch's changes stay with who made them") {
        with_databases([](db::Database& database) {
            Branch b(database);
            Planned p(b);
            auto const fresh = p.lines();
            CHECK(std::count_if(fresh.begin(), fresh.end(),
                                [](auto const& one) { return one.item.what == "members_meeting"; }) == 4);
            CHECK(std::count_if(fresh.begin(), fresh.end(),
                                [](auto const& one) { return one.item.what == "theme_day"; }) == 12);
            CHECK(std::all_of(fresh.begin(), fresh.end(), [](auto const& one) { return one.edit.version == 0; }));
            REQUIRE(p.change("members_meeting-0-10-1", wish(11, "", "与述职一并安排")));
            auto const moved = p.line("members_meeting-0-10-1");
            CHECK(moved.item.month.month == 11);
            CHECK(moved.edit.note == "与述职一并安排");
            CHECK(moved.edit.changed_name == b.secretary.name);
            auto const late = p.plans.change(b.secretary, b.hospital.heart, 2026, moved.key, 0, wish(12));
            REQUIRE_FALSE(late);
            CHECK(late.error().code == "meetings.plan_stale");
            CHECK(p.plans.change(b.secretary, b.hospital.heart, 2026, moved.key, std::nullopt, wish(12)).error().code ==
                  "meetings.version_missing");
            CHECK(p.change(moved.key, wish(9)).error().code == "plan.outside_period");
            CHECK_FALSE(p.change(moved.key, wish(9)).error().article.empty());
            REQUIRE(p.plans.take_back(b.secretary, b.hospital.heart, 2026, moved.key, 1));
            CHECK(p.line(moved.key).item.month == p.line(moved.key).proposed);
        });
    }
    TEST_CASE("what is put off or left out asks nobody yet; its reason stays; what must be held cannot be left out") {
        with_databases([](db::Database& database) {
            Branch b(database);
            Planned p(b);
            b.hospital.clock.set(*Instant::parse("2026-08-10T04:00:00Z"));
            REQUIRE(has(p.duties(), ":members_meeting:"));
            REQUIRE(p.change("members_meeting-0-7-1", wish(9)));
            CHECK_FALSE(has(p.duties(), ":members_meeting:"));
            b.hospital.clock.set(*Instant::parse("2026-09-01T04:00:00Z"));
            CHECK(has(p.duties(), ":members_meeting:"));
            REQUIRE(p.change("members_meeting-0-7-1", wish(9, "全院抗洪，支部党员大部分外派")));
            CHECK_FALSE(has(p.duties(), ":members_meeting:"));
            CHECK(p.line("members_meeting-0-7-1").state == PlanLine::State::dropped);
            auto const refusal = p.change("theme_day-0-9-1", wish(9, "没有时间"));
            REQUIRE_FALSE(refusal);
            CHECK(refusal.error().code == "plan.required");
        });
    }
    TEST_CASE("what was held stands beside its line and cannot be left out any more") {
        with_databases([](db::Database& database) {
            Branch b(database);
            Planned p(b);
            auto const id = b.under_way();
            CHECK(p.line("members_meeting-0-7-1").state == PlanLine::State::arranged);
            REQUIRE(b.service.end(b.secretary, id, b.at(id).version, std::nullopt));
            auto const line = p.line("members_meeting-0-7-1");
            CHECK(line.state == PlanLine::State::done);
            CHECK(line.meeting->id == id);
            CHECK(p.change(line.key, wish(9, "不开了")).error().code == "meetings.plan_held");
            auto by_hand = wish(9);
            by_hand.done_on = Date{2026, 9, 1};
            CHECK(p.change(line.key, by_hand).error().code == "meetings.plan_by_meeting");
        });
    }
    TEST_CASE("a branch adds lines of its own, says when talks were held, and strangers change nothing") {
        with_databases([](db::Database& database) {
            Branch b(database);
            Planned p(b);
            CHECK(p.plans.add(b.secretary, b.hospital.heart, 2026, wish(10)).error().code ==
                  "meetings.plan_title_missing");
            auto own = wish(10, "", "与社区医院联办");
            own.title = "义诊进社区";
            auto const key = p.plans.add(b.secretary, b.hospital.heart, 2026, own);
            REQUIRE(key);
            CHECK(p.line(*key).own);
            CHECK(p.line(*key).edit.title == "义诊进社区");
            auto done = wish(11);
            done.done_on = Date{2026, 9, 20};
            CHECK(p.change(*key, done).error().code == "meetings.in_future");
            done.done_on = Date{2026, 9, 10};
            REQUIRE(p.change(*key, done));
            CHECK(p.line(*key).state == PlanLine::State::done);
            CHECK(p.line(*key).edit.title == "义诊进社区");
            auto const elsewhere = b.actor(b.hospital.lung, b.outsider);
            CHECK(p.plans.change(elsewhere, b.hospital.heart, 2026, *key, 2, wish(3)).error().code == "not_found");
            CHECK(p.plans.add(b.office, b.hospital.internal, 2026, own).error().code == "meetings.plan_of_branch");
            REQUIRE(p.plans.take_back(b.secretary, b.hospital.heart, 2026, *key, 2));
            CHECK(p.plans.take_back(b.secretary, b.hospital.heart, 2026, *key, 2).error().code == "not_found");
        });
    }
    TEST_CASE("two change one line at once: the second learns it") {
        with_databases([](db::Database& database) {
            Branch b(database);
            Planned p(b);
            std::string const key = "members_meeting-0-10-1";
            REQUIRE(p.plans.change(b.secretary, b.hospital.heart, 2026, key, 0, wish(11)));
            CHECK(p.plans.change(b.office, b.hospital.heart, 2026, key, 0, wish(10)).error().code ==
                  "meetings.plan_stale");
            CHECK(p.line(key).item.month.month == 11);
        });
    }
}
