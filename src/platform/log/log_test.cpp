#include "platform/log/log.hpp"

#include <doctest/doctest.h>
#include <boost/json/parse.hpp>

#include <algorithm>

namespace {

std::string taken;

TEST_CASE("log: one JSON object a line, whatever the values hold") {
    using namespace xinglin;
    log::set_sink([](std::string_view line) { taken += line; });
    log::info("test.event",
              {{"text", "a\"b\\\n{\"event\":\"forged\"}"}, {"number", 42}, {"flag", true}, {"bytes", "\xff\xfe"}});
    log::write(log::Level::debug, "test.hidden");
    log::set_sink(nullptr);
    REQUIRE(taken.ends_with('\n'));
    CHECK(std::count(taken.begin(), taken.end(), '\n') == 1);
    auto const line = boost::json::parse(taken);
    CHECK(line.at("event") == "test.event");
    CHECK(line.at("level") == "info");
    CHECK(line.at("text") == "a\"b\\\n{\"event\":\"forged\"}");
    CHECK(line.at("number") == 42);
    CHECK(line.at("flag") == true);
    CHECK(line.at("bytes") == "(not UTF-8)");
}

}  // namespace
