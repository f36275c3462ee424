#include "modules/meetings/rules_life.hpp"

#include "modules/regulations/figures.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace xinglin::meetings {

namespace {

using regulations::finding;
using regulations::Severity;

Date last_day(int year, int month) { return {year, month, Month{year, month}.days()}; }

std::int64_t months_of(Span span) { return (span.to.year - span.from.year) * 12 + span.to.month - span.from.month + 1; }

constexpr std::array<std::string_view, 4> quarters{"第一季度", "第二季度", "第三季度", "第四季度"};

/// How often one kind comes: so many times in each part of the year.
struct Rhythm {
    MeetingKind kind;
    LifeFacts::Body body;
    std::string_view parameter;
    int months;  ///< length of a part; 0: the parameter says it
};
constexpr std::array<Rhythm, 8> rhythms{{
    {MeetingKind::members_meeting, LifeFacts::Body::branch, "life.members_meeting_per_quarter", 3},
    {MeetingKind::committee_meeting, LifeFacts::Body::branch, "life.committee_meeting_per_month", 1},
    {MeetingKind::group_meeting, LifeFacts::Body::branch, "life.group_meeting_per_month", 1},
    {MeetingKind::party_lecture, LifeFacts::Body::branch, "life.lecture_every", 0},
    {MeetingKind::theme_day, LifeFacts::Body::branch, "life.theme_day_per_month", 1},
    {MeetingKind::organisation_life_meeting, LifeFacts::Body::branch, "life.organisation_life_per_year", 0},
    {MeetingKind::democratic_appraisal, LifeFacts::Body::branch, "life.appraisal_per_year", 12},
    {MeetingKind::democratic_life_meeting, LifeFacts::Body::leading_body, "democratic_life.per_year", 0},
}};

/// One calendar part of a year with what the rule asks in it.
struct Part {
    Span span;
    std::int64_t needed;
    regulations::Value source;
    Date usual_from;
};

/// Months of a part and meetings in it, from a figure.
std::pair<int, std::int64_t> rhythm_of(Rhythm const& rhythm, regulations::Value const& value) {
    if (rhythm.months > 0) return {rhythm.months, value.number()};
    if (auto const* const every = std::get_if<std::string>(&value.datum))
        return {*every == "quarter" ? 3 : *every == "half_year" ? 6 : 12, 1};
    return {12 / static_cast<int>(value.number()), 1};  // n times a year: once in each n-th part
}

Date usual_start(Span span, RuleSet const& rules) {
    if (months_of(span) < 12) return span.from;
    auto const month = static_cast<int>(rules.nearest("life.yearly_from_month", span.from).number());
    return {span.from.year, month, 1};
}

/// The parts of a year that overlap `asked`. A part keeps the figure of its first day.
std::vector<Part> parts_of(int year, Rhythm const& rhythm, Span asked, RuleSet const& rules) {
    std::vector<Part> parts;
    for (int month = 1; month <= 12;) {
        Date const from{year, month, 1};
        auto const figure = rules.nearest(rhythm.parameter, from);
        auto const [length, needed] = rhythm_of(rhythm, figure);
        int const last = ((month - 1) / length + 1) * length;
        Span const span{from, last_day(year, last)};
        if (span.from <= asked.to && asked.from <= span.to && rules.in_force(rhythm.parameter, from))
            parts.push_back({span, needed, figure, usual_start(span, rules)});
        month = last + 1;
    }
    return parts;
}

bool existed(Span span, Date usual_from, std::optional<Date> since, std::optional<Date> until) {
    if (since && usual_from < *since) return false;
    return !until || span.to <= *until;
}

Finding life_finding(DueMeeting const& due, std::string const& group, regulations::Value const& source, Date today) {
    bool const missed = due.state == DueMeeting::State::missed;
    auto made = finding("life." + std::string(code(due.kind)) + (missed ? "_missed" : "_due"),
                        missed ? Severity::warn : Severity::advice, source);
    made.fact("period", span_text(due.period))
        .fact("needed", due.needed)
        .fact("held", due.held)
        .fact("short", due.needed - due.held)
        .fact("deadline", due.period.to.text())
        .fact("group", group);
    made.earliest = missed ? today : std::max(today, due.usual_from);
    return made;
}

/// What one body is asked for, part by part.
class Asked {
  public:
    Asked(LifeFacts const& facts, std::vector<Held> const& held, Date today)
        : facts_(facts), held_(held), today_(today) {}

    void add(MeetingKind kind, LifeGroup const& group, Part const& part) {
        auto const since = group.since && facts_.since ? std::max(group.since, facts_.since)
                           : group.since               ? group.since
                                                       : facts_.since;
        if (!existed(part.span, part.usual_from, since, facts_.until)) return;
        auto& due = out_.emplace_back();
        due.kind = kind;
        due.group = group.id;
        due.period = part.span;
        due.usual_from = part.usual_from;
        due.needed = part.needed;
        due.held = std::count_if(held_.begin(), held_.end(), [&](Held const& one) {
            return one.kind == kind && one.group == group.id && part.span.holds(one.on);
        });
        due.state = due.needed <= due.held  ? DueMeeting::State::done
                    : part.span.to < today_ ? DueMeeting::State::missed
                                            : DueMeeting::State::open;
        if (due.state != DueMeeting::State::done) due.finding = life_finding(due, group.name, part.source, today_);
    }
    /// By deadline, then kind, then group.
    [[nodiscard]] std::vector<DueMeeting> take() {
        std::stable_sort(out_.begin(), out_.end(), [](DueMeeting const& a, DueMeeting const& b) {
            return std::tie(a.period.to, a.kind, a.group) < std::tie(b.period.to, b.kind, b.group);
        });
        return std::move(out_);
    }

  private:
    LifeFacts const& facts_;
    std::vector<Held> const& held_;
    Date today_;
    std::vector<DueMeeting> out_;
};

}  // namespace

std::string span_text(Span span) {
    bool const whole = span.from.day == 1 && span.to == last_day(span.to.year, span.to.month);
    auto const year = std::to_string(span.from.year) + "年";
    if (!whole || span.from.year != span.to.year) return span.from.text() + "至" + span.to.text();
    auto const months = months_of(span);
    auto const first = span.from.month - 1;
    if (months == 12) return year;
    if (months == 6 && first % 6 == 0) return year + (first == 0 ? "上半年" : "下半年");
    if (months == 3 && first % 3 == 0) return year + std::string(quarters[static_cast<std::size_t>(first / 3)]);
    if (months == 1) return year + std::to_string(span.from.month) + "月";
    return span.from.text() + "至" + span.to.text();
}

namespace {

/// 2026年1—6月 of months, 2026年第一至第三季度 of quarters that follow each other.
std::string run_text(Span first, Span last) {
    if (first == last) return span_text(first);
    auto const year = std::to_string(first.from.year) + "年";
    if (months_of(first) == 1)
        return year + std::to_string(first.from.month) + "—" + std::to_string(last.from.month) + "月";
    auto const quarter = [](Span span) { return quarters[static_cast<std::size_t>((span.from.month - 1) / 3)]; };
    // 第一季度 … 第三季度: the first without its last character, 季度 (two characters of three bytes).
    auto const head = quarter(first);
    return year + std::string(head.substr(0, head.size() - 6)) + "至" + std::string(quarter(last));
}

bool follows(Span before, Span after) {
    auto const months = months_of(before);
    return (months == 1 || months == 3) && months == months_of(after) && before.to.plus_days(1) == after.from &&
           before.from.year == after.from.year;
}

}  // namespace

std::string spans_text(std::vector<Span> spans) {
    std::sort(spans.begin(), spans.end(),
              [](Span a, Span b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
    std::string out;
    for (std::size_t i = 0; i < spans.size();) {
        auto last = i;
        while (last + 1 < spans.size() && follows(spans[last], spans[last + 1])) ++last;
        out += (out.empty() ? "" : "、") + run_text(spans[i], spans[last]);
        i = last + 1;
    }
    return out;
}

std::vector<DueMeeting> due_in(Span asked, LifeFacts const& facts, std::vector<Held> const& held, RuleSet const& rules,
                               Date today) {
    return Asking(asked, rules, today).of(facts, held);
}

struct Asking::Rhythms {
    std::array<std::vector<Part>, rhythms.size()> parts;  ///< of each rhythm, in the order of time
};

Asking::Asking(Span asked, RuleSet const& rules, Date today) : today_(today) {
    auto made = std::make_unique<Rhythms>();
    for (std::size_t i = 0; i < rhythms.size(); ++i)
        for (int year = asked.from.year; year <= asked.to.year; ++year)
            for (auto& part : parts_of(year, rhythms[i], asked, rules)) made->parts[i].push_back(std::move(part));
    rhythms_ = std::move(made);
}
Asking::~Asking() = default;

std::vector<DueMeeting> Asking::of(LifeFacts const& facts, std::vector<Held> const& held) const {
    Asked out(facts, held, today_);
    for (std::size_t i = 0; i < rhythms.size(); ++i) {
        auto const& rhythm = rhythms[i];
        if (rhythm.body != facts.body) continue;
        auto const add = [&](LifeGroup const& group) {
            for (auto const& part : rhythms_->parts[i]) out.add(rhythm.kind, group, part);
        };
        bool const by_committee = rhythm.kind == MeetingKind::committee_meeting;
        if (rhythm.kind == MeetingKind::group_meeting)
            std::for_each(facts.groups.begin(), facts.groups.end(), add);
        else if (!by_committee || facts.committee)
            add({0, "", by_committee ? facts.committee_since : facts.since});
    }
    return out.take();
}

Verdict life_findings(std::vector<DueMeeting> const& due) {
    Verdict verdict;
    for (auto const& one : due)
        if (one.finding) verdict.add(*one.finding);
    return verdict;
}

Verdict secretary_lecture(int year, std::int64_t given, RuleSet const& rules, Date today) {
    Verdict verdict;
    Date const end{year, 12, 31};
    auto const needed = rules.nearest("lecture.secretary_per_year", end);
    if (given >= needed.number()) return verdict;
    bool const missed = end < today;
    auto one = finding(missed ? "life.secretary_lecture_missed" : "life.secretary_lecture_due",
                       missed ? Severity::warn : Severity::advice, needed)
                   .fact("year", year)
                   .fact("needed", needed.number())
                   .fact("given", given)
                   .fact("deadline", end.text());
    one.earliest = std::max(today, Date{year, 1, 1});
    verdict.add(std::move(one));
    return verdict;
}

Verdict double_life(DoubleLife const& facts, int year, Date today) {
    Verdict verdict;
    Date const end{year, 12, 31};
    auto const severity = end < today ? Severity::warn : Severity::advice;
    auto const missing = [&](bool there, char const* rule, char const* article) {
        if (!there)
            verdict.add(finding(rule, severity, std::string(article))
                            .fact("name", facts.name)
                            .fact("year", year)
                            .fact("deadline", end.text()));
    };
    missing(facts.in_branch, "life.double_branch_missing", "《中国共产党支部工作条例（试行）》第十七条");
    missing(facts.in_leading_body, "life.double_body_missing", "（双重组织生活：领导班子民主生活会）");
    return verdict;
}

Verdict contact_point(ContactPoint const& facts, int year, RuleSet const& rules, Date today) {
    Verdict verdict;
    Date const end{year, 12, 31};
    auto const least = rules.nearest("contact.branches_least", end);
    auto const most = rules.nearest("contact.branches_most", end);
    auto const lectures = rules.nearest("contact.lectures_per_year", end);
    auto const about = [&](char const* rule, Severity severity, regulations::Value const& source) {
        return finding(rule, severity, source).fact("member", facts.member).fact("branches", facts.branches);
    };
    if (facts.branches < least.number())
        verdict.add(about("contact.too_few", Severity::warn, least).fact("least", least.number()));
    if (most.number() < facts.branches)
        verdict.add(about("contact.too_many", Severity::warn, most).fact("most", most.number()));
    if (facts.branches > 0 && facts.lectures < lectures.number()) {
        auto lecture = about("contact.lecture", end < today ? Severity::warn : Severity::advice, lectures)
                           .fact("year", year)
                           .fact("needed", lectures.number())
                           .fact("given", facts.lectures);
        verdict.add(std::move(lecture));
    }
    return verdict;
}

}  // namespace xinglin::meetings
