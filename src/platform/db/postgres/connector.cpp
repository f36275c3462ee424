#include "platform/db/postgres/connector.hpp"

#include <algorithm>

namespace xinglin::db::postgres {

namespace {
constexpr std::chrono::milliseconds first_delay{50}, longest_delay{5000};
}

std::unique_ptr<Connection> Connector::connect() {
    {
        std::lock_guard const lock(mutex_);
        if (Steady::now() < not_before_)
            throw Fault{Fault::What::lost, "connect", "the server is not reachable; waiting to try again"};
    }
    try {
        auto connection = std::make_unique<Connection>(conninfo_);
        std::lock_guard const lock(mutex_);
        delay_ = std::chrono::milliseconds{0};
        return connection;
    } catch (Fault const&) {
        std::lock_guard const lock(mutex_);
        delay_ = std::clamp(delay_ * 2, first_delay, longest_delay);
        not_before_ = Steady::now() + delay_;
        throw;
    }
}

}  // namespace xinglin::db::postgres
