#pragma once
#include "base/time.hpp"
#include "platform/auth/auth.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin::db {
class Reader;
}

namespace xinglin::http {

/// One request as a handler sees it; never more of HTTP than this.
class Call {
  public:
    virtual ~Call() = default;
    [[nodiscard]] virtual auth::Actor const& actor() const = 0;
    /// A snapshot for read routes; taken at first use and given back at the end of the call.
    [[nodiscard]] virtual db::Reader& reader() const = 0;
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual std::string_view client_address() const = 0;
    [[nodiscard]] virtual std::string_view request_id() const = 0;
    [[nodiscard]] virtual std::string_view user_agent() const = 0;
    [[nodiscard]] virtual std::optional<std::string> header(std::string_view name) const = 0;
    [[nodiscard]] virtual std::optional<std::string> cookie(std::string_view name) const = 0;
    /// Version of If-Match: "3" → 3.
    [[nodiscard]] virtual std::optional<std::int64_t> if_match() const = 0;
    [[nodiscard]] virtual std::string_view idempotency_key() const = 0;  ///< "" when none

    /// What the answer carries besides its body.
    virtual void set_cookie(std::string header_value) const = 0;
    virtual void set_header(std::string name, std::string value) const = 0;
};

/// A file or page as an answer instead of JSON.
struct Content {
    std::string type;          ///< media type with charset
    std::string body;
    std::string file_name;     ///< "" = shown inline, else Content-Disposition: attachment (RFC 6266, UTF-8)
    std::string file_path;     ///< when set, streamed from disk instead of `body`
    int status{200};
};

/// An answer "go there" (303).
struct Redirect {
    std::string location;
};

/// An answer 202: long work has begun as a job; its state is at /v1/jobs/{id}.
struct Accepted {
    JobId job;
};

}  // namespace xinglin::http
