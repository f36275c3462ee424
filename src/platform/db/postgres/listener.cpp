#include "platform/db/postgres/listener.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace xinglin::db::postgres {

Listener::~Listener() {
    if (!thread_.joinable()) return;
    ::close(wake_[1]);
    thread_.join();
    ::close(wake_[0]);
}

void Listener::start() {
    std::unique_lock lock(mutex_);
    if (!thread_.joinable()) {
        if (::pipe2(wake_, O_CLOEXEC) != 0) throw Fault{Fault::What::other, "listen", "no pipe"};
        thread_ = std::thread([this] { loop(); });
    }
    changed_.wait_for(lock, std::chrono::seconds(3), [&] { return listening_; });
}

/// False when the listener is to stop (the other end of the pipe was closed).
bool Listener::wait(int socket, int timeout_ms) const {
    pollfd watched[2]{{wake_[0], POLLIN, 0}, {socket, POLLIN, 0}};
    ::poll(watched, socket < 0 ? 1 : 2, timeout_ms);
    return watched[0].revents == 0;
}

void Listener::loop() {
    do {
        try {
            auto const connection = connector_.connect();
            connection->run("LISTEN " + std::string(channel_name), "listen");
            {
                std::lock_guard const lock(mutex_);
                listening_ = true;
            }
            changed_.notify_all();
            hear(*connection);
        } catch (Fault const&) {
            // Lost: the connector waits longer and longer; those who listen look for themselves meanwhile.
        }
    } while (wait(-1, 500));
}

void Listener::hear(Connection& connection) {
    while (wait(PQsocket(connection.handle()), 30'000)) {
        if (PQconsumeInput(connection.handle()) == 0) return;
        while (PGnotify* const heard = PQnotifies(connection.handle())) {
            std::string const message = heard->extra;
            PQfreemem(heard);
            auto const cut = message.find('\n');
            if (cut == std::string::npos) continue;
            channels_.tell(std::string_view(message).substr(0, cut), std::string_view(message).substr(cut + 1));
        }
    }
}

}  // namespace xinglin::db::postgres
