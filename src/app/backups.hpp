#pragma once
#include "app/core.hpp"

#include <functional>
#include <string>

namespace xinglin::app {

/// Saves the installation to a folder of `root`, reads it back, and writes it into the trail.
/// @param who for the trail  @returns the folder of the backup  @errors app.database with the reason
[[nodiscard]] Result<std::string> make_backup(
    Core& core, std::string const& root, std::string const& who,
    std::function<void(std::int64_t done, std::int64_t total)> const& progress);

/// The daily one: into the folder of the settings, of which the newest `backup_keep` stay.
[[nodiscard]] Result<Done> daily_backup(Core& core,
                                        std::function<void(std::int64_t done, std::int64_t total)> const& progress);

}  // namespace xinglin::app
