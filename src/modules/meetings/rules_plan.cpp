// The plan of a year: what the rules ask for, each in one month of its period.
#include "modules/meetings/rules_life.hpp"
#include "modules/regulations/figures.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

using regulations::Value;

int number(RuleSet const& rules, std::string_view name, Date day) {
    return static_cast<int>(rules.nearest(name, day).number());
}

/// Month of the period in which the convention puts this kind; never outside the period.
int month_in(DueMeeting const& due, RuleSet const& rules) {
    int const first = due.period.from.month;
    int const last = due.period.to.month;
    auto const from = due.period.from;
    switch (due.kind) {
        case MeetingKind::members_meeting:
            return std::min(last, first + number(rules, "plan.members_meeting_month", from) - 1);
        case MeetingKind::party_lecture:
            return std::min(last, first + number(rules, "plan.lecture_month", from) - 1);
        case MeetingKind::organisation_life_meeting:
        case MeetingKind::democratic_appraisal:
        case MeetingKind::democratic_life_meeting:
            return std::clamp(number(rules, "plan.yearly_month", from), first, last);
        default:
            return first;
    }
}

PlanItem planned(DueMeeting const& due, LifeFacts const& facts, RuleSet const& rules) {
    PlanItem item;
    item.what = std::string(code(due.kind));
    item.title = std::string(title(due.kind));
    for (auto const& group : facts.groups)
        if (due.group != 0 && group.id == due.group) item.title = group.name + item.title;
    item.group = due.group;
    item.month = {due.period.from.year, month_in(due, rules)};
    item.period = due.period;
    item.article = due.finding->article;
    item.version = due.finding->version;
    return item;
}

PlanItem yearly(std::string what, std::string title, int year, int month, Value const& source) {
    PlanItem item;
    item.what = std::move(what);
    item.title = std::move(title);
    item.month = {year, month};
    item.period = {{year, 1, 1}, {year, 12, 31}};
    item.article = source.article;
    item.version = source.version;
    return item;
}

/// The month of an election: the one before the term ends, so that a date lost to shifts can still be made good.
PlanItem election(Date deadline, RuleSet const& rules) {
    auto const ahead = rules.nearest("plan.election_months_ahead", deadline);
    auto const month = std::max(deadline.plus_months(-static_cast<int>(ahead.number())), Date{deadline.year, 1, 1});
    auto item = yearly("re_election", "换届选举", deadline.year, month.month, ahead);
    item.period.to = deadline;
    return item;
}

}  // namespace

std::vector<PlanItem> year_plan(int year, LifeFacts const& facts, std::optional<Date> term_deadline,
                                RuleSet const& rules) {
    Date const first{year, 1, 1};
    Span const all{first, {year, 12, 31}};
    std::vector<PlanItem> plan;
    // Asked on the first day with nothing held: everything is open, and every finding says its article. A kind needed
    // more than once in a period stands as often.
    for (auto const& due : due_in(all, facts, {}, rules, first))
        for (std::int64_t n = 0; n < due.needed; ++n) plan.push_back(planned(due, facts, rules));
    bool const whole_year = (!facts.since || *facts.since <= first) && (!facts.until || all.to <= *facts.until);
    if (facts.body == LifeFacts::Body::branch && whole_year) {
        int const month = number(rules, "plan.yearly_month", first);
        if (auto const talks = rules.in_force("talk.per_year", first))
            plan.push_back(yearly("talks", "谈心谈话", year, std::max(1, month - 1), *talks));
        if (auto const report = rules.in_force("secretary_report.per_year", first))
            plan.push_back(yearly("secretary_report", "书记抓党建述职评议", year, month, *report));
    }
    if (facts.body == LifeFacts::Body::branch && term_deadline && term_deadline->year == year)
        plan.push_back(election(*term_deadline, rules));
    std::stable_sort(plan.begin(), plan.end(), [](PlanItem const& a, PlanItem const& b) { return a.month < b.month; });
    return plan;
}

}  // namespace xinglin::meetings
