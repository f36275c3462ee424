#pragma once
#include "base/time.hpp"
#include "platform/db/db.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace xinglin::app {

/// Tries, every half minute and every two seconds while it fails, whether the database takes writes. A thread of its own, because
/// scheduled work is claimed by a write and would not even begin.
class HealthWatch {
  public:
    /// @param trouble where the answer stands: true while writes fail
    HealthWatch(db::Database& database, Clock const& clock, std::atomic<bool>& trouble)
        : database_(database), clock_(clock), trouble_(trouble) {}
    ~HealthWatch() { stop(); }
    HealthWatch(HealthWatch const&) = delete;
    HealthWatch& operator=(HealthWatch const&) = delete;

    void start();
    void stop();
    /// One try.
    void look();

  private:
    db::Database& database_;
    Clock const& clock_;
    std::atomic<bool>& trouble_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_{false};
    std::thread thread_;
};

}  // namespace xinglin::app
