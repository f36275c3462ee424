#pragma once
// What this module keeps about the person who asks, for the copy they take along (security.md I2).

#include "base/own_row.hpp"
#include "platform/auth/auth.hpp"

#include <vector>

namespace xinglin::db {
class Reader;
}
namespace xinglin::crypto {
class Vault;
}

namespace xinglin::meetings {

/// Every row about the actor's person or account, in clear, the latest first; of others no more than their names.
[[nodiscard]] std::vector<OwnRow> own_rows(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor);

}  // namespace xinglin::meetings
