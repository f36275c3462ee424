#pragma once
// Refused requests in the trail, without letting anybody flood it.

#include "modules/audit/audit.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

namespace xinglin::audit {

/// A request turned away.
struct Refused {
    auth::Actor actor;   ///< unknown: a stranger
    std::string route;   ///< "PUT /v1/people/{id}", never with ids
    std::string code;    ///< of the problem: "forbidden", "csrf", "rate_limited", …
    std::string address;
};

/// The first refusal of an account (a stranger: of an address), route and reason is written within a second; those that
/// follow within the same minute make one more entry with their count. At most `most_kinds` different ones are told apart in
/// a minute, the others make one entry with their count: what a flood can write is bounded. A refusal changes nothing, so
/// there is no transaction it belongs to; what was not yet written when the process died is lost with the answer it gave.
class Refusals {
  public:
    Refusals(db::Database& database, Trail const& trail, Clock const& clock);
    ~Refusals();
    Refusals(Refusals const&) = delete;
    Refusals& operator=(Refusals const&) = delete;

    /// From any thread; takes a lock for a moment and never waits for the database.
    void note(Refused refused);
    /// Writes what is known now. @param all also what still waits for the end of its minute
    void flush(bool all);

    static constexpr std::size_t most_kinds = 500;

  private:
    using Key = std::tuple<std::int64_t, std::string, std::string, std::string>;  ///< account, address, route, code
    struct Kept {
        Refused first;
        std::int64_t count{0};  ///< not yet written
        std::int64_t written{0};  ///< entries of this minute
        Instant since;
        Instant last;
    };
    void loop();
    [[nodiscard]] std::vector<Kept> due(Instant now, bool all);

    db::Database& database_;
    Trail const& trail_;
    Clock const& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<Key, Kept> kept_;
    bool stopping_{false};
    std::mutex writing_;
    std::thread thread_;
};

}  // namespace xinglin::audit
