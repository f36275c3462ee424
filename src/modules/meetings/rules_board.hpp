#pragma once
// The plan of a year as a branch keeps it: what the rules ask for with the branch's own changes laid over it, beside what was
// held. Pure: the plan of the rules, the changes, the meetings and today come in.

#include "modules/meetings/rules_life.hpp"
#include "modules/meetings/types.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

/// What somebody changed of one line; the line itself is named by its key.
struct PlanEdit {
    OrganisationId organisation;
    int year{0};
    std::string key;  ///< of a line the rules ask for, or own-<id> of one the branch added
    std::string path;
    std::string kind;  ///< code of a MeetingKind, talks, secretary_report, re_election, or other
    std::string title;  ///< of an added line
    int month{1};
    std::string note;
    std::string dropped;  ///< why it is not held; "" when it is
    std::optional<Date> done_on;  ///< of what is no meeting: when it was done
    Instant changed_at;
    AccountId changed_by;
    std::string changed_name;
    std::int64_t version{0};
};

struct PlanLine {
    enum class State { open, arranged, done, missed, dropped };
    PlanItem item;  ///< `month` as it is planned now
    std::string key;
    Month proposed;  ///< the month the rules' plan had
    bool own{false};  ///< added by the branch; the rules do not ask for it
    PlanEdit edit;  ///< note, reason, who and when; version 0: nobody touched it
    std::optional<Meeting> meeting;  ///< held or arranged for this line
    State state{State::open};
    std::optional<Date> done_on;

    [[nodiscard]] bool a_meeting() const { return parse_meeting_kind(item.what).has_value(); }
    /// There is more than one month to put it in.
    [[nodiscard]] bool movable() const { return item.period.from.in_month() != item.period.to.in_month(); }
    /// The rule says "generally" (一般): it may be left out for a reason, which stays beside it.
    [[nodiscard]] bool droppable() const;
};

/// The key of a line the rules ask for. @param n  which of those asked for in the same period, from 1
[[nodiscard]] std::string plan_key(std::string_view what, std::int64_t group, int first_month, int n);

/// A meeting in words of the plan: held and counting, or arranged.
struct PlannedMeeting {
    Meeting meeting;
    bool counts{false};  ///< was held, and countersigned where it was entered late
    std::int64_t group{0};
};

/// The lines of a year by month. Each meeting stands beside one line at most: one of its own month first, else the first
/// open one of its kind and group in whose period it falls.
[[nodiscard]] std::vector<PlanLine> plan_board(int year, std::vector<PlanItem> const& asked,
                                               std::vector<PlanEdit> const& edits,
                                               std::vector<PlannedMeeting> const& meetings, Date today);

/// Whether a line may be changed this way.
/// @returns plan.outside_period (block: the rule's period), plan.required (block: the rule leaves no choice)
[[nodiscard]] Verdict plan_change(PlanLine const& line, int month, bool drop);

}  // namespace xinglin::meetings
