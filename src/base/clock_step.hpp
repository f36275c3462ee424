#pragma once
// A running program does not follow a step of the machine's clock: sessions, locks, schedules and ids go on as if nothing had
// happened. Slow corrections (a time server's) are followed.

#include "base/time.hpp"

namespace xinglin {

/// Turns readings of the wall clock and of the time since boot into one time that never jumps and never runs backwards.
/// Not thread-safe.
class StepFilter {
  public:
    /// Further apart between two readings than this, the wall clock was set, not corrected.
    static constexpr std::int64_t followed_ms = 5'000;

    /// @param since_boot_ms goes on while the machine sleeps
    [[nodiscard]] Instant at(Instant wall, std::int64_t since_boot_ms);
    /// How far the wall clock is ahead of what at() answers; 0 when it was never set.
    [[nodiscard]] std::int64_t ignored_ms() const { return ignored_; }

  private:
    bool begun_{false};
    Instant last_{};
    std::int64_t boot_{0};
    std::int64_t ignored_{0};
};

/// How far the machine's clock was set ahead (+) or back (−) while this process ran, in ms; it is followed after a restart.
[[nodiscard]] std::int64_t ignored_clock_step();

}  // namespace xinglin
