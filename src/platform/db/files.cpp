#include "platform/db/files.hpp"

#include "platform/db/db.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace xinglin::db::files {

namespace {
void sync(std::string const& path, int flags) {
    int const file = ::open(path.c_str(), flags | O_CLOEXEC);
    bool const well = file >= 0 && ::fsync(file) == 0;
    int const error = errno;
    if (file >= 0) ::close(file);
    if (!well) {
        throw Fault{error == ENOSPC ? Fault::What::full : Fault::What::io, "fsync", path + ": " + std::strerror(error)};
    }
}
}  // namespace

void make_durable(std::string const& path) {
    sync(path, O_RDONLY);
    auto const folder = std::filesystem::path(path).parent_path().string();
    sync(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace xinglin::db::files
