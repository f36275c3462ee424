#include "base/clock_step.hpp"

#include <doctest/doctest.h>

using namespace xinglin;

TEST_CASE("a step of the clock is not followed, a correction is, and time never runs backwards") {
    StepFilter filter;
    std::int64_t boot = 1000, wall = 1'790'000'000'000;
    auto const pass = [&](std::int64_t ms, std::int64_t set = 0) {
        boot += ms;
        wall += ms + set;
        return filter.at({wall}, boot).ms;
    };
    auto const begin = pass(0);
    CHECK(pass(1000) == begin + 1000);
    CHECK(filter.ignored_ms() == 0);
    // A day ahead, a day back, years ahead: what has passed is all that counts.
    CHECK(pass(1000, day_ms) == begin + 2000);
    CHECK(filter.ignored_ms() == day_ms);
    CHECK(pass(1000, -2 * day_ms) == begin + 3000);
    CHECK(filter.ignored_ms() == -day_ms);
    CHECK(pass(1000, 4000 * day_ms) == begin + 4000);
    // Set right again, nearly: it is the machine's time once more.
    CHECK(pass(1000, -3999 * day_ms + 700) == begin + 5700);
    CHECK(filter.ignored_ms() == 0);
    // A time server draws the clock by less than the bound, either way.
    CHECK(pass(1000, 400) == begin + 7100);
    CHECK(pass(1000, -400) == begin + 7700);
    // Drawn back by more than has passed: it stands, and does not run backwards.
    CHECK(pass(100, -2000) == begin + 7700);
    CHECK(pass(5000) == begin + 10800);
    // The machine slept: both clocks went on.
    CHECK(pass(8 * hour_ms) == begin + 10800 + 8 * hour_ms);
}

TEST_CASE("the clock of the process was not set") {
    CHECK(ignored_clock_step() == 0);
    CHECK(SystemClock().now().ms > 1'700'000'000'000);
}
