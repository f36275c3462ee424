#pragma once
// The framing guard: reads a request's head strictly, before anything else sees it. What two servers could read differently is
// refused (Boost.Beast 1.81 alone lets several such requests through). No Asio, no Beast: this is what the fuzzer feeds.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::http {

struct HeaderField {
    std::string_view name;
    std::string_view value;  ///< without blanks around it
};

enum class HeadFault {
    none,
    bad_line_ending,  ///< bare LF or CR
    bad_request_line,
    bad_version,  ///< neither HTTP/1.0 nor HTTP/1.1 (505)
    bad_target,  ///< not origin-form, or with bytes that do not belong there
    folded,  ///< obs-fold
    bad_field,  ///< name or value with bytes that do not belong there, or a space before the colon
    too_many_fields,  ///< 431
    host,  ///< missing, double or malformed
    content_length,  ///< double or no plain number
    transfer_encoding,  ///< with HTTP/1.0, with Content-Length, more than once, or not exactly chunked
    repeated,  ///< a field twice that can only stand once
    expectation,  ///< 417
};

/// A request's head; the views point into the bytes it was read from.
struct Head {
    std::string_view method;
    std::string_view target;
    int minor{1};  ///< HTTP/1.minor
    std::vector<HeaderField> fields;
    std::string_view host;
    std::int64_t content_length{-1};  ///< -1: no such field
    bool chunked{false};
    bool keep_alive{true};
    bool expects_continue{false};

    /// Value of a field by name in lower case; nothing when it is missing.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view lower_name) const;
    /// Of a field that stands there more than once, the last.
    [[nodiscard]] std::optional<std::string_view> find_last(std::string_view lower_name) const;
    [[nodiscard]] bool has_body() const { return chunked || content_length > 0; }
};

/// Reads a head that ends with the empty line. Reuses the memory of `out`.
[[nodiscard]] HeadFault read_head(std::string_view bytes, Head& out);
/// Status for a fault.
[[nodiscard]] int status_of(HeadFault fault);

/// Where the head ends (after the empty line), npos while it is incomplete. `scanned` remembers how far earlier calls looked.
[[nodiscard]] std::size_t end_of_head(std::string_view bytes, std::size_t& scanned);

/// ASCII comparison without case; `lower` is in lower case.
[[nodiscard]] bool same_name(std::string_view name, std::string_view lower);

}  // namespace xinglin::http
