#include "base/id.hpp"

#include "base/time.hpp"

#include <charconv>
#include <mutex>

namespace xinglin {

namespace {
// 2020-01-01T00:00:00Z: 41 bits of milliseconds from here last until 2089.
constexpr std::int64_t epoch_ms = 1'577'836'800'000;
}  // namespace

std::optional<std::int64_t> parse_id(std::string_view text) {
    if (text.empty() || text.size() > 19 || text[0] < '1' || text[0] > '9') return std::nullopt;
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

struct IdSource::State {
    Clock const& clock;
    std::int64_t node;
    std::mutex mutex;
    std::int64_t last_ms{0};
    std::int64_t sequence{0};
};

IdSource::IdSource(Clock const& clock, int node) : state_(new State{clock, node & 1023, {}, 0, 0}) {}
IdSource::~IdSource() = default;

std::int64_t IdSource::next_value() {
    std::lock_guard const lock(state_->mutex);
    auto const now = state_->clock.now().ms - epoch_ms;
    if (now > state_->last_ms) {
        state_->last_ms = now;
        state_->sequence = 0;
    } else if (++state_->sequence == 4096) {
        // More than 4,096 ids in a millisecond, or a clock set back: borrow from the future.
        ++state_->last_ms;
        state_->sequence = 0;
    }
    return (state_->last_ms << 22) | (state_->node << 12) | state_->sequence;
}

}  // namespace xinglin
