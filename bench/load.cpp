// load HOST PORT CONNECTIONS SECONDS REQUEST… : keeps connections busy with the raw requests of these files, in turn.
// Prints one JSON object: requests answered as 2xx, others, seconds, latencies. Blocking sockets, one thread each: the client
// must cost little and know nothing; what is measured is the server.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Outcome {
    std::vector<float> milliseconds;
    long others{0};
    std::string last;  ///< first line of the last answer that was not 2xx
};

int connected(char const* host, int port) {
    int const handle = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    inet_pton(AF_INET, host, &address.sin_addr);
    sockaddr general{};
    std::memcpy(&general, &address, sizeof general);
    int const on = 1;
    setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(handle, &general, sizeof general) != 0) {
        std::perror("connect");
        std::exit(1);
    }
    return handle;
}

/// Length of head and body, 0 while the head is not whole. Answers without Content-Length have no body here.
std::size_t whole_length(std::string& answer) {
    auto const end = answer.find("\r\n\r\n");
    if (end == std::string::npos) return 0;
    for (std::size_t i = 0; i < end; ++i)
        answer[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(answer[i])));
    auto const at = answer.find("content-length:");
    return end + 4 + (at < end ? std::strtoul(answer.c_str() + at + 15, nullptr, 10) : 0);
}

bool receive(int handle, std::string& answer) {
    answer.clear();
    char block[65536];
    std::size_t wanted = 0;
    while (wanted == 0 || answer.size() < wanted) {
        auto const got = recv(handle, block, sizeof block, 0);
        if (got <= 0) return false;
        answer.append(block, static_cast<std::size_t>(got));
        if (wanted == 0) wanted = whole_length(answer);
    }
    return true;
}

void work(char const* host, int port, Clock::time_point until, std::vector<std::string> const& requests,
          std::size_t first, Outcome& outcome) {
    int handle = connected(host, port);
    std::string answer;
    for (auto next = first; Clock::now() < until; ++next) {
        auto const& request = requests[next % requests.size()];
        auto const begun = Clock::now();
        if (send(handle, request.data(), request.size(), MSG_NOSIGNAL) < 0 || !receive(handle, answer)) {
            close(handle);
            handle = connected(host, port);
            ++outcome.others;
            continue;
        }
        if (answer.compare(0, 10, "http/1.1 2") == 0) {
            outcome.milliseconds.push_back(std::chrono::duration<float, std::milli>(Clock::now() - begun).count());
        } else {
            ++outcome.others;
            outcome.last = answer.substr(0, answer.find('\r'));
        }
    }
    close(handle);
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 6) {
        std::fprintf(stderr, "usage: load HOST PORT CONNECTIONS SECONDS REQUEST…\n");
        return 2;
    }
    std::vector<std::string> requests;
    for (int i = 5; i < count; ++i) {
        std::ifstream in(arguments[i], std::ios::binary);
        requests.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    std::vector<Outcome> outcomes(static_cast<std::size_t>(std::atoi(arguments[3])));
    auto const begun = Clock::now();
    auto const until = begun + std::chrono::microseconds(static_cast<long>(std::atof(arguments[4]) * 1e6));
    std::vector<std::thread> crew;
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        crew.emplace_back([&, i] { work(arguments[1], std::atoi(arguments[2]), until, requests, i, outcomes[i]); });
    for (auto& each : crew) each.join();
    auto const seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    std::vector<float> all;
    long others = 0;
    std::string last;
    for (auto const& outcome : outcomes) {
        all.insert(all.end(), outcome.milliseconds.begin(), outcome.milliseconds.end());
        others += outcome.others;
        if (!outcome.last.empty()) last = outcome.last;
    }
    std::sort(all.begin(), all.end());
    auto const at = [&](double share) {
        return all.empty()
                   ? 0.0
                   : static_cast<double>(all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))]);
    };
    std::printf(
        "{\"requests\": %zu, \"others\": %ld, \"other\": \"%s\", \"seconds\": %.4f, \"p50_ms\": %.3f, \"p99_ms\": "
        "%.3f}\n",
        all.size(), others, last.c_str(), seconds, at(0.5), at(0.99));
    return 0;
}
