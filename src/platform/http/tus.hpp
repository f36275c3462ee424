#pragma once
// tus 1.0 (resumable uploads) on top of files::Uploads: creation, offset, termination, expiration, checksum. No Asio.

#include "platform/auth/auth.hpp"
#include "platform/files/files.hpp"
#include "platform/http/exchange.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin::http {

/// Upload-Metadata: "filename <base64>,purpose <base64>"; nothing when ill-formed.
[[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>> read_upload_metadata(
    std::string_view header);

/// Standard base64 with padding; nothing when ill-formed.
[[nodiscard]] std::optional<std::string> unbase64(std::string_view text);

class Tus {
  public:
    explicit Tus(files::Uploads& uploads) : uploads_(uploads) {}

    /// Everything but PATCH. Runs on the work pool.
    [[nodiscard]] Response answer(Request const& request, std::string_view id, auth::Actor const& actor);
    /// Begins a PATCH: either `append` is set, or the refusal is returned.
    [[nodiscard]] std::optional<Response> begin(Request const& request, std::string_view id, auth::Actor const& actor,
                                                std::unique_ptr<files::Uploads::Append>& append);
    [[nodiscard]] Response finish(Request const& request, files::Uploads::Append& append);

  private:
    [[nodiscard]] Response create(Request const& request, auth::Actor const& actor);

    files::Uploads& uploads_;
};

}  // namespace xinglin::http
