#pragma once
// The folder that holds one installation: xinglin.db, files/, keys/, backups/. And who the process is.

#include "app/config.hpp"
#include "base/result.hpp"

#include <optional>
#include <string>
#include <utility>

namespace xinglin::app {

/// Makes the folders that are missing (0700, keys/ too), as the user the program will run as.
/// @errors config.data_folder (fault) with the reason in its detail
[[nodiscard]] Result<Done> prepare_data_folder(Settings const& settings);

/// What a process may keep of root when its data folder lies behind a folder that is closed to its user: nothing, or the right
/// to pass through and read (not to write). A server that strangers reach keeps nothing.
enum class Passage { none, through };

/// Gives up root for good: the data folder goes to the user, then groups, group and user are set and checked.
/// Nothing happens when the process is not root.
/// @errors config.no_user, config.still_root (fault), config.data_folder when the user cannot reach the folder
[[nodiscard]] Result<Done> drop_privileges(Settings const& settings, Passage passage = Passage::through);

/// A file somebody names on the command line, readable after the program has given up root: the file itself, or, when only
/// root may read it, a copy in the data folder that goes with this object.
class GivenFile {
  public:
    explicit GivenFile(std::string path, std::string folder = {})
        : path_(std::move(path)), folder_(std::move(folder)) {}
    ~GivenFile();
    GivenFile(GivenFile&& other) noexcept : path_(std::move(other.path_)), folder_(std::exchange(other.folder_, {})) {}
    GivenFile& operator=(GivenFile&&) = delete;
    [[nodiscard]] std::string const& path() const { return path_; }

  private:
    std::string path_;
    std::string folder_;  ///< temporary, "" when there is none
};
/// Call it before drop_privileges. @errors sheets.missing (not_found), config.data_folder
[[nodiscard]] Result<GivenFile> given_file(std::string const& path, Settings const& settings);

/// The whole text of a file, or nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_text(std::string const& path);

}  // namespace xinglin::app
