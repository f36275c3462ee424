#pragma once
// All cryptography behind one door. Two profiles: international (AES-256-GCM, SHA-256) and 国密 (SM4-CTR + HMAC-SM3, SM3).

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::crypto {

enum class Profile { international, guomi };

[[nodiscard]] std::string random_bytes(std::size_t count);
/// Token for links and cookies: base64url of 16 or more random bytes.
[[nodiscard]] std::string random_token(std::size_t bytes = 16);
[[nodiscard]] std::string sha256(std::string_view bytes);  ///< 32 raw bytes
[[nodiscard]] std::string sm3(std::string_view bytes);  ///< 32 raw bytes
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);  ///< 32 raw bytes
[[nodiscard]] std::string hmac_sm3(std::string_view key, std::string_view bytes);  ///< 32 raw bytes
/// SHA-256 or SM3, and their HMAC, by profile; 32 raw bytes.
[[nodiscard]] std::string digest(Profile profile, std::string_view bytes);
[[nodiscard]] std::string hmac(Profile profile, std::string_view key, std::string_view bytes);
[[nodiscard]] bool equal_constant_time(std::string_view a, std::string_view b);

/// Where a ciphertext belongs: moved to another row or column, it does not open (AAD).
struct Place {
    std::string_view table;
    std::string_view column;
    std::int64_t row;
};

/// Seals and opens sensitive fields with data keys wrapped by the master key. Thread-safe.
/// A sealed value starts with a version byte and the id of its data key.
class Vault {
  public:
    virtual ~Vault() = default;
    [[nodiscard]] virtual std::string seal(Place place, std::string_view clear) const = 0;
    /// @returns nothing when it was changed, moved, or its key is gone
    [[nodiscard]] virtual std::optional<std::string> open(Place place, std::string_view sealed) const = 0;
    /// Keyed digest for exact look-up; `purpose` keeps indexes of different columns apart ("people.resident_id").
    [[nodiscard]] virtual std::string blind_index(std::string_view purpose, std::string_view normalised) const = 0;
    [[nodiscard]] virtual std::uint32_t current_key() const = 0;
    [[nodiscard]] static std::uint32_t key_of(std::string_view sealed);
    /// MAC of an important row (security.md D4).
    [[nodiscard]] virtual std::string mac(std::string_view purpose, std::string_view canonical) const = 0;
};

/// Password hashing on its own bounded queue (argon2id, 64 MiB). Blocks; Problem `auth.busy` (unavailable) when full.
class PasswordHasher {
  public:
    virtual ~PasswordHasher() = default;
    [[nodiscard]] virtual Result<std::string> hash(std::string_view password) = 0;
    [[nodiscard]] virtual Result<bool> verify(std::string_view hash, std::string_view password) = 0;
};

}  // namespace xinglin::crypto
