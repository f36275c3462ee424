#pragma once
#include "platform/backup/backup.hpp"

namespace xinglin::backup {

/// Durable, the manifest last: a folder without one is no backup.
void write_manifest(std::string const& folder, Manifest const& manifest);

}  // namespace xinglin::backup
