#pragma once
// Slips that come in together go into their boxes together: one transaction writes the whole box anew, so that neither a row
// nor a version of a row belongs to a single slip, and three hundred phones take a handful of commits.

#include "modules/ballots/ballots.hpp"

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace xinglin::ballots {

struct Service::Casting {
    explicit Casting(Service const& service) : service_(service) {}
    /// Blocks until the slip is durable or refused.
    [[nodiscard]] Result<Done> put(BallotId id, Slip slip);
    /// How many slips are in, as it was at the first question of this stretch of time: nobody who asks again and again learns the
    /// moment of a single slip.
    [[nodiscard]] std::int64_t coarse(BallotId id, Instant now, std::int64_t returned);
    void forget(BallotId id);

  private:
    struct Waiting {
        BallotId ballot;
        Slip slip;
        bool done{false};
        Result<Done> answer{Done{}};
        std::exception_ptr fault;
    };
    void write(std::vector<Waiting*> const& batch);
    [[nodiscard]] Result<Done> write_box(db::Tx& tx, BallotId id, std::vector<Waiting*> const& batch) const;

    Service const& service_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Waiting*> waiting_;
    static constexpr std::int64_t count_step_ms = 10'000;
    std::mutex seen_mutex_;
    std::map<BallotId, std::pair<std::int64_t, std::int64_t>> seen_;  ///< stretch of time, slips
    bool writing_{false};
};

}  // namespace xinglin::ballots
