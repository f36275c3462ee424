#pragma once
// The folder that holds one installation: xinglin.db, files/, keys/, backups/. And who the process is.

#include "app/config.hpp"
#include "base/result.hpp"

#include <optional>
#include <string>

namespace xinglin::app {

/// Makes the folders that are missing (0700, keys/ too), as the user the program will run as.
/// @errors config.data_folder (fault) with the reason in its detail
[[nodiscard]] Result<Done> prepare_data_folder(Settings const& settings);

/// Gives up root for good: the data folder goes to the user, then groups, group and user are set and checked.
/// Nothing happens when the process is not root.
/// @errors config.no_user, config.still_root (fault)
[[nodiscard]] Result<Done> drop_privileges(Settings const& settings);

/// The whole text of a file, or nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_text(std::string const& path);

}  // namespace xinglin::app
