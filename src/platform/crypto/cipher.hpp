#pragma once
// Authenticated encryption of short values under one key, in the two profiles. Used by the vault and for wrapping keys.

#include "platform/crypto/crypto.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin::crypto {

/// What one key id stands for: 64 random bytes. AES-256-GCM takes the first 32; SM4 the first 16, its HMAC-SM3 the last 32.
/// Wiped when it goes.
class Material {
  public:
    explicit Material(std::string_view bytes);  ///< exactly 64 bytes
    ~Material();
    Material(Material const&) = delete;
    Material& operator=(Material const&) = delete;

    static constexpr std::size_t size = 64;
    [[nodiscard]] std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }
    /// Different for every Material of the process, so that a thread knows whether its context still holds this key.
    [[nodiscard]] std::uint64_t serial() const { return serial_; }

  private:
    std::array<char, size> bytes_{};
    std::uint64_t serial_;
};

/// 64 bytes from a secret for one labelled use (HMAC in counter mode).
[[nodiscard]] std::string derive(Profile profile, std::string_view secret, std::string_view label);

/// Sealed form: version (1 AES-256-GCM, 2 SM4-CTR+HMAC-SM3) · key id, 4 bytes big-endian · nonce 12/16 · text · tag 16/32.
[[nodiscard]] std::string seal(Profile profile, Material const& key, std::uint32_t key_id, std::string_view aad,
                               std::string_view clear);
/// @returns nothing when the text, the key or the additional data differ
[[nodiscard]] std::optional<std::string> unseal(Material const& key, std::string_view aad, std::string_view sealed);

}  // namespace xinglin::crypto
