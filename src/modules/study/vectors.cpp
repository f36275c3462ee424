#include "modules/study/vectors.hpp"

#include "base/text.hpp"
#include "modules/study/rules.hpp"

namespace xinglin::study {

namespace {

using regulations::Severity;
using regulations::VectorBook;
using regulations::VectorCase;

/// "31.5" in hundredths.
Hundredths hours_in(VectorCase const& c, std::string_view column) {
    auto const parts = text::split(c[column], '.');
    auto const whole = text::parse_int(parts[0]);
    if (!whole || *whole < 0 || parts.size() > 2) c.bad(column);
    if (parts.size() == 1) return *whole * 100;
    auto const rest = text::parse_int(parts[1]);
    if (!rest || *rest < 0 || parts[1].size() > 2) c.bad(column);
    return *whole * 100 + (parts[1].size() == 1 ? *rest * 10 : *rest);
}

Learner learner_in(VectorCase const& c) {
    auto const learner = parse_learner(c["role"]);
    if (!learner) c.bad("role");
    return *learner;
}

std::string listed(Verdict const& verdict) {
    std::vector<std::string> said;
    for (auto const& one : verdict.findings)
        said.push_back(one.rule + (one.severity == Severity::warn ? ":warn" : ":advice"));
    return text::join(said, "|");
}

void check_sessions(VectorCase& c, RuleSet const& rules, Date on) {
    auto const sum = c.needed_number("full_days") * class_hours_of(Session::full_day, rules, on) +
                     c.needed_number("half_days") * class_hours_of(Session::half_day, rules, on) +
                     c.needed_number("others") * class_hours_of(Session::other, rules, on) +
                     class_hours_of_minutes(c.needed_number("lesson_minutes"), rules, on);
    c.expect("expected_hours", class_hours_text(sum));
}

}  // namespace

void add_vectors(VectorBook& book, RuleSet const& rules, Date today) {
    book.add("education_hours", "case_id,role,hours_in_year,intensive_trainings,expected",
             [&rules, today](VectorCase& c) {
                 YearOfStudy const facts{learner_in(c), hours_in(c, "hours_in_year"),
                                         c.needed_number("intensive_trainings")};
                 auto const verdict = year_of_study(facts, today.year, rules, today);
                 c.expect("expected", verdict.findings.empty() ? "PASS" : "FAIL");
             });
    book.add("education_year", "case_id,role,year,hours_in_year,intensive_trainings,today,expected,note",
             [&rules](VectorCase& c) {
                 YearOfStudy const facts{learner_in(c), hours_in(c, "hours_in_year"),
                                         c.needed_number("intensive_trainings")};
                 c.expect("expected", listed(year_of_study(facts, static_cast<int>(c.needed_number("year")), rules,
                                                           c.needed_date("today"))));
             });
    book.add("education_new_secretary", "case_id,took_office,trained_on,today,expected,note", [&rules](VectorCase& c) {
        c.expect("expected", listed(new_secretary(c.needed_date("took_office"), c.date("trained_on"), rules,
                                                  c.needed_date("today"))));
    });
    book.add("education_new_member", "case_id,trainings,full_on,today,expected,note", [&rules](VectorCase& c) {
        c.expect("expected",
                 listed(new_member(c.needed_number("trainings"), c.date("full_on"), rules, c.needed_date("today"))));
    });
    book.add("education_rotation", "case_id,rotations,year,today,expected,note", [&rules](VectorCase& c) {
        c.expect("expected", listed(rotation(c.needed_number("rotations"), static_cast<int>(c.needed_number("year")),
                                             rules, c.needed_date("today"))));
    });
    book.add("education_cadre", "case_id,level,months,days,hours,expected,note", [&rules, today](VectorCase& c) {
        CadreTraining const facts{c["level"] == "division", c.needed_number("months"), c.needed_number("days"),
                                  hours_in(c, "hours")};
        c.expect("expected", listed(cadre_training(facts, rules, today)));
    });
    book.add("education_counting", "case_id,full_days,half_days,others,lesson_minutes,expected_hours,note",
             [&rules, today](VectorCase& c) { check_sessions(c, rules, today); });
}

}  // namespace xinglin::study
