#include "platform/http/connection.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <cstring>

namespace xinglin::http {
namespace {

namespace beast = boost::beast;
using ParserError = beast::error_code;

constexpr std::size_t small_buffer = 4096;
constexpr std::size_t body_buffer = std::size_t{128} * 1024;

// Takes the chunks of a body apart. The head was read by the guard; Beast reads it again and must agree.
class ChunkParser final : public beast::http::basic_parser<true> {
  public:
    std::string out;

  private:
    using Text = beast::string_view;
    void on_request_impl(beast::http::verb, Text, Text, int, ParserError&) override {}
    void on_response_impl(int, Text, int, ParserError&) override {}
    // Trailers arrive here too and are dropped: no decision may hang on them.
    void on_field_impl(beast::http::field, Text, Text, ParserError&) override {}
    void on_header_impl(ParserError& error) override {
        if (!chunked()) error = make_error_code(beast::http::error::bad_transfer_encoding);
    }
    void on_body_init_impl(boost::optional<std::uint64_t> const&, ParserError&) override {}
    std::size_t on_body_impl(Text body, ParserError&) override {
        out.append(body.data(), body.size());
        return body.size();
    }
    void on_chunk_header_impl(std::uint64_t, Text extensions, ParserError& error) override {
        // Nobody needs chunk extensions, and programs disagree about where they end.
        if (!extensions.empty()) error = make_error_code(beast::http::error::bad_chunk_extension);
    }
    std::size_t on_chunk_body_impl(std::uint64_t, Text body, ParserError&) override {
        out.append(body.data(), body.size());
        return body.size();
    }
    void on_finish_impl(ParserError&) override {}
};

bool bare_line_feed(std::string_view text) {
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        if (at == 0 || text[at - 1] != '\r') return true;
    }
    return false;
}

}  // namespace

struct Connection::ChunkReader {
    ChunkParser parser;
    bool broken{false};
};
void Connection::ChunkReaderDeleter::operator()(ChunkReader* reader) const { delete reader; }

Await<bool> Connection::fill() {
    if (begin_ == end_) begin_ = end_ = 0;
    if (end_ == in_.size()) {
        if (begin_ > 0) {
            std::memmove(in_.data(), in_.data() + begin_, end_ - begin_);
            end_ -= begin_;
            begin_ = 0;
        } else {
            in_.resize(in_.empty() ? small_buffer : 2 * in_.size());
        }
    }
    IoError error;
    auto const got = co_await socket_.async_read_some(asio::buffer(in_.data() + end_, in_.size() - end_),
                                                      asio::redirect_error(awaiting, error));
    if (error || got == 0) co_return false;
    end_ += got;
    co_return true;
}

void Connection::start_body(Request const& request) {
    chunks_.reset();
    body_left_ = std::max<std::int64_t>(request.head.content_length, 0);
    // Big pieces make big bodies cheap: a read of 128 KiB costs little more than one of 4.
    if (request.head.chunked || body_left_ > static_cast<std::int64_t>(2 * small_buffer))
        in_.resize(std::max(in_.size(), body_buffer));
    if (!request.head.chunked) return;
    chunks_.reset(new ChunkReader);
    chunks_->parser.header_limit(static_cast<std::uint32_t>(shared_.options.head_limit + 1));
    chunks_->parser.body_limit(boost::none);
    ParserError error;
    std::string_view const head = request.head_bytes;
    auto const used = chunks_->parser.put(asio::const_buffer(head.data(), head.size()), error);
    if (error == beast::http::error::need_more) error = {};
    chunks_->broken = error.failed() || used != head.size();
}

Await<bool> Connection::allow_body(Request& request) {
    if (!request.head.expects_continue) co_return true;
    begin(Phase::send, shared_.options.send_ms);
    co_return co_await write_all("HTTP/1.1 100 Continue\r\n\r\n", {});
}

Await<std::string_view> Connection::next_piece(Request const& request, int& fault) {
    fault = 0;
    if (!request.head.chunked) {
        if (body_left_ == 0) co_return std::string_view();
        if (begin_ == end_ && !co_await fill()) co_return fault = timed_out_ ? 408 : -1, std::string_view();
        auto const size =
            static_cast<std::size_t>(std::min<std::int64_t>(body_left_, static_cast<std::int64_t>(end_ - begin_)));
        std::string_view const piece(in_.data() + begin_, size);
        begin_ += size;
        body_left_ -= static_cast<std::int64_t>(size);
        co_return piece;
    }
    auto& parser = chunks_->parser;
    parser.out.clear();
    if (chunks_->broken) co_return fault = 400, std::string_view();
    while (parser.out.empty() && !parser.is_done()) {
        ParserError error;
        std::size_t used = 0;
        if (begin_ < end_) used = parser.put(asio::const_buffer(in_.data() + begin_, end_ - begin_), error);
        begin_ += used;
        if (error && error != beast::http::error::need_more) co_return fault = 400, std::string_view();
        if (!parser.out.empty() || parser.is_done()) break;
        if (used > 0 && begin_ < end_ && !error) continue;  // one step of the parser at a time
        // What the parser left is the beginning of a line: a bare LF would keep it waiting, and lines here are short.
        std::string_view const line(in_.data() + begin_, end_ - begin_);
        if (line.size() > small_buffer || bare_line_feed(line)) co_return fault = 400, std::string_view();
        if (!co_await fill()) co_return fault = timed_out_ ? 408 : -1, std::string_view();
    }
    co_return std::string_view(parser.out);
}

Await<int> Connection::read_body(Request& request, std::size_t limit) {
    begin(Phase::body, shared_.options.body_ms);
    auto const known = static_cast<std::size_t>(std::max<std::int64_t>(request.head.content_length, 0));
    request.body.reserve(std::min(known, limit));
    while (true) {
        int fault = 0;
        auto const piece = co_await next_piece(request, fault);
        if (fault != 0) co_return fault;
        if (piece.empty()) co_return 0;
        if (request.body.size() + piece.size() > limit) co_return 413;
        request.body += piece;
        deadline_us_ = monotonic_us() + 1000 * shared_.options.body_ms;
    }
}

}  // namespace xinglin::http
