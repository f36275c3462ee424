#pragma once
// How long the calls of a read route take: decides whether they may run on an I/O thread (decision 0013).

#include <atomic>
#include <cstdint>
#include <optional>

namespace xinglin::http {

/// A moving average over about sixteen calls. Two threads that note at once may lose one of two calls: it is none the worse.
class Pace {
  public:
    /// @param limit_us what a call may take on average, microseconds
    [[nodiscard]] bool quick(std::int64_t limit_us) const;

    /// @param wall_us from begin to end of the call
    /// @param own_us the time that was the call's own, where it was measured: CPU, and what it waited for. A thread that the system
    ///     had put aside looks slow: a call over the limit counts only with this.
    void note(std::int64_t wall_us, std::optional<std::int64_t> own_us, std::int64_t limit_us);

  private:
    std::atomic<int> calls_{0};
    std::atomic<std::int64_t> average_us_{0};
};

/// Takes the times of one call. Its own time costs system calls: one call in four of a thread has it, and each
/// behind a slow one.
class Watch {
  public:
    Watch();
    void tell(Pace& pace, std::int64_t limit_us) const;

  private:
    std::int64_t wall_us_;
    struct Begun {
        std::int64_t cpu_us{0};
        long waits{0};
    };
    std::optional<Begun> begun_;
};

}  // namespace xinglin::http
