// What a server bears: bodies, slow clients, connections, rates, a full queue, its end, proxies.
#include "tests/support/http_fixture.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace {

using namespace xinglin;
using namespace xinglin::http;
using namespace xinglin::http::testing;
using xinglin::testing::get;
using xinglin::testing::RawAnswer;
using xinglin::testing::RawClient;
using xinglin::testing::with_body;

TEST_CASE("server: chunked bodies") {
    Fixture fixture;
    std::string const head =
        "POST /v1/big/5 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    {
        RawClient client(fixture.port());
        client.send(head + "4\r\n{\"te\r\n");
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        client.send("9\r\nxt\":\"ab\"}\r\n0\r\nX-Trailer: 1\r\n\r\n" + get("/v1/echo"));
        CHECK(client.receive().status == 204);
        CHECK(client.receive().status == 200);
    }
    CHECK(fixture.writes == 1);
    for (std::string const body : {"4;x=y\r\n{\"te\r\n0\r\n\r\n", "4\n{\"te\n0\n\n", "g\r\nx\r\n0\r\n\r\n",
                                   "-1\r\nx\r\n", "fffffffffffffffff\r\nx", "4\r\n{\"texx\r\n0\r\n\r\n"}) {
        CAPTURE(body);
        RawClient client(fixture.port());
        auto const answer = client.exchange(head + body);
        CHECK(answer.status == 400);
        CHECK(client.closed());
    }
    CHECK(fixture.writes == 1);
}

TEST_CASE("server: limits of bodies") {
    Fixture fixture;
    {
        RawClient client(fixture.port());
        CHECK(
            client
                .exchange(with_body("POST", "/v1/notes/5", R"({"text":")" + std::string(2000, 'x') + "\"}", secretary))
                .status == 413);
        CHECK(client.closed());
    }
    std::string chunks =
        "POST /v1/notes/5 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n" +
        secretary + "\r\n";
    for (int i = 0; i < 20; ++i) chunks += "64\r\n" + std::string(100, ' ') + "\r\n";
    CHECK(fixture.ask(chunks).status == 413);
    CHECK(fixture.ask("GET /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc").status == 413);
    CHECK(fixture.writes == 0);
    CHECK(fixture.ask(with_body("POST", "/v1/big/5", R"({"text":")" + std::string(9000, 'x') + "\"}")).status == 204);
    RawClient client(fixture.port());
    client.send(
        "POST /v1/big/5 HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: "
        "100-continue\r\nContent-Length: 12\r\n\r\n");
    CHECK(client.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send(R"({"text":"x"})");
    CHECK(client.receive().status == 204);
}

TEST_CASE("server: slow clients are cut off, at each stage") {
    Fixture fixture([](ServerOptions& options, Parts&) {
        options.head_ms = 300;
        options.body_ms = 300;
        options.idle_ms = 700;
    });
    RawClient head(fixture.port());
    head.send("GET /v1/echo HTT");
    CHECK(head.receive().status == 408);
    RawClient body(fixture.port());
    body.send("POST /v1/big/5 HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n{\"te");
    CHECK(body.receive().status == 408);
    RawClient idle(fixture.port());
    CHECK(idle.exchange(get("/v1/echo")).status == 200);
    CHECK(idle.closed(3000));
}

TEST_CASE("server: caps of connections") {
    Fixture fixture([](ServerOptions& options, Parts&) { options.connections_per_address = 3; });
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<RawClient>(fixture.port()));
        CHECK(clients.back()->exchange(get("/v1/echo")).status == 200);
    }
    RawClient fourth(fixture.port());
    CHECK(fourth.closed());
    clients.clear();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    CHECK(fixture.ask(get("/v1/echo")).status == 200);
}

TEST_CASE("server: rates per address, per account, and of strangers' work") {
    Fixture fixture([](ServerOptions& options, Parts&) {
        options.per_account = {0.01, 3};
        options.work_per_address = {0.01, 1};
    });
    fixture.gate.open();
    for (int i = 0; i < 3; ++i) CHECK(fixture.ask(get("/v1/notes/5", member)).status == 200);
    auto const limited = fixture.ask(get("/v1/notes/5", member));
    CHECK(limited.status == 429);
    CHECK(std::stoi(limited.header("retry-after")) > 50);
    CHECK(fixture.ask(get("/v1/notes/5", secretary)).status == 200);
    CHECK(fixture.ask(with_body("POST", "/v1/slow", "")).status == 204);
    CHECK(fixture.ask(with_body("POST", "/v1/slow", "")).status == 429);
    Fixture other([](ServerOptions& options, Parts&) { options.per_address = {0.01, 2}; });
    CHECK(other.ask(get("/v1/echo")).status == 200);
    CHECK(other.ask(get("/v1/echo")).status == 200);
    CHECK(other.ask(get("/v1/echo")).status == 429);
}

TEST_CASE("server: a full queue answers 503 at once and nobody else waits") {
    Fixture fixture([](ServerOptions& options, Parts&) {
        options.work_threads = 1;
        options.queue_limit = 1;
    });
    RawClient running(fixture.port()), queued(fixture.port());
    running.send(with_body("POST", "/v1/slow", ""));
    while (fixture.waiting == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    queued.send(with_body("POST", "/v1/slow", ""));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    auto const busy = fixture.ask(with_body("POST", "/v1/slow", ""));
    CHECK(busy.status == 503);
    CHECK(busy.header("retry-after") == "2");
    CHECK(fixture.ask(get("/v1/echo")).status == 200);
    fixture.gate.open();
    CHECK(running.receive().status == 204);
    CHECK(queued.receive().status == 204);
}

TEST_CASE("server: stop lets running calls end and closes idle connections") {
    Fixture fixture;
    RawClient idle(fixture.port()), running(fixture.port());
    CHECK(idle.exchange(get("/v1/echo")).status == 200);
    running.send(with_body("POST", "/v1/slow", ""));
    while (fixture.waiting == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    std::thread stopper([&] { fixture.server->stop(); });
    CHECK(idle.closed());
    fixture.gate.open();
    auto const answer = running.receive();
    CHECK(answer.status == 204);
    CHECK(answer.header("connection") == "close");
    stopper.join();
    CHECK_THROWS(RawClient(fixture.port()));
}

TEST_CASE("server: only trusted proxies say who asks") {
    std::string const forwarded = "X-Forwarded-For: 10.9.9.9, 192.0.2.7\r\n";
    Fixture plain;
    CHECK(holds(plain.ask(get("/v1/echo", forwarded)), "127.0.0.1"));
    Fixture behind([](ServerOptions& options, Parts&) { options.trusted_proxies = {"127.0.0.1"}; });
    CHECK(holds(behind.ask(get("/v1/echo", forwarded)), "\"192.0.2.7\""));
    // A proxy that appends a line of its own: what the client wrote stands first and decides nothing.
    auto const two_lines = [&](std::string const& first, std::string const& second) {
        return behind.ask(get("/v1/echo", "X-Forwarded-For: " + first + "\r\nX-Forwarded-For: " + second + "\r\n"));
    };
    CHECK(holds(two_lines("127.0.0.1", "192.0.2.7"), "\"192.0.2.7\""));
    CHECK(holds(two_lines("10.9.9.9, 10.8.8.8", "2001:db8:0::7"), "\"2001:db8::7\""));
    CHECK(behind.ask(get("/metrics", "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-For: 192.0.2.7\r\n")).status == 404);
    // What is no address names nobody: the proxy itself stays the one who asks.
    CHECK(holds(two_lines("192.0.2.7", "somebody"), "\"127.0.0.1\""));
    CHECK(holds(behind.ask(get("/v1/echo", "X-Forwarded-For: 192.0.2.7, \r\n")), "\"127.0.0.1\""));
    Fixture named([](ServerOptions& options, Parts&) { options.hosts = {"party.example"}; });
    CHECK(named.ask(get("/v1/echo")).status == 421);
    CHECK(named.ask("GET /v1/echo HTTP/1.1\r\nHost: party.example:80\r\n\r\n").status == 200);
}

}  // namespace
