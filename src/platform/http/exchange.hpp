#pragma once
// A request and its answer between the sockets and the handlers; no Asio, no Beast.

#include "platform/http/head.hpp"
#include "platform/http/input.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::http {

struct Request {
    std::string head_bytes;       ///< what the head's views point into
    Head head;
    std::string_view raw_path;
    std::string_view raw_query;
    std::string body;
    std::string client_address;   ///< of the person, through trusted proxies
    std::string request_id;
    std::int64_t received_us{0};  ///< monotonic, for durations

    [[nodiscard]] bool changes_state() const { return head.method != "GET" && head.method != "HEAD"; }
    /// Splits the target into path and query.
    void split_target();
};

struct Response {
    enum class Cache { no_store, revalidate, immutable };

    int status{200};
    std::string type{};           ///< "" = no body
    std::string body{};
    std::string_view fixed{};     ///< embedded bytes, instead of body
    std::string file{};           ///< path on disk, instead of body
    std::int64_t file_size{0};
    std::string detail{};         ///< sentence of a problem, for error pages
    std::string headers{};        ///< further lines, each with CRLF
    Cache cache{Cache::no_store};
    bool close{false};            ///< the connection cannot be used any more
    bool document{false};         ///< HTML for people: the policy lets own scripts and styles load
    bool sandboxed{false};        ///< a file of other people's making

    void header(std::string_view name, std::string_view value);
    [[nodiscard]] std::int64_t length() const;
};

/// Status line and headers. @param date an IMF-fixdate  @param keep whether the connection stays open
[[nodiscard]] std::string response_head(Response const& response, std::string_view date, std::string_view request_id,
                                        bool keep, bool secure);
/// IMF-fixdate (RFC 9110).
[[nodiscard]] std::string http_date(std::int64_t seconds);

/// Percent-decodes one path segment or query part; nothing when it is ill-formed, no UTF-8 or contains a NUL.
[[nodiscard]] bool percent_decode(std::string_view text, bool plus_is_blank, std::string& out);
/// Query parameters in order; false when ill-formed or more than 100.
/// @param names keeps decoded names alive; the parameters point into it
[[nodiscard]] bool read_query(std::string_view query, std::vector<Parameter>& out, std::vector<std::string>& names);
/// Value of a cookie; nothing when it is missing or there twice (then none can be trusted).
[[nodiscard]] std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name);

}  // namespace xinglin::http
