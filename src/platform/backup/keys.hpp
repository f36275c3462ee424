#pragma once
#include "platform/crypto/cipher.hpp"
#include "platform/crypto/keys.hpp"

#include <memory>

namespace xinglin::backup {

/// The key that seals the backups of an installation, made from its master key.
[[nodiscard]] std::unique_ptr<crypto::Material> key_of(crypto::Profile profile, crypto::MasterKey const& master);

/// The master key out of a backup by the recovery code, where the key file is lost.
/// @errors those of crypto::recover_master_key. Throws db::Fault when the backup cannot be read.
[[nodiscard]] Result<crypto::MasterKey> recover_master_key(std::string const& folder, std::string_view code);

}  // namespace xinglin::backup
