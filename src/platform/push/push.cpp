#include "platform/push/push.hpp"

#include "base/text.hpp"

#include <chrono>
#include <deque>
#include <map>
#include <mutex>

namespace xinglin::push {
namespace {

struct Kept {
    std::uint64_t sequence;
    Audience audience;
    Sent sent;
};

bool concerns(Audience const& audience, Hub::Listener const& listener) {
    if (audience.everyone) return true;
    if (!audience.account.none()) return audience.account == listener.account;
    if (audience.people && !listener.person.none() && audience.people->contains(listener.person)) return true;
    return listener.covers && listener.covers(audience.path);
}

std::string data_of(Event const& event) {
    return R"({"kind":")" + event.kind + R"(","id":")" + std::to_string(event.id) + R"(","version":)" +
           std::to_string(event.version) + "}";
}

}  // namespace

struct Hub::State {
    mutable std::mutex mutex;
    std::map<Ticket, Listener> listeners;
    std::deque<Kept> ring;
    std::size_t kept{0};
    std::uint64_t sequence{0};
    Ticket next_ticket{1};
    std::string epoch;
};

Hub::Hub(std::size_t kept) : state_(std::make_unique<State>()) {
    state_->kept = kept;
    // A client of an earlier run must not be told that it missed nothing.
    state_->epoch = std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
}

Hub::~Hub() = default;

void Hub::notify(Audience const& audience, Event const& event) {
    std::lock_guard const lock(state_->mutex);
    auto const sequence = ++state_->sequence;
    state_->ring.push_back({sequence, audience, {sequence, event.kind, data_of(event)}});
    if (state_->ring.size() > state_->kept) state_->ring.pop_front();
    // Waking under the lock keeps a listener that leaves from being woken afterwards; wake() only posts.
    for (auto const& [ticket, listener] : state_->listeners) {
        if (concerns(audience, listener)) listener.wake();
    }
}

std::size_t Hub::listeners() const {
    std::lock_guard const lock(state_->mutex);
    return state_->listeners.size();
}

Hub::Ticket Hub::join(Listener listener) {
    std::lock_guard const lock(state_->mutex);
    auto const ticket = state_->next_ticket++;
    state_->listeners.emplace(ticket, std::move(listener));
    return ticket;
}

void Hub::leave(Ticket ticket) {
    std::lock_guard const lock(state_->mutex);
    state_->listeners.erase(ticket);
}

std::vector<Sent> Hub::after(Ticket ticket, std::uint64_t& sequence, std::size_t most, bool& lost) const {
    std::lock_guard const lock(state_->mutex);
    std::vector<Sent> out;
    auto const listener = state_->listeners.find(ticket);
    if (listener == state_->listeners.end()) return out;
    auto const& ring = state_->ring;
    auto const oldest = ring.empty() ? state_->sequence + 1 : ring.front().sequence;
    lost = sequence + 1 < oldest;
    if (lost) sequence = oldest - 1;
    for (auto index = static_cast<std::size_t>(sequence + 1 - oldest); index < ring.size() && out.size() < most;
         ++index) {
        sequence = ring[index].sequence;
        if (concerns(ring[index].audience, listener->second)) out.push_back(ring[index].sent);
    }
    return out;
}

std::uint64_t Hub::last() const {
    std::lock_guard const lock(state_->mutex);
    return state_->sequence;
}

std::string Hub::id(std::uint64_t sequence) const { return state_->epoch + "-" + std::to_string(sequence); }

std::uint64_t Hub::sequence_of(std::string_view last_event_id, bool& known) const {
    known = false;
    auto const dash = last_event_id.find('-');
    if (dash == std::string_view::npos) return 0;
    auto const number = text::parse_int(last_event_id.substr(dash + 1));
    if (!number || *number < 0) return 0;
    if (last_event_id.substr(0, dash) != state_->epoch) {
        // Another run's client: everything since the beginning of this one may be new to it, and more is gone.
        known = true;
        return 0;
    }
    auto const sequence = static_cast<std::uint64_t>(*number);
    known = sequence <= last();
    return known ? sequence : 0;
}

}  // namespace xinglin::push
