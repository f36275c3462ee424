#pragma once
#include <cstdint>
#include <string>

namespace xinglin::backup {

struct Space {
    std::int64_t free{0};   ///< bytes that this process may still use
    std::int64_t total{0};  ///< bytes of the file system
    /// Less than 5 % (but never asked to be more than 10 GiB), or less than 512 MiB: time to warn, long before writes fail.
    [[nodiscard]] bool low() const;
};

/// Space of the file system that holds `path` (a file or folder). Throws db::Fault.
[[nodiscard]] Space space_at(std::string const& path);

}  // namespace xinglin::backup
