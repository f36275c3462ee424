#pragma once
// Password hashing on its own threads with a bounded queue, so that sign-ins never starve other work nor exhaust memory.

#include "platform/crypto/crypto.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace xinglin::crypto {

struct HasherOptions {
    Profile profile{Profile::international};
    std::size_t memory_bytes{64U << 20};  ///< argon2id; at least 8 KiB
    std::uint64_t passes{3};  ///< argon2id (RFC 9106, second recommended choice)
    int iterations{600'000};  ///< PBKDF2-HMAC-SM3 of the 国密 profile
    int threads{2};  ///< each holds memory_bytes while it works
    std::size_t queue{64};  ///< waiting calls beyond those at work; one more is answered `auth.busy`
};

/// Hashes carry their parameters, so each kind verifies also after the options changed.
[[nodiscard]] std::unique_ptr<PasswordHasher> make_hasher(HasherOptions const& options);
/// Whether a stored hash is weaker than, or of another kind than, what these options would make now.
[[nodiscard]] bool needs_rehash(std::string_view hash, HasherOptions const& options);

/// A hash of these parameters that no password has: verifying against it costs what a real one costs.
[[nodiscard]] std::string unmatched_hash(HasherOptions const& options);

/// PBKDF2-HMAC-SM3 (GB/T 36624 family, RFC 8018 construction), 32 bytes.
[[nodiscard]] std::string pbkdf2_sm3(std::string_view password, std::string_view salt, int iterations);

}  // namespace xinglin::crypto
