// A real server over a socket: requests, rights, problems, framing.
#include "tests/support/http_fixture.hpp"

#include "platform/log/log.hpp"

#include <doctest/doctest.h>

namespace {

using namespace xinglin;
using namespace xinglin::http;
using namespace xinglin::http::testing;
using xinglin::testing::get;
using xinglin::testing::RawAnswer;
using xinglin::testing::RawClient;
using xinglin::testing::with_body;

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

}  // namespace
