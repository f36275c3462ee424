#include "app/demo_data.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::app;

TEST_SUITE("demo data") {
    TEST_CASE("the day of the tables becomes today; other cells and the precision stay") {
        auto const csv =
            "\xEF\xBB\xBF"
            "name,born,joined,lost\r\nA,1976-05-28,2003-05-28,2024年03月\r\nB,1980-01-01,2026-09-15,\r\n";
        auto const out = shift_dates(csv, Date{2026, 11, 22}, {"joined", "lost"});
        CHECK(out == "name,born,joined,lost\r\nA,1976-05-28,2003-08-04,2024年05月\r\nB,1980-01-01,2026-11-22,\r\n");
    }
    TEST_CASE("a year of probation stays a year, whatever leap day lies between") {
        auto const csv = "joined,full\r\n2003-02-20,2004-02-20\r\n2003-02-20,\r\n2003-02-20,2004-05-01\r\n";
        auto const out = shift_dates(csv, demo_day.plus_days(68), {"joined", "full"}, {"joined", "full"});
        CHECK(out == "joined,full\r\n2003-04-29,2004-04-29\r\n2003-04-29,\r\n2003-04-29,2004-07-08\r\n");
    }
    TEST_CASE("the hospital has 29 organisations and 620 members, on any day") {
        for (auto const today : {demo_day, Date{2026, 11, 22}, Date{2028, 2, 29}, Date{2031, 1, 1}}) {
            CHECK(text::split(demo_organisations(today), '\n').size() == 1 + 29 + 1);
            CHECK(text::split(demo_people(today), '\n').size() == 1 + 620 + 1);
        }
    }
}
