#pragma once
// News between modules: a lower module publishes what happened, in its own transaction; higher ones hear of it after the
// commit, each in a transaction of its own. Which subscriber hears what is written in the composition root.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace xinglin::db {
class Database;
class Reader;
class Tx;
}  // namespace xinglin::db

namespace xinglin::events {

/// Something that happened. Ids and codes only, never personal data: rows may wait here for hours.
struct News {
    std::int64_t id{0};  ///< the same at each delivery
    std::string kind;  ///< past tense: "organisations.merged"; a constant at the module's door (events.hpp)
    std::int64_t subject{0};  ///< id of the record, 0 when none
    std::string payload;  ///< further ids, in the words of the publishing module
    Instant at;
};

/// Writes the news in the causing transaction: rolled back, it never was.
void publish(db::Tx& tx, std::string_view kind, std::int64_t subject, std::string_view payload, Instant at);
template <class Tag>
void publish(db::Tx& tx, std::string_view kind, Id<Tag> subject, std::string_view payload, Instant at) {
    publish(tx, kind, subject.value, payload, at);
}

/// Works in the transaction that removes the news, so what it writes happens exactly once; anything else it does may happen
/// again. A Problem or an exception is tried again later (with growing delays), then parked; others are not held up by it.
using Subscriber = std::function<Result<Done>(db::Tx&, News const&)>;

/// Delivers news. Several nodes may run at once. The order is that of publishing as long as nothing fails.
class Bus {
  public:
    Bus(db::Database& database, Clock const& clock);
    ~Bus();
    Bus(Bus const&) = delete;
    Bus& operator=(Bus const&) = delete;

    /// Before start(). @param name of the subscriber, unique per kind: "duties"
    void subscribe(std::string kind, std::string name, Subscriber subscriber);
    void start();
    void stop();
    /// For tests and the command line: delivers in this thread until nothing is due. @returns deliveries made
    int deliver_due();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// News that a subscriber could not take after the last try (doctor).
[[nodiscard]] std::int64_t parked(db::Reader& reader);
/// Lets parked news be tried again. @returns how many
std::int64_t release_parked(db::Tx& tx, Instant now);

}  // namespace xinglin::events
