#include "modules/study/rules.hpp"

#include "modules/regulations/figures.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace xinglin::study {

namespace {

using regulations::Finding;
using regulations::finding;
using regulations::Severity;
using regulations::Value;

constexpr std::array<std::string_view, 3> learners{"ordinary", "committee_member", "secretary"};

Severity by(Date last, Date today) { return last < today ? Severity::warn : Severity::advice; }

Finding in_year(char const* rule, Value const& source, int year, Date today) {
    Date const end{year, 12, 31};
    auto made = finding(rule, by(end, today), source).fact("year", year).fact("deadline", end.text());
    made.earliest = std::max(today, Date{year, 1, 1});
    return made;
}

}  // namespace

std::string_view code(Learner learner) { return learners[static_cast<std::size_t>(learner)]; }
std::optional<Learner> parse_learner(std::string_view code) {
    for (std::size_t i = 0; i < learners.size(); ++i)
        if (learners[i] == code) return static_cast<Learner>(i);
    return std::nullopt;
}

std::string class_hours_text(Hundredths hours) {
    auto text = std::to_string(hours / 100);
    if (auto const rest = hours % 100; rest != 0) {
        text += "." + std::string(rest < 10 ? "0" : "") + std::to_string(rest);
        if (text.back() == '0') text.pop_back();
    }
    return text;
}

Verdict year_of_study(YearOfStudy const& facts, int year, RuleSet const& rules, Date today) {
    Verdict verdict;
    Date const end{year, 12, 31};
    bool const ordinary = facts.learner == Learner::ordinary;
    auto const hours = rules.nearest(ordinary ? "education.member_hours" : "education.committee_hours", end);
    if (facts.class_hours < hours.number() * 100)
        verdict.add(in_year("education.class_hours", hours, year, today)
                        .fact("done", class_hours_text(facts.class_hours))
                        .fact("need", hours.number())
                        .fact("short", class_hours_text(hours.number() * 100 - facts.class_hours)));
    if (ordinary) return verdict;
    auto const trainings = rules.nearest("education.committee_trainings", end);
    if (facts.intensive_trainings < trainings.number())
        verdict.add(in_year("education.training", trainings, year, today)
                        .fact("done", facts.intensive_trainings)
                        .fact("need", trainings.number()));
    return verdict;
}

Verdict new_secretary(Date took_office, std::optional<Date> trained_on, RuleSet const& rules, Date today) {
    Verdict verdict;
    auto const months = rules.nearest("education.new_secretary_months", took_office);
    auto const last = took_office.plus_months(static_cast<int>(months.number()));
    if (trained_on && *trained_on <= last) return verdict;
    auto one = finding("education.new_secretary", trained_on ? Severity::warn : by(last, today), months)
                   .fact("took_office", took_office.text())
                   .fact("months", months.number())
                   .fact("deadline", last.text());
    if (!trained_on) one.earliest = std::max(today, took_office);
    verdict.add(std::move(one));
    return verdict;
}

Verdict rotation(std::int64_t trainings, int year, RuleSet const& rules, Date today) {
    Verdict verdict;
    auto const need = rules.nearest("education.secretary_rotations", Date{year, 12, 31});
    if (trainings < need.number())
        verdict.add(
            in_year("education.rotation", need, year, today).fact("done", trainings).fact("need", need.number()));
    return verdict;
}

Verdict new_member(std::int64_t trainings, std::optional<Date> full_on, RuleSet const& rules, Date today) {
    Verdict verdict;
    auto const need = rules.nearest("education.new_member_trainings", full_on.value_or(today));
    if (trainings >= need.number()) return verdict;
    auto const severity = full_on ? by(full_on->plus_years(1), today) : Severity::advice;
    auto one = finding("education.new_member", severity, need).fact("done", trainings).fact("need", need.number());
    one.fact("deadline", full_on ? full_on->plus_years(1).text() : "转正后一年");
    one.earliest = today;
    verdict.add(std::move(one));
    return verdict;
}

Verdict cadre_training(CadreTraining const& facts, RuleSet const& rules, Date on) {
    Verdict verdict;
    bool const division = facts.division_level;
    auto const time = rules.nearest(division ? "education.division_months" : "education.section_days", on);
    auto const hours = rules.nearest(division ? "education.division_hours" : "education.section_hours", on);
    auto const spent = division ? facts.months : facts.days;
    if (spent >= time.number() || facts.class_hours >= hours.number() * 100) return verdict;
    verdict.add(finding("education.cadre", Severity::advice, time)
                    .fact("span", division ? "五年内" : "一年内")
                    .fact("time", std::to_string(time.number()) + (division ? "个月" : "天"))
                    .fact("hours", hours.number())
                    .fact("spent", std::to_string(spent) + (division ? "个月" : "天"))
                    .fact("done", class_hours_text(facts.class_hours)));
    return verdict;
}

Hundredths class_hours_of(Session session, RuleSet const& rules, Date on) {
    auto const name = session == Session::full_day   ? "education.full_day_hours"
                      : session == Session::half_day ? "education.half_day_hours"
                                                     : "education.other_hours";
    return rules.nearest(name, on).number() * 100;
}

Hundredths class_hours_of_minutes(std::int64_t minutes, RuleSet const& rules, Date on) {
    return minutes * 100 / rules.nearest("education.class_hour_minutes", on).number();
}

}  // namespace xinglin::study
