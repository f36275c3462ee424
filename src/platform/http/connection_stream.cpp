// g++ 12 takes Asio's frame allocator for a mismatched one.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

#include "platform/http/connection.hpp"

#include "platform/http/answers.hpp"
#include "platform/push/push.hpp"

namespace xinglin::http {
namespace {

constexpr std::int64_t heartbeat_ms = 15'000;

std::string_view parameter(Dispatcher::Plan const& plan) {
    return plan.match.parameters.empty() ? std::string_view() : std::string_view(plan.match.parameters.front().value);
}

// What a listener shares with the hub, which wakes it from other threads.
struct Wake {
    explicit Wake(Executor executor) : timer(executor) {}
    Timer timer;
    bool pending{false};
};

// Takes the listener away however the stream ends, also when the connection is destroyed with its I/O thread: the hub lives
// longer and must not wake what is gone.
struct Listening {
    push::Hub& hub;
    push::Hub::Ticket ticket;
    std::atomic<std::int64_t>& streams;

    Listening(push::Hub& in, push::Hub::Listener listener, std::atomic<std::int64_t>& count)
        : hub(in), ticket(in.join(std::move(listener))), streams(count) {
        streams.fetch_add(1, std::memory_order_relaxed);
    }
    ~Listening() {
        hub.leave(ticket);
        streams.fetch_sub(1, std::memory_order_relaxed);
    }
    Listening(Listening const&) = delete;
    Listening& operator=(Listening const&) = delete;
};

// The connection is asked about while its stream lasts.
struct Watching {
    std::shared_ptr<StreamWatch>& place;
    Watching(std::shared_ptr<StreamWatch>& in, std::shared_ptr<StreamWatch> watch) : place(in) {
        place = std::move(watch);
    }
    ~Watching() { place.reset(); }
    Watching(Watching const&) = delete;
    Watching& operator=(Watching const&) = delete;
};

/// Who listens, and to what: the grants are those of the session as it stands when an event comes.
push::Hub::Listener listener_of(std::shared_ptr<StreamWatch> const& watch, std::function<void()> wake) {
    push::Hub::Listener listener;
    auto const identity = watch->identity();
    listener.account = identity->actor.account;
    listener.person = identity->actor.person;
    listener.covers = [watch](std::string_view path) {
        auto const present = watch->identity();
        for (auto const& grant : present->actor.grants) {
            auto const range = auth::subtree(grant.path);
            if (range.from <= path && path < range.to) return true;
        }
        return false;
    };
    listener.wake = std::move(wake);
    return listener;
}

std::string stream_head(std::string const& date, std::string const& request_id) {
    return "HTTP/1.1 200 OK\r\nDate: " + date +
           "\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\nX-Accel-Buffering: "
           "no\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'; frame-ancestors "
           "'none'\r\nX-Request-Id: " +
           request_id + "\r\nConnection: close\r\n\r\nretry: 3000\n\n";
}

std::string event_lines(push::Hub const& hub, std::vector<push::Sent> const& events) {
    std::string out;
    for (auto const& event : events)
        out += "id: " + hub.id(event.sequence) + "\nevent: " + event.kind + "\ndata: " + event.data + "\n\n";
    return out;
}

}  // namespace

Await<bool> Connection::serve_stream(Request& request, Dispatcher::Plan const& plan) {
    auto& dispatcher = shared_.dispatcher;
    auto const& route = *plan.match.route;
    std::shared_ptr<Identity const> identity;
    std::optional<Response> refusal;
    // Discovery of the upload protocol needs no person; everything else is admitted like any route.
    if (request.head.method != "OPTIONS") {
        phase_ = Phase::handler;
        bool const ran = co_await on_pool(shared_.read_pool, [&] {
            refusal = dispatcher.admit(request, route, identity, !route.path.ends_with("/events"));
        });
        if (!ran) refusal = problem_response(problem(Kind::unavailable, "busy"), request.request_id);
    }
    if (refusal) co_return co_await answer_and_close(request, *refusal);
    if (route.path.ends_with("/events")) {
        if (dispatcher.parts().hub == nullptr || !identity) {
            auto answer = problem_response(not_found(), request.request_id);
            co_return co_await answer_and_close(request, answer);
        }
        co_return co_await serve_events(request, identity);
    }
    if (!shared_.tus) {
        auto answer = problem_response(not_found(), request.request_id);
        co_return co_await answer_and_close(request, answer);
    }
    co_return co_await serve_upload(request, plan, identity);
}

Await<bool> Connection::serve_events(Request& request, std::shared_ptr<Identity const> const& identity) {
    auto& hub = *shared_.dispatcher.parts().hub;
    auto const wake = std::make_shared<Wake>(io_.context.get_executor());
    auto const rouse = [wake] {
        wake->pending = true;
        wake->timer.cancel();
    };
    auto const token = find_cookie(request.head.find("cookie").value_or(std::string_view()),
                                   session_cookie_name(shared_.options.secure));
    Watching const watching(watch_, std::make_shared<StreamWatch>(std::string(token.value_or(std::string_view())),
                                                                  request.client_address, identity));
    auto listener =
        listener_of(watch_, [rouse, executor = io_.context.get_executor()] { asio::post(executor, rouse); });
    bool known = false;
    auto sequence = hub.sequence_of(request.head.find("last-event-id").value_or(std::string_view()), known);
    if (!known) sequence = hub.last();
    Listening const listening(hub, std::move(listener), shared_.dispatcher.metrics().streams);
    end_stream_ = rouse;
    std::vector<char>().swap(in_);
    begin_ = end_ = 0;

    auto const head = stream_head(date(), request.request_id);
    begin(Phase::send, shared_.options.send_ms);
    bool good = co_await write_all(head, {});
    while (good && !ending_ && !shared_.draining.load(std::memory_order_relaxed)) {
        bool lost = false;
        auto text = event_lines(hub, hub.after(listening.ticket, sequence, 256, lost));
        if (lost) text = "event: reload\ndata: {}\n\n" + text;
        if (!text.empty()) {
            begin(Phase::send, shared_.options.send_ms);
            good = co_await write_all(text, {});
            continue;
        }
        phase_ = Phase::stream;
        IoError error;
        if (!wake->pending) {
            wake->timer.expires_after(std::chrono::milliseconds(heartbeat_ms));
            co_await wake->timer.async_wait(asio::redirect_error(awaiting, error));
        }
        if (wake->pending) {
            wake->pending = false;
            continue;
        }
        begin(Phase::send, shared_.options.send_ms);
        good = co_await write_all(": beat\n\n", {});
    }
    end_stream_ = nullptr;
    co_return false;
}

Await<bool> Connection::serve_upload(Request& request, Dispatcher::Plan const& plan,
                                     std::shared_ptr<Identity const> const& identity) {
    auto const id = parameter(plan);
    static auth::Actor const nobody{};
    auto const& actor = identity ? identity->actor : nobody;
    Response response;
    if (request.head.method != "PATCH") {
        if (request.head.has_body()) {
            auto answer = problem_response(malformed("input.body_unexpected"), request.request_id);
            co_return co_await answer_and_close(request, answer);
        }
        phase_ = Phase::handler;
        bool const ran =
            co_await on_pool(shared_.work_pool, [&] { response = shared_.tus->answer(request, id, actor); });
        if (!ran) response = problem_response(problem(Kind::unavailable, "busy"), request.request_id);
        bool const keep = request.head.keep_alive && !shared_.draining.load(std::memory_order_relaxed);
        shared_.dispatcher.metrics().count(plan.match.route, response.status, monotonic_us() - request.received_us);
        bool const sent = co_await send(request, response, keep);
        co_return sent&& keep;
    }
    std::unique_ptr<files::Uploads::Append> append;
    std::optional<Response> refusal;
    phase_ = Phase::handler;
    if (!co_await on_pool(shared_.work_pool, [&] { refusal = shared_.tus->begin(request, id, actor, append); })) {
        refusal = problem_response(problem(Kind::unavailable, "busy"), request.request_id);
    }
    if (refusal) co_return co_await answer_and_close(request, *refusal);
    if (!co_await allow_body(request)) co_return false;
    int fault = 0;
    while (!refusal) {
        begin(Phase::body, shared_.options.body_ms);
        auto const piece = co_await next_piece(request, fault);
        if (fault != 0 || piece.empty()) break;
        phase_ = Phase::handler;
        bool const ran = co_await on_pool(shared_.work_pool, [&] {
            if (auto const written = append->write(piece); !written)
                refusal = problem_response(written.error(), request.request_id);
        });
        if (!ran) refusal = problem_response(problem(Kind::unavailable, "busy"), request.request_id);
    }
    // What arrived before the line broke is kept: that is what resuming is for. A checksum, though, is over the whole piece.
    phase_ = Phase::handler;
    bool const whole = fault == 0 && !refusal;
    bool const keepable = whole || !request.head.find("upload-checksum");
    if (keepable) {
        auto const ran = co_await on_pool(shared_.work_pool, [&] {
            response = shared_.tus->finish(request, *append);
            append.reset();
        });
        if (!ran) co_return false;
    }
    if (fault < 0) co_return false;
    if (fault > 0) refusal = problem_response(malformed("request.malformed"), fault, request.request_id);
    if (refusal) co_return co_await answer_and_close(request, *refusal);
    bool const keep =
        request.head.keep_alive && response.status < 400 && !shared_.draining.load(std::memory_order_relaxed);
    shared_.dispatcher.metrics().count(plan.match.route, response.status, monotonic_us() - request.received_us);
    bool const sent = co_await send(request, response, keep);
    co_return sent&& keep;
}

}  // namespace xinglin::http
