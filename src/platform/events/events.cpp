#include "platform/events/events.hpp"

#include "base/check.hpp"
#include "gen/events/sql.hpp"
#include "platform/db/db.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace xinglin::events {

namespace {

constexpr std::string_view channel = "events.new";
constexpr int chunk = 16;
constexpr int most_tries = 12;
constexpr std::int64_t first_delay_ms = 500, longest_delay_ms = 10 * minute_ms;
constexpr auto look_every = std::chrono::milliseconds(1000);
/// The writer serves others too: a chunk of news leaves it after this.
constexpr auto turn = std::chrono::milliseconds(10);

/// A row: news for one subscriber, or for all of its kind when the name is "".
struct Delivery {
    News news;
    std::string subscriber;
    int tries{0};
};

/// Carries a subscriber's Problem out of the transaction.
struct Refused {
    std::string code;
};

Delivery read(db::Row const& row) {
    Delivery delivery;
    delivery.news.id = row.get<std::int64_t>(0);
    delivery.subscriber = row.get<std::string>(1);
    delivery.news.kind = row.get<std::string>(2);
    delivery.news.subject = row.get<std::optional<std::int64_t>>(3).value_or(0);
    delivery.news.payload = row.get<std::string>(4);
    delivery.news.at = row.get<Instant>(5);
    delivery.tries = row.get<int>(6);
    return delivery;
}

void insert(db::Tx& tx, News const& news, std::string_view subscriber, Instant next) {
    Id<struct SubjectTag> const subject{news.subject};
    tx.run(sql::insert, news.id, subscriber, news.kind, subject, news.payload, news.at, next);
}

}  // namespace

void publish(db::Tx& tx, std::string_view kind, std::int64_t subject, std::string_view payload, Instant at) {
    insert(tx, News{tx.new_id(), std::string(kind), subject, std::string(payload), at}, "", at);
    tx.notify(channel, "");
}

std::int64_t parked(db::Reader& reader) { return reader.value<std::int64_t>(sql::count_parked).value_or(0); }

std::int64_t release_parked(db::Tx& tx, Instant now) {
    tx.notify(channel, "");
    return tx.run(sql::release_parked, now);
}

struct Bus::State {
    db::Database& database;
    Clock const& clock;
    std::multimap<std::string, std::pair<std::string, Subscriber>, std::less<>> subscribers{};
    std::mutex mutex{};
    std::condition_variable wake{};
    bool news{false};
    std::atomic<bool> stopping{false};
    db::Listening listening{};
    std::thread thread{};

    int deliver_some();
    void hand_over(db::Tx& tx, Delivery const& delivery);
    int deliver_alone(Delivery const& delivery);
    void postpone(Delivery const& delivery, std::string const& fault);
    void loop();
};

Bus::Bus(db::Database& database, Clock const& clock) : state_(new State{database, clock}) {}
Bus::~Bus() { stop(); }

void Bus::subscribe(std::string kind, std::string name, Subscriber subscriber) {
    auto const [first, last] = state_->subscribers.equal_range(kind);
    XL_CHECK(!name.empty() && std::none_of(first, last, [&](auto const& each) { return each.second.first == name; }));
    state_->subscribers.emplace(std::move(kind), std::pair{std::move(name), std::move(subscriber)});
}

void Bus::start() {
    auto& state = *state_;
    state.listening = state.database.listen(std::string(channel), [&state](std::string_view) {
        {
            std::lock_guard const lock(state.mutex);
            state.news = true;
        }
        state.wake.notify_one();
    });
    state.thread = std::thread([&state] { state.loop(); });
}

void Bus::stop() {
    auto& state = *state_;
    {
        std::lock_guard const lock(state.mutex);
        state.stopping = true;
    }
    state.wake.notify_one();
    if (state.thread.joinable()) state.thread.join();
    state.listening.reset();
}

int Bus::deliver_due() {
    int delivered = 0;
    while (int const some = state_->deliver_some()) delivered += some;
    return delivered;
}

void Bus::State::loop() {
    while (!stopping) {
        bool more = false;
        try {
            more = deliver_some() > 0;
        } catch (db::Fault const& fault) { log::warn("events.fault", {{"fault", fault.message}}); }
        std::unique_lock lock(mutex);
        if (!more) wake.wait_for(lock, look_every, [&] { return stopping || news; });
        news = false;
    }
}

/// Delivers a chunk in one transaction, or one by one when that fails. @returns how many were delivered or postponed
int Bus::State::deliver_some() {
    auto const due =
        database.read([&](db::Reader& reader) { return reader.all(sql::list_due, read, clock.now(), chunk); });
    if (due.empty()) return 0;
    if (due.size() == 1) return deliver_alone(due.front());
    std::size_t handed = 0;
    try {
        (void)database.write([&](db::Tx& tx) -> Result<Done> {
            auto const began = std::chrono::steady_clock::now();
            for (handed = 0; handed < due.size(); ++handed) {
                if (handed > 0 && std::chrono::steady_clock::now() - began > turn) break;
                hand_over(tx, due[handed]);
            }
            return Done{};
        });
        return static_cast<int>(handed);
    } catch (db::Fault const& fault) {
        if (fault.what != db::Fault::What::other) throw;
    } catch (...) {
        // One of them cannot be taken; find out which.
    }
    int settled = 0;
    for (auto const& delivery : due) {
        if (stopping) break;
        settled += deliver_alone(delivery);
    }
    return settled;
}

/// Takes the row and calls whom it is for. Throws what a subscriber throws, Refused for its Problem.
void Bus::State::hand_over(db::Tx& tx, Delivery const& delivery) {
    // Another node was faster: the row count decides.
    if (tx.run(sql::take, delivery.news.id, delivery.subscriber) == 0) return;
    auto const [first, last] = subscribers.equal_range(delivery.news.kind);
    for (auto at = first; at != last; ++at) {
        auto const& [name, subscriber] = at->second;
        if (!delivery.subscriber.empty() && delivery.subscriber != name) continue;
        auto const taken = subscriber(tx, delivery.news);
        if (!taken) throw Refused{taken.error().code};
    }
}

/// @returns 1: the row is settled for now, delivered, split or postponed
int Bus::State::deliver_alone(Delivery const& delivery) {
    std::string fault;
    try {
        (void)database.write([&](db::Tx& tx) -> Result<Done> {
            hand_over(tx, delivery);
            return Done{};
        });
        return 1;
    } catch (db::Fault const& error) {
        // The engine's trouble, not the subscriber's: nothing is counted against it.
        if (error.what != db::Fault::What::other) throw;
        fault = error.statement + ": " + error.message;
    } catch (db::ConstraintViolation const& violation) {
        fault = violation.statement + ": " + violation.constraint;
    } catch (Refused const& refused) { fault = refused.code; } catch (BrokenInvariant const& invariant) {
        fault = invariant.what;
    } catch (std::exception const& error) { fault = error.what(); }
    postpone(delivery, fault);
    return 1;
}

/// News that all were to hear in one go are split, so that each subscriber stands for itself; else a later time is set.
void Bus::State::postpone(Delivery const& delivery, std::string const& fault) {
    log::warn("events.refused", {{"kind", delivery.news.kind}, {"subscriber", delivery.subscriber}, {"fault", fault}});
    auto const now = clock.now();
    (void)database.write([&](db::Tx& tx) -> Result<Done> {
        if (delivery.subscriber.empty()) {
            if (tx.run(sql::take, delivery.news.id, "") == 0) return Done{};
            auto const [first, last] = subscribers.equal_range(delivery.news.kind);
            for (auto at = first; at != last; ++at) insert(tx, delivery.news, at->second.first, now);
            return Done{};
        }
        bool const give_up = delivery.tries + 1 >= most_tries;
        auto const delay = std::min(longest_delay_ms, first_delay_ms << std::min(delivery.tries, 20));
        tx.run(sql::postpone, delivery.news.id, delivery.subscriber, now + delay, give_up, fault);
        return Done{};
    });
}

}  // namespace xinglin::events
