#pragma once
// Slips that come in together go into their boxes together: one transaction writes the whole box anew, so that neither a row
// nor a version of a row belongs to a single slip, and three hundred phones take a handful of commits.

#include "modules/ballots/ballots.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <vector>

namespace xinglin::ballots {

struct Service::Casting {
    explicit Casting(Service const& service) : service_(service) {}
    /// Blocks until the slip is durable or refused.
    [[nodiscard]] Result<Done> put(BallotId id, Slip slip);

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
    bool writing_{false};
};

}  // namespace xinglin::ballots
