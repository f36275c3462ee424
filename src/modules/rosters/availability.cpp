#include "modules/rosters/availability.hpp"

namespace xinglin::rosters {

namespace {

constexpr Availability duty{Presence::hard, Reason::duty};

Availability resting(bool hard, NightRest rest) {
    if (rest == NightRest::given) return {Presence::soft, Reason::off};
    return {hard ? Presence::hard : Presence::soft, Reason::night_rest};
}

bool touches(Span const& when, Minute from, Minute to) { return when.from < to && from < when.to; }

/// When the shift ends on the day it stands on; past day_minutes: on the next one.
Minute end_of(ShiftCode const& code) { return *code.ends + (code.crosses_midnight ? day_minutes : 0); }

Availability by_code(ShiftCode const& code, Span const& when, NightRest rest) {
    if (code.occupies == Occupies::absent) return {Presence::hard, Reason::leave};
    if (code.occupies == Occupies::rest) return resting(code.rest_hard, rest);
    if (code.occupies == Occupies::off) return {Presence::soft, Reason::off};
    for (auto const& window : code.windows)
        if (window.from <= when.from && when.to <= window.to)
            return window.soft ? Availability{Presence::soft, Reason::off} : Availability{Presence::free, {}};
    bool const within = code.starts && code.ends && touches(when, *code.starts, end_of(code));
    if (code.releasable && within) return {Presence::soft, Reason::on_duty};
    if (code.rest_after && code.ends && !code.crosses_midnight && when.from >= *code.ends)
        return resting(code.rest_hard, rest);
    return duty;
}

/// What a shift of the day before leaves over for this one.
Availability left_over(ShiftCode const& code, Span const& when, NightRest rest) {
    if (code.occupies != Occupies::busy || !code.crosses_midnight || !code.ends) return {Presence::free, {}};
    if (when.from < *code.ends) return duty;
    return code.rest_after ? resting(code.rest_hard, rest) : Availability{Presence::free, {}};
}

}  // namespace

Availability availability(Shifts const& shifts, Span const& when, NightRest rest) {
    Availability found{Presence::free, Reason::none};
    auto const today = shifts.find(when.day);
    if (today == shifts.end() || today->second.codes.empty()) {
        found = {Presence::unknown, Reason::unknown};
    } else {
        for (auto const* code : today->second.codes) found = worse(found, by_code(*code, when, rest));
    }
    if (auto const before = shifts.find(when.day.plus_days(-1)); before != shifts.end())
        for (auto const* code : before->second.codes) found = worse(found, left_over(*code, when, rest));
    return found;
}

bool on_shift(Shifts const& shifts, Span const& when) {
    auto const covers = [&](Date day, Minute shift) {
        auto const found = shifts.find(day);
        if (found == shifts.end()) return false;
        for (auto const* code : found->second.codes)
            if (code->occupies == Occupies::busy && code->starts && code->ends &&
                touches({when.day, when.from + shift, when.to + shift}, *code->starts, end_of(*code)))
                return true;
        return false;
    };
    return covers(when.day, 0) || covers(when.day.plus_days(-1), day_minutes);
}

}  // namespace xinglin::rosters
