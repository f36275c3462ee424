#include "tests/support/raw_http.hpp"

#include "base/text.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace xinglin::testing {

std::string RawAnswer::header(std::string const& name) const {
    auto const found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

RawClient::RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect");
}

RawClient::~RawClient() { ::close(socket_); }

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::more(int timeout_ms) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, timeout_ms) <= 0) return false;
    char buffer[65536];
    auto const got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    in_.append(buffer, static_cast<std::size_t>(got));
    return true;
}

RawAnswer RawClient::receive(bool head, int timeout_ms) {
    RawAnswer answer;
    while (in_.find("\r\n\r\n") == std::string::npos) {
        if (!more(timeout_ms)) return answer;
    }
    auto const end = in_.find("\r\n\r\n");
    auto const lines = in_.substr(0, end);
    in_.erase(0, end + 4);
    answer.status = std::stoi(lines.substr(9, 3));
    for (std::size_t at = lines.find("\r\n"); at != std::string::npos;) {
        at += 2;
        auto const next = lines.find("\r\n", at);
        auto const line = lines.substr(at, next == std::string::npos ? next : next - at);
        auto const colon = line.find(": ");
        auto& value = answer.headers[text::lower_ascii(line.substr(0, colon))];
        value += (value.empty() ? "" : "\n") + line.substr(colon + 2);
        at = next;
    }
    if (answer.status == 100) return receive(head, timeout_ms);
    if (head || answer.status == 204 || answer.status == 304) return answer;
    auto const length = answer.header("content-length");
    auto const size = length.empty() ? 0 : std::stoull(length);
    while (in_.size() < size && more(timeout_ms)) {}
    answer.body = in_.substr(0, size);
    in_.erase(0, size);
    return answer;
}

std::string RawClient::read_until(std::string_view text, int timeout_ms) {
    auto const until = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
    while (in_.find(text) == std::string::npos) {
        auto const left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        if (left <= 0 || !more(static_cast<int>(left))) break;
    }
    auto const found = in_.find(text);
    auto out = in_.substr(0, found == std::string::npos ? found : found + text.size());
    in_.erase(0, out.size());
    return out;
}

bool RawClient::closed(int timeout_ms) {
    auto const until = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
    while (true) {
        auto const left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
        pollfd waiting{socket_, POLLIN, 0};
        if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0) return false;
        char buffer[4096];
        if (::recv(socket_, buffer, sizeof buffer, 0) <= 0) return true;
    }
}

void RawClient::shutdown_send() { ::shutdown(socket_, SHUT_WR); }

std::string get(std::string const& path, std::string const& headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
}

std::string with_body(std::string const& method, std::string const& path, std::string const& body,
                      std::string const& headers) {
    return method + " " + path +
           " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + headers + "\r\n" + body;
}

}  // namespace xinglin::testing
