#include "modules/portal/kept_pages.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::portal;

namespace {

PublicOrganisation branch(std::string name, std::string short_name = "") {
    PublicOrganisation made;
    made.id = {7};
    made.name = std::move(name);
    made.short_name = std::move(short_name);
    return made;
}

Frame const frame{"合成医院", false, false, "organisations"};

PageFacts facts(std::vector<PublicOrganisation> const& rows, Frame const& about = frame) {
    return PageFacts("organisations", about).add(rows);
}

}  // namespace

TEST_SUITE("portal kept pages") {
    TEST_CASE("the same facts are rendered once, any other fact anew") {
        KeptPages kept;
        int rendered = 0;
        auto const ask = [&](PageFacts const& about) {
            return kept.page(about, [&] { return "page " + std::to_string(++rendered); });
        };
        CHECK(ask(facts({branch("一支部")})) == "page 1");
        CHECK(ask(facts({branch("一支部")})) == "page 1");
        CHECK(ask(facts({branch("二支部")})) == "page 2");
        CHECK(ask(facts({branch("一支部")}, {"合成医院", false, true, "organisations"})) == "page 3");
        CHECK(ask(facts({branch("一支部")}, {"合成医院", true, false, "organisations"})) == "page 4");
        CHECK(ask(facts({branch("一支部"), branch("一支部")})) == "page 5");
        CHECK(ask(PageFacts("home", frame).add(std::vector{branch("一支部")})) == "page 6");
        CHECK(ask(facts({branch("一支部")})) == "page 1");
    }
    TEST_CASE("a letter moved from one field to the next is another fact") {
        CHECK(facts({branch("心内科", "支部")}).text() != facts({branch("心内", "科支部")}).text());
    }
    TEST_CASE("what is kept stays within its bounds") {
        KeptPages kept(2000);
        int rendered = 0;
        for (int round = 0; round < 2; ++round)
            for (int i = 0; i < 10; ++i)
                CHECK(kept.page(PageFacts("x", frame).add(std::int64_t{i}), [&] {
                    ++rendered;
                    return std::string(400, static_cast<char>('a' + i));
                }) == std::string(400, static_cast<char>('a' + i)));
        CHECK(rendered == 20);  // ten do not fit: none is left when it is asked for again
        CHECK(kept.page(facts({}), [] { return std::string(5000, 'x'); }).size() == 5000);
    }
    TEST_CASE("what was served is served again until anything changes, and never without a mark") {
        ServedPages served;
        CHECK_FALSE(served.at(1, "/"));
        served.keep(1, "/", "one");
        CHECK(served.at(1, "/") == "one");
        CHECK_FALSE(served.at(1, "/organisations"));
        CHECK_FALSE(served.at(2, "/"));
        served.keep(2, "/organisations", "two");
        CHECK_FALSE(served.at(2, "/"));
        CHECK(served.at(2, "/organisations") == "two");
        // Somebody slow, who took the mark before the change, must not bring the old page back.
        served.keep(1, "/", "one");
        CHECK_FALSE(served.at(2, "/"));
        served.keep(std::nullopt, "/", "unknown");
        CHECK_FALSE(served.at(std::nullopt, "/"));
    }
}
