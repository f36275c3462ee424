#pragma once
// The Turn of a running job, as the runner makes it; nobody else includes it.

#include "base/time.hpp"
#include "platform/jobs/jobs.hpp"

#include <atomic>
#include <chrono>

namespace xinglin::jobs {

/// How long a claim holds without word from its process.
inline constexpr std::int64_t lease_ms = 90 * second_ms;

/// A job as its claim read it.
struct Claimed {
    JobId id;
    std::string kind;
    std::string payload;
    AccountId owner;
    int tries{0};
    int deaths{0};
    std::int64_t done{0};
    std::int64_t total{0};
    std::string message;
    bool cancelling{false};
};

class RunningTurn final : public Turn {
  public:
    RunningTurn(db::Database& database, Clock const& clock, std::string_view holder, Claimed claimed,
                std::atomic<bool> const& stopping)
        : database_(database), clock_(clock), holder_(holder), claimed_(std::move(claimed)), stopping_(stopping) {}

    [[nodiscard]] JobId id() const override { return claimed_.id; }
    [[nodiscard]] std::string_view payload() const override { return claimed_.payload; }
    void progress(std::int64_t done, std::int64_t total, std::string_view message) override;
    [[nodiscard]] bool cancelled() const override;
    [[nodiscard]] bool stopping() const override { return stopping_; }
    [[nodiscard]] int tries() const override { return claimed_.tries + claimed_.deaths; }

    /// The job as it stands, with the last progress told.
    [[nodiscard]] Claimed const& claimed() const { return claimed_; }
    /// Whether the handler has been told to stop.
    [[nodiscard]] bool told_to_stop() const { return told_; }

  private:
    using Steady = std::chrono::steady_clock;
    db::Database& database_;
    Clock const& clock_;
    std::string_view holder_;
    mutable Claimed claimed_;
    std::atomic<bool> const& stopping_;
    Steady::time_point written_{};
    mutable Steady::time_point looked_{};
    mutable bool told_{false};
};

}  // namespace xinglin::jobs
