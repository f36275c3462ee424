// A round from the self-appraisals to the publication, step by step; the pack of the organisation life meeting.
#include "tests/support/databases.hpp"
#include "tests/support/year.hpp"

using namespace xinglin;
using namespace xinglin::appraisal;
using appraisal::testing::Year;
using xinglin::testing::with_databases;

TEST_SUITE("appraisal") {
    TEST_CASE(
        "each step stands on the one before it; the office agrees; each member sees the own grade when published") {
        with_databases([](db::Database& database) {
            Year y(database);
            CHECK(y.appraisal.open(y.secretary, y.hospital.heart, 2026).error().code == "appraisal.already_open");
            CHECK(y.told(y.members[1]).front() == "2026年度民主评议：请写个人自评");
            CHECK(y.grade(1).error().rule == "appraisal.no_self");
            CHECK(y.view().findings.front().text == "民主评议中林一、韦二、袁三、曾四、安五等6名党员还没有个人自评");
            y.everybody_says();
            CHECK(y.grade(1).error().rule == "appraisal.no_mutual");
            y.meeting_held();
            CHECK(y.grade(1).error().rule == "appraisal.no_test_ballot");
            y.test_counted();
            CHECK(y.found("appraisal.no_grades"));
            REQUIRE(y.grade(1));
            CHECK(y.view().round.state == RoundState::graded);
            CHECK_FALSE(y.found("appraisal.too_many_excellent"));
            CHECK(y.appraisal.publish(y.secretary, y.round).error().code == "appraisal.not_approved");
            CHECK(y.appraisal.say(y.plain(1), y.round, {"改一改", Grade::basic}).error().code ==
                  "appraisal.grades_set");
            auto const mine = [&](std::size_t member) { return y.appraisal.own(y.plain(member)).front().second; };
            CHECK_FALSE(mine(0).grade);  // not before it is published
            REQUIRE(y.decide(approvals::Outcome::approve));
            CHECK(y.view().round.state == RoundState::approved);
            REQUIRE(y.appraisal.publish(y.secretary, y.round));
            REQUIRE(y.appraisal.publish(y.secretary, y.round));
            CHECK(mine(0).grade == Grade::excellent);
            CHECK(mine(1).grade == Grade::qualified);
            CHECK(y.told(y.members[1]).front() == "2026年度民主评议结果已公布");
        });
    }
    TEST_CASE("more than a third excellent is warned of and may be sent back; then the grades are open again") {
        with_databases([](db::Database& database) {
            Year y(database);
            y.everybody_says();
            y.meeting_held();
            y.test_counted();
            CHECK(y.view().most_excellent == 1);  // five graded
            REQUIRE(y.grade(2));
            CHECK(y.found("appraisal.too_many_excellent"));
            REQUIRE(y.decide(approvals::Outcome::send_back, "优秀超过三分之一，请复议"));
            auto const view = y.view();
            CHECK(view.round.state == RoundState::open);
            CHECK(view.returned_reason == "优秀超过三分之一，请复议");
            // Sealed: it may tell of somebody.
            static xinglin::testing::MadeStatement const clear(
                "select count(*) from appraisal_rounds where returned_reason <> ''");
            CHECK(database.read([&](db::Reader& reader) {
                return reader.value<std::int64_t>(static_cast<db::Statement const&>(clear));
            }) == 0);
            auto stale = y.appraisal.grade(y.secretary, y.round, view.round.version - 1, y.grades(1));
            CHECK(stale.error().code == "appraisal.stale");
            REQUIRE(y.grade(1));
        });
    }
    TEST_CASE("who is on probation is heard and not graded; a member without a self-appraisal needs a word why") {
        with_databases([](db::Database& database) {
            Year y(database);
            for (std::size_t i = 0; i < 4; ++i)
                REQUIRE(y.appraisal.say(y.plain(i), y.round, {"自评", Grade::qualified}));
            REQUIRE(y.appraisal.say(y.hospital.plain(y.probationary), y.round, {"自评", Grade::excellent}));
            auto const all = y.view().members;
            for (auto const& one : all)
                if (one.person == y.probationary) CHECK_FALSE(one.self_grade);
            y.meeting_held();
            REQUIRE(y.appraisal.test_on_paper(y.secretary, y.round, *Date::parse("2026-09-16")));
            auto grades = y.grades(0);
            auto const give = [&] { return y.appraisal.grade(y.secretary, y.round, y.view().round.version, grades); };
            CHECK(give().error().rule == "appraisal.no_self");
            grades[4].note = "长期病假，未参加自评";
            grades[5].grade = Grade::qualified;
            CHECK(give().error().rule == "appraisal.not_graded");
            grades[5].grade.reset();
            grades[0].grade.reset();
            CHECK(give().error().code == "appraisal.grade_missing");
            grades[0].grade = Grade::basic;
            REQUIRE(give());
        });
    }
    TEST_CASE("strangers, neighbours and members see and change nothing of a round; voters see no totals of a test") {
        with_databases([](db::Database& database) {
            Year y(database);
            auto const neighbour = y.actor(y.hospital.lung, y.outsider);
            CHECK(y.appraisal.view(neighbour, y.round).error().kind == Kind::not_found);
            CHECK(y.appraisal.list(neighbour).empty());
            CHECK(y.appraisal.view(y.plain(1), y.round).error().kind == Kind::not_found);
            CHECK(y.appraisal.say(y.hospital.plain(y.outsider), y.round, {"x", Grade::basic}).error().kind ==
                  Kind::not_found);
            CHECK(y.appraisal.test(neighbour, y.round, y.members[4]).error().kind == Kind::not_found);
            CHECK(y.appraisal.say(y.plain(1), y.round, {"  ", Grade::basic}).error().code == "appraisal.text_missing");
            CHECK(y.appraisal.say(y.plain(1), y.round, {"自评", {}}).error().code == "appraisal.grade_choose");
            CHECK(y.appraisal.open(y.secretary, y.hospital.heart, 2020).error().code == "appraisal.year_wrong");
            y.everybody_says();
            y.meeting_held();
            y.test_counted();
            auto const seen = [&](auth::Actor const& who) { return *y.ballots.view(who, y.test); };
            CHECK(seen(y.plain(1)).totals.empty());
            CHECK(seen(y.plain(1)).receipts.size() == 6);
            CHECK_FALSE(seen(y.secretary).totals.empty());
        });
    }
    TEST_CASE("talks, the problems they brought up and their corrections hang together") {
        with_databases([](db::Database& database) {
            Year y(database);
            auto const branch = y.hospital.heart;
            auto const today = *Date::parse("2026-09-15");
            auto const talked = [&](PersonId one, PersonId other, Date on) {
                return y.appraisal.talked(y.secretary, branch, one, other, on);
            };
            CHECK(talked(y.members[1], y.members[1], today).error().code == "appraisal.same_person");
            CHECK(talked(y.members[1], y.outsider, today).error().code == "appraisal.person_unknown");
            CHECK(talked(y.members[1], y.members[2], *Date::parse("2026-09-17")).error().code == "appraisal.in_future");
            auto const talk = talked(y.members[1], y.members[2], today);
            REQUIRE(talk);
            CHECK(y.appraisal.raise(y.secretary, {branch, 2026, Source::talk, TalkId{9}, {}, "x"}).error().code ==
                  "appraisal.talk_unknown");
            auto const problem =
                y.appraisal.raise(y.secretary, {branch, 2026, Source::talk, *talk, {}, "夜班党员参加学习少"});
            REQUIRE(problem);
            auto pack = [&] { return *y.appraisal.pack(y.secretary, branch, 2026); };
            CHECK(pack().talks.size() == 1);
            CHECK_FALSE(pack().problems[0].correction);
            auto const said = [&](std::string const& rule) {
                auto const all = pack().findings;
                return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.rule == rule; });
            };
            CHECK(said("talks.among_members"));
            CHECK_FALSE(said("life_meeting.no_talks"));
            auto const due = *Date::parse("2026-10-15");
            auto const task = y.appraisal.correct(y.secretary, *problem, "安排两场补学", y.members[2], due);
            REQUIRE(task);
            CHECK(y.appraisal.correct(y.secretary, *problem, "再来", y.members[2], due).error().code ==
                  "appraisal.corrected");
            REQUIRE(pack().problems[0].correction);
            CHECK(pack().problems[0].correction->id == *task);
            CHECK(pack().problems[0].correction->kind == meetings::TaskKind::rectification);
            CHECK(y.told(y.members[2]).front() == "整改事项由您负责");
            auto const neighbour = y.actor(y.hospital.lung, y.outsider);
            CHECK(y.appraisal.pack(neighbour, branch, 2026).error().kind == Kind::not_found);
        });
    }
}
