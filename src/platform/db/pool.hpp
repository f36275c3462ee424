#pragma once
#include "platform/db/db.hpp"

#include <condition_variable>
#include <mutex>

namespace xinglin::db {

/// Reader connections, made when needed. A burst may open more than are kept, so that a thread that holds one and asks
/// for a second does not wait for itself.
template <class Connection>
class Pool {
  public:
    using Make = std::function<std::unique_ptr<Connection>()>;
    Pool(Make make, int kept) : make_(std::move(make)), kept_(std::max(1, kept)), most_(4 * kept_ + 8) {}

    /// Throws Fault::busy when none comes free in time, or what making one throws.
    std::unique_ptr<Connection> take() {
        {
            std::unique_lock lock(mutex_);
            bool const got = changed_.wait_for(lock, patience, [&] { return !free_.empty() || open_ < most_; });
            if (!got) throw Fault{Fault::What::busy, "read", "every reader connection is in use"};
            if (!free_.empty()) {
                auto connection = std::move(free_.back());
                free_.pop_back();
                return connection;
            }
            ++open_;
        }
        try {
            return make_();
        } catch (...) {
            forget();
            throw;
        }
    }
    void give_back(std::unique_ptr<Connection> connection) {
        {
            std::lock_guard const lock(mutex_);
            if (static_cast<int>(free_.size()) < kept_) free_.push_back(std::move(connection));
        }
        if (connection) {
            connection.reset();
            forget();
        } else {
            changed_.notify_one();
        }
    }
    /// Another connection in place of one that proved lost, made anew.
    std::unique_ptr<Connection> renew() { return make_(); }
    /// For a connection that was closed instead of given back.
    void forget() {
        {
            std::lock_guard const lock(mutex_);
            --open_;
        }
        changed_.notify_one();
    }

  private:
    static constexpr auto patience = std::chrono::seconds(15);
    Make make_;
    int kept_;
    int most_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::unique_ptr<Connection>> free_;
    int open_{0};
};

}  // namespace xinglin::db
