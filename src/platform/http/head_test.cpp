#include "platform/http/head.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace xinglin::http;

HeadFault fault(std::string const& bytes) {
    Head head;
    return read_head(bytes, head);
}
std::string get(std::string const& fields, std::string const& line = "GET / HTTP/1.1") {
    return line + "\r\n" + fields + "\r\n";
}

TEST_CASE("guard: a plain head is read") {
    std::string const bytes =
        "POST /v1/people?x=1 HTTP/1.1\r\nHost: a.example:81\r\nContent-Length:  12 \r\ncookie: a=b\r\nX-Empty:\r\n\r\n";
    Head head;
    REQUIRE(read_head(bytes, head) == HeadFault::none);
    CHECK(head.method == "POST");
    CHECK(head.target == "/v1/people?x=1");
    CHECK(head.host == "a.example:81");
    CHECK(head.content_length == 12);
    CHECK(head.find("cookie") == "a=b");
    CHECK(head.find("x-empty") == "");
    CHECK_FALSE(head.find("accept"));
    CHECK(head.keep_alive);
}

TEST_CASE("guard: what two servers could read differently is refused") {
    struct Case {
        char const* name;
        std::string bytes;
        HeadFault fault;
    };
    std::string const host = "Host: a\r\n";
    Case const cases[] = {
        {"transfer-encoding with 1.0", get(host + "Transfer-Encoding: chunked\r\n", "POST / HTTP/1.0"),
         HeadFault::transfer_encoding},
        {"transfer-encoding with content-length",
         get(host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "POST / HTTP/1.1"),
         HeadFault::transfer_encoding},
        {"content-length with transfer-encoding",
         get(host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "POST / HTTP/1.1"),
         HeadFault::transfer_encoding},
        {"transfer-encoding twice",
         get(host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "POST / HTTP/1.1"),
         HeadFault::transfer_encoding},
        {"a list of codings", get(host + "Transfer-Encoding: gzip, chunked\r\n", "POST / HTTP/1.1"),
         HeadFault::transfer_encoding},
        {"chunked twice in one field", get(host + "Transfer-Encoding: chunked, chunked\r\n", "POST / HTTP/1.1"),
         HeadFault::transfer_encoding},
        {"identity", get(host + "Transfer-Encoding: identity\r\n", "POST / HTTP/1.1"), HeadFault::transfer_encoding},
        {"xchunked", get(host + "Transfer-Encoding: xchunked\r\n", "POST / HTTP/1.1"), HeadFault::transfer_encoding},
        {"vertical tab before chunked",
         get(host + "Transfer-Encoding: \x0b"
                    "chunked\r\n",
             "POST / HTTP/1.1"),
         HeadFault::bad_field},
        {"no host", get("Accept: */*\r\n"), HeadFault::host},
        {"two hosts", get(host + "Host: b\r\n"), HeadFault::host},
        {"a host with a path", get("Host: a/b\r\n"), HeadFault::host},
        {"an empty host", get("Host:\r\n"), HeadFault::host},
        {"content-length twice", get(host + "Content-Length: 3\r\nContent-Length: 3\r\n"), HeadFault::content_length},
        {"a list of lengths", get(host + "Content-Length: 3, 3\r\n"), HeadFault::content_length},
        {"a signed length", get(host + "Content-Length: +3\r\n"), HeadFault::content_length},
        {"a negative length", get(host + "Content-Length: -3\r\n"), HeadFault::content_length},
        {"a hexadecimal length", get(host + "Content-Length: 0x3\r\n"), HeadFault::content_length},
        {"an endless length", get(host + "Content-Length: 9999999999999999\r\n"), HeadFault::content_length},
        {"an empty length", get(host + "Content-Length:\r\n"), HeadFault::content_length},
        {"obs-fold", get(host + "X-A: b\r\n c\r\n"), HeadFault::folded},
        {"obs-fold by tab", get(host + "X-A: b\r\n\tTransfer-Encoding: chunked\r\n"), HeadFault::folded},
        {"folded first line", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", HeadFault::folded},
        {"space before the colon", get("Host : a\r\n"), HeadFault::bad_field},
        {"tab before the colon", get(host + "Transfer-Encoding\t: chunked\r\n"), HeadFault::bad_field},
        {"no colon", get(host + "Transfer-Encoding chunked\r\n"), HeadFault::bad_field},
        {"an empty name", get(host + ": x\r\n"), HeadFault::bad_field},
        {"NUL in a value", get(host + std::string("X: a\0b\r\n", 8)), HeadFault::bad_field},
        {"bare LF after a field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", HeadFault::bad_line_ending},
        {"bare LF everywhere", "GET / HTTP/1.1\nHost: a\n\n", HeadFault::bad_line_ending},
        {"bare LF as the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\n", HeadFault::bad_line_ending},
        {"bare CR in a value", get(host + "X: a\rTransfer-Encoding: chunked\r\n"), HeadFault::bad_line_ending},
        {"two spaces in the request line", get(host, "GET  / HTTP/1.1"), HeadFault::bad_target},
        {"no version", get(host, "GET /"), HeadFault::bad_request_line},
        {"HTTP/2", get(host, "GET / HTTP/2.0"), HeadFault::bad_version},
        {"lower-case version", get(host, "GET / http/1.1"), HeadFault::bad_request_line},
        {"absolute form", get(host, "GET http://a/ HTTP/1.1"), HeadFault::bad_target},
        {"authority form", get(host, "CONNECT a:443 HTTP/1.1"), HeadFault::bad_target},
        {"raw bytes in the target", get(host, "GET /\xe5\xbc\xa0 HTTP/1.1"), HeadFault::bad_target},
        {"a fragment in the target", get(host, "GET /a#b HTTP/1.1"), HeadFault::bad_target},
        {"cookie twice", get(host + "Cookie: a=1\r\nCookie: a=2\r\n"), HeadFault::repeated},
        {"origin twice", get(host + "Origin: a\r\norigin: b\r\n"), HeadFault::repeated},
        {"an expectation", get(host + "Expect: 200-ok\r\n"), HeadFault::expectation},
    };
    for (auto const& test : cases) {
        CAPTURE(test.name);
        CHECK(fault(test.bytes) == test.fault);
    }
    std::string many = host;
    for (int i = 0; i < 64; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
    CHECK(fault(get(many)) == HeadFault::too_many_fields);
    CHECK(status_of(HeadFault::too_many_fields) == 431);
}

TEST_CASE("guard: the end of the head is found over any split") {
    std::string const bytes = "GET / HTTP/1.1\r\nHost: a\r\n\r\nBODY";
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        std::size_t scanned = 0;
        auto end = end_of_head(std::string_view(bytes).substr(0, cut), scanned);
        if (end == std::string_view::npos) end = end_of_head(bytes, scanned);
        CHECK(end == bytes.size() - 4);
    }
    std::size_t scanned = 0;
    CHECK(end_of_head("GET / HTTP/1.1\nHost: a\n\n", scanned) == 24);
}

TEST_CASE("guard: keep-alive follows version and option") {
    Head head;
    auto const keeps = [&](std::string const& bytes) {
        return read_head(bytes, head) == HeadFault::none && head.keep_alive;
    };
    CHECK(keeps(get("Host: a\r\n")));
    CHECK_FALSE(keeps(get("Host: a\r\nConnection: Close\r\n")));
    CHECK_FALSE(keeps(get("Host: a\r\nConnection: upgrade, close\r\n")));
    CHECK_FALSE(keeps(get("Host: a\r\n", "GET / HTTP/1.0")));
    CHECK(keeps(get("Host: a\r\nConnection: Keep-Alive\r\n", "GET / HTTP/1.0")));
}

}  // namespace
