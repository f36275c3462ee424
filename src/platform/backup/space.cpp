#include "platform/backup/space.hpp"

#include "platform/db/db.hpp"

#include <sys/statvfs.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace xinglin::backup {

bool Space::low() const {
    constexpr std::int64_t mib = std::int64_t{1024} * 1024;
    return free < std::max(512 * mib, std::min(total / 20, 10 * 1024 * mib));
}

Space space_at(std::string const& path) {
    struct statvfs found {};
    if (::statvfs(path.c_str(), &found) != 0) {
        throw db::Fault{db::Fault::What::io, "statvfs", path + ": " + std::strerror(errno)};
    }
    auto const unit = static_cast<std::int64_t>(found.f_frsize);
    return {static_cast<std::int64_t>(found.f_bavail) * unit, static_cast<std::int64_t>(found.f_blocks) * unit};
}

}  // namespace xinglin::backup
