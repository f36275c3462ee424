// Whose meeting counts for which year, a test that still runs, who left and who joined.
#include "tests/support/databases.hpp"
#include "tests/support/year.hpp"

using namespace xinglin;
using namespace xinglin::appraisal;
using appraisal::testing::Year;
using xinglin::testing::with_databases;

namespace {

/// The round of the year before, opened in January as most branches do, and a meeting of appraisal then.
struct January : Year {
    explicit January(db::Database& database) : Year(database) {
        hospital.clock.set(*Instant::parse("2027-01-15T02:00:00Z"));
    }
    void meeting_on(char const* from, char const* to) {
        auto made = plan();
        made.starts_at = *Instant::parse(from);
        made.ends_at = *Instant::parse(to);
        auto const id = service.plan(secretary, hospital.heart, meetings::MeetingKind::democratic_appraisal, made);
        if (!id) FAIL(id.error().code);
        hospital.clock.set(made.starts_at);
        REQUIRE(service.start(secretary, *id, at(*id).version, std::nullopt));
    }
};

}  // namespace

TEST_SUITE("appraisal rounds") {
    TEST_CASE("a meeting of January finishes the round of last year, and is not the new year's") {
        with_databases([](db::Database& database) {
            January y(database);
            y.everybody_says();
            y.meeting_on("2027-01-20T10:00:00Z", "2027-01-20T11:30:00Z");
            REQUIRE(y.appraisal.test_on_paper(y.secretary, y.round, *Date::parse("2027-01-20")));
            REQUIRE(y.grade(1));
            REQUIRE(y.decide(approvals::Outcome::approve));
            y.hospital.clock.advance(60'000);
            REQUIRE(y.appraisal.publish(y.secretary, y.round));
            auto const next = y.appraisal.open(y.secretary, y.hospital.heart, 2027);
            REQUIRE(next);
            y.round = *next;
            CHECK(y.found("appraisal.no_mutual"));
            y.meeting_on("2027-11-20T10:00:00Z", "2027-11-20T11:30:00Z");
            CHECK_FALSE(y.found("appraisal.no_mutual"));
        });
    }
    TEST_CASE("what was held before the next round was opened is not that round's, published or not") {
        with_databases([](db::Database& database) {
            January y(database);
            y.meeting_on("2027-01-20T10:00:00Z", "2027-01-20T11:30:00Z");
            CHECK_FALSE(y.found("appraisal.no_mutual"));
            auto const last = y.round;
            y.hospital.clock.advance(60'000);
            y.round = *y.appraisal.open(y.secretary, y.hospital.heart, 2027);
            CHECK(y.found("appraisal.no_mutual"));
            y.meeting_on("2027-03-20T10:00:00Z", "2027-03-20T11:30:00Z");
            CHECK_FALSE(y.found("appraisal.no_mutual"));
            y.round = last;
            CHECK_FALSE(y.found("appraisal.no_mutual"));
        });
    }
    TEST_CASE("a test that runs or waits for its count holds back grades and paper; a counted one is not held again") {
        with_databases([](db::Database& database) {
            Year y(database);
            y.everybody_says();
            y.meeting_held();
            y.test_opened();
            auto const paper = [&] {
                return y.appraisal.test_on_paper(y.secretary, y.round, *Date::parse("2026-09-16")).error().code;
            };
            CHECK(y.grade(1).error().code == "appraisal.test_running");
            CHECK(paper() == "appraisal.test_running");
            CHECK(y.appraisal.take_in(y.secretary, y.round).error().code == "appraisal.test_running");
            y.everybody_votes();
            REQUIRE(y.ballots.close(y.secretary, y.test));
            CHECK(y.grade(1).error().code == "appraisal.test_running");
            CHECK(paper() == "appraisal.test_running");
            REQUIRE(y.ballots.confirm(y.plain(4), y.test));
            CHECK(y.appraisal.test(y.secretary, y.round, y.members[4]).error().code == "appraisal.tested");
            CHECK(paper() == "appraisal.tested");
            REQUIRE(y.grade(1));
        });
    }
    TEST_CASE("who moved away after the opening is shown and asked, graded and told nothing") {
        with_databases([](db::Database& database) {
            Year y(database);
            y.everybody_says();
            y.meeting_held();
            REQUIRE(y.appraisal.test_on_paper(y.secretary, y.round, *Date::parse("2026-09-16")));
            auto const moved = y.members[3];
            REQUIRE(
                y.people.transfer(y.hospital.office(), {moved, y.hospital.lung, *Date::parse("2026-09-16"), "轮岗"}));
            CHECK(y.grade(1).error().code == "appraisal.left");
            auto given = y.grades(1);
            std::erase_if(given, [&](Graded const& one) { return one.person == moved; });
            REQUIRE(y.appraisal.grade(y.secretary, y.round, y.view().round.version, given));
            auto const lines = y.view().members;
            for (auto const& one : lines) CHECK(one.gone == (one.person == moved));
            CHECK(lines.size() == 6);
            CHECK(y.appraisal.say(y.hospital.plain(moved), y.round, {"再写", Grade::basic}).error().code ==
                  "appraisal.grades_set");
            REQUIRE(y.decide(approvals::Outcome::approve));
            REQUIRE(y.appraisal.publish(y.secretary, y.round));
            CHECK(y.told(y.members[1]).front() == "2026年度民主评议结果已公布");
            CHECK(y.told(moved).front() != "2026年度民主评议结果已公布");
        });
    }
    TEST_CASE(
        "who left without a word of their own is no step that is missing; who joined is taken in until the grades") {
        with_databases([](db::Database& database) {
            Year y(database);
            y.meeting_held();
            REQUIRE(y.appraisal.test_on_paper(y.secretary, y.round, *Date::parse("2026-09-16")));
            for (std::size_t i = 0; i < 4; ++i)
                REQUIRE(y.appraisal.say(y.plain(i), y.round, {"自评", Grade::qualified}));
            REQUIRE(y.appraisal.say(y.hospital.plain(y.probationary), y.round, {"自评", Grade::qualified}));
            CHECK(y.found("appraisal.no_self"));
            REQUIRE(y.people.transfer(y.hospital.office(),
                                      {y.members[4], y.hospital.lung, *Date::parse("2026-09-16"), "轮岗"}));
            CHECK_FALSE(y.found("appraisal.no_self"));
            CHECK(y.appraisal.say(y.plain(4), y.round, {"自评", Grade::basic}).error().code == "appraisal.not_asked");
            CHECK(y.appraisal.take_in(y.secretary, y.round).error().code == "appraisal.nobody_joined");
            REQUIRE(y.people.transfer(y.hospital.office(),
                                      {y.outsider, y.hospital.heart, *Date::parse("2026-09-16"), "轮岗"}));
            CHECK(y.view().joined == std::vector<std::string>{"吕七"});
            CHECK(y.appraisal.say(y.hospital.plain(y.outsider), y.round, {"自评", Grade::basic}).error().kind ==
                  Kind::not_found);
            auto const neighbour = y.actor(y.hospital.lung, y.outsider);
            CHECK(y.appraisal.take_in(neighbour, y.round).error().kind == Kind::not_found);
            auto const taken = y.appraisal.take_in(y.secretary, y.round);
            REQUIRE(taken);
            CHECK(*taken == 1);
            CHECK(y.view().joined.empty());
            CHECK(y.found("appraisal.no_self"));
            REQUIRE(y.appraisal.say(y.hospital.plain(y.outsider), y.round, {"自评", Grade::basic}));
            CHECK_FALSE(y.found("appraisal.no_self"));
            CHECK(y.told(y.outsider).front() == "2026年度民主评议：请写个人自评");
        });
    }
}
