#pragma once
// Decides what a request may have and runs its handler. plan() is quick and runs on an I/O thread; run() runs on a pool.

#include "platform/http/edge.hpp"
#include "platform/http/exchange.hpp"
#include "platform/http/limiter.hpp"
#include "platform/http/metrics.hpp"
#include "platform/http/pace.hpp"
#include "platform/http/route_table.hpp"

#include <optional>
#include <unordered_map>

namespace xinglin::http {

class Dispatcher {
  public:
    Dispatcher(Parts parts, ServerOptions const& options);

    /// What is to be done with a request once its head is known.
    struct Plan {
        std::optional<Response>
            answer;  ///< nothing more to do (but the body must still be taken off the wire, or closed)
        RouteTable::Match match;  ///< else: run this route
        std::size_t body_limit{0};
    };
    void plan(Request& request, Plan& plan);
    /// Runs the route: session, rights, CSRF, rates, idempotency, handler. Never throws.
    [[nodiscard]] Response run(Request const& request, Plan const& plan);
    /// Whether the route may run on the I/O thread now: a read that has been quick for a while, and nothing else going on.
    [[nodiscard]] bool may_run_inline(Route const& route) const;
    /// Whether no thread need wait for the commit of this request: a small write, an engine that defers, no Idempotency-Key
    /// (whose row is joined to the writes of the thread that runs the handler).
    [[nodiscard]] bool may_defer(Request const& request, Route const& route) const;
    /// Session, rights, CSRF, rates and decoding of a small write: the handler that is left to run, or the refusal.
    [[nodiscard]] std::optional<Response> admit_write(Request const& request, Plan const& plan,
                                                      std::shared_ptr<Identity const>& identity, Ready& ready);
    /// What the handler's outcome is to the one who asked. @param begun holds the header lines the handler has set
    [[nodiscard]] Response answered(Request const& request, Route const& route, Identity const* identity,
                                    Outcome&& outcome, Response&& begun) const;
    /// Session, rights, CSRF and rates of a streaming route; then the identity (null: a stranger), else the refusal.
    [[nodiscard]] std::optional<Response> admit(Request const& request, Route const& route,
                                                std::shared_ptr<Identity const>& identity, bool activity);
    /// Makes an error a page where the request came from a person's address bar.
    [[nodiscard]] Response presentable(Response response, Request const& request, bool page);

    [[nodiscard]] Parts const& parts() const { return parts_; }
    [[nodiscard]] ServerOptions const& options() const { return options_; }
    [[nodiscard]] Metrics& metrics() { return metrics_; }

  private:
    void tell(Refusal&& refusal) const;
    void tell(Request const& request, Route const& route, Identity const* identity, Problem const& no) const;
    [[nodiscard]] std::optional<Response> built_in(Request const& request);
    [[nodiscard]] std::optional<Response> web_file(Request const& request);
    [[nodiscard]] std::optional<Problem> access(Request const& request, Route const& route,
                                                std::shared_ptr<Identity const>& identity, bool activity);
    [[nodiscard]] std::optional<Problem> cross_site(Request const& request, Identity const* identity) const;
    /// The refusal of access() as this route gives it.
    [[nodiscard]] Response turned_away(Request const& request, Route const& route, Identity const* identity,
                                       Problem&& no) const;
    [[nodiscard]] Response run_route(Request const& request, Plan const& plan, Identity const* identity);
    [[nodiscard]] Response run_once(Request const& request, Plan const& plan, Identity const* identity,
                                    std::string_view key);

    Parts parts_;
    ServerOptions const& options_;
    RouteTable table_;
    bool embedded_;  ///< reads do not go over a network
    bool defers_;  ///< the database takes use cases nobody waits for
    std::unordered_map<Route const*, Pace> paces_;  ///< of read routes; filled once
    Limiter per_address_, per_account_, work_per_address_;
    Metrics metrics_;
};

/// Who asks without a session.
[[nodiscard]] auth::Actor const& stranger();
/// The refusal of somebody who asks too often.
[[nodiscard]] Problem too_many(int seconds);
/// Monotonic microseconds.
[[nodiscard]] std::int64_t monotonic_us();

}  // namespace xinglin::http
