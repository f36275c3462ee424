// g++ 12 takes Asio's frame allocator for a mismatched one.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

#include "platform/http/connection.hpp"

#include "platform/http/answers.hpp"
#include "platform/log/log.hpp"

#include <boost/asio/buffer.hpp>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

namespace xinglin::http {
namespace {

constexpr std::size_t first_buffer = 4096;

std::string request_id(Shared& shared) {
    char text[32];
    auto const number = shared.requests.fetch_add(1, std::memory_order_relaxed);
    auto const size =
        std::snprintf(text, sizeof text, "%08x-%llx", shared.run, static_cast<unsigned long long>(number));
    return {text, static_cast<std::size_t>(size)};
}

bool trusted(Shared const& shared, std::string_view address) {
    auto const& known = shared.options.trusted_proxies;
    return std::find(known.begin(), known.end(), address) != known.end();
}

}  // namespace

Connection::Connection(Shared& shared, IoThread& io, Socket socket, std::string address)
    : shared_(shared), io_(io), socket_(std::move(socket)), peer_(std::move(address)) {
    place_ = io_.connections.insert(io_.connections.end(), this);
    IoError ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    // Who does not read must not fill megabytes of the kernel's memory with what was never sent.
    int const unsent = 128 * 1024;
    (void)setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
}

Connection::~Connection() { io_.connections.erase(place_); }

void Connection::begin(Phase phase, std::int64_t ms) {
    phase_ = phase;
    deadline_us_ = monotonic_us() + 1000 * ms;
}

void Connection::check_time(std::int64_t now_us) {
    if (phase_ == Phase::handler || phase_ == Phase::stream || now_us < deadline_us_) return;
    timed_out_ = true;
    IoError ignored;
    socket_.cancel(ignored);
}

void Connection::close(bool all) {
    ending_ = true;
    if (end_stream_) end_stream_();
    if (!all && phase_ != Phase::idle) return;
    IoError ignored;
    socket_.cancel(ignored);
    if (all) socket_.shutdown(Socket::shutdown_both, ignored);
}

void Connection::end_of_session() {
    ending_ = true;
    if (end_stream_) end_stream_();
    if (phase_ != Phase::send) return;
    IoError ignored;
    socket_.cancel(ignored);
}

std::string const& Connection::date() {
    auto const now =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    if (now != io_.date_second) {
        io_.date_second = now;
        io_.date = http_date(now);
    }
    return io_.date;
}

Await<void> Connection::run() {
    Request request;
    while (true) {
        auto const headed = co_await read_request_head(request);
        if (headed == Headed::gone) co_return;
        if (headed == Headed::refused) {
            co_await linger();
            co_return;
        }
        bool const keep = co_await serve_request(request);
        if (!keep) co_return;
        request.body.clear();
        if (shared_.draining.load(std::memory_order_relaxed)) co_return;
    }
}

Await<Connection::Headed> Connection::read_request_head(Request& request) {
    std::size_t scanned = 0;
    if (begin_ == end_ && in_.size() > shared_.options.head_limit)
        std::vector<char>().swap(in_);  // room of an earlier body
    begin(begin_ == end_ ? Phase::idle : Phase::head,
          begin_ == end_ ? shared_.options.idle_ms : shared_.options.head_ms);
    while (true) {
        // An empty line before a request is tolerated once by the standard; here it is a framing fault like any other.
        std::string_view const bytes(in_.data() + begin_, end_ - begin_);
        auto const end = end_of_head(bytes, scanned);
        if (end != std::string_view::npos) {
            head_size_ = end;
            break;
        }
        if (bytes.size() > shared_.options.head_limit) {
            co_await refuse_head(431, "request.too_large", request);
            co_return Headed::refused;
        }
        if (!co_await fill()) {
            if (!timed_out_ || phase_ == Phase::idle) co_return Headed::gone;
            co_await refuse_head(408, "request.timeout", request);
            co_return Headed::refused;
        }
        if (phase_ == Phase::idle) begin(Phase::head, shared_.options.head_ms);
    }
    request.received_us = monotonic_us();
    // The head gets bytes of its own: in_ moves while a body is read.
    request.head_bytes.assign(in_.data() + begin_, head_size_);
    auto const fault = head_size_ > shared_.options.head_limit ? HeadFault::too_many_fields
                                                               : read_head(request.head_bytes, request.head);
    begin_ += head_size_;
    if (fault != HeadFault::none) {
        shared_.dispatcher.metrics().refused_heads.fetch_add(1, std::memory_order_relaxed);
        co_await refuse_head(status_of(fault), "request.malformed", request);
        co_return Headed::refused;
    }
    request.split_target();
    identify(request);
    start_body(request);
    co_return Headed::request;
}

void Connection::identify(Request& request) {
    request.request_id = request_id(shared_);
    request.client_address = peer_;
    if (shared_.options.trusted_proxies.empty() || !trusted(shared_, peer_)) return;
    // The last entry of the last line is the one our own proxy wrote: some proxies append to the line, others append a line.
    // What stands before it came with the request.
    auto const forwarded = request.head.find_last("x-forwarded-for");
    if (!forwarded) return;
    auto last = forwarded->substr(forwarded->rfind(',') + 1);  // without a comma npos + 1: the whole
    auto const first = last.find_first_not_of(" \t"), end = last.find_last_not_of(" \t");
    if (first == std::string_view::npos) return;
    last = last.substr(first, end - first + 1);
    IoError error;
    auto const address = asio::ip::make_address(last, error);
    if (!error) request.client_address = address.to_string();
}

Await<bool> Connection::refuse_head(int status, std::string_view code, Request& request) {
    request.head.method = "GET";
    request.request_id = request_id(shared_);
    auto problem = malformed(std::string(code));
    problem.fact("limit", std::to_string(shared_.options.head_limit / 1024) + " KB");
    auto response = problem_response(std::move(problem), status, request.request_id);
    shared_.dispatcher.metrics().count(nullptr, status, 0);
    co_return co_await send(request, response, false);
}

Await<bool> Connection::serve_request(Request& request) {
    auto& dispatcher = shared_.dispatcher;
    Dispatcher::Plan plan;
    dispatcher.plan(request, plan);
    auto const* route = plan.match.route;
    if (!plan.answer && route->mode == Mode::stream) co_return co_await serve_stream(request, plan);
    if (!plan.answer && request.head.has_body()) {
        if (!co_await allow_body(request)) co_return false;
        auto const fault = co_await read_body(request, plan.body_limit);
        if (fault < 0) co_return false;
        if (fault > 0) {
            auto problem =
                fault == 413 ? xinglin::problem(Kind::too_large, "request.too_large") : malformed("request.malformed");
            if (fault == 408) problem.code = "request.timeout";
            problem.fact("limit", std::to_string(plan.body_limit / 1024) + " KB");
            auto answer = problem_response(std::move(problem), fault, request.request_id);
            co_return co_await answer_and_close(request, answer);
        }
    }
    Response response;
    // A body that nobody wanted cannot be skipped cheaply: the connection ends with the answer.
    bool const unread = plan.answer && request.head.has_body();
    if (plan.answer) {
        response = std::move(*plan.answer);
    } else {
        phase_ = Phase::handler;
        auto const work = [&] { response = dispatcher.run(request, plan); };
        if (dispatcher.may_defer(request, *route)) {
            co_await serve_deferred(request, plan, response);
        } else if (shared_.quiet() && dispatcher.may_run_inline(*route)) {
            work();
        } else if (!co_await on_pool(shared_.pool(route->mode), work)) {
            response = problem_response(problem(Kind::unavailable, "busy"), request.request_id);
        }
    }
    response = dispatcher.presentable(std::move(response), request, route != nullptr && route->hidden);
    if (unread) co_return co_await answer_and_close(request, response);
    bool const keep =
        request.head.keep_alive && !response.close && !shared_.draining.load(std::memory_order_relaxed) && !ending_;
    bool const sent = co_await send(request, response, keep);
    auto const duration = monotonic_us() - request.received_us;
    dispatcher.metrics().count(route, response.status, duration);
    if (shared_.options.log_requests || duration > 1000 * shared_.options.slow_ms) {
        log::info(duration > 1000 * shared_.options.slow_ms ? "http.slow" : "http.request",
                  {{"method", request.head.method},
                   {"route", route ? std::string_view(route->path) : std::string_view("other")},
                   {"status", response.status},
                   {"us", duration},
                   {"request_id", request.request_id}});
    }
    co_return sent&& keep;
}

Await<bool> Connection::answer_and_close(Request const& request, Response& response) {
    shared_.dispatcher.metrics().count(nullptr, response.status, monotonic_us() - request.received_us);
    bool const sent = co_await send(request, response, false);
    if (sent) co_await linger();
    co_return false;
}

Await<bool> Connection::send(Request const& request, Response& response, bool keep) {
    auto const head = response_head(response, date(), request.request_id, keep, shared_.options.secure);
    begin(Phase::send, shared_.options.send_ms);
    if (request.head.method == "HEAD") co_return co_await write_all(head, {});
    if (response.file.empty())
        co_return co_await write_all(head, response.fixed.empty() ? std::string_view(response.body) : response.fixed);
    if (!co_await write_all(head, {})) co_return false;
    co_return co_await send_file(response);
}

Await<bool> Connection::write_all(std::string_view first, std::string_view second) {
    while (!first.empty() || !second.empty()) {
        std::array<asio::const_buffer, 2> const buffers{asio::buffer(first.data(), first.size()),
                                                        asio::buffer(second.data(), second.size())};
        // Nearly every answer fits the socket's buffer: written at once, no waiting is set up.
        IoError error;
        auto written = socket_.write_some(buffers, error);
        if (error == asio::error::would_block) {
            error = {};
            written = co_await socket_.async_write_some(buffers, asio::redirect_error(awaiting, error));
        }
        if (error) co_return false;
        deadline_us_ = monotonic_us() + 1000 * shared_.options.send_ms;
        auto const of_first = std::min(written, first.size());
        first.remove_prefix(of_first);
        second.remove_prefix(written - of_first);
    }
    co_return true;
}

Await<bool> Connection::send_file(Response const& response) {
    constexpr std::size_t piece = std::size_t{128} * 1024;
    std::vector<char> buffer(piece);
    int const file = ::open(response.file.c_str(), O_RDONLY | O_CLOEXEC);
    bool good = file >= 0;
    // What was announced is sent, or the connection ends: a file that shrank must not hang the client.
    for (std::int64_t left = response.file_size; good && left > 0;) {
        ssize_t got = -1;
        auto const wanted = static_cast<std::size_t>(std::min<std::int64_t>(left, static_cast<std::int64_t>(piece)));
        good = co_await on_pool(shared_.work_pool, [&] { got = ::read(file, buffer.data(), wanted); });
        if (!good || got <= 0) {
            good = false;
            break;
        }
        good = co_await write_all({buffer.data(), static_cast<std::size_t>(got)}, {});
        left -= got;
    }
    if (file >= 0) ::close(file);
    co_return good;
}

// Closing at once could take the answer away from a client that is still sending: its bytes are dropped for a while.
Await<void> Connection::linger() {
    IoError error;
    socket_.shutdown(Socket::shutdown_send, error);
    begin(Phase::body, 2000);
    in_.resize(std::max(in_.size(), first_buffer));
    for (std::size_t dropped = 0; !error && dropped < 4 * 1024 * 1024;) {
        dropped += co_await socket_.async_read_some(asio::buffer(in_), asio::redirect_error(awaiting, error));
    }
}

Await<void> serve(Shared& shared, IoThread& io, Socket socket, std::string address) {
    auto& metrics = shared.dispatcher.metrics();
    try {
        Connection connection(shared, io, std::move(socket), address);
        co_await connection.run();
    } catch (std::exception const& fault) { log::error("http.connection", {{"what", fault.what()}}); }
    metrics.connections.fetch_sub(1, std::memory_order_relaxed);
    std::lock_guard const lock(shared.addresses_mutex);
    auto const found = shared.addresses.find(address);
    if (found != shared.addresses.end() && --found->second == 0) shared.addresses.erase(found);
}

void sweep(IoThread& io, std::int64_t now_us) {
    for (auto* const connection : io.connections) connection->check_time(now_us);
}

void close_connections(IoThread& io, bool all) {
    for (auto* const connection : io.connections) connection->close(all);
}

}  // namespace xinglin::http
