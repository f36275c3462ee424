// The same attempt twice has one effect; who is refused is told of.
#include "tests/support/http_fixture.hpp"

#include <doctest/doctest.h>

#include <map>
#include <mutex>

namespace {

using namespace xinglin;
using namespace xinglin::http;
using namespace xinglin::http::testing;
using xinglin::testing::get;
using xinglin::testing::with_body;

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
