// phones HOST PORT MEETING SPREAD_MS COOKIE_FILE : one phone for each line of the file (a Cookie header's value), each with the
// stream of news and a kept connection. Told that the meeting moved, a phone reads it again, as the web app does: once for all
// news that came meanwhile, at a moment of its own within SPREAD_MS. Says "ready" when all listen; ends when its standard input does.
// Prints for each answer: phone, votes in favour as read, when the news came, when the answer was whole (ns, monotonic clock).
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

long long now_ns() {
    timespec at{};
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1'000'000'000LL + at.tv_nsec;
}

struct Phone {
    int news{-1};
    int reads{-1};
    std::string cookie;
    std::string heard;  ///< of the stream, until a line is whole
    std::string answer;
    bool listens{false};
    bool asked{false};  ///< a reading is under way
    bool again{false};  ///< news came while it was
    long long due_at{0};  ///< when it reads, 0 = nothing to read
    long long news_at{0};
};

[[noreturn]] void give_up(char const* what) {
    std::fprintf(stderr, "phones: %s\n", what);
    std::exit(1);
}

class Room {
  public:
    Room(char const* host, int port, std::string meeting, long long spread_ns)
        : host_(host), port_(port), meeting_(std::move(meeting)), spread_(spread_ns), poll_(epoll_create1(0)) {}

    void add(std::string cookie) {
        auto& phone = phones_.emplace_back();
        phone.cookie = std::move(cookie);
        phone.news = connected(phones_.size() - 1, false);
        phone.reads = connected(phones_.size() - 1, true);
        say(phone.news, "GET /v1/events HTTP/1.1\r\nHost: " + host_ + "\r\nCookie: " + phone.cookie + "\r\n\r\n");
    }

    void run() {
        epoll_event input{};
        input.events = EPOLLIN;
        input.data.u64 = ~0ULL;
        epoll_ctl(poll_, EPOLL_CTL_ADD, 0, &input);
        for (bool open = true; open;) {
            epoll_event events[256];
            auto const count = epoll_wait(poll_, events, 256, 2);
            for (int i = 0; i < count; ++i) {
                auto const which = events[i].data.u64;
                char byte = 0;
                if (which == ~0ULL) {
                    open = read(0, &byte, 1) > 0 && open;
                } else if (which % 2 == 0) {
                    hear(phones_[which / 2]);
                } else {
                    take(phones_[which / 2], which / 2);
                }
            }
            auto const now = now_ns();
            for (auto& phone : phones_)
                if (phone.due_at != 0 && phone.due_at <= now) ask(phone);
        }
    }

  private:
    int connected(std::size_t number, bool reads) {
        int const handle = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port_));
        inet_pton(AF_INET, host_.c_str(), &address.sin_addr);
        sockaddr general{};
        std::memcpy(&general, &address, sizeof general);
        int const on = 1;
        setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (connect(handle, &general, sizeof general) != 0) give_up("no connection");
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = number * 2 + (reads ? 1 : 0);
        epoll_ctl(poll_, EPOLL_CTL_ADD, handle, &event);
        return handle;
    }
    static void say(int handle, std::string const& text) {
        if (send(handle, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size()))
            give_up("the server closed");
    }
    void hear(Phone& phone) {
        char block[16384];
        auto const got = recv(phone.news, block, sizeof block, MSG_DONTWAIT);
        if (got <= 0) give_up("a stream ended");
        phone.heard.append(block, static_cast<std::size_t>(got));
        for (auto end = phone.heard.find('\n'); end != std::string::npos; end = phone.heard.find('\n')) {
            line(phone, phone.heard.substr(0, end));
            phone.heard.erase(0, end + 1);
        }
    }
    void line(Phone& phone, std::string const& text) {
        if (!phone.listens) {
            if (text.rfind("HTTP/1.1 200", 0) != 0) give_up(text.c_str());
            phone.listens = true;
            if (++listening_ == phones_.size()) std::puts("ready"), std::fflush(stdout);
        }
        if (text.rfind("data: {\"kind\":\"meeting\",\"id\":\"" + meeting_ + "\"", 0) != 0) return;
        if (phone.asked) {
            phone.again = true;
            return;
        }
        if (phone.due_at != 0) return;
        phone.news_at = now_ns();
        phone.due_at = phone.news_at + std::uniform_int_distribution<long long>(0, spread_)(chance_);
    }
    void ask(Phone& phone) {
        phone.due_at = 0;
        phone.asked = true;
        phone.answer.clear();
        say(phone.reads, "GET /v1/own-meetings/" + meeting_ + " HTTP/1.1\r\nHost: " + host_ +
                             "\r\nCookie: " + phone.cookie + "\r\n\r\n");
    }
    void take(Phone& phone, std::size_t number) {
        char block[16384];
        auto const got = recv(phone.reads, block, sizeof block, MSG_DONTWAIT);
        if (got <= 0) give_up("the server closed a kept connection");
        phone.answer.append(block, static_cast<std::size_t>(got));
        auto const head = phone.answer.find("\r\n\r\n");
        if (head == std::string::npos) return;
        auto at = phone.answer.find("Content-Length: ");
        if (at == std::string::npos) at = phone.answer.find("content-length: ");
        if (at == std::string::npos || at > head) give_up("an answer without length");
        if (phone.answer.size() < head + 4 + std::strtoul(phone.answer.c_str() + at + 16, nullptr, 10)) return;
        if (phone.answer.rfind("HTTP/1.1 200", 0) != 0)
            give_up(phone.answer.substr(0, phone.answer.find('\r')).c_str());
        static std::string const words = "赞成";
        auto const said = phone.answer.find(words);
        auto const votes = said == std::string::npos ? -1 : std::atol(phone.answer.c_str() + said + words.size());
        std::printf("%zu %ld %lld %lld\n", number, votes, phone.news_at, now_ns());
        phone.asked = false;
        if (phone.again) {
            phone.again = false;
            phone.news_at = now_ns();
            phone.due_at = phone.news_at + std::uniform_int_distribution<long long>(0, spread_)(chance_);
        }
    }

    std::string host_;
    int port_;
    std::string meeting_;
    long long spread_;
    int poll_;
    std::vector<Phone> phones_;
    std::size_t listening_{0};
    std::mt19937 chance_{20260701};
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 6) {
        std::fprintf(stderr, "usage: phones HOST PORT MEETING SPREAD_MS COOKIE_FILE\n");
        return 2;
    }
    Room room(arguments[1], std::atoi(arguments[2]), arguments[3], std::atoll(arguments[4]) * 1'000'000);
    std::ifstream cookies(arguments[5]);
    for (std::string cookie; std::getline(cookies, cookie);) room.add(cookie);
    room.run();
    return 0;
}
