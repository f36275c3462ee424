#pragma once
#include "platform/db/postgres/connection.hpp"

#include <chrono>

namespace xinglin::db::postgres {

/// Makes connections; after a failure it refuses at once for a growing while, so that a server that is down costs
/// each request nothing and is not stormed when it comes back. Thread-safe.
class Connector {
  public:
    explicit Connector(std::string conninfo) : conninfo_(std::move(conninfo)) {}
    /// Throws Fault::lost.
    [[nodiscard]] std::unique_ptr<Connection> connect();

  private:
    using Steady = std::chrono::steady_clock;
    std::string conninfo_;
    std::mutex mutex_;
    std::chrono::milliseconds delay_{0};
    Steady::time_point not_before_{};
};

}  // namespace xinglin::db::postgres
