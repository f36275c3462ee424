#pragma once
// Files of the operating system with their errors as Problems. Inside platform/files only.

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace xinglin::files {

/// @errors no_space (disk full, quota), files.io
[[nodiscard]] Problem io_problem(int error, std::string_view what);

class File {
  public:
    File() = default;
    explicit File(int descriptor) : descriptor_(descriptor) {}
    ~File() { close(); }
    File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    File& operator=(File&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }

    [[nodiscard]] static Result<File> open(std::string const& path, int flags);
    [[nodiscard]] Result<Done> write_at(std::int64_t offset, std::string_view bytes);
    /// @returns bytes read, 0 at the end
    [[nodiscard]] Result<std::int64_t> read_at(std::int64_t offset, char* bytes, std::size_t size) const;
    [[nodiscard]] Result<Done> sync();
    [[nodiscard]] Result<Done> truncate(std::int64_t size);
    [[nodiscard]] Result<std::int64_t> size() const;
    void close();

  private:
    int descriptor_{-1};
};

/// Makes the entries of a folder durable.
[[nodiscard]] Result<Done> sync_folder(std::string const& folder);
/// Creates a folder and its parents, readable by this user only.
void make_folders(std::string const& folder);
/// Writes a whole small file so that a crash leaves the old or the new one.
[[nodiscard]] Result<Done> replace_file(std::string const& path, std::string_view bytes);

}  // namespace xinglin::files
