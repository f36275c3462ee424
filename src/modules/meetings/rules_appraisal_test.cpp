#include "modules/meetings/rules_appraisal.hpp"

#include "modules/meetings/rules_ballots.hpp"
#include "modules/regulations/regulations.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::meetings;
using regulations::Severity;

namespace {

constexpr Date today{2026, 11, 22};

RuleSet embedded_rules() {
    static auto const loaded = *regulations::load_embedded();
    return RuleSet(loaded, {});
}
std::string said(Verdict verdict) {
    regulations::phrase(verdict);
    std::string all;
    for (auto const& one : verdict.findings) {
        CHECK(one.text.find('{') == std::string::npos);
        CHECK_FALSE(one.way_forward.empty());
        all += (all.empty() ? "" : " ") + one.rule.substr(one.rule.find('.') + 1) +
               (one.severity == Severity::block ? "!" : "");
    }
    return all;
}

}  // namespace

TEST_SUITE("meetings rules of the yearly round") {
    TEST_CASE("talks: every two of the committee, each member with the committee and with another member") {
        auto const rules = embedded_rules();
        TalkFacts facts{{1, 2, 3}, {10, 11}, {{1, 2, {2026, 3, 1}}, {3, 1, {2026, 1, 1}}, {2, 3, {2025, 12, 31}}}};
        auto missing = talks_missing(facts, 2026, rules, today);
        CHECK(missing.committee_pairs == std::vector<std::pair<std::int64_t, std::int64_t>>{{2, 3}});
        CHECK(missing.with_committee == std::vector<std::int64_t>{10, 11});
        CHECK(missing.among_members == std::vector<std::int64_t>{10, 11});
        CHECK(said(missing.verdict) == "committee with_committee among_members");
        facts.talks.push_back({2, 3, {2026, 12, 31}});
        facts.talks.push_back({10, 11, {2026, 5, 5}});
        facts.talks.push_back({10, 2, {2026, 5, 5}});
        facts.talks.push_back({11, 11, {2026, 5, 5}});  // with oneself: no talk
        missing = talks_missing(facts, 2026, rules, today);
        CHECK(missing.committee_pairs.empty());
        CHECK(missing.with_committee == std::vector<std::int64_t>{11});
        CHECK(missing.among_members.empty());
        CHECK(missing.verdict.findings[0].severity == Severity::advice);
        CHECK(talks_missing(facts, 2025, rules, today).verdict.findings[0].severity == Severity::warn);
        // A lone member has nobody else to talk with.
        CHECK(talks_missing({{1}, {10}, {{1, 10, {2026, 1, 5}}}}, 2026, rules, today).verdict.findings.empty());
    }
    TEST_CASE("the organisation life meeting: what comes before, at and after it") {
        YearlyRound round;
        round.year = 2026;
        CHECK(said(life_meeting_steps(round)) == "no_theme no_study no_talks no_opinions");
        CHECK(life_meeting_steps(round).findings[0].severity == Severity::advice);
        round.theme = round.study = round.talks = round.opinions = true;
        CHECK(said(life_meeting_steps(round)) == "");
        round.meeting_on = today;
        CHECK(said(life_meeting_steps(round)) == "no_problems no_criticism no_corrections");
        round.talks = false;
        CHECK(life_meeting_steps(round).find("life_meeting.no_talks")->severity == Severity::warn);
    }
    TEST_CASE("grades stand on the steps before them") {
        YearlyRound round;
        round.year = 2026;
        CHECK(said(appraisal_steps(round)) == "no_self no_mutual no_test_ballot no_grades");
        round.self_appraisal = round.mutual_appraisal = true;
        round.grades_set = true;
        CHECK(said(appraisal_steps(round)) == "no_test_ballot! not_announced");
        round.test_ballot = true;
        round.test_ballot_secret = false;
        CHECK(said(appraisal_steps(round)) == "ballot_not_secret! not_announced");
        round.test_ballot_secret = round.announced = true;
        CHECK(said(appraisal_steps(round)) == "");
    }
    TEST_CASE("what a grade leads to, and who gets one") {
        CHECK(said(grade_effect(Grade::excellent)) == "excellent");
        CHECK(said(grade_effect(Grade::qualified)) == "");
        CHECK(said(grade_effect(Grade::basic)) == "basic");
        CHECK(said(grade_effect(Grade::unqualified)) == "unqualified");
        CHECK(said(may_be_graded(true)) == "");
        CHECK(said(may_be_graded(false)) == "not_graded!");
        for (auto const grade : grades) CHECK(parse_grade(code(grade)) == grade);
        for (auto const kind : meeting_kinds) CHECK(parse_meeting_kind(code(kind)) == kind);
    }
    TEST_CASE("the base of the third is the institution's to set") {
        static auto const book = *regulations::load_embedded();
        regulations::Setting setting;
        setting.name = "appraisal.excellent_base";
        setting.datum = std::string("members");
        setting.effective_on = {2026, 11, 1};
        RuleSet const rules(book, {setting});
        GradeFacts const facts{29, 33, 11};
        CHECK(excellent_ceiling(facts, rules, {2026, 10, 31}) == 9);
        CHECK(excellent_ceiling(facts, rules, {2026, 11, 1}) == 11);
        CHECK(said(grades_given(facts, rules, {2026, 10, 31})) == "too_many_excellent");
        CHECK(said(grades_given(facts, rules, {2026, 11, 1})) == "");
    }
    TEST_CASE("the secretary reports once a year") {
        auto const rules = embedded_rules();
        CHECK(said(secretary_report(2026, 1, rules, today)) == "");
        CHECK(said(secretary_report(2026, 0, rules, {2026, 12, 31})) == "secretary_report_due");
        CHECK(said(secretary_report(2026, 0, rules, {2027, 1, 1})) == "secretary_report_missed");
        CHECK(said(report_grades(13, 5, rules, today)) == "too_many_good");
        CHECK(said(democratic_life_quorum(9, 5, rules, today)) == "too_few_present!");
    }
    TEST_CASE("an election says what is left to do") {
        auto const rules = embedded_rules();
        auto tied = elected({10, 10, 2, 3}, {{31, 6}, {32, 9}, {33, 6}}, rules, today);
        CHECK(tied.elected == std::vector<std::int64_t>{32});
        CHECK(tied.tied == std::vector<std::int64_t>{31, 33});
        CHECK(tied.votes_needed == 6);
        CHECK(said(tied.verdict) == "tie");
        CHECK(said(elected({10, 10, 2, 3}, {{31, 6}, {32, 5}, {33, 1}}, rules, today).verdict) == "places_open");
        CHECK(said(elected({10, 10, 1, 2}, {{31, 6}, {32, 5}}, rules, today).verdict) == "");
        CHECK(ballot_valid(3, 3));
        CHECK_FALSE(ballot_valid(4, 3));
        CHECK(said(re_election({2027, 1, 1}, 0, rules, today).verdict) == "late");
        CHECK(said(re_election({2027, 5, 1}, 0, rules, today).verdict) == "next");
        CHECK(re_election({2027, 5, 1}, 0, rules, today).days_left == 160);
        CHECK(said(congress({499, false, true, 301, 301}, rules, today)) ==
              "not_possible! too_many_delegates! too_few_candidates!");
    }
}
