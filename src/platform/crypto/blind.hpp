#pragma once
// Blind signatures (RFC 9474, RSABSSA-SHA384-PSSZERO-Deterministic): the signer signs a permit without learning which one, so
// that the permit handed in later cannot be joined to whom it was given. Whoever holds a permit proves it without a name.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin::crypto {

/// Bytes of a modulus, a blinded message and a signature.
inline constexpr std::size_t blind_bytes = 256;

/// A new key for one purpose (2048 bits, exponent 65537) as PKCS#8 DER; keep it sealed, destroy it afterwards. Takes a
/// tenth of a second: never inside a transaction.
[[nodiscard]] std::string new_blind_key();

class BlindSigner {
  public:
    virtual ~BlindSigner() = default;
    [[nodiscard]] virtual std::string modulus() const = 0;  ///< big-endian, blind_bytes
    /// @returns nothing when `blinded` is not blind_bytes long or not below the modulus
    [[nodiscard]] virtual std::optional<std::string> sign(std::string_view blinded) const = 0;
};
/// @returns nothing when the bytes are no such key
[[nodiscard]] std::unique_ptr<BlindSigner> blind_signer_from(std::string_view private_der);

/// Whether `signature` (after unblinding) is the key owner's over `message`.
[[nodiscard]] bool verify_blind(std::string_view modulus, std::string_view message, std::string_view signature);

}  // namespace xinglin::crypto
