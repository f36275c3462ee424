#pragma once
// A small write between the edge and the writer's thread (decision 0017).

#include "platform/db/deferred.hpp"
#include "platform/http/dispatch.hpp"

#include <memory>
#include <optional>

namespace xinglin::http {

/// One request whose answer is held until its commit is durable. prepare(), finish() and answer() are called by the edge, run()
/// by the writer's thread in between; request and plan outlive it.
class Deferral : public db::Deferred {
  public:
    Deferral(Dispatcher& dispatcher, Request const& request, Dispatcher::Plan const& plan)
        : dispatcher_(dispatcher), request_(request), plan_(plan) {}
    /// Everything before the handler. Never throws. @returns the refusal, or nothing: then it is for db::Defers::defer()
    [[nodiscard]] std::optional<Response> prepare();
    void run() final;
    /// Whether finish() has work: it belongs on a pool.
    [[nodiscard]] bool has_after() const { return !after_.empty(); }
    /// What waited for the commit: pushes, caches. Never throws.
    void finish();
    /// The answer, once settled. Never throws.
    [[nodiscard]] Response answer();

  protected:
    /// What settled() was told.
    void keep(std::exception_ptr fault, db::AfterCommit after);

  private:
    Dispatcher& dispatcher_;
    Request const& request_;
    Dispatcher::Plan const& plan_;
    std::shared_ptr<Identity const> identity_{};
    Ready ready_{};
    Response response_{};
    std::optional<Outcome> outcome_{};
    std::exception_ptr fault_{};
    db::AfterCommit after_{};
};

}  // namespace xinglin::http
