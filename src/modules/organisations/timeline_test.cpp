#include "modules/organisations/timeline.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::organisations;

namespace {

Slice slice(std::int64_t row, Date from, Date to, std::string name) {
    Slice made{row, ChangeId{row}, from, to, {}};
    made.facts.name = std::move(name);
    return made;
}
std::string shown(Timeline const& timeline) {
    std::string text;
    for (auto const& s : timeline.slices)
        text += s.facts.name + "[" + s.from.text() + "," + s.to.text() + ")" + (s.row ? "" : "*") + " ";
    return text;
}
auto rename_from(std::string from, std::string to) {
    return [=](Facts& facts) {
        if (facts.name != from) return false;
        facts.name = to;
        return true;
    };
}

}  // namespace

TEST_SUITE("organisations timeline") {
    TEST_CASE("a change cuts the slice its day falls into and leaves the past") {
        Timeline t;
        t.slices = {slice(1, {2020, 1, 1}, forever, "甲")};
        t.patch({2024, 5, 1}, rename_from("甲", "乙"));
        CHECK(shown(t) == "甲[2020-01-01,2024-05-01)* 乙[2024-05-01,9999-12-31)* ");
        REQUIRE(t.gone.size() == 1);
        CHECK(t.gone[0].row == 1);
        CHECK(t.on({2024, 4, 30})->facts.name == "甲");
        CHECK(t.on({2024, 5, 1})->facts.name == "乙");
        CHECK(t.on({2019, 12, 31}) == nullptr);
    }
    TEST_CASE("a change on the first day of a slice leaves nothing before it") {
        Timeline t;
        t.slices = {slice(1, {2020, 1, 1}, forever, "甲")};
        t.patch({2020, 1, 1}, rename_from("甲", "乙"));
        CHECK(shown(t) == "乙[2020-01-01,9999-12-31)* ");
    }
    TEST_CASE("a late change holds until the next change of the same fact") {
        Timeline t;
        t.slices = {slice(1, {2020, 1, 1}, {2022, 1, 1}, "甲"), slice(2, {2022, 1, 1}, {2023, 1, 1}, "甲"),
                    slice(3, {2023, 1, 1}, forever, "丙")};
        t.slices[1].facts.phone = "0600-8800001";
        t.patch({2021, 6, 1}, rename_from("甲", "乙"));
        CHECK(shown(t) ==
              "甲[2020-01-01,2021-06-01)* 乙[2021-06-01,2022-01-01)* 乙[2022-01-01,2023-01-01)* "
              "丙[2023-01-01,9999-12-31) ");
        CHECK(t.slices[1].facts.phone.empty());
        CHECK(t.slices[2].facts.phone == "0600-8800001");
        CHECK(t.gone.size() == 2);
    }
    TEST_CASE("what stays the same is not written again") {
        Timeline t;
        t.slices = {slice(1, {2020, 1, 1}, forever, "甲")};
        t.patch({2021, 1, 1}, [](Facts&) { return true; });
        CHECK(t.gone.empty());
        CHECK(t.slices.size() == 1);
        CHECK(t.slices[0].row == 1);
    }
    TEST_CASE("an end cuts and drops what lies behind") {
        Timeline t;
        t.slices = {slice(1, {2020, 1, 1}, {2022, 1, 1}, "甲"), slice(2, {2022, 1, 1}, forever, "乙")};
        t.end({2021, 1, 1});
        CHECK(shown(t) == "甲[2020-01-01,2021-01-01)* ");
        CHECK(t.gone.size() == 2);
        t.end({2020, 1, 1});
        CHECK(t.slices.empty());
    }
}
