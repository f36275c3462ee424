#pragma once
// When nobody is reminded: the night, and what a roster keeps clear. Pure.

#include "base/time.hpp"

#include <functional>

namespace xinglin::notices {

/// The night of every day, in full hours of the configured zone. Equal hours: there is none.
struct Quiet {
    int from_hour{22};
    int to_hour{7};
};

/// `at`, or the end of the night it lies in.
[[nodiscard]] Instant after_night(Instant at, Quiet const& quiet);

/// The first instant from `at` on that lies neither in the night nor where the roster says no.
/// @param roster the same instant, or the end of the shift or rest it lies in
[[nodiscard]] Instant may_remind_from(Instant at, Quiet const& quiet, std::function<Instant(Instant)> const& roster);

}  // namespace xinglin::notices
