#include "modules/meetings/rules_life.hpp"

#include "modules/regulations/regulations.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace xinglin;
using namespace xinglin::meetings;

namespace {

regulations::Book const& book() {
    static auto const loaded = *regulations::load_embedded();
    return loaded;
}
regulations::Setting setting(std::string name, regulations::Datum datum, Date from) {
    regulations::Setting made;
    made.name = std::move(name);
    made.datum = std::move(datum);
    made.effective_on = from;
    return made;
}

/// No placeholder is left, and there is a way on.
void says_it_all(Verdict verdict) {
    regulations::phrase(verdict);
    for (auto const& one : verdict.findings) {
        INFO(one.rule, ": ", one.text, " / ", one.way_forward);
        CHECK_FALSE(one.text.empty());
        CHECK_FALSE(one.way_forward.empty());
        CHECK_FALSE(one.article.empty());
        CHECK(one.text.find('{') == std::string::npos);
        CHECK(one.way_forward.find('{') == std::string::npos);
    }
}

LifeFacts whole_branch() {
    LifeFacts facts;
    facts.committee = true;
    facts.groups = {{7, "第一党小组", std::nullopt}};
    return facts;
}

constexpr Date today{2026, 11, 22};

}  // namespace

TEST_SUITE("meetings rules of organisation life") {
    TEST_CASE("each kind has its sentence, open or missed, with article, version and the earliest day") {
        RuleSet const rules(book(), {});
        auto facts = whole_branch();
        auto verdict = life_findings(due_in({{2026, 1, 1}, {2026, 12, 31}}, facts, {}, rules, today));
        facts.body = LifeFacts::Body::leading_body;
        verdict.add(life_findings(due_in({{2025, 1, 1}, {2026, 12, 31}}, facts, {}, rules, today)));
        facts.body = LifeFacts::Body::branch;
        verdict.add(life_findings(due_in({{2025, 1, 1}, {2025, 12, 31}}, facts, {}, rules, today)));
        std::set<std::string> said;
        for (auto const& one : verdict.findings) {
            said.insert(one.rule);
            CHECK_FALSE(one.version.empty());
            CHECK(today <= *one.earliest);
        }
        CHECK(said.size() == 2 * meeting_kinds.size());
        says_it_all(std::move(verdict));
    }
    TEST_CASE("what is missed says that it cannot be made up for, what is open by when") {
        RuleSet const rules(book(), {});
        auto due = due_in({{2026, 10, 1}, {2026, 11, 30}}, whole_branch(), {{MeetingKind::group_meeting, today, 7}},
                          rules, today);
        auto const of = [&](MeetingKind kind, Date to) -> DueMeeting& {
            for (auto& one : due)
                if (one.kind == kind && one.period.to == to) return one;
            FAIL("not asked for");
            return due.front();
        };
        auto& october = of(MeetingKind::committee_meeting, {2026, 10, 31});
        CHECK(october.state == DueMeeting::State::missed);
        CHECK(october.finding->severity == regulations::Severity::warn);
        CHECK(october.finding->article == "《中国共产党支部工作条例（试行）》第十二条");
        CHECK(october.finding->version == "branch_work@2018-10-28");
        regulations::phrase(*october.finding);
        CHECK(october.finding->text == "2026年10月应召开支部委员会会议1次，只开了0次，期限2026-10-31已过");
        CHECK(october.finding->way_forward.find("最早2026-11-22即可召开支部委员会会议") != std::string::npos);
        CHECK(of(MeetingKind::group_meeting, {2026, 11, 30}).state == DueMeeting::State::done);
        auto& group = of(MeetingKind::group_meeting, {2026, 10, 31});
        regulations::phrase(*group.finding);
        CHECK(group.finding->text.find("第一党小组应召开党小组会") != std::string::npos);
        auto& life = of(MeetingKind::organisation_life_meeting, {2026, 12, 31});
        CHECK(life.usual_from == Date{2026, 10, 1});
        CHECK(life.finding->severity == regulations::Severity::advice);
    }
    TEST_CASE("a yearly meeting need not be reminded of before its usual time") {
        RuleSet const rules(book(), {});
        for (auto const& one : due_in({{2027, 1, 1}, {2027, 12, 31}}, whole_branch(), {}, rules, {2027, 3, 1}))
            if (one.kind == MeetingKind::democratic_appraisal) CHECK(one.finding->earliest == Date{2027, 10, 1});
    }
    TEST_CASE("groups and committees are asked from the day they came to be") {
        RuleSet const rules(book(), {});
        auto facts = whole_branch();
        facts.committee_since = Date{2026, 10, 2};
        facts.groups[0].since = Date{2026, 11, 1};
        int committee = 0;
        int group = 0;
        for (auto const& one : due_in({{2026, 1, 1}, {2026, 11, 30}}, facts, {}, rules, today)) {
            committee += one.kind == MeetingKind::committee_meeting;
            group += one.kind == MeetingKind::group_meeting;
        }
        CHECK(committee == 1);  // November; October had begun without it
        CHECK(group == 1);
    }
    TEST_CASE("an institution's setting counts from the first period that begins under it") {
        RuleSet const rules(book(), {setting("life.organisation_life_per_year", std::int64_t{2}, {2026, 2, 1}),
                                     setting("life.lecture_every", std::string("half_year"), {2026, 7, 1})});
        auto const periods = [&](int year, MeetingKind kind) {
            std::vector<std::string> found;
            for (auto const& one : due_in({{year, 1, 1}, {year, 12, 31}}, whole_branch(), {}, rules, today))
                if (one.kind == kind) found.push_back(span_text(one.period));
            return found;
        };
        using Texts = std::vector<std::string>;
        CHECK(periods(2026, MeetingKind::organisation_life_meeting) == Texts{"2026年"});
        CHECK(periods(2027, MeetingKind::organisation_life_meeting) == Texts{"2027年上半年", "2027年下半年"});
        CHECK(periods(2026, MeetingKind::party_lecture) == Texts{"2026年第一季度", "2026年第二季度", "2026年下半年"});
        CHECK(periods(2027, MeetingKind::party_lecture) == Texts{"2027年上半年", "2027年下半年"});
    }
    TEST_CASE("a year plan holds what is asked, each inside its period and with its article") {
        RuleSet const rules(book(), {});
        auto const plan = year_plan(2027, whole_branch(), Date{2027, 6, 20}, rules);
        CHECK(plan.size() == 4 + 12 + 12 + 4 + 12 + 1 + 1 + 1 + 1 + 1);
        for (auto const& item : plan) {
            INFO(item.what, " ", item.month.text());
            CHECK_FALSE(item.article.empty());
            CHECK_FALSE(item.version.empty());
            CHECK(item.period.from.in_month() <= item.month);
            CHECK(item.month <= item.period.to.in_month());
        }
        CHECK(std::is_sorted(plan.begin(), plan.end(), [](auto const& a, auto const& b) { return a.month < b.month; }));
        RuleSet const later(book(), {setting("plan.lecture_month", std::int64_t{12}, {2026, 1, 1})});
        for (auto const& item : year_plan(2027, whole_branch(), std::nullopt, later))
            if (item.what == "party_lecture") CHECK(item.month.month % 3 == 0);  // never outside the quarter
    }
    TEST_CASE("lectures of the secretary, double life, contact points") {
        RuleSet const rules(book(), {});
        CHECK(secretary_lecture(2026, 1, rules, today).findings.empty());
        CHECK(secretary_lecture(2026, 0, rules, today).find("life.secretary_lecture_due") != nullptr);
        CHECK(secretary_lecture(2026, 0, rules, {2026, 12, 31}).find("life.secretary_lecture_due") != nullptr);
        CHECK(secretary_lecture(2026, 0, rules, {2027, 1, 1}).find("life.secretary_lecture_missed") != nullptr);
        CHECK(double_life({"陈静", true, true}, 2026, today).findings.empty());
        CHECK(double_life({"陈静", false, true}, 2026, today).findings.size() == 1);
        CHECK(double_life({"陈静", false, false}, 2025, today).findings[1].severity == regulations::Severity::warn);
        CHECK(contact_point({"陈静", 1, 1}, 2026, rules, today).findings.empty());
        CHECK(contact_point({"陈静", 2, 1}, 2026, rules, today).findings.empty());
        CHECK(contact_point({"陈静", 3, 1}, 2026, rules, today).find("contact.too_many") != nullptr);
        CHECK(contact_point({"陈静", 0, 0}, 2026, rules, today).findings.size() == 1);  // no branch: no lecture there
        for (auto verdict :
             {secretary_lecture(2026, 0, rules, today), secretary_lecture(2025, 0, rules, today),
              double_life({"陈静", false, false}, 2026, today), contact_point({"陈静", 0, 0}, 2026, rules, today),
              contact_point({"陈静", 3, 0}, 2026, rules, today)})
            says_it_all(std::move(verdict));
    }
    TEST_CASE("spans read as people say them") {
        CHECK(span_text({{2026, 1, 1}, {2026, 12, 31}}) == "2026年");
        CHECK(span_text({{2026, 7, 1}, {2026, 12, 31}}) == "2026年下半年");
        CHECK(span_text({{2026, 4, 1}, {2026, 6, 30}}) == "2026年第二季度");
        CHECK(span_text({{2026, 2, 1}, {2026, 2, 28}}) == "2026年2月");
        auto const month = [](int n) { return Span{{2026, n, 1}, Date{2026, n, Month{2026, n}.days()}}; };
        CHECK(spans_text({month(3), month(1), month(2), month(5)}) == "2026年1—3月、2026年5月");
        CHECK(spans_text({{{2026, 1, 1}, {2026, 3, 31}}, {{2026, 4, 1}, {2026, 6, 30}}}) == "2026年第一至第二季度");
        CHECK(spans_text({{{2025, 12, 1}, {2025, 12, 31}}, month(1)}) == "2025年12月、2026年1月");
        CHECK(spans_text({{{2026, 1, 1}, {2026, 3, 31}}, month(4)}) == "2026年第一季度、2026年4月");
        CHECK(span_text({{2026, 2, 1}, {2026, 4, 30}}) == "2026-02-01至2026-04-30");
        CHECK(span_text({{2026, 1, 1}, {2026, 12, 30}}) == "2026-01-01至2026-12-30");
    }
}
