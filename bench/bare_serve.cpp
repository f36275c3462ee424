// The group commit on connections: what durable small writes cost when nothing but sockets and SQLite takes part.
#include "bare.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>

namespace bare {
namespace {

/// A listening socket on a free loopback port, told on standard output.
int listen_anywhere() {
    int const handle = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(handle, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(handle, 256) != 0 ||
        getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        std::perror("listen");
        std::exit(1);
    }
    std::printf("{\"port\": %d}\n", ntohs(address.sin_port));
    std::fflush(stdout);
    return handle;
}

/// Waits for connections and for what they send.
class Sockets {
  public:
    explicit Sockets(int listening) : listening_(listening) { watch(listening); }
    /// The connections on which something has come. One read is one request: the client sends each in one piece and waits.
    void wait(std::vector<int>& asked) {
        std::array<epoll_event, 256> events{};
        asked.clear();
        auto const count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < count; ++i) {
            int const handle = events[static_cast<std::size_t>(i)].data.fd;
            if (handle == listening_) {
                int const connection = accept(listening_, nullptr, nullptr);
                int const on = 1;
                setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                watch(connection);
            } else if (recv(handle, block_.data(), block_.size(), MSG_DONTWAIT) > 0) {
                asked.push_back(handle);
            } else {
                close(handle);
            }
        }
    }

  private:
    void watch(int handle) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = handle;
        epoll_ctl(epoll_, EPOLL_CTL_ADD, handle, &event);
    }
    int listening_;
    int epoll_{epoll_create1(0)};
    std::array<char, 65536> block_{};
};

}  // namespace

void serve(std::string const& path) {
    auto* const db = open_notes(path);
    auto* const insert = insert_note(db);
    Sockets sockets(listen_anywhere());
    static constexpr std::string_view answer = "HTTP/1.1 204 No Content\r\n\r\n";
    std::vector<int> asked;
    for (std::int64_t rows = 0;;) {
        sockets.wait(asked);
        if (asked.empty()) continue;
        run(db, "BEGIN IMMEDIATE");
        for (int const handle : asked) add_note(db, insert, handle, ++rows);
        run(db, "COMMIT");
        for (int const handle : asked) static_cast<void>(send(handle, answer.data(), answer.size(), MSG_NOSIGNAL));
    }
}

}  // namespace bare
