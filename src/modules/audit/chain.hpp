#pragma once
// What exactly is hashed and signed. tools/verify_audit.py says the same in other words; change neither alone.

#include "modules/audit/types.hpp"
#include "platform/crypto/crypto.hpp"

#include <string>
#include <string_view>

namespace xinglin::audit {

inline constexpr std::size_t hash_bytes = 32;

[[nodiscard]] crypto::Profile profile_of(std::string_view algorithm);
[[nodiscard]] std::string_view algorithm_of(crypto::Profile profile);

/// Hash of an entry: digest of the hash before it, then each column as `length:bytes,` in the order of Entry.
[[nodiscard]] std::string entry_hash(crypto::Profile profile, std::string_view previous, Entry const& entry);

/// Bytes that are signed: each column as `length:bytes,` after the word "checkpoint".
[[nodiscard]] std::string checkpoint_bytes(Checkpoint const& checkpoint);
/// Digest that the next checkpoint names.
[[nodiscard]] std::string checkpoint_digest(Checkpoint const& checkpoint);

}  // namespace xinglin::audit
