#include "modules/calendar/calendar.hpp"

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
}
