#include "platform/http/pace.hpp"

#include <doctest/doctest.h>

using xinglin::http::Pace;

namespace {

void notes(Pace& pace, int times, std::int64_t wall, std::optional<std::int64_t> cpu) {
    for (int i = 0; i < times; ++i) pace.note(wall, cpu, 1000);
}

TEST_CASE("pace: a route is known before it is quick, and a slow one never is") {
    Pace pace, slow;
    notes(pace, 31, 100, {});
    CHECK(!pace.quick(1000));
    notes(pace, 1, 100, {});
    CHECK(pace.quick(1000));
    CHECK(!pace.quick(0));
    notes(slow, 200, 3000, 2500);
    CHECK(!slow.quick(1000));
}

TEST_CASE("pace: a thread that was put aside is not a slow call") {
    Pace pace;
    for (int i = 0; i < 100; ++i) {
        notes(pace, 3, 8000, {});
        notes(pace, 1, 8000, 120);
    }
    CHECK(pace.quick(1000));
}

TEST_CASE("pace: work that becomes slow goes back to the pool, and returns when it is quick again") {
    Pace pace;
    notes(pace, 100, 100, {});
    notes(pace, 24, 3000, 3000);
    CHECK(!pace.quick(1000));
    notes(pace, 100, 100, {});
    CHECK(pace.quick(1000));
    notes(pace, 1, 60'000, {});  // whatever it waited for
    CHECK(!pace.quick(1000));
    notes(pace, 287, 100, {});
    CHECK(!pace.quick(1000));
    notes(pace, 1, 100, {});
    CHECK(pace.quick(1000));
}

}  // namespace
