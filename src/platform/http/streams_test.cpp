#include "tests/support/http_fixture.hpp"

#include "platform/files/files.hpp"
#include "platform/http/tus.hpp"
#include "platform/push/push.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace {

using namespace xinglin;
using namespace xinglin::http;
using namespace xinglin::http::testing;
using xinglin::testing::get;
using xinglin::testing::RawClient;

std::string const sending = secretary + "Tus-Resumable: 1.0.0\r\n";

struct Streams {
    xinglin::testing::TemporaryFolder folder;
    SystemClock clock;
    IdSource ids{clock, 1};
    files::Store store{folder.file("files")};
    files::Uploads uploads{folder.file("uploads"), store, clock, ids};
    push::Hub hub;
    Fixture fixture{[this](ServerOptions& options, Parts& parts) {
        declare_streams(const_cast<Router&>(parts.router));
        parts.hub = &hub;
        parts.uploads = &uploads;
        options.body_ms = 1000;
    }};

    Streams() { uploads.rules("import", {}); }
    std::string create(std::int64_t length) {
        auto const made =
            fixture.ask("POST /v1/uploads HTTP/1.1\r\nHost: a\r\nUpload-Length: " + std::to_string(length) +
                        "\r\nUpload-Metadata: filename YS5jc3Y=,purpose aW1wb3J0\r\n" + sending + "\r\n");
        CHECK(made.status == 201);
        CHECK(made.header("tus-resumable") == "1.0.0");
        return made.header("location");
    }
    static std::string patch(std::string const& path, std::int64_t offset, std::size_t length,
                             std::string const& who = sending) {
        return "PATCH " + path +
               " HTTP/1.1\r\nHost: a\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: " +
               std::to_string(offset) + "\r\nContent-Length: " + std::to_string(length) + "\r\n" + who + "\r\n";
    }
    std::string offset(std::string const& path) {
        RawClient client(fixture.port());
        client.send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n" + sending + "\r\n");
        return client.receive(true).header("upload-offset");
    }
};

TEST_CASE("tus: an upload broken in the middle is resumed") {
    Streams at;
    std::string content;
    for (int i = 0; i < 100'000; ++i) content += std::to_string(i) + ",";
    auto const path = at.create(static_cast<std::int64_t>(content.size()));
    {
        RawClient broken(at.fixture.port());
        broken.send(Streams::patch(path, 0, content.size()) + content.substr(0, 300'000));
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    // The server keeps what arrived; the client asks how much that is.
    std::string offset = "0";
    for (int i = 0; i < 100 && offset == "0"; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        offset = at.offset(path);
    }
    CHECK(offset == "300000");
    auto const rest = content.substr(300'000);
    auto const done = at.fixture.ask(Streams::patch(path, 300'000, rest.size()) + rest);
    CHECK(done.status == 204);
    CHECK(done.header("upload-offset") == std::to_string(content.size()));
    auto const id = UploadId::parse(path.substr(path.rfind('/') + 1));
    auth::Actor actor;
    actor.account.value = 1;
    auto const upload = at.uploads.find(actor, *id);
    REQUIRE(upload);
    REQUIRE(upload->stored);
    CHECK(at.store.read(upload->stored->digest, 1 << 24) == content);
    CHECK(upload->stored->type == "text/plain");
}

TEST_CASE("tus: protocol, checksum, ownership, termination") {
    Streams at;
    auto const options = at.fixture.ask("OPTIONS /v1/uploads HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(options.status == 204);
    CHECK(options.header("tus-extension") == "creation,termination,expiration,checksum");
    auto const path = at.create(4);
    CHECK(at.fixture.ask(Streams::patch(path, 0, 2, member + "Tus-Resumable: 1.0.0\r\n") + "ab").status == 404);
    CHECK(at.fixture.ask(Streams::patch(path, 1, 2) + "ab").status == 409);
    CHECK(at.fixture.ask(Streams::patch(path, 0, 9) + "abcdefghi").status == 400);
    CHECK(
        at.fixture
            .ask(Streams::patch(path, 0, 2, sending + "Upload-Checksum: sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n") + "ab")
            .status == 460);
    CHECK(at.offset(path) == "0");
    CHECK(at.fixture
              .ask("PATCH " + path + " HTTP/1.1\r\nHost: a\r\nUpload-Offset: 0\r\nContent-Length: 2\r\n" + sending +
                   "\r\nab")
              .status == 415);
    CHECK(at.fixture
              .ask("DELETE " + path +
                   " HTTP/1.1\r\nHost: a\r\nCookie: xinglin=secretary\r\nX-CSRF-Token: "
                   "csrf-secretary\r\nTus-Resumable: 0.2.2\r\n\r\n")
              .status == 412);
    CHECK(at.fixture.ask("DELETE " + path + " HTTP/1.1\r\nHost: a\r\nCookie: xinglin=secretary\r\n\r\n").status == 403);
    CHECK(at.fixture.ask("DELETE " + path + " HTTP/1.1\r\nHost: a\r\n" + sending + "\r\n").status == 204);
    CHECK(at.offset(path).empty());
    CHECK(at.fixture.ask("POST /v1/uploads HTTP/1.1\r\nHost: a\r\nUpload-Length: 5\r\n\r\n").status == 401);
    CHECK(at.fixture.ask("POST /v1/uploads HTTP/1.1\r\nHost: a\r\nUpload-Length: x\r\n" + sending + "\r\n").status ==
          400);
}

TEST_CASE("tus: metadata") {
    auto const read = read_upload_metadata("filename 5ZCNLmNzdg==, is_final,purpose aW1wb3J0");
    REQUIRE(read);
    CHECK(*read == std::vector<std::pair<std::string, std::string>>{
                       {"filename", "名.csv"}, {"is_final", ""}, {"purpose", "import"}});
    for (auto const* wrong : {"", "a b c", "a !", "a YQ==,a YQ==", "a /w==", ",", "a YQ"}) {
        CAPTURE(wrong);
        CHECK_FALSE(read_upload_metadata(wrong));
    }
}

TEST_CASE("events: pushed to whom they concern, resumed after a break") {
    Streams at;
    CHECK(at.fixture.ask(get("/v1/events")).status == 401);
    RawClient listener(at.fixture.port()), other(at.fixture.port());
    listener.send(get("/v1/events", "Cookie: xinglin=secretary\r\n"));
    CHECK(listener.read_until("retry: 3000\n\n").find("text/event-stream") != std::string::npos);
    other.send(get("/v1/events", "Cookie: xinglin=member\r\n"));
    other.read_until("retry: 3000\n\n");
    at.hub.notify(push::Audience::one(AccountId{1}), {"job", 5, 2});
    auto const event = listener.read_until("\"version\":2}\n\n");
    CHECK(event.find("event: job\ndata: {\"kind\":\"job\",\"id\":\"5\",\"version\":2}") != std::string::npos);
    at.hub.notify(push::Audience::over("a1b2"), {"person", 6, 1});
    CHECK(other.read_until("person").find("job") == std::string::npos);
    auto const id = event.substr(event.find("id: ") + 4, event.find('\n') - event.find("id: ") - 4);
    RawClient back(at.fixture.port());
    back.send(get("/v1/events", "Cookie: xinglin=secretary\r\nLast-Event-ID: " + id + "\r\n"));
    auto const missed = back.read_until("\"id\":\"6\"");
    CHECK(missed.find("\"id\":\"6\"") != std::string::npos);
    CHECK(missed.find("\"id\":\"5\"") == std::string::npos);
    CHECK(at.hub.listeners() == 3);
    at.fixture.server->stop();
    CHECK(listener.closed());
}

}  // namespace
