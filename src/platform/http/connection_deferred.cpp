// Small writes that no thread waits for: the connection sleeps until their commit is durable.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

#include "platform/http/connection.hpp"

#include "platform/http/answers.hpp"
#include "platform/http/deferral.hpp"

namespace xinglin::http {
namespace {

/// Brings its coroutine back to the I/O thread it sleeps on.
class Held final : public Deferral {
  public:
    Held(Shared& shared, IoThread& io, Request const& request, Dispatcher::Plan const& plan)
        : Deferral(shared.dispatcher, request, plan), shared_(shared), arrivals_(io.arrivals) {}
    void settled(std::exception_ptr fault, db::AfterCommit after) noexcept override {
        auto& shared = shared_;
        keep(std::move(fault), std::move(after));
        arrivals_.bring(std::move(sleeping_));
        // The last touch of anything by this thread: the server's end waits for it.
        shared.held.fetch_sub(1);
    }
    void sleep(std::unique_ptr<Arrivals::One> one) {
        sleeping_ = std::move(one);
        shared_.held.fetch_add(1);
        try {
            db::defers(*shared_.dispatcher.parts().database)->defer(*this);
        } catch (...) { settled(std::current_exception(), {}); }
    }

  private:
    Shared& shared_;
    Arrivals& arrivals_;
    std::unique_ptr<Arrivals::One> sleeping_{};
};

/// Gives the use case to the writer and comes back once it is settled.
Await<void> until_settled(Held& held) {
    co_await asio::async_initiate<decltype(awaiting), void()>(
        [&](auto handler) {
            using Handler = decltype(handler);
            struct Sleeping final : Arrivals::One {
                explicit Sleeping(Handler&& then) : resume(std::move(then)) {}
                void go_on() override { std::move(resume)(); }
                Handler resume;
            };
            held.sleep(std::make_unique<Sleeping>(std::move(handler)));
        },
        awaiting);
}

}  // namespace

Await<void> Connection::serve_deferred(Request const& request, Dispatcher::Plan const& plan, Response& response) {
    auto const busy = [&] { response = problem_response(problem(Kind::unavailable, "busy"), request.request_id); };
    if (shared_.held.load(std::memory_order_relaxed) >= shared_.options.queue_limit) co_return busy();
    Held held(shared_, io_, request, plan);
    std::optional<Response> refusal;
    auto const prepare = [&] { refusal = held.prepare(); };
    if (shared_.quiet()) {
        prepare();
    } else if (!co_await on_pool(shared_.write_pool, prepare)) {
        co_return busy();
    }
    if (refusal) {
        response = std::move(*refusal);
        co_return;
    }
    co_await until_settled(held);
    auto const finish = [&] { held.finish(); };
    if (held.has_after()) {
        bool const done = co_await on_pool(shared_.write_pool, finish);
        if (!done) finish();
    }
    response = held.answer();
}

}  // namespace xinglin::http
