#include "platform/files/file.hpp"

#include "platform/log/log.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace xinglin::files {

Problem io_problem(int error, std::string_view what) {
    if (error == ENOSPC || error == EDQUOT) return problem(Kind::no_space, "no_space");
    log::error("files.io", {{"what", what}, {"error", std::strerror(error)}});
    return problem(Kind::unavailable, "files.io");
}

Result<File> File::open(std::string const& path, int flags) {
    int const descriptor = ::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return fail(io_problem(errno, "open"));
    return File(descriptor);
}

Result<Done> File::write_at(std::int64_t offset, std::string_view bytes) {
    while (!bytes.empty()) {
        auto const written = ::pwrite(descriptor_, bytes.data(), bytes.size(), offset);
        if (written < 0) {
            if (errno == EINTR) continue;
            return fail(io_problem(errno, "write"));
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
        offset += written;
    }
    return Done{};
}

Result<std::int64_t> File::read_at(std::int64_t offset, char* bytes, std::size_t size) const {
    while (true) {
        auto const got = ::pread(descriptor_, bytes, size, offset);
        if (got >= 0) return got;
        if (errno != EINTR) return fail(io_problem(errno, "read"));
    }
}

Result<Done> File::sync() {
    if (::fdatasync(descriptor_) != 0) return fail(io_problem(errno, "sync"));
    return Done{};
}

Result<Done> File::truncate(std::int64_t size) {
    if (::ftruncate(descriptor_, size) != 0) return fail(io_problem(errno, "truncate"));
    return Done{};
}

Result<std::int64_t> File::size() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) return fail(io_problem(errno, "stat"));
    return status.st_size;
}

void File::close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
}

Result<Done> sync_folder(std::string const& folder) {
    TRY_ASSIGN(auto opened, File::open(folder, O_RDONLY | O_DIRECTORY));
    return opened.sync();
}

void make_folders(std::string const& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) throw std::runtime_error("cannot create the folder " + folder + ": " + error.message());
    ::chmod(folder.c_str(), 0700);
}

Result<Done> replace_file(std::string const& path, std::string_view bytes) {
    auto const fresh = path + ".new";
    {
        TRY_ASSIGN(auto file, File::open(fresh, O_WRONLY | O_CREAT | O_TRUNC));
        TRY(file.write_at(0, bytes));
        TRY(file.sync());
    }
    if (::rename(fresh.c_str(), path.c_str()) != 0) return fail(io_problem(errno, "rename"));
    return sync_folder(std::filesystem::path(path).parent_path().string());
}

}  // namespace xinglin::files
