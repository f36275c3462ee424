#include "platform/texts/texts.hpp"

#include <doctest/doctest.h>

using namespace xinglin;

TEST_SUITE("texts") {
    TEST_CASE("placeholders are filled by name, unknown ones vanish") {
        CHECK(texts::replace("有{full}名正式党员，应为{need}名", {{"need", "7"}, {"full", "5"}}) ==
              "有5名正式党员，应为7名");
        CHECK(texts::replace("{a}{b}", {{"a", "{b}"}, {"b", "x"}}) == "{b}x");
        CHECK(texts::replace("没有{unknown}占位", {}) == "没有占位");
        CHECK(texts::replace("半个{括号", {{"括号", "x"}}) == "半个{括号");
        CHECK(texts::replace("", {}).empty());
    }
    TEST_CASE("a code without a text says so") {
        CHECK_FALSE(texts::find("no.such_code"));
        CHECK(texts::fill("no.such_code", {{"a", "b"}}).empty());
    }
    TEST_CASE("texts come from the module's file") {
        REQUIRE(texts::find("identity.id_length"));
        CHECK(texts::fill("identity.id_length", {{"length", "17"}}).find("17") != std::string::npos);
    }
}
