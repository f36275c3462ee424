#pragma once
// Signatures over canonical bytes: Ed25519, or SM2 with SM3 in the 国密 profile.

#include "platform/crypto/crypto.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin::crypto {

class Signer {
  public:
    virtual ~Signer() = default;
    [[nodiscard]] virtual std::string_view algorithm() const = 0;  ///< "ed25519" or "sm2-sm3"
    [[nodiscard]] virtual std::string sign(std::string_view bytes) const = 0;
    [[nodiscard]] virtual std::string public_key_pem() const = 0;
};

/// A new private key as PKCS#8 DER; keep it sealed.
[[nodiscard]] std::string new_signing_key(Profile profile);
/// @returns nothing when the bytes are no such key
[[nodiscard]] std::unique_ptr<Signer> signer_from(std::string_view private_der);
/// Whether `signature` over `bytes` is by the owner of the public key.
[[nodiscard]] bool verify_signature(std::string_view public_key_pem, std::string_view bytes,
                                    std::string_view signature);

}  // namespace xinglin::crypto
