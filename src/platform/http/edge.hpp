#pragma once
// The server and what it needs from others. The composition root builds it; modules see only router.hpp and call.hpp.

#include "base/time.hpp"
#include "platform/auth/auth.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::db {
class Database;
}
namespace xinglin::push {
class Hub;
}
namespace xinglin::files {
class Uploads;
}

namespace xinglin::http {

class Router;

/// A person behind a session. Shared, because accounts may keep it for many requests.
struct Identity {
    auth::Actor actor;
    std::string csrf_token;  ///< what X-CSRF-Token of a state-changing request must equal
};

/// Says who stands behind a session cookie; accounts implements it. Called on pool threads, often: it should answer from memory
/// and still notice within a second that a session or account has ended.
class Authenticator {
  public:
    virtual ~Authenticator() = default;
    /// @param token    the session cookie's value, never empty; of any content
    /// @param activity whether this request counts as the person's activity (idle time-out): event streams do not
    /// @returns null for a stranger: no such session, ended, or its account locked
    [[nodiscard]] virtual std::shared_ptr<Identity const> identify(std::string_view token,
                                                                   std::string_view client_address, Instant now,
                                                                   bool activity) = 0;
};

/// What an Idempotency-Key stands for. `digest` is over method, path, query and body.
struct Attempt {
    AccountId account;
    std::string key;
    std::string digest;
};
/// What is known of an attempt.
struct Earlier {
    enum class State {
        fresh,  ///< never seen: run it, then finish() or forget()
        answered,  ///< done: give the same answer again
        mismatch,  ///< the key was used for something else
        pending,  ///< running elsewhere, or committed without its answer having been kept
    } state{State::fresh};
    int status{0};
    std::string body;
    std::string
        headers{};  ///< lines of the first answer, each with CRLF (Location, ETag, Content-Disposition…); no cookies
    std::string type{};  ///< of the body
    bool sandboxed{false};  ///< the body is a file of other people's making
};
/// Keeps attempts for a day. begin() and finish() are called on the thread that runs the handler, so that an implementation can
/// put its mark into the very transaction of the use case.
class Idempotency {
  public:
    virtual ~Idempotency() = default;
    [[nodiscard]] virtual Earlier begin(Attempt const& attempt) = 0;
    virtual void finish(Attempt const& attempt, Earlier const& answer) = 0;
    /// The handler failed: nothing was committed, the key may be used again.
    virtual void forget(Attempt const& attempt) = 0;
};

/// Requests per second and how many may come at once; per_second 0 = no limit.
struct Rate {
    double per_second{0};
    double burst{0};
};

struct ServerOptions {
    std::string address{"127.0.0.1"};
    std::uint16_t port{0};  ///< 0: the system chooses
    int io_threads{0};  ///< 0: one per core, at most 4
    int read_threads{0};  ///< 0: one per core, at least 2
    int write_threads{96};  ///< made when needed: a blocked write waits for its group commit
    int work_threads{8};  ///< made when needed
    std::size_t queue_limit{4096};  ///< waiting calls per pool; beyond: 503 with Retry-After
    std::size_t head_limit{std::size_t{16} * 1024};  ///< request line and headers
    std::size_t connections{10000};
    std::size_t connections_per_address{512};
    std::int64_t head_ms{10'000};  ///< from the first byte of a request to the end of its head
    std::int64_t body_ms{30'000};  ///< without progress in a body
    std::int64_t idle_ms{75'000};  ///< between requests
    std::int64_t send_ms{30'000};  ///< without progress in an answer
    std::int64_t drain_ms{15'000};  ///< how long stop() waits for running calls
    bool secure{false};  ///< behind TLS: __Host- cookie, HSTS
    std::vector<std::string> trusted_proxies{};  ///< addresses whose X-Forwarded-For and X-Forwarded-Proto are believed
    std::vector<std::string> hosts{};  ///< names this server answers to; empty = any
    Rate per_address{200, 1000};
    Rate per_account{50, 300};
    Rate work_per_address{2, 30};  ///< sign-in and other work routes of strangers
    /// A read route whose calls take less than this on average runs on the I/O thread while the pools are quiet (embedded
    /// database only): the hop to a pool and back costs more than the call. 0: always on the pool.
    std::int64_t inline_read_us{1000};
    /// So many calls may be on the pools meanwhile: fewer than there can be reader connections (db/pool.hpp: at least 24).
    std::size_t inline_beside{12};
    bool log_requests{false};  ///< one line per request; faults and slow requests are always logged
    std::int64_t slow_ms{1000};
    bool require_second_factor{true};  ///< false in the demo: routes with `second_factor` open without it
};

/// Declares the routes of the edge's own protocols: GET /v1/events (server-sent events) and tus 1.0 at /v1/uploads. The
/// composition root calls it beside the modules' route functions.
void declare_streams(Router& router);

/// Where single-page applications and other embedded files are served: URL prefix → folder of the embedded files.
struct WebRoot {
    std::string prefix;  ///< "/m/"
    std::string folder;  ///< "web/dist/m/"
    std::string fallback;  ///< file answered for pages inside the application ("web/dist/m/index.html"), "" = 404
    bool immutable{false};  ///< names carry a hash: cached for a year
};

/// A request turned away: at the door (session, rights, second factor, another site, rates) or by its handler as not allowed
/// or not there for this person.
struct Refusal {
    auth::Actor actor;  ///< unknown for strangers
    std::string route;  ///< "PUT /v1/people/{id}", never with ids; "" where no route was looked for
    std::string code;  ///< of the problem: "forbidden", "csrf", "rate_limited", …
    int status{0};
    std::string address;
};

/// Everything the edge is built of; references outlive the server.
struct Parts {
    Router const& router;
    Clock const& clock;
    Authenticator& authenticator;
    db::Database* database{nullptr};  ///< gives Call::reader()
    Idempotency* idempotency{nullptr};  ///< null: Idempotency-Key is ignored
    push::Hub* hub{nullptr};  ///< GET /v1/events
    files::Uploads* uploads{nullptr};  ///< tus at /v1/uploads
    std::vector<WebRoot> web{};
    std::function<std::string()>
        unready{};  ///< a plain sentence when the installation cannot serve, "" when it can (/readyz); must not block
    /// Told of refused requests on any thread, I/O threads too: it must not block. Null: nobody is told.
    std::function<void(Refusal&&)> refused{};
    /// A page for a person where JSON would be answered: the sentence of the problem → HTML. Null: JSON for everybody.
    std::function<std::string(int status, std::string_view detail, std::string_view request_id)> error_page{};
};

class Server {
  public:
    Server(Parts parts, ServerOptions options);
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;
    /// Binds and starts the threads. Throws std::runtime_error with a plain sentence (address in use, …).
    void start();
    [[nodiscard]] std::uint16_t port() const;
    /// Stops accepting, lets running calls end (at most drain_ms), closes everything. Idempotent.
    void stop();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Name of the session cookie: "__Host-xinglin" behind TLS, "xinglin" on a plain loopback address.
[[nodiscard]] std::string_view session_cookie_name(bool secure);
/// Value of the Set-Cookie header that opens a session. @param seconds lifetime; 0 ends with the browser
[[nodiscard]] std::string session_cookie(std::string_view token, bool secure, std::int64_t seconds);
/// Value of the Set-Cookie header that removes it.
[[nodiscard]] std::string expired_session_cookie(bool secure);

}  // namespace xinglin::http
