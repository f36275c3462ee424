// What a server answers besides routes: files, pages, figures; and where quick reads run.
#include "tests/support/http_fixture.hpp"

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

}  // namespace
