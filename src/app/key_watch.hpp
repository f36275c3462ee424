#pragma once
#include "platform/crypto/keys.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace xinglin::app {

/// Takes over, every two seconds, the data keys that another process made: a new key is announced five seconds before
/// anything is sealed with it.
class KeyWatch {
  public:
    explicit KeyWatch(crypto::KeyVault& vault) : vault_(vault) {}
    ~KeyWatch() { stop(); }
    KeyWatch(KeyWatch const&) = delete;
    KeyWatch& operator=(KeyWatch const&) = delete;

    void start();
    void stop();
    /// Whether the master key was changed by another process: this one must be started anew with it.
    [[nodiscard]] bool stale() const { return stale_; }

  private:
    void look();

    crypto::KeyVault& vault_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_{false};
    std::atomic<bool> stale_{false};
    std::thread thread_;
};

}  // namespace xinglin::app
