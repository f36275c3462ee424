#pragma once
// What organisation life asks of a branch: how often, by when, what is still missing, the plan of a year.
// Pure: what was held and today come in; findings come out, with the article and the earliest lawful way on.

#include "modules/meetings/kinds.hpp"
#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

using regulations::Finding;
using regulations::RuleSet;
using regulations::Verdict;

/// Days from `from` to `to`, both included.
struct Span {
    Date from;
    Date to;
    bool operator==(Span const&) const = default;
    [[nodiscard]] bool holds(Date day) const { return from <= day && day <= to; }
};
/// 2026年第四季度, 2026年3月, 2026年上半年, 2026年, or the two days when it is none of these.
[[nodiscard]] std::string span_text(Span span);

/// Several of them, those that follow each other drawn together: 2026年1—6月、2026年第四季度.
[[nodiscard]] std::string spans_text(std::vector<Span> spans);

/// A group of a branch that holds meetings of its own.
struct LifeGroup {
    std::int64_t id{0};
    std::string name;
    std::optional<Date> since;
};

/// Whose organisation life it is.
struct LifeFacts {
    /// Branches of every sort, temporary ones too, have the life of a branch; committees and leading groups have the
    /// democratic life meeting of a leading body.
    enum class Body { branch, leading_body };
    Body body{Body::branch};
    bool committee{false};  ///< the branch has a committee …
    std::optional<Date> committee_since;  ///< … elected on; nothing: long ago
    std::vector<LifeGroup> groups;
    std::optional<Date> since;  ///< founded on; nothing: long ago
    std::optional<Date> until;  ///< last day, when it was dissolved
};

/// A meeting that was held. One that served several purposes stands once per kind it counts for.
struct Held {
    MeetingKind kind{MeetingKind::members_meeting};
    Date on;
    std::int64_t group{0};  ///< of a group meeting
};

/// One thing a period asks for.
struct DueMeeting {
    enum class State { done, open, missed };
    MeetingKind kind{MeetingKind::members_meeting};
    std::int64_t group{0};
    Span period;  ///< the calendar month, quarter, half year or year; its last day is the deadline
    Date usual_from;  ///< before this day nobody need be reminded (a yearly meeting usually comes in the last quarter)
    std::int64_t needed{1};
    std::int64_t held{0};
    State state{State::open};
    /// life.<kind>_due (advice) while there is time, life.<kind>_missed (warn) afterwards, nothing when done. Its
    /// `earliest` is the first day on which holding the meeting counts for this period, or, when it was missed, today.
    std::optional<Finding> finding;
};
/// Everything asked for in the calendar periods that overlap `asked`, by deadline, then kind, then group.
/// A period counts when the body existed on its first day (a yearly one: before the month in which it is usually held)
/// and on its last; its frequency is the one in force on its first day. Nothing is asked for before the regulation.
/// @source 《中国共产党支部工作条例（试行）》第十一条、第十二条、第十三条、第十六条、第十七条、第十八条
[[nodiscard]] std::vector<DueMeeting> due_in(Span asked, LifeFacts const& facts, std::vector<Held> const& held,
                                             RuleSet const& rules, Date today);
/// The same for many bodies: what the rules ask of the span is looked up once.
class Asking {
  public:
    Asking(Span asked, RuleSet const& rules, Date today);
    ~Asking();
    Asking(Asking const&) = delete;
    Asking& operator=(Asking const&) = delete;
    [[nodiscard]] std::vector<DueMeeting> of(LifeFacts const& facts, std::vector<Held> const& held) const;

  private:
    struct Rhythms;
    std::unique_ptr<Rhythms const> rhythms_;
    Date today_;
};
/// The findings of the above alone: what a duty list, a form and a report show.
[[nodiscard]] Verdict life_findings(std::vector<DueMeeting> const& due);

/// A line of a year plan; the branch may move it inside its period.
struct PlanItem {
    std::string what;  ///< code of a MeetingKind, or talks, secretary_report, re_election
    std::string title;  ///< Chinese
    std::int64_t group{0};
    Month month;  ///< when it is proposed
    Span period;  ///< when it has to be
    std::string article;
    std::string version;
};
/// The plan of a branch for one calendar year, by month: what the rules ask for and nothing else.
/// @param term_deadline end of the running term; a re-election in the year becomes an item
/// @source 《中国共产党支部工作条例（试行）》第十一条至第十九条
[[nodiscard]] std::vector<PlanItem> year_plan(int year, LifeFacts const& facts, std::optional<Date> term_deadline,
                                              RuleSet const& rules);

/// Party lectures of the secretary of a committee in a year (at least one).
/// @returns life.secretary_lecture_due (advice) or life.secretary_lecture_missed (warn), or nothing
/// @source 《中国共产党支部工作条例（试行）》第十六条
[[nodiscard]] Verdict secretary_lecture(int year, std::int64_t given, RuleSet const& rules, Date today);

/// A leading cadre takes part in the branch's organisation life and in the leading body's democratic life meeting.
struct DoubleLife {
    std::string name;
    bool in_branch{false};  ///< took part in the branch's organisation life meeting of the year
    bool in_leading_body{false};
};
/// @returns life.double_branch_missing, life.double_body_missing (warn once the year is over, advice before)
[[nodiscard]] Verdict double_life(DoubleLife const& facts, int year, Date today);

/// The branches a committee member keeps contact with.
struct ContactPoint {
    std::string member;
    std::int64_t branches{0};
    std::int64_t lectures{0};  ///< given there this year
};
/// @returns contact.too_few, contact.too_many (warn), contact.lecture (advice; warn after the year)
[[nodiscard]] Verdict contact_point(ContactPoint const& facts, int year, RuleSet const& rules, Date today);

}  // namespace xinglin::meetings
