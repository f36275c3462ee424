#pragma once
// A server with a few small routes and two known people, for the tests of the edge.

#include "platform/http/edge.hpp"

#include "platform/http/router.hpp"

#include "tests/support/raw_http.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace xinglin::http::testing {

inline constexpr auth::Right write_right{"notes.write"};

struct Note {
    OrganisationId id;
    std::string text;
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, text, version))
struct WriteNote {
    OrganisationId id;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(WriteNote, (), (id, text))
struct FindNote {
    OrganisationId id;
};
BOOST_DESCRIBE_STRUCT(FindNote, (), (id))
struct Echo {
    std::optional<std::string> q;
    std::optional<std::string> address;
};
BOOST_DESCRIBE_STRUCT(Echo, (), (q, address))

/// "secretary" may write, "member" may not; their CSRF tokens are "csrf-<name>".
class People final : public Authenticator {
  public:
    std::shared_ptr<Identity const> identify(std::string_view token, std::string_view, Instant, bool) override {
        if (ended.load()) return nullptr;
        if (token != "secretary" && token != "member") return nullptr;
        auto identity = std::make_shared<Identity>();
        identity->actor.account.value = token == "secretary" ? 1 : 2;
        identity->actor.grants.push_back({std::string(token), "a1", {}, {}});
        if (token == "secretary") identity->actor.grants.back().rights.push_back(write_right.name);
        identity->csrf_token = "csrf-" + std::string(token);
        return identity;
    }
    std::atomic<bool> ended{false};
};

/// The headers of a request of each.
inline std::string const secretary = "Cookie: xinglin=secretary\r\nX-CSRF-Token: csrf-secretary\r\n";
inline std::string const member = "Cookie: xinglin=member\r\nX-CSRF-Token: csrf-member\r\n";

inline bool holds(xinglin::testing::RawAnswer const& answer, std::string_view part) {
    return answer.body.find(part) != std::string::npos;
}

/// Opens once for all who wait.
class Gate {
  public:
    void open() {
        std::lock_guard const lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return open_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_{false};
};

struct Fixture {
    explicit Fixture(std::function<void(ServerOptions&, Parts&)> const& change = {}) {
        declare();
        ServerOptions options;
        options.per_address = options.per_account = options.work_per_address = {};
        Parts parts{.router = router, .clock = clock, .authenticator = people};
        if (change) change(options, parts);
        server.emplace(std::move(parts), options);
        server->start();
    }
    [[nodiscard]] std::uint16_t port() const { return server->port(); }
    xinglin::testing::RawAnswer ask(std::string const& bytes) {
        xinglin::testing::RawClient client(port());
        return client.exchange(bytes);
    }

    SystemClock clock;
    People people;
    Router router;
    Gate gate;
    std::atomic<int> writes{0};
    std::atomic<int> waiting{0};
    std::optional<Server> server;

  private:
    void declare() {
        router.get<Echo, Echo>("/v1/echo", auth::anybody, "Echo", {},
                               [](Call const& call, Echo const& in) -> Result<Echo> {
                                   return Echo{in.q, std::string(call.client_address())};
                               });
        router.post<WriteNote, Note>("/v1/notes/{id}", write_right, "Write", {.body_limit = 1000},
                                     [this](Call const& call, WriteNote const& in) -> Result<Note> {
                                         ++writes;
                                         if (in.text == "refuse") return fail(conflict("version_conflict"));
                                         if (in.text == "throw") throw std::runtime_error("a secret detail");
                                         return Note{in.id, in.text, call.if_match().value_or(0) + 1};
                                     });
        router.del<FindNote, Nothing>("/v1/notes/{id}", write_right, "Delete", {},
                                      [](Call const&, FindNote const&) -> Result<Nothing> { return Nothing{}; });
        router.get<FindNote, Note>("/v1/notes/{id}", auth::signed_in, "Read", {},
                                   [](Call const&, FindNote const& in) -> Result<Note> {
                                       return Note{in.id, "text", 3};
                                   });
        router.work<Nothing, Nothing>("POST", "/v1/slow", auth::anybody, "Slow", {},
                                      [this](Call const&, Nothing const&) -> Result<Nothing> {
                                          ++waiting;
                                          gate.wait();
                                          return Nothing{};
                                      });
        router.post<WriteNote, Nothing>("/v1/big/{id}", auth::anybody, "Big", {.body_limit = 8 << 20},
                                        [this](Call const&, WriteNote const&) -> Result<Nothing> {
                                            ++writes;
                                            return Nothing{};
                                        });
        router.get<Nothing, Content>("/v1/file", auth::anybody, "File", {},
                                     [this](Call const&, Nothing const&) -> Result<Content> {
                                         Content content;
                                         content.type = "text/csv; charset=utf-8";
                                         content.file_name = "名册 1.csv";
                                         content.file_path = file;
                                         content.body = file.empty() ? "a,b\r\n" : "";
                                         return content;
                                     });
        router.page<Nothing>("/page", write_right, [](Call const&, Nothing const&) -> Result<Content> {
            return Content{"text/html; charset=utf-8", "<p>ok</p>", "", "", 200};
        });
    }

  public:
    std::string file;
};

}  // namespace xinglin::http::testing
