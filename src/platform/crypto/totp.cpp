#include "platform/crypto/totp.hpp"

#include "base/check.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/crypto/openssl.hpp"

#include <openssl/hmac.h>

#include <array>
#include <cctype>

namespace xinglin::crypto {

namespace {

constexpr std::int64_t step_seconds = 30;

std::string percent_encoded(std::string_view text) {
    constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && (std::isalnum(byte) != 0 || c == '-' || c == '.' || c == '_' || c == '~')) {
            out += c;
        } else {
            out += '%';
            out += hex[byte >> 4];
            out += hex[byte & 15];
        }
    }
    return out;
}

}  // namespace

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    XL_CHECK(digits >= 6 && digits <= 8);
    std::array<char, 8> counter{};
    for (std::size_t i = 0; i < 8; ++i)
        counter[i] = static_cast<char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    XL_CHECK(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), raw(counter.data()), counter.size(),
                  mac.data(), &size) != nullptr);
    // RFC 4226 §5.3, dynamic truncation: the low four bits of the last byte say where the 31-bit number begins.
    std::size_t const at = mac[size - 1] & 15;
    std::uint32_t number = static_cast<std::uint32_t>(mac[at] & 0x7f) << 24 |
                           static_cast<std::uint32_t>(mac[at + 1]) << 16 |
                           static_cast<std::uint32_t>(mac[at + 2]) << 8 | mac[at + 3];
    std::string code(static_cast<std::size_t>(digits), '0');
    for (auto place = code.rbegin(); place != code.rend(); ++place, number /= 10)
        *place = static_cast<char>('0' + number % 10);
    return code;
}

std::int64_t totp_step(Instant at) { return at.ms / second_ms / step_seconds; }

std::optional<std::int64_t> totp_match(std::string_view secret, std::string_view code, Instant at,
                                       std::int64_t last_used) {
    auto const now = totp_step(at);
    std::optional<std::int64_t> matched;
    for (auto const step : {now - 1, now, now + 1})
        if (equal_constant_time(totp_code(secret, step), code) && step > last_used) matched = step;
    return matched;
}

std::string base32(std::string_view bytes) {
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (char const c : bytes) {
        buffer = buffer << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) out += alphabet[buffer >> (bits - 5) & 31];
    }
    if (bits > 0) out += alphabet[buffer << (5 - bits) & 31];
    return out;
}

std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account) {
    return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) + "?secret=" + base32(secret) +
           "&issuer=" + percent_encoded(issuer);
}

}  // namespace xinglin::crypto
