#include "modules/calendar/service.hpp"

#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using calendar::Calendar;
using calendar::DayKind;

TEST_SUITE("calendar") {
    TEST_CASE("holidays are free, shifted weekends are worked, the rest is as the week has it") {
        auto const& days = Calendar::embedded();
        CHECK(days.day({2026, 10, 1}).name == "国庆节");
        CHECK_FALSE(days.working({2026, 10, 7}));
        CHECK(days.working({2026, 10, 8}));
        CHECK(days.working({2026, 10, 10}));  // a Saturday
        CHECK(days.day({2026, 10, 11}).kind == DayKind::weekend);
        CHECK(days.working({2026, 11, 23}));
        CHECK(days.knows(2026));
        CHECK_FALSE(days.knows(2031));
        CHECK_FALSE(days.working({2031, 1, 4}));  // a Saturday of an unknown year
    }
    TEST_CASE("data that cannot be right is refused with its place") {
        auto const twice = Calendar::load("2026: {source: s, holidays: {元旦: [01-01]}, workdays: [01-01]}");
        REQUIRE_FALSE(twice);
        CHECK(twice.error().facts.at(0).second == "2026-01-01");
        CHECK_FALSE(Calendar::load("2026: {source: s, holidays: {元旦: [02-30]}, workdays: []}"));
        CHECK_FALSE(Calendar::load("2026: {source: s, holidays: {}, workdays: [11-23]}"));  // a Monday is worked anyway
        CHECK_FALSE(Calendar::load("2026: {holidays: ["));
    }
    TEST_CASE("the last working day of a span passes over holidays and knows shifted weekends") {
        auto const& days = Calendar::embedded();
        CHECK(days.last_working({2026, 10, 1}, {2026, 10, 8}) == Date{2026, 10, 8});
        CHECK(days.last_working({2026, 9, 1}, {2026, 10, 7}) == Date{2026, 9, 30});
        CHECK(days.last_working({2026, 10, 9}, {2026, 10, 11}) == Date{2026, 10, 10});
        CHECK_FALSE(days.last_working({2026, 10, 2}, {2026, 10, 4}));
    }
    TEST_CASE("the institution's own days lie over the built-in ones until they are taken back") {
        xinglin::testing::with_databases([](db::Database& database) {
            FixedClock const clock{*Instant::parse("2026-11-22T04:00:00Z")};
            audit::Trail const trail{clock};
            calendar::Service service(database, clock, trail);
            auto const office = auth::Actor::the_system("党委办公室");
            auto const now = [&] {
                return database.read([](db::Reader& reader) { return calendar::in_force(reader); });
            };
            Date const day{2027, 2, 8};
            CHECK(now().working(day));
            CHECK_FALSE(now().knows(2027));
            CHECK(service.set(office, day, {DayKind::holiday, " "}, "通知").error().code == "calendar.name_missing");
            CHECK(service.set(office, day, {DayKind::holiday, "春节"}, "").error().code == "calendar.basis_missing");
            CHECK(service.set(office, day, {DayKind::workday, ""}, "通知").error().code == "calendar.as_it_is");
            REQUIRE(service.set(office, day, {DayKind::holiday, "春节"}, "国办发明电〔2026〕1号"));
            REQUIRE(service.set(office, {2027, 2, 14}, {DayKind::workday, ""}, "国办发明电〔2026〕1号"));
            CHECK(now().day(day).name == "春节");
            CHECK(now().working({2027, 2, 14}));  // a Sunday
            CHECK(service.set(office, day, {DayKind::holiday, "春节"}, "又一次").error().code == "calendar.as_it_is");
            REQUIRE(service.set(office, {2026, 10, 10}, {DayKind::weekend, ""}, "本院通知"));
            CHECK_FALSE(now().working({2026, 10, 10}));
            REQUIRE(service.take_back(office, {2026, 10, 10}));
            CHECK(now().working({2026, 10, 10}));
            CHECK(service.take_back(office, {2026, 10, 10}).error().code == "not_found");
            REQUIRE(service.check(office, 2027, "国办发明电〔2026〕1号"));
            CHECK(now().knows(2027));
            CHECK(database.read([](db::Reader& r) { return calendar::own_days(r); }).size() == 2);
            CHECK(database.read([](db::Reader& r) { return calendar::checked_years(r); }).at(0).year == 2027);
        });
    }
}
