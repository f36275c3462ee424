#pragma once
// One client's connection: requests are read, handed over and answered one after the other.
//
// g++ 12 destroys a temporary twice when it is a by-value parameter of a coroutine that is awaited in the same expression:
// coroutines here take references, and what they refer to has a name in the caller.

#include "platform/http/io.hpp"

#include <optional>

namespace xinglin::http {

/// Whom an event stream belongs to, shared between its connection and the pool thread that asks after the session.
struct StreamWatch {
    StreamWatch(std::string session_token, std::string from, std::shared_ptr<Identity const> who)
        : token(std::move(session_token)), address(std::move(from)), identity_(std::move(who)) {}
    std::string const token;
    std::string const address;
    std::atomic<bool> ended{false};

    [[nodiscard]] std::shared_ptr<Identity const> identity() const {
        std::lock_guard const lock(mutex_);
        return identity_;
    }
    void set(std::shared_ptr<Identity const> identity) {
        std::lock_guard const lock(mutex_);
        identity_.swap(identity);
    }

  private:
    mutable std::mutex mutex_;
    std::shared_ptr<Identity const> identity_;
};

class Connection {
  public:
    Connection(Shared& shared, IoThread& io, Socket socket, std::string address);
    ~Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    Await<void> run();
    /// Ends waiting for the peer when the time is over.
    void check_time(std::int64_t now_us);
    void close(bool all);
    /// An open event stream and whose session it stands on, to be asked about twice a second; nothing for other connections.
    [[nodiscard]] std::shared_ptr<StreamWatch> const& watched() const { return watch_; }
    /// Its session is over: the stream ends at once, also in the middle of a send.
    void end_of_session();

  private:
    enum class Phase { idle, head, body, handler, send, stream };
    enum class Headed { request, refused, gone };

    // connection.cpp: the life of a request
    Await<Headed> read_request_head(Request& request);
    Await<bool> serve_request(Request& request);
    Await<bool> refuse_head(int status, std::string_view code, Request& request);
    Await<bool> send(Request const& request, Response& response, bool keep);
    Await<bool> send_file(Response const& response);
    Await<bool> write_all(std::string_view first, std::string_view second);
    Await<bool> answer_and_close(Request const& request, Response& response);
    Await<void> linger();
    void identify(Request& request);
    void begin(Phase phase, std::int64_t ms);
    [[nodiscard]] std::string const& date();

    // connection_deferred.cpp: small writes
    Await<void> serve_deferred(Request const& request, Dispatcher::Plan const& plan, Response& response);

    // connection_body.cpp: bodies
    Await<bool> fill();
    /// Next piece of the body, "" at its end; `fault` is the status of what went wrong (0: nothing; -1: the peer has gone).
    Await<std::string_view> next_piece(Request const& request, int& fault);
    Await<int> read_body(Request& request, std::size_t limit);
    Await<bool> allow_body(Request& request);
    void start_body(Request const& request);

    // connection_stream.cpp: events and uploads
    Await<bool> serve_stream(Request& request, Dispatcher::Plan const& plan);
    Await<bool> serve_events(Request& request, std::shared_ptr<Identity const> const& identity);
    Await<bool> serve_upload(Request& request, Dispatcher::Plan const& plan,
                             std::shared_ptr<Identity const> const& identity);

    struct ChunkReader;
    struct ChunkReaderDeleter {
        void operator()(ChunkReader* reader) const;
    };

    Shared& shared_;
    IoThread& io_;
    Socket socket_;
    std::string peer_;
    std::list<Connection*>::iterator place_;
    std::vector<char> in_;
    std::size_t begin_{0}, end_{0};  ///< unread bytes of in_
    std::size_t head_size_{0};  ///< of the request being read
    std::int64_t body_left_{0};
    std::unique_ptr<ChunkReader, ChunkReaderDeleter> chunks_;
    Phase phase_{Phase::idle};
    std::int64_t deadline_us_{0};
    bool timed_out_{false};
    bool ending_{false};
    std::function<void()> end_stream_;
    std::shared_ptr<StreamWatch> watch_;
};

}  // namespace xinglin::http
