#pragma once
// Looks over a whole installation and says in plain words what to mend.

#include "app/config.hpp"

#include <string>
#include <vector>

namespace xinglin::app {

enum class Health { well, warning, ill };

/// One thing looked at.
struct Checked {
    std::string name;    ///< 数据目录
    Health health{Health::well};
    std::string text;    ///< what was found
    std::string remedy;  ///< what to do, "" when nothing
};

/// Looks at folder, keys, database, audit trail, files, backups, space, work that waits. Changes nothing.
[[nodiscard]] std::vector<Checked> examine(Settings const& settings);

}  // namespace xinglin::app
