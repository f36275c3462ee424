#pragma once
#include "platform/crypto/rotation.hpp"

#include <vector>

namespace xinglin::app {

/// Every encrypted column of the program. One that is missing here would be lost with its key: a test compares the list with
/// the schema.
[[nodiscard]] std::vector<crypto::EncryptedColumn> sealed_columns();

}  // namespace xinglin::app
