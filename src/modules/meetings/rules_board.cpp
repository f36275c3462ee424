#include "modules/meetings/rules_board.hpp"

#include "modules/regulations/figures.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace xinglin::meetings {

namespace {

using regulations::Severity;

/// Kinds of which the regulations say 一般: 《中国共产党支部工作条例（试行）》第十一条、第十二条、第十三条、第十八条、第十九条.
/// Theme days, lectures, the organisation life meeting and the democratic life meeting are asked for without that word.
constexpr std::array<std::string_view, 5> generally{"members_meeting", "committee_meeting", "group_meeting",
                                                    "democratic_appraisal", "talks"};

PlanLine own_line(PlanEdit const& edit) {
    PlanLine line;
    line.own = true;
    line.key = edit.key;
    line.item.what = edit.kind;
    line.item.title = edit.title;
    line.item.month = line.proposed = {edit.year, edit.month};
    line.item.period = {{edit.year, 1, 1}, {edit.year, 12, 31}};
    return line;
}

void lay_over(PlanLine& line, PlanEdit const& edit) {
    line.edit = edit;
    // The period may have moved since (another figure, another deadline of the term): the plan stays inside it.
    auto const from = line.item.period.from.in_month(), to = line.item.period.to.in_month();
    line.item.month = std::clamp(Month{line.item.month.year, edit.month}, from, to);
    if (!line.a_meeting()) line.done_on = edit.done_on;
}

bool fits(PlanLine const& line, PlannedMeeting const& one) {
    return !line.meeting && parse_meeting_kind(line.item.what) == one.meeting.kind && line.item.group == one.group &&
           line.item.period.holds(one.meeting.day());
}

void place(std::vector<PlanLine>& lines, PlannedMeeting const& one) {
    PlanLine* best = nullptr;
    for (auto& line : lines) {
        if (!fits(line, one)) continue;
        bool const same_month = line.item.month == one.meeting.day().in_month();
        // What the rules ask for comes before what the branch added; its own month before any other.
        auto const rank = [&](PlanLine const& other) {
            return std::pair(other.own, other.item.month != one.meeting.day().in_month());
        };
        if (best == nullptr || std::pair(line.own, !same_month) < rank(*best)) best = &line;
    }
    if (best != nullptr) best->meeting = one.meeting;
}

void settle(PlanLine& line, std::vector<PlannedMeeting> const& meetings, Date today) {
    bool const counted = line.meeting && std::any_of(meetings.begin(), meetings.end(), [&](PlannedMeeting const& one) {
                             return one.meeting.id == line.meeting->id && one.counts;
                         });
    if (counted) line.done_on = line.meeting->day();
    // A reason given in advance does not hide that it was held after all.
    line.state = line.done_on                  ? PlanLine::State::done
                 : !line.edit.dropped.empty()  ? PlanLine::State::dropped
                 : line.meeting                ? PlanLine::State::arranged
                 : line.item.period.to < today ? PlanLine::State::missed
                                               : PlanLine::State::open;
}

}  // namespace

std::string plan_key(std::string_view what, std::int64_t group, int first_month, int n) {
    return std::string(what) + "-" + std::to_string(group) + "-" + std::to_string(first_month) + "-" +
           std::to_string(n);
}

bool PlanLine::droppable() const {
    return !own && std::find(generally.begin(), generally.end(), item.what) != generally.end();
}

std::vector<PlanLine> plan_board(int year, std::vector<PlanItem> const& asked, std::vector<PlanEdit> const& edits,
                                 std::vector<PlannedMeeting> const& meetings, Date today) {
    std::vector<PlanLine> lines;
    std::map<std::tuple<std::string, std::int64_t, int>, int> times;
    for (auto const& item : asked) {
        PlanLine line;
        line.item = item;
        line.proposed = item.month;
        line.key = plan_key(item.what, item.group, item.period.from.month,
                            ++times[{item.what, item.group, item.period.from.month}]);
        for (auto const& edit : edits)
            if (edit.key == line.key) lay_over(line, edit);
        lines.push_back(std::move(line));
    }
    for (auto const& edit : edits) {
        if (edit.key.rfind("own-", 0) != 0 || edit.year != year) continue;
        lines.push_back(own_line(edit));
        lay_over(lines.back(), edit);
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](PlanLine const& a, PlanLine const& b) { return a.item.month < b.item.month; });
    // Those that count take their lines first, so that a draft never hides what was held.
    for (bool const counting : {true, false})
        for (auto const& one : meetings)
            if (one.counts == counting) place(lines, one);
    for (auto& line : lines) settle(line, meetings, today);
    return lines;
}

Verdict plan_change(PlanLine const& line, int month, bool drop) {
    Verdict verdict;
    Month const wanted{line.item.month.year, month};
    if (wanted < line.item.period.from.in_month() || line.item.period.to.in_month() < wanted) {
        auto made = regulations::finding("plan.outside_period", Severity::block, line.item.article);
        made.version = line.item.version;
        made.fact("title", line.item.title).fact("period", span_text(line.item.period));
        verdict.add(std::move(made));
    }
    if (drop && !line.droppable()) {
        auto made = regulations::finding("plan.required", Severity::block, line.item.article);
        made.version = line.item.version;
        made.fact("title", line.item.title).fact("period", span_text(line.item.period));
        verdict.add(std::move(made));
    }
    return verdict;
}

}  // namespace xinglin::meetings
