#include "base/id.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

#include <doctest/doctest.h>

using namespace xinglin;

TEST_SUITE("base") {
    TEST_CASE("months step by calendar and clamp to the month's end") {
        CHECK(Date{2026, 1, 31}.plus_months(1).text() == "2026-02-28");
        CHECK(Date{2028, 1, 31}.plus_months(1).text() == "2028-02-29");
        CHECK(Date{2026, 3, 31}.plus_months(-1).text() == "2026-02-28");
        CHECK(Date{2026, 1, 15}.plus_months(-1).text() == "2025-12-15");
        CHECK(Date{2024, 2, 29}.plus_years(1).text() == "2025-02-28");
    }
    TEST_CASE("days that do not exist are refused") {
        CHECK_FALSE(Date::parse("2026-02-29"));
        CHECK_FALSE(Date::parse("2026-2-9"));
        CHECK_FALSE(Date::parse("2026-13-01"));
        CHECK(Date::parse("2028-02-29"));
    }
    TEST_CASE("a date known to the month keeps its precision") {
        auto const month = PartialDate::parse("1998-07");
        REQUIRE(month);
        CHECK_FALSE(month->exact());
        CHECK(month->text() == "1998-07");
        CHECK(month->earliest().text() == "1998-07-01");
        CHECK(month->latest().text() == "1998-07-31");
    }
    TEST_CASE("the day changes at 16:00 UTC") {
        CHECK(local_date(*Instant::parse("2026-11-22T15:59:59.999Z")).text() == "2026-11-22");
        CHECK(local_date(*Instant::parse("2026-11-22T16:00:00.000Z")).text() == "2026-11-23");
        CHECK(start_of_day({2026, 11, 23}).text() == "2026-11-22T16:00:00.000Z");
        CHECK(Instant::parse("2026-11-22T08:00:00+08:00")->text() == "2026-11-22T00:00:00.000Z");
    }
    TEST_CASE("full years turn on the birthday") {
        CHECK(full_years({2000, 5, 20}, {2018, 5, 19}) == 17);
        CHECK(full_years({2000, 5, 20}, {2018, 5, 20}) == 18);
        CHECK(full_years({2000, 2, 29}, {2018, 2, 28}) == 17);
        CHECK(full_years({2000, 2, 29}, {2018, 3, 1}) == 18);
    }
    TEST_CASE("ids never go back, also when the clock does") {
        FixedClock clock(*Instant::parse("2026-11-22T00:00:00Z"));
        IdSource ids(clock, 3);
        auto last = ids.next_value();
        for (int i = 0; i < 10'000; ++i) {
            if (i == 5'000) clock.advance(-day_ms);
            auto const next = ids.next_value();
            REQUIRE(next > last);
            last = next;
        }
    }
    TEST_CASE("an id is a positive decimal without ornament") {
        CHECK(PersonId::parse("123")->value == 123);
        for (auto const* bad :
             {"", "0", "-1", "+1", " 1", "1 ", "01", "1e3", "9223372036854775808", "99999999999999999999"})
            CHECK_FALSE(PersonId::parse(bad));
    }
    TEST_CASE("blanks of every kind are trimmed and full-width forms folded") {
        CHECK(text::trim("\xEF\xBB\xBF\xE3\x80\x80 吴仲颖 \xC2\xA0") == "吴仲颖");
        CHECK(text::without_blanks("吴\xE3\x80\x80仲 颖") == "吴仲颖");
        CHECK(text::half_width("４２９０Ｘ　－") == "4290X -");
    }
    TEST_CASE("ill-formed UTF-8 is seen") {
        CHECK(text::is_utf8("党员"));
        CHECK_FALSE(text::is_utf8("\xC0\xAF"));
        CHECK_FALSE(text::is_utf8("\xED\xA0\x80"));
        CHECK_FALSE(text::is_utf8("\xF5\x80\x80\x80"));
        CHECK_FALSE(text::is_utf8("\xE5\x85"));
    }
    TEST_CASE("base64url and hex round-trip") {
        for (auto const* bytes : {"", "f", "fo", "foo", "foob"}) {
            CHECK(*text::unbase64url(text::base64url(bytes)) == bytes);
            CHECK(*text::unhex(text::hex(bytes)) == bytes);
        }
        CHECK_FALSE(text::unbase64url("a"));
        CHECK_FALSE(text::unbase64url("a+b="));
        CHECK_FALSE(text::unhex("0g"));
    }
}
