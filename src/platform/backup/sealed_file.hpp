#pragma once
// A file as a sequence of sealed pieces: each names the file, its own number and whether it is the last, so that pieces
// cannot be changed, swapped, left out or cut off unnoticed.

#include "platform/crypto/cipher.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace xinglin::backup {

/// The key of a backup; null material: stored as it is.
struct Sealing {
    crypto::Profile profile{crypto::Profile::international};
    crypto::Material const* key{nullptr};
};

struct FileDigest {
    std::int64_t size{0};
    std::string sha256;  ///< of the clear bytes; hex
    bool operator==(FileDigest const&) const = default;
};

/// Copies `from` (clear) to `to` (new, sealed, durable). `name` is bound to the content. Throws db::Fault.
FileDigest seal_file(Sealing const& sealing, std::string_view name, std::string const& from, std::string const& to);
/// The way back: `to` is new, clear, durable, mode 0600. Throws db::Fault when anything is amiss; `to` is then gone.
FileDigest open_file(Sealing const& sealing, std::string_view name, std::string const& from, std::string const& to);
/// Reads a sealed file to its end without writing. Throws db::Fault.
FileDigest verify_file(Sealing const& sealing, std::string_view name, std::string const& from);

}  // namespace xinglin::backup
