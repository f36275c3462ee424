// Hostile clients, in a few seconds: slow ones hold nobody up and are cut off, and no body costs more than its size.
#include "tests/support/http_fixture.hpp"

#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>

namespace {

using namespace xinglin;
using namespace xinglin::http;
using namespace xinglin::http::testing;
using xinglin::testing::get;
using xinglin::testing::RawClient;
using xinglin::testing::with_body;

/// As many files as the system lets this process have. @returns how many
std::size_t more_files() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 256;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 16'384);
    (void)setrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::size_t>(limit.rlim_cur);
}

std::int64_t open_connections(Fixture& fixture) {
    auto const text = fixture.ask(get("/metrics")).body;
    constexpr std::string_view name = "\nxinglin_connections ";
    auto const at = text.find(name);
    REQUIRE(at != std::string::npos);
    return std::stoll(text.substr(at + name.size()));
}

std::int64_t now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Slowest of some requests of an honest client, each on a connection of its own.
std::int64_t slowest_ms(Fixture& fixture, int requests) {
    std::int64_t slowest = 0;
    for (int i = 0; i < requests; ++i) {
        auto const begun = now_ms();
        CHECK(fixture.ask(get("/v1/echo?q=x")).status == 200);
        slowest = std::max(slowest, now_ms() - begun);
    }
    return slowest;
}

/// Processor time of this process, milliseconds.
double cpu_ms() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    auto const of = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) * 1000 + static_cast<double>(time.tv_usec) / 1000;
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

struct Wide {
    OrganisationId id;
    std::string text;
    std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(Wide, (), (id, text, names))

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string out;
    out.reserve(bytes + piece.size());
    while (out.size() < bytes) out += piece;
    return out;
}

struct Shape {
    char const* name;
    std::string (*body)(std::size_t bytes);
};

Shape const shapes[] = {
    {"one long text", [](std::size_t n) { return R"({"text":")" + std::string(n, 'x') + R"(","names":[]})"; }},
    {"escapes", [](std::size_t n) { return R"({"text":")" + repeated("\\u6728\\n", n) + R"(","names":[]})"; }},
    {"a long list", [](std::size_t n) { return R"({"text":"","names":[)" + repeated("\"ab\",", n) + R"("z"]})"; }},
    {"wrong items", [](std::size_t n) { return R"({"text":"","names":[)" + repeated("1,", n) + R"(2]})"; }},
    {"one name again and again", [](std::size_t n) { return "{" + repeated(R"("text":"a",)", n) + R"("names":[]})"; }},
    {"unknown names",
     [](std::size_t n) {
         std::string out = "{";
         for (int i = 0; out.size() < n; ++i) out += "\"f" + std::to_string(i) + "\":1,";
         return out + R"("names":[]})";
     }},
    {"brackets", [](std::size_t n) { return std::string(n, '['); }},
    {"blanks", [](std::size_t n) { return std::string(n, ' ') + "{}"; }},
};

/// One byte a chunk.
std::string in_chunks(std::string const& body) {
    std::string out =
        "POST /v1/wide/5 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (char const c : body) out.append("1\r\n").append(1, c).append("\r\n");
    return out + "0\r\n\r\n";
}

TEST_CASE("flood: clients slow to send or to read hold nobody up, and are cut off") {
    auto const files = more_files();
    auto const each = std::min<std::size_t>(400, (files - 200) / 6);
    xinglin::testing::TemporaryFolder const folder;
    auto const big = folder.file("big.csv");
    std::ofstream(big).put('x');
    std::filesystem::resize_file(big, 32 << 20);
    Fixture fixture([](ServerOptions& options, Parts&) {
        options.connections_per_address = 100'000;
        options.head_ms = options.body_ms = options.send_ms = options.idle_ms = 3000;
        options.read_threads = 2;
        options.work_threads = 2;
        options.slow_ms = 60'000;
    });
    fixture.file = big;
    auto const quiet = slowest_ms(fixture, 50);
    std::vector<std::unique_ptr<RawClient>> slow;
    auto const flood = [&](std::string const& bytes, std::size_t clients) {
        for (std::size_t i = 0; i < clients; ++i) {
            slow.push_back(std::make_unique<RawClient>(fixture.port()));
            slow.back()->send(bytes);
        }
    };
    flood("GET /v1/echo HTTP/1.1\r\nHost: a\r\nX-Slow: ", each);
    flood("POST /v1/big/5 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{",
          each);
    flood(get("/v1/file"), each / 4);  // and never reads
    auto const begun = now_ms();
    CHECK(open_connections(fixture) > static_cast<std::int64_t>(each));
    auto const flooded = slowest_ms(fixture, 100);
    // No ratio of times on a machine that others use: what is proven is that nothing waits for the slow ones.
    CHECK_MESSAGE(flooded < 2500, "quiet ", quiet, " ms, flooded ", flooded, " ms");
    CHECK(fixture.writes == 0);
    // A drip of bytes keeps a head from its end no longer than its time.
    while (now_ms() - begun < 20'000 && open_connections(fixture) > 3) {
        for (std::size_t i = 0; i < each; i += 10) (void)slow[i]->send("x");
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    CHECK(open_connections(fixture) <= 3);
    CHECK(slowest_ms(fixture, 20) < 2500);
}

TEST_CASE("flood: four times the body costs at most six times the work, whatever its shape") {
    constexpr std::size_t small = 256 << 10, large = 4 * small;
    Fixture fixture([](ServerOptions&, Parts& parts) {
        const_cast<Router&>(parts.router)
            .post<Wide, Nothing>("/v1/wide/{id}", auth::anybody, "Wide", {.body_limit = 8 << 20},
                                 [](Call const&, Wide const&) -> Result<Nothing> { return Nothing{}; });
    });
    auto const cost = [&](std::string const& bytes) {
        double least = 1e9;
        for (int i = 0; i < 5; ++i) {
            auto const begun = cpu_ms();
            auto const answer = fixture.ask(bytes);
            least = std::min(least, cpu_ms() - begun);
            CHECK(answer.status != 0);
            CHECK(answer.status < 500);
            CHECK(answer.body.size() < 64 << 10);  // nor is the answer as long as what was wrong
        }
        return least;
    };
    // Below some milliseconds the clock's grain and what else the machine does decide; work by the square of the size would be
    // sixteen times as much, and far above that. What others do on the machine spoils one try, not each of eight.
    auto const fair = [&](std::string const& little, std::string const& much) {
        std::pair<double, double> seen;
        for (int i = 0; i < 8; ++i) {
            seen = {cost(little), cost(much)};
            if (seen.second <= std::max(24.0, 6.25 * seen.first)) return std::string();
        }
        return std::to_string(seen.first) + " ms, " + std::to_string(seen.second) + " ms";
    };
    auto const shaped = [](auto const& shape, std::size_t size) {
        return with_body("POST", "/v1/wide/5", shape.body(size));
    };
    for (auto const& shape : shapes) {
        INFO(shape.name);
        CHECK(fair(shaped(shape, small), shaped(shape, large)) == "");
    }
    CHECK(fair(in_chunks(shapes[0].body(small / 4)), in_chunks(shapes[0].body(small))) == "");
}

}  // namespace
