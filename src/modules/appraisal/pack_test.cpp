// What counts as prepared before the organisation life meeting, and what is taken back.
#include "modules/appraisal/test_year.hpp"
#include "tests/support/databases.hpp"

using namespace xinglin;
using namespace xinglin::appraisal;
using appraisal::testing::Year;
using xinglin::testing::with_databases;

namespace {

struct Packed : Year {
    using Year::Year;
    bool said(std::string const& rule) {
        auto const all = appraisal.pack(secretary, hospital.heart, 2026)->findings;
        return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.rule == rule; });
    }
    Result<ProblemId> raise(Source source, std::optional<TalkId> talk, std::optional<Date> heard_on) {
        return appraisal.raise(secretary, {hospital.heart, 2026, source, talk, heard_on, "夜班党员参加学习少"});
    }
    void held(meetings::MeetingKind kind, char const* title, Instant at, meetings::ItemKind item) {
        auto made = plan();
        made.title = title;
        made.starts_at = at;
        made.ends_at = Instant{at.ms + 3'600'000};
        made.items = {{std::nullopt, item, "学习党章", ""}};
        auto const id = service.plan(secretary, hospital.heart, kind, made);
        if (!id) FAIL(id.error().code);
        hospital.clock.set(at);
        REQUIRE(service.start(secretary, *id, this->at(*id).version, std::nullopt));
    }
};

}  // namespace

TEST_SUITE("appraisal pack") {
    TEST_CASE("a meeting with the name of its kind has no theme; a study long before it is no preparation") {
        with_databases([](db::Database& database) {
            using meetings::ItemKind;
            using meetings::MeetingKind;
            Packed y(database);
            y.held(MeetingKind::theme_day, "", *Instant::parse("2026-09-16T10:00:00Z"), ItemKind::study);
            CHECK_FALSE(y.said("life_meeting.no_study"));
            y.held(MeetingKind::organisation_life_meeting, "", *Instant::parse("2026-12-18T10:00:00Z"),
                   ItemKind::discussion);
            CHECK(y.said("life_meeting.no_study"));
            CHECK(y.said("life_meeting.no_theme"));
            y.held(MeetingKind::organisation_life_meeting, "以案促改专题组织生活会",
                   *Instant::parse("2026-12-19T10:00:00Z"), ItemKind::discussion);
            CHECK_FALSE(y.said("life_meeting.no_theme"));
        });
    }
    TEST_CASE("opinions were heard only where somebody says so, with the day; a self-found problem is neither") {
        with_databases([](db::Database& database) {
            Packed y(database);
            auto const day = [](char const* text) { return *Date::parse(text); };
            REQUIRE(y.raise(Source::self, {}, {}));
            CHECK(y.said("life_meeting.no_opinions"));
            CHECK(y.raise(Source::opinions, {}, {}).error().code == "appraisal.heard_on_missing");
            CHECK(y.raise(Source::opinions, {}, day("2026-09-17")).error().code == "appraisal.in_future");
            CHECK(y.raise(Source::talk, {}, {}).error().code == "appraisal.talk_unknown");
            REQUIRE(y.raise(Source::opinions, {}, day("2026-01-10")));
            CHECK(y.said("life_meeting.no_opinions"));  // long before
            REQUIRE(y.raise(Source::opinions, {}, day("2026-09-01")));
            CHECK_FALSE(y.said("life_meeting.no_opinions"));
        });
    }
    TEST_CASE(
        "the same talk on the same day is the same talk; talks and problems are taken back while nothing hangs on") {
        with_databases([](db::Database& database) {
            Packed y(database);
            auto const on = *Date::parse("2026-09-15");
            auto const talked = [&](PersonId one, PersonId other, Date day) {
                return *y.appraisal.talked(y.secretary, y.hospital.heart, one, other, day);
            };
            auto const pack = [&] { return *y.appraisal.pack(y.secretary, y.hospital.heart, 2026); };
            auto const talk = talked(y.members[1], y.members[2], on);
            CHECK(talked(y.members[2], y.members[1], on) == talk);
            CHECK(talked(y.members[1], y.members[2], on.plus_days(-1)) != talk);
            CHECK(pack().talks.size() == 2);
            auto const problem = y.raise(Source::talk, talk, {});
            REQUIRE(problem);
            CHECK(y.appraisal.take_back(y.secretary, talk).error().code == "appraisal.talk_used");
            auto const neighbour = y.actor(y.hospital.lung, y.outsider);
            CHECK(y.appraisal.take_back(neighbour, *problem).error().kind == Kind::not_found);
            CHECK(y.appraisal.take_back(y.plain(1), talk).error().kind == Kind::not_found);
            REQUIRE(y.appraisal.take_back(y.secretary, *problem));
            REQUIRE(y.appraisal.take_back(y.secretary, talk));
            CHECK(y.appraisal.take_back(y.secretary, talk).error().kind == Kind::not_found);
            CHECK(pack().talks.size() == 1);
            CHECK(pack().problems.empty());
            auto const kept = y.raise(Source::self, {}, {});
            REQUIRE(y.appraisal.correct(y.secretary, *kept, "安排补学", y.members[2], on.plus_days(30)));
            CHECK(y.appraisal.take_back(y.secretary, *kept).error().code == "appraisal.corrected");
        });
    }
}
