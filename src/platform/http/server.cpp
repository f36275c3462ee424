#include "platform/http/io.hpp"

#include "platform/crypto/crypto.hpp"
#include "platform/log/log.hpp"
#include "platform/push/push.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace xinglin::http {
namespace {

using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;

ServerOptions filled(ServerOptions options) {
    auto const cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    if (options.io_threads <= 0) options.io_threads = std::min(cores, 4);
    if (options.read_threads <= 0) options.read_threads = std::max(2, cores);
    return options;
}

}  // namespace

struct Server::State {
    State(Parts parts, ServerOptions const& options) : shared(std::move(parts), filled(options)) {
        for (int i = 0; i < shared.options.io_threads; ++i) io.push_back(std::make_unique<IoThread>());
        if (shared.dispatcher.parts().uploads != nullptr)
            shared.tus = std::make_unique<Tus>(*shared.dispatcher.parts().uploads);
        auto const random = crypto::random_bytes(sizeof shared.run);
        std::memcpy(&shared.run, random.data(), sizeof shared.run);
        auto& metrics = shared.dispatcher.metrics();
        for (auto const* pool : {&shared.read_pool, &shared.write_pool, &shared.work_pool}) {
            metrics.gauge("xinglin_pool_" + pool->name() + "_busy", "Threads at work.",
                          [pool] { return static_cast<std::int64_t>(pool->busy()); });
            metrics.gauge("xinglin_pool_" + pool->name() + "_waiting", "Calls that wait for a thread.",
                          [pool] { return static_cast<std::int64_t>(pool->waiting()); });
        }
        metrics.gauge("xinglin_held_answers", "Answers of small writes that wait for their commit.",
                      [this] { return static_cast<std::int64_t>(shared.held.load()); });
        if (auto const* hub = shared.dispatcher.parts().hub) {
            metrics.gauge("xinglin_listeners", "Open screens that are told of news.",
                          [hub] { return static_cast<std::int64_t>(hub->listeners()); });
        }
    }
    Await<void> accept();
    bool admit(std::string const& address);
    Await<void> beat(IoThread& thread);
    /// Waits until the writer's thread has let go of every connection. Nobody is woken in vain: the writer always settles.
    void no_answer_held() const {
        while (shared.held.load() > 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

    Shared shared;
    std::vector<std::unique_ptr<IoThread>> io;
    std::optional<Acceptor> acceptor;
    std::uint16_t port{0};
    std::mutex stopping;
    bool started{false}, stopped{false};
};

bool Server::State::admit(std::string const& address) {
    auto& metrics = shared.dispatcher.metrics();
    auto const& options = shared.options;
    bool const proxy = std::find(options.trusted_proxies.begin(), options.trusted_proxies.end(), address) !=
                       options.trusted_proxies.end();
    std::lock_guard const lock(shared.addresses_mutex);
    auto& count = shared.addresses[address];
    if (static_cast<std::size_t>(metrics.connections.load()) >= options.connections ||
        (!proxy && count >= options.connections_per_address)) {
        if (count == 0) shared.addresses.erase(address);
        metrics.refused_connections.fetch_add(1, std::memory_order_relaxed);
        return false;
    }
    ++count;
    metrics.connections.fetch_add(1, std::memory_order_relaxed);
    metrics.connections_total.fetch_add(1, std::memory_order_relaxed);
    return true;
}

Await<void> Server::State::accept() {
    Timer pause(io.front()->context.get_executor());
    for (std::size_t next = 0; acceptor->is_open(); next = (next + 1) % io.size()) {
        auto& thread = *io[next];
        IoError error;
        Socket socket(thread.context.get_executor());
        co_await acceptor->async_accept(socket, asio::redirect_error(awaiting, error));
        if (error == asio::error::operation_aborted || !acceptor->is_open()) co_return;
        if (error) {
            // Out of descriptors or memory: wait for some to come back rather than spin.
            log::warn("http.accept", {{"what", error.message()}});
            pause.expires_after(std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::redirect_error(awaiting, error));
            continue;
        }
        auto const remote = socket.remote_endpoint(error);
        if (error) continue;
        auto address = remote.address().is_v6() && remote.address().to_v6().is_v4_mapped()
                           ? asio::ip::make_address_v4(asio::ip::v4_mapped, remote.address().to_v6()).to_string()
                           : remote.address().to_string();
        if (!admit(address)) continue;
        asio::co_spawn(thread.context.get_executor(), serve(shared, thread, std::move(socket), std::move(address)),
                       asio::detached);
    }
}

Await<void> Server::State::beat(IoThread& thread) {
    Timer timer(thread.context.get_executor());
    IoError error;
    while (!error) {
        timer.expires_after(std::chrono::milliseconds(500));
        co_await timer.async_wait(asio::redirect_error(awaiting, error));
        sweep(thread, monotonic_us());
        ask_after_sessions(shared, thread);
    }
}

void Arrivals::bring(std::unique_ptr<One> one) {
    bool first = false;
    {
        std::lock_guard const lock(mutex_);
        first = here_.empty();
        here_.push_back(std::move(one));
    }
    if (first) asio::post(context_, [this] { go_on(); });
}

void Arrivals::go_on() {
    std::vector<std::unique_ptr<One>> these;
    {
        std::lock_guard const lock(mutex_);
        these.swap(here_);
    }
    for (auto& one : these) {
        one->go_on();
        one.reset();
    }
}

Server::Server(Parts parts, ServerOptions options) : state_(std::make_unique<State>(std::move(parts), options)) {}

Server::~Server() { stop(); }

void Server::start() {
    auto& state = *state_;
    auto const& options = state.shared.options;
    IoError error;
    auto const address = asio::ip::make_address(options.address, error);
    if (error) throw std::runtime_error("listen address " + options.address + " is no IP address");
    state.acceptor.emplace(state.io.front()->context.get_executor());
    asio::ip::tcp::endpoint const endpoint(address, options.port);
    state.acceptor->open(endpoint.protocol(), error);
    if (!error) state.acceptor->set_option(asio::socket_base::reuse_address(true), error);
    if (!error) state.acceptor->bind(endpoint, error);
    if (!error) state.acceptor->listen(4096, error);
    if (error)
        throw std::runtime_error("cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " +
                                 error.message());
    state.port = state.acceptor->local_endpoint().port();
    asio::co_spawn(state.io.front()->context.get_executor(), state.accept(), asio::detached);
    for (auto& thread : state.io) {
        asio::co_spawn(thread->context.get_executor(), state.beat(*thread), asio::detached);
        thread->thread = std::thread([&context = thread->context] { context.run(); });
    }
    state.started = true;
}

std::uint16_t Server::port() const { return state_->port; }

void Server::stop() {
    auto& state = *state_;
    std::lock_guard const lock(state.stopping);
    if (!state.started || state.stopped) return;
    state.stopped = true;
    state.shared.draining = true;
    auto const tell = [&](bool all) {
        for (auto& thread : state.io) {
            asio::post(thread->context, [&thread = *thread, all] { close_connections(thread, all); });
        }
    };
    asio::post(state.io.front()->context, [&state] {
        IoError ignored;
        state.acceptor->close(ignored);
    });
    tell(false);
    auto const until = monotonic_us() + 1000 * state.shared.options.drain_ms;
    auto const& open = state.shared.dispatcher.metrics().connections;
    while (open.load() > 0 && monotonic_us() < until) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    tell(true);
    // Handlers still running end first: they hold references into the connections.
    state.shared.read_pool.stop();
    state.shared.write_pool.stop();
    state.shared.work_pool.stop();
    state.no_answer_held();
    auto const last = monotonic_us() + 500'000;
    while (open.load() > 0 && monotonic_us() < last) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    for (auto& thread : state.io) {
        thread->context.stop();
        thread->thread.join();
    }
    state.no_answer_held();  // one more may have been given to the writer meanwhile
}

}  // namespace xinglin::http
