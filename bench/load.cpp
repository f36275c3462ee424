// load HOST PORT CONNECTIONS SECONDS REQUEST…: keeps connections busy with the raw requests of these files, in turn.
// Prints one JSON object: requests answered as 2xx, others, seconds, latencies. One thread that waits for whichever connection
// answers: the client must cost little and know nothing; what is measured is the server, and both share the same cores. (With a
// blocking thread for each connection the client woke a thread for each answer and took more of the processor than the server.)
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Outcome {
    std::vector<float> milliseconds;
    long others{0};
    std::string last;  ///< first line of the last answer that was not 2xx
};

struct Connection {
    int handle{-1};
    std::size_t next{0};  ///< which request is sent next
    Clock::time_point begun{};  ///< when the one under way was sent
    std::string answer;  ///< what has come of its answer
    std::size_t wanted{0};  ///< length of head and body, 0 while the head is not whole
};

/// What the whole load has in common.
struct Load {
    char const* host;
    int port;
    std::vector<std::string> requests;
    int epoll{-1};
    Outcome outcome;
};

void connect_to(Load& load, Connection& connection) {
    connection.handle = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(load.port));
    inet_pton(AF_INET, load.host, &address.sin_addr);
    sockaddr general{};
    std::memcpy(&general, &address, sizeof general);
    int const on = 1;
    setsockopt(connection.handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(connection.handle, &general, sizeof general) != 0) {
        std::perror("connect");
        std::exit(1);
    }
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &connection;
    epoll_ctl(load.epoll, EPOLL_CTL_ADD, connection.handle, &event);
}

/// Sends the next request whole: the socket's buffer is larger than any of them, and nothing else is under way on it.
bool send_next(Load const& load, Connection& connection) {
    auto const& request = load.requests[connection.next++ % load.requests.size()];
    connection.answer.clear();
    connection.wanted = 0;
    connection.begun = Clock::now();
    return send(connection.handle, request.data(), request.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(request.size());
}

void again(Load& load, Connection& connection) {
    close(connection.handle);
    ++load.outcome.others;
    connect_to(load, connection);
    send_next(load, connection);
}

/// Length of head and body, 0 while the head is not whole. Answers without Content-Length have no body here.
std::size_t whole_length(std::string const& answer) {
    static constexpr std::string_view name = "content-length:";
    std::size_t body = 0;
    for (auto line = answer.find('\n'); line != std::string::npos; line = answer.find('\n', line + 1)) {
        auto const* const next = answer.c_str() + line + 1;
        if (*next == '\r') return line + 3 + body;
        if (strncasecmp(next, name.data(), name.size()) == 0) body = std::strtoul(next + name.size(), nullptr, 10);
    }
    return 0;
}

void note(Outcome& outcome, Connection const& connection) {
    if (connection.answer.compare(0, 10, "HTTP/1.1 2") == 0) {
        outcome.milliseconds.push_back(
            std::chrono::duration<float, std::milli>(Clock::now() - connection.begun).count());
    } else {
        ++outcome.others;
        outcome.last = connection.answer.substr(0, connection.answer.find('\r'));
    }
}

/// Takes what has come; true when that was the rest of an answer.
bool receive(Load& load, Connection& connection) {
    static std::array<char, 262'144> block;
    auto const got = recv(connection.handle, block.data(), block.size(), MSG_DONTWAIT);
    if (got <= 0) {
        again(load, connection);
        return false;
    }
    connection.answer.append(block.data(), static_cast<std::size_t>(got));
    if (connection.wanted == 0) connection.wanted = whole_length(connection.answer);
    return connection.wanted != 0 && connection.answer.size() >= connection.wanted;
}

void keep_busy(Load& load, std::vector<Connection>& connections, Clock::time_point until) {
    for (std::size_t i = 0; i < connections.size(); ++i) {
        connections[i].next = i;
        connect_to(load, connections[i]);
        send_next(load, connections[i]);
    }
    std::array<epoll_event, 256> events{};
    for (auto under_way = connections.size(); under_way > 0;) {
        auto const count = epoll_wait(load.epoll, events.data(), static_cast<int>(events.size()), 30'000);
        if (count <= 0) return;  // nothing for half a minute: what is missing is not counted
        for (int i = 0; i < count; ++i) {
            auto& connection = *static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
            if (!receive(load, connection)) continue;
            note(load.outcome, connection);
            if (Clock::now() >= until) {
                --under_way;
            } else if (!send_next(load, connection)) {
                again(load, connection);
            }
        }
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 6) {
        std::fprintf(stderr, "usage: load HOST PORT CONNECTIONS SECONDS REQUEST…\n");
        return 2;
    }
    Load load{arguments[1], std::atoi(arguments[2]), {}, epoll_create1(0), {}};
    for (int i = 5; i < count; ++i) {
        std::ifstream in(arguments[i], std::ios::binary);
        load.requests.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    std::vector<Connection> connections(static_cast<std::size_t>(std::atoi(arguments[3])));
    auto const begun = Clock::now();
    keep_busy(load, connections, begun + std::chrono::microseconds(static_cast<long>(std::atof(arguments[4]) * 1e6)));
    auto const seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    for (auto const& connection : connections) close(connection.handle);
    auto& all = load.outcome.milliseconds;
    std::sort(all.begin(), all.end());
    auto const at = [&](double share) {
        return all.empty()
                   ? 0.0
                   : static_cast<double>(all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))]);
    };
    std::printf(
        "{\"requests\": %zu, \"others\": %ld, \"other\": \"%s\", \"seconds\": %.4f, \"p50_ms\": %.3f, \"p99_ms\": "
        "%.3f}\n",
        all.size(), load.outcome.others, load.outcome.last.c_str(), seconds, at(0.5), at(0.99));
    return 0;
}
