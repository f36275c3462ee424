#pragma once
// Pure rules of membership: what may follow what, when, under which article. No clock, no database.

#include "base/result.hpp"
#include "modules/members/types.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace xinglin::members {

/// The dated amounts the rules use; regulations/admission/parameters.yaml holds the same values with their articles.
struct Terms {
    int minimum_age;             ///< years
    int activist_months;         ///< shortest training of an activist
    int probation_months;
    int extension_minimum;       ///< months
    int extension_maximum;
    int readmission_years;       ///< after expulsion, removal or persuasion to leave
    int lost_removal_years;      ///< suspended and untraceable
    Date no_probation_from;      ///< between these days, both included, there was no probation
    Date no_probation_to;
};

/// The state, affiliation and flags that hold on `day` as far as was recorded by `known_at`.
/// A row that starts in a month holds from the first day of that month. Later recorded rows win on the same day.
[[nodiscard]] Standing standing_on(History const& history, Date day, std::optional<Instant> known_at = std::nullopt);

/// Facts a transition is judged by.
struct TransitionFacts {
    State from{State::staff};
    std::optional<PartialDate> from_since;  ///< first day of the present state
    std::optional<Date> probation_until;    ///< set when extended
    std::optional<PartialDate> birth;
    std::optional<PartialDate> join_date;
    Date today;
};

struct Transition {
    State to{State::staff};
    Date on;
    std::string reason;
};

/// One lawful step out of a state.
struct Step {
    State from;
    State to;
    std::string_view title;    ///< Chinese name of the act
    std::string_view rule;     ///< rule id
    std::string_view article;
    bool needs_reason;
    bool second_person;        ///< needs another person's consent in production (security.md A4)
};
/// Every lawful step out of this state, in the order shown to people.
[[nodiscard]] std::vector<Step> steps_from(State state);

/// Whether the step is lawful on that day.
/// @errors members.no_such_step, members.future_step, members.before_current, members.reason_needed, members.too_young,
///         members.activist_too_short, members.probation_too_short, members.readmission_too_early,
///         members.lost_too_short: all `refused` with rule, article and the earliest lawful day in the facts
[[nodiscard]] Result<Step> check_transition(TransitionFacts const& facts, Transition const& wanted, Terms const& terms);

/// Extends a probation once by 6 to 12 months, counted from the original expiry.
/// @returns the new end of probation
/// @errors members.not_probationary, members.extended_already, members.extension_length
/// @source 《中国共产党发展党员工作细则》第三十二条
[[nodiscard]] Result<Date> extend_probation(TransitionFacts const& facts, int months, Terms const& terms);

/// Expiry of the probation: `probation_months` after joining, or the extended end.
[[nodiscard]] std::optional<Date> probation_expires(std::optional<PartialDate> join_date, std::optional<Date> extended,
                                                    Terms const& terms);

/// Full years of party age (党龄), which runs from the day of becoming a full member.
/// @source 《中国共产党发展党员工作细则》第三十三条
/// @returns nothing without a conversion date or before it
[[nodiscard]] std::optional<int> party_age(std::optional<PartialDate> full_date, Date today);

/// Whether the person counts among those due at a vote: a full member who can take part. Members long ill, abroad, out of
/// contact, floating or unable are left out of the base by branch decision (reported as such).
[[nodiscard]] bool in_voting_base(Standing const& standing);

}  // namespace xinglin::members
