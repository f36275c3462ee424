#pragma once
// Names for Asio with a concrete executor (no type erasure), the I/O threads, and the hop to a pool and back.
// For connection*.cpp and server.cpp only.

#include "platform/http/dispatch.hpp"
#include "platform/http/pool.hpp"
#include "platform/http/tus.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <list>
#include <map>
#include <mutex>
#include <thread>

namespace xinglin::http {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
template <class T>
using Await = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> awaiting{};
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using IoError = boost::system::error_code;

class Connection;

/// Coroutines of one I/O thread that other threads have brought news for: however many come together, it is woken once.
class Arrivals {
  public:
    class One {
      public:
        virtual ~One() = default;
        /// On the I/O thread, once.
        virtual void go_on() = 0;
    };
    explicit Arrivals(asio::io_context& context) : context_(context) {}
    /// On any thread.
    void bring(std::unique_ptr<One> one);

  private:
    void go_on();

    asio::io_context& context_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<One>> here_;
};

/// One io_context, one thread, and the connections that live on it. Everything here is touched by that thread only.
struct IoThread {
    std::list<Connection*> connections;  ///< outlives the context, whose end ends the connections
    asio::io_context context{1};
    Arrivals arrivals{context};
    asio::executor_work_guard<Executor> work{context.get_executor()};
    std::thread thread;
    std::string date;  ///< of the Date header, made once a second
    std::int64_t date_second{0};
    bool asking{false};  ///< after the sessions of its event streams
};

/// What all connections share.
struct Shared {
    Shared(Parts parts, ServerOptions const& given)
        : options(given),
          dispatcher(std::move(parts), options),
          read_pool("read", options.read_threads, options.queue_limit),
          write_pool("write", options.write_threads, options.queue_limit),
          work_pool("work", options.work_threads, options.queue_limit) {}

    ServerOptions options;
    Dispatcher dispatcher;
    Pool read_pool, write_pool, work_pool;
    std::unique_ptr<Tus> tus;
    std::atomic<bool> draining{false};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::size_t> held{0};  ///< answers that wait for their commit
    std::uint32_t run{0};  ///< random; first half of request ids

    std::mutex addresses_mutex;
    std::map<std::string, std::size_t, std::less<>> addresses;  ///< open connections

    /// So few calls run or wait on the pools that none of the reader connections they hold can be missed here.
    [[nodiscard]] bool quiet() const {
        return read_pool.active() + write_pool.active() + work_pool.active() <= options.inline_beside;
    }
    [[nodiscard]] Pool& pool(Mode mode) {
        return mode == Mode::read ? read_pool : mode == Mode::write ? write_pool : work_pool;
    }
};

/// Runs fn on a pool thread and comes back to this coroutine's I/O thread. False when the pool is full: fn did not run.
template <class Fn>
Await<bool> on_pool(Pool& pool, Fn fn) {
    bool ran = true;
    co_await asio::async_initiate<decltype(awaiting), void()>(
        [&](auto handler) {
            using Handler = decltype(handler);
            struct Job final : Pool::Task {
                Job(Fn& work, Handler&& then) : fn(work), resume(std::move(then)) {}
                void run() override {
                    fn();
                    back();
                }
                void back() {
                    auto const executor = asio::get_associated_executor(resume);
                    asio::post(executor, std::move(resume));
                }
                Fn& fn;
                Handler resume;
            };
            std::unique_ptr<Pool::Task> job = std::make_unique<Job>(fn, std::move(handler));
            if (!pool.submit(job)) {
                ran = false;
                static_cast<Job&>(*job).back();
            }
        },
        awaiting);
    co_return ran;
}

/// Serves one connection until it ends. Never throws.
Await<void> serve(Shared& shared, IoThread& io, Socket socket, std::string address);
/// Ends connections that are over their time; called twice a second on each I/O thread.
void sweep(IoThread& io, std::int64_t now_us);
/// Asks after the sessions of this thread's event streams, on a pool thread and in one go, and ends the streams whose session
/// is over; called twice a second on each I/O thread. While an answer is out nothing new is asked.
void ask_after_sessions(Shared& shared, IoThread& io);
/// Asks idle connections and streams to end (drain), or all of them.
void close_connections(IoThread& io, bool all);

}  // namespace xinglin::http
