#pragma once
#include "platform/db/channels.hpp"
#include "platform/db/postgres/connector.hpp"

#include <condition_variable>
#include <thread>

namespace xinglin::db::postgres {

/// Hears NOTIFY of all nodes on a connection of its own and tells the channels of this process.
class Listener {
  public:
    Listener(Connector& connector, Channels& channels) : connector_(connector), channels_(channels) {}
    ~Listener();
    Listener(Listener const&) = delete;
    Listener& operator=(Listener const&) = delete;
    /// Starts at the first call and waits (a few seconds at most) until the server has been asked.
    void start();

  private:
    void loop();
    void hear(Connection& connection);
    bool wait(int socket, int timeout_ms) const;

    Connector& connector_;
    Channels& channels_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool listening_{false};
    int wake_[2]{-1, -1};
    std::thread thread_;
};

/// The one channel of the server that all channels of the program share, and how a message stands in it.
inline constexpr std::string_view channel_name = "xinglin";

}  // namespace xinglin::db::postgres
