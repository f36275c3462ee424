#include "platform/text/pinyin.hpp"

#include <doctest/doctest.h>

using xinglin::text::read_name;

TEST_SUITE("pinyin") {
    TEST_CASE("a name is read in full, without its surname, and by initials") {
        auto const reading = read_name("林明旭");
        CHECK(reading.full == "linmingxu");
        CHECK(reading.given == "mingxu");
        CHECK(reading.initials == "lmx");
    }
    TEST_CASE("surnames have their own readings") {
        CHECK(read_name("曾国藩").full == "zengguofan");
        CHECK(read_name("单雄信").full == "shanxiongxin");
        CHECK(read_name("翟永明").full == "zhaiyongming");
        CHECK(read_name("朴智星").full == "piaozhixing");
        CHECK(read_name("覃丽").full == "qinli");
        CHECK(read_name("长孙无忌").given == "wuji");
        CHECK(read_name("欧阳修").initials == "oyx");
        CHECK_MESSAGE(read_name("张单").full == "zhangdan", "the surname's reading only at the front");
    }
    TEST_CASE("ü is typed v") { CHECK(read_name("吕绿").full == "lvlv"); }
    TEST_CASE("names with a middle dot, Latin letters or rare characters survive") {
        CHECK(read_name("迪丽热巴·买买提").full == "dilirebamaimaiti");
        CHECK(read_name("Anna Li").full == "annali");
        CHECK(read_name("𠮷野").full == "𠮷ye");
        CHECK(read_name("").full.empty());
    }
}
