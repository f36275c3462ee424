#include "platform/http/pace.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <ctime>

namespace xinglin::http {

namespace {
constexpr int calls_known = 32;          ///< calls before a route may leave the pool
constexpr int share = 16;                ///< one call weighs a sixteenth of the average
constexpr std::int64_t far_slower = 50;  ///< times the limit: too slow to be let in again for a while
constexpr int penalty = 256;             ///< calls more after such a one
constexpr unsigned sampled = 4;          ///< one call in so many is measured whole

std::int64_t clock_us(clockid_t clock) {
    timespec now{};
    (void)clock_gettime(clock, &now);
    return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

/// How often this thread has waited for something: a disk, a lock, a time.
long waits() {
    rusage used{};
    (void)getrusage(RUSAGE_THREAD, &used);
    return used.ru_nvcsw;
}

/// Of this thread.
thread_local unsigned calls_begun = 0;
thread_local bool was_slow = false;
}  // namespace

bool Pace::quick(std::int64_t limit_us) const {
    return limit_us > 0 && calls_.load(std::memory_order_relaxed) >= calls_known &&
           average_us_.load(std::memory_order_relaxed) <= limit_us;
}

void Pace::note(std::int64_t wall_us, std::optional<std::int64_t> own_us, std::int64_t limit_us) {
    if (wall_us > far_slower * limit_us) {
        calls_.store(-penalty, std::memory_order_relaxed);
        return;
    }
    if (wall_us > limit_us && !own_us) return;
    if (calls_.load(std::memory_order_relaxed) < calls_known) calls_.fetch_add(1, std::memory_order_relaxed);
    auto const counted = std::min(own_us ? std::min(wall_us, *own_us) : wall_us, 4 * limit_us);
    auto const before = average_us_.load(std::memory_order_relaxed);
    average_us_.store(before + (counted - before) / share, std::memory_order_relaxed);
}

Watch::Watch() : wall_us_(clock_us(CLOCK_MONOTONIC)) {
    if (++calls_begun % sampled == 0 || was_slow) begun_ = {clock_us(CLOCK_THREAD_CPUTIME_ID), waits()};
}

void Watch::tell(Pace& pace, std::int64_t limit_us) const {
    auto const wall = clock_us(CLOCK_MONOTONIC) - wall_us_;
    std::optional<std::int64_t> own;
    if (begun_) own = waits() == begun_->waits ? clock_us(CLOCK_THREAD_CPUTIME_ID) - begun_->cpu_us : wall;
    was_slow = wall > limit_us;
    pace.note(wall, own, limit_us);
}

}  // namespace xinglin::http
