#pragma once
// Time-based one-time passwords (RFC 6238, HMAC-SHA1 as every authenticator app speaks it).

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin::crypto {

/// Code of one 30-second step. @param digits 6 to 8
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);
[[nodiscard]] std::int64_t totp_step(Instant at);
/// The step whose code this is, among the current one and its two neighbours, later than `last_used` (a code works once).
[[nodiscard]] std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code, Instant at,
                                                     std::int64_t last_used);
/// otpauth:// address for the QR code; issuer and account are percent-encoded.
[[nodiscard]] std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account);
[[nodiscard]] std::string base32(std::string_view bytes);  ///< RFC 4648, upper case, without padding

}  // namespace xinglin::crypto
