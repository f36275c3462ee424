#pragma once
#include "platform/crypto/rotation.hpp"
#include "platform/crypto/sealing.hpp"

#include <vector>

namespace xinglin::app {

/// Every encrypted column of the program. One that is missing here would be lost with its key: a test compares the list with
/// the schema.
[[nodiscard]] std::vector<crypto::EncryptedColumn> sealed_columns();
/// Columns of clear text whose values are sealed since: the start seals what an older program left in them.
[[nodiscard]] std::vector<crypto::ClearColumn> clear_columns();

}  // namespace xinglin::app
