#include "tests/support/http_fixture.hpp"

#include "platform/log/log.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <thread>

namespace {

using namespace xinglin;
using namespace xinglin::http;
using namespace xinglin::http::testing;
using xinglin::testing::get;
using xinglin::testing::RawAnswer;
using xinglin::testing::RawClient;
using xinglin::testing::with_body;

std::string const secretary = "Cookie: xinglin=secretary\r\nX-CSRF-Token: csrf-secretary\r\n";
std::string const member = "Cookie: xinglin=member\r\nX-CSRF-Token: csrf-member\r\n";

bool holds(RawAnswer const& answer, std::string const& part) { return answer.body.find(part) != std::string::npos; }

TEST_CASE("server: keep-alive, pipelining and the headers of every answer") {
    Fixture fixture;
    RawClient client(fixture.port());
    auto const first = client.exchange(get("/v1/echo?q=%E5%BC%A0+x"));
    CHECK(first.status == 200);
    CHECK(first.body == R"({"q":"张 x","address":"127.0.0.1"})");
    CHECK(first.header("content-type") == "application/json");
    for (auto const* name : {"content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy",
                             "cache-control", "date", "x-request-id"}) {
        CAPTURE(name);
        CHECK_FALSE(first.header(name).empty());
    }
    CHECK(first.header("content-security-policy").find("unsafe") == std::string::npos);
    client.send(get("/v1/echo?q=1") + get("/v1/echo?q=2") + "HEAD /v1/echo?q=3 HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(holds(client.receive(), R"("q":"1")"));
    CHECK(holds(client.receive(), R"("q":"2")"));
    auto const head = client.receive(true);
    CHECK(head.status == 200);
    CHECK(head.header("content-length") == "31");
    CHECK(client.exchange(get("/v1/echo", "Connection: close\r\n")).header("connection") == "close");
    CHECK(client.closed());
}

TEST_CASE("server: unknown paths, undeclared methods, TRACE") {
    Fixture fixture;
    CHECK(fixture.ask(get("/v1/nothing")).status == 404);
    CHECK(fixture.ask(get("/v1/notes/5/more")).status == 404);
    CHECK(fixture.ask(get("/v1/notes/%zz")).status == 404);
    auto const put = fixture.ask(with_body("PUT", "/v1/notes/5", "{}"));
    CHECK(put.status == 405);
    CHECK(put.header("allow") == "POST, DELETE, GET, HEAD");
    CHECK(fixture.ask("TRACE /v1/echo HTTP/1.1\r\nHost: a\r\n\r\n").status == 405);
    CHECK(fixture.ask("OPTIONS /v1/echo HTTP/1.1\r\nHost: a\r\n\r\n").status == 405);
    CHECK(fixture.ask(get("/v1/echo?q=%f")).status == 400);
    CHECK(fixture.ask(get("/healthz")).body == "ok\n");
    CHECK(fixture.ask(get("/readyz")).status == 200);
}

TEST_CASE("server: who may do what is decided before the handler runs") {
    Fixture fixture;
    std::string const body = R"({"text":"x"})";
    CHECK(fixture.ask(with_body("POST", "/v1/notes/5", body)).status == 401);
    CHECK(fixture.ask(with_body("POST", "/v1/notes/5", body, "Cookie: xinglin=somebody\r\n")).status == 401);
    CHECK(fixture.ask(with_body("POST", "/v1/notes/5", body, member)).status == 403);
    CHECK(fixture.writes == 0);
    auto const made = fixture.ask(with_body("POST", "/v1/notes/5", body, secretary + "If-Match: \"7\"\r\n"));
    CHECK(made.status == 200);
    CHECK(made.header("etag") == "\"8\"");
    CHECK(fixture.ask("DELETE /v1/notes/5 HTTP/1.1\r\nHost: a\r\n" + secretary + "\r\n").status == 204);
    CHECK(fixture.ask(get("/v1/notes/5")).status == 401);
    CHECK(fixture.ask(get("/v1/notes/5", "Cookie: a=1; xinglin=member; b=2\r\n")).status == 200);
    CHECK(fixture.ask(get("/v1/notes/5", "Cookie: xinglin=member; xinglin=secretary\r\n")).status == 401);
    auto const page = fixture.ask(get("/page"));
    CHECK(page.status == 303);
    CHECK(page.header("location") == "/sign-in");
    CHECK(fixture.ask(get("/page", secretary)).header("content-type") == "text/html; charset=utf-8");
}

TEST_CASE("server: a request forged by another site changes nothing") {
    Fixture fixture;
    std::string const body = R"({"text":"x"})";
    auto const write = [&](std::string const& headers) {
        return fixture.ask(with_body("POST", "/v1/notes/5", body, headers)).status;
    };
    CHECK(write("Cookie: xinglin=secretary\r\n") == 403);
    CHECK(write("Cookie: xinglin=secretary\r\nX-CSRF-Token: csrf-member\r\n") == 403);
    CHECK(write(secretary + "Origin: http://evil\r\n") == 403);
    CHECK(write(secretary + "Origin: null\r\n") == 403);
    CHECK(write(secretary + "Origin: http://a.evil\r\n") == 403);
    CHECK(write(secretary + "Sec-Fetch-Site: cross-site\r\n") == 403);
    CHECK(fixture.writes == 0);
    CHECK(write(secretary + "Origin: http://a\r\n") == 200);
    // A stranger's request from another site is refused too (sign-in).
    CHECK(fixture.ask(with_body("POST", "/v1/big/5", body, "Origin: http://evil\r\n")).status == 403);
}

TEST_CASE("server: problems say what is wrong, faults say nothing of the inside") {
    Fixture fixture;
    auto const wrong = fixture.ask(with_body("POST", "/v1/notes/x", R"({"colour":1})", secretary));
    CHECK(wrong.status == 400);
    CHECK(wrong.header("content-type") == "application/problem+json");
    CHECK(holds(wrong, R"("code":"input.invalid")"));
    CHECK(holds(wrong, R"({"pointer":"/text","code":"input.required","detail":"必填。"})"));
    CHECK(holds(wrong, R"("pointer":"/id")"));
    CHECK(holds(wrong, R"("pointer":"/colour")"));
    auto const refused = fixture.ask(with_body("POST", "/v1/notes/5", R"({"text":"refuse"})", secretary));
    CHECK(refused.status == 409);
    CHECK(holds(refused, "刚刚被别人修改过"));
    static std::string logged;
    log::set_sink([](std::string_view line) { logged += line; });
    auto const fault = fixture.ask(with_body("POST", "/v1/notes/5", R"({"text":"throw"})", secretary));
    log::set_sink(nullptr);
    CHECK(fault.status == 500);
    CHECK_FALSE(holds(fault, "secret"));
    CHECK(holds(fault, fault.header("x-request-id")));
    CHECK(logged.find("a secret detail") != std::string::npos);
    CHECK(fixture
              .ask("POST /v1/notes/5 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n" +
                   secretary + "\r\n{}")
              .status == 415);
}

TEST_CASE("server: framing faults are answered and end the connection") {
    Fixture fixture;
    for (std::string const bytes :
         {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
          "POST /v1/big/1 HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "POST /v1/big/1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
          "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n folded\r\n\r\n"}) {
        CAPTURE(bytes);
        RawClient client(fixture.port());
        // What follows must not be taken for a second request.
        auto const answer = client.exchange(bytes + get("/v1/echo"));
        CHECK(answer.status == 400);
        CHECK(client.receive().status == 0);
        CHECK(client.closed());
    }
    CHECK(fixture.ask(get("/", "X: " + std::string(20'000, 'x') + "\r\n")).status == 431);
    CHECK(fixture.ask("GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n").status == 431);
}

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

TEST_CASE("server: a quick read leaves the pool, a slow one goes back to it") {
    std::atomic<int> slow_ms{0};
    std::mutex mutex;
    std::string where;
    Fixture fixture([&](ServerOptions&, Parts& parts) {
        const_cast<Router&>(parts.router)
            .get<Nothing, Nothing>("/v1/where", auth::anybody, "Where", {},
                                   [&](Call const&, Nothing const&) -> Result<Nothing> {
                                       char name[16] = {};
                                       pthread_getname_np(pthread_self(), name, sizeof name);
                                       std::lock_guard const lock(mutex);
                                       where = name;
                                       if (slow_ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(slow_ms));
                                       return Nothing{};
                                   });
    });
    auto const runs_on_pool = [&] {
        RawClient client(fixture.port());
        CHECK(client.exchange(get("/v1/where")).status == 204);
        std::lock_guard const lock(mutex);
        return where == "read";
    };
    auto const leaves = [&] {
        bool left = false;
        for (int i = 0; i < 3000 && !left; ++i) left = !runs_on_pool();
        return left;
    };
    CHECK(runs_on_pool());
    CHECK(leaves());
    // One call far beyond the limit is enough; calls that are merely slow decide together.
    for (auto const& [calls, ms] : {std::pair{1, 100}, std::pair{12, 20}}) {
        CAPTURE(ms);
        slow_ms = ms;
        for (int i = 0; i < calls; ++i) runs_on_pool();
        slow_ms = 0;
        CHECK(runs_on_pool());
        CHECK(leaves());
    }
}

TEST_CASE("server: embedded files, their tags and the pages inside an application") {
    Fixture fixture([](ServerOptions&, Parts& parts) {
        parts.web = {{"/m/", "src/platform/http/", "src/platform/http/texts.zh-CN.yaml", false},
                     {"/assets/", "src/platform/files/", "", true}};
    });
    auto const folder = fixture.ask(get("/m"));
    CHECK(folder.status == 303);
    CHECK(folder.header("location") == "/m/");
    auto const page = fixture.ask(get("/m/people/12"));
    CHECK(page.status == 200);
    CHECK(page.header("cache-control") == "no-cache");
    CHECK(holds(page, "not_found:"));
    auto const same = fixture.ask(get("/m/people/13", "If-None-Match: " + page.header("etag") + "\r\n"));
    CHECK(same.status == 304);
    CHECK(fixture.ask(get("/m/missing.js")).status == 404);
    CHECK(fixture.ask(get("/m/..%2Ffiles/texts.zh-CN.yaml")).status == 404);
    auto const asset = fixture.ask(get("/assets/texts.zh-CN.yaml"));
    CHECK(asset.status == 200);
    CHECK(asset.header("cache-control").find("immutable") != std::string::npos);
    CHECK(fixture.ask(with_body("POST", "/assets/texts.zh-CN.yaml", "")).status == 405);
}

TEST_CASE("server: figures for the machine's own collector") {
    Fixture fixture([](ServerOptions& options, Parts&) { options.trusted_proxies = {"127.0.0.1"}; });
    CHECK(fixture.ask(get("/v1/notes/5")).status == 401);
    auto const metrics = fixture.ask(get("/metrics"));
    CHECK(metrics.status == 200);
    CHECK(holds(metrics, "xinglin_requests_total{method=\"GET\",route=\"/v1/notes/{id}\",status=\"4xx\"} 1\n"));
    CHECK(holds(metrics, "xinglin_pool_read_busy "));
    CHECK(fixture.ask(get("/metrics", "X-Forwarded-For: 192.0.2.7\r\n")).status == 404);
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

TEST_CASE("server: files are sent whole, as attachments, in a sandbox") {
    Fixture fixture;
    auto const small = fixture.ask(get("/v1/file"));
    CHECK(small.body == "a,b\r\n");
    CHECK(small.header("content-disposition") ==
          "attachment; filename=\"_______1.csv\"; filename*=UTF-8''%E5%90%8D%E5%86%8C%201.csv");
    CHECK(small.header("content-security-policy").find("sandbox") != std::string::npos);
    xinglin::testing::TemporaryFolder folder;
    fixture.file = folder.file("big");
    std::string content;
    for (int i = 0; i < 100'000; ++i) content += std::to_string(i) + ",";
    std::ofstream(fixture.file) << content;
    CHECK(fixture.ask(get("/v1/file")).body == content);
}

class Memory final : public Idempotency {
  public:
    Earlier begin(Attempt const& attempt) override {
        std::lock_guard const lock(mutex_);
        auto const found = kept_.find(attempt.key);
        if (found == kept_.end()) return {};
        if (found->second.first != attempt.digest) return {Earlier::State::mismatch, 0, {}, {}, {}, false};
        auto earlier = found->second.second;
        earlier.state = Earlier::State::answered;
        return earlier;
    }
    void finish(Attempt const& attempt, Earlier const& answer) override {
        std::lock_guard const lock(mutex_);
        kept_[attempt.key] = {attempt.digest, answer};
    }
    void forget(Attempt const&) override {}

  private:
    std::mutex mutex_;
    std::map<std::string, std::pair<std::string, Earlier>> kept_;
};

TEST_CASE("server: an idempotency key gives the same answer without a second effect") {
    Memory memory;
    Fixture fixture([&](ServerOptions&, Parts& parts) { parts.idempotency = &memory; });
    auto const write = [&](std::string const& text, std::string const& key) {
        return fixture.ask(with_body("POST", "/v1/notes/5", R"({"text":")" + text + "\"}",
                                     secretary + "Idempotency-Key: " + key + "\r\n"));
    };
    auto const first = write("x", "key-00000001");
    auto const again = write("x", "key-00000001");
    CHECK(first.status == 200);
    CHECK(again.body == first.body);
    CHECK(again.header("idempotent-replayed") == "true");
    CHECK(fixture.writes == 1);
    CHECK(write("y", "key-00000001").status == 422);
    CHECK(write("throw", "key-00000002").status == 500);
    CHECK(write("throw", "key-00000002").status == 500);
    CHECK(fixture.writes == 3);
    CHECK(write("x", "short").status == 400);
}

TEST_CASE("server: a repeated attempt gives the same head lines, but no cookie") {
    Memory memory;
    int made = 0;
    Fixture fixture([&](ServerOptions&, Parts& parts) {
        parts.idempotency = &memory;
        const_cast<Router&>(parts.router)
            .post<WriteNote, Accepted>("/v1/jobs-of/{id}", write_right, "Begin", {},
                                       [&](Call const& call, WriteNote const&) -> Result<Accepted> {
                                           ++made;
                                           call.set_cookie("xinglin=new; Path=/");
                                           call.set_header("X-Batch", "7");
                                           return Accepted{JobId{42}};
                                       });
    });
    auto const ask = [&] {
        return fixture.ask(
            with_body("POST", "/v1/jobs-of/5", R"({"text":"x"})", secretary + "Idempotency-Key: key-00000001\r\n"));
    };
    auto const first = ask(), again = ask();
    CHECK(made == 1);
    CHECK(first.status == 202);
    CHECK(again.status == 202);
    CHECK(first.header("location") == "/v1/jobs/42");
    CHECK(again.header("location") == first.header("location"));
    CHECK(again.header("x-batch") == "7");
    CHECK(again.header("content-type") == first.header("content-type"));
    CHECK_FALSE(first.header("set-cookie").empty());
    CHECK(again.header("set-cookie").empty());
    CHECK(again.body == first.body);
}

TEST_CASE("server: who is refused is told of, with the route and the reason, and never with ids") {
    std::mutex mutex;
    std::vector<Refusal> told;
    Fixture fixture([&](ServerOptions& options, Parts& parts) {
        options.work_per_address = {0.001, 1};
        parts.refused = [&](Refusal&& refusal) {
            std::lock_guard const lock(mutex);
            told.push_back(std::move(refusal));
        };
    });
    auto const last = [&] {
        std::lock_guard const lock(mutex);
        auto const text = told.empty() ? std::string()
                                       : std::to_string(told.back().actor.account.value) + " " + told.back().route +
                                             " " + told.back().code + " " + std::to_string(told.back().status);
        told.clear();
        return text;
    };
    CHECK(fixture.ask(with_body("POST", "/v1/notes/5", R"({"text":"x"})", secretary)).status == 200);
    CHECK(last().empty());
    CHECK(fixture
              .ask(with_body("POST", "/v1/notes/5", R"({"text":"x"})",
                             "Cookie: xinglin=member\r\nX-CSRF-Token: csrf-member\r\n"))
              .status == 403);
    CHECK(last() == "2 POST /v1/notes/{id} forbidden 403");
    CHECK(fixture.ask(with_body("POST", "/v1/notes/5", R"({"text":"x"})", "Cookie: xinglin=secretary\r\n")).status ==
          403);
    CHECK(last() == "1 POST /v1/notes/{id} csrf 403");
    // A stranger is asked to sign in: that refuses nobody.
    CHECK(fixture.ask(get("/v1/notes/5")).status == 401);
    CHECK(last().empty());
    fixture.gate.open();
    CHECK(fixture.ask(with_body("POST", "/v1/slow", "{}")).status == 204);
    CHECK(fixture.ask(with_body("POST", "/v1/slow", "{}")).status == 429);
    CHECK(last() == "0 POST /v1/slow rate_limited 429");
}

}  // namespace
