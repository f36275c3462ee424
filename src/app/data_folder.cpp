#include "app/data_folder.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace xinglin::app {
namespace {

namespace fs = std::filesystem;

Problem cannot(std::string const& code, std::string place, int error) {
    return problem(Kind::fault, code).fact("place", std::move(place)).fact("reason", std::strerror(error));
}

Result<Done> make_private(fs::path const& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return fail(cannot("config.data_folder", folder.string(), error.value()));
    return Done{};
}

bool access_as_now(std::string const& path) {
    int const handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (handle >= 0) ::close(handle);
    return handle >= 0;
}

passwd const* wanted_user(Settings const& settings) {
    if (!settings.user.empty()) return getpwnam(settings.user.c_str());
    if (auto const* own = getpwnam("xinglin")) return own;
    return getpwnam("nobody");
}

/// A folder once run as root, or filled by root's hand, belongs to the user from now on; symbolic links are left alone.
Result<Done> hand_over(fs::path const& root, uid_t user, gid_t group) {
    auto const give = [&](fs::path const& path) { return lchown(path.c_str(), user, group) == 0; };
    if (!give(root)) return fail(cannot("config.data_folder", root.string(), errno));
    std::error_code error;
    for (fs::recursive_directory_iterator entry(root, error), end; !error && entry != end; entry.increment(error)) {
        if (!give(entry->path())) return fail(cannot("config.data_folder", entry->path().string(), errno));
    }
    if (error) return fail(cannot("config.data_folder", root.string(), error.value()));
    return Done{};
}

}  // namespace

std::optional<std::string> read_text(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

GivenFile::~GivenFile() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

namespace {

/// Whether the user this process becomes could open the file itself.
bool readable_by(passwd const& user, std::string const& path) {
    setgroups(0, nullptr);  // drop_privileges does the same a moment later
    if (setegid(user.pw_gid) != 0) return false;
    bool readable = false;
    if (seteuid(user.pw_uid) == 0) {
        readable = access_as_now(path);
        if (seteuid(0) != 0) std::abort();
    }
    if (setegid(0) != 0) std::abort();
    return readable;
}

}  // namespace

Result<GivenFile> given_file(std::string const& path, Settings const& settings) {
    std::error_code unreadable;
    if (!fs::is_regular_file(path, unreadable)) return fail(not_found("sheets.missing"));
    auto const* const user = geteuid() == 0 ? wanted_user(settings) : nullptr;
    if (user == nullptr || readable_by(*user, path)) return GivenFile(path);
    auto folder = settings.data + "/given-XXXXXX";
    if (mkdtemp(folder.data()) == nullptr) return fail(cannot("config.data_folder", settings.data, errno));
    GivenFile copy(folder + "/" + fs::path(path).filename().string(), folder);
    std::error_code error;
    fs::copy_file(path, copy.path(), error);
    if (error) return fail(cannot("config.data_folder", path, error.value()));
    return copy;
}

Result<Done> prepare_data_folder(Settings const& settings) {
    umask(0077);
    fs::path const root(settings.data);
    TRY(make_private(root));
    for (auto const* name : {"files", "keys", "backups"}) TRY(make_private(root / name));
    chmod((root / "keys").c_str(), 0700);
    return Done{};
}

Result<Done> drop_privileges(Settings const& settings) {
    if (geteuid() != 0) return Done{};
    auto const* user = wanted_user(settings);
    if (user == nullptr || user->pw_uid == 0) {
        return fail(
            problem(Kind::fault, "config.no_user").fact("name", settings.user.empty() ? "nobody" : settings.user));
    }
    TRY(hand_over(settings.data, user->pw_uid, user->pw_gid));
    if (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) {
        return fail(cannot("config.still_root", user->pw_name, errno));
    }
    if (setuid(0) == 0 || geteuid() == 0) { return fail(cannot("config.still_root", user->pw_name, EPERM)); }
    prctl(PR_SET_DUMPABLE, 0);  // keys live in this process: no core dump, no debugger of the same user
    if (access(settings.data.c_str(), R_OK | W_OK | X_OK) != 0) {
        return fail(cannot("config.data_folder", settings.data, errno));
    }
    return Done{};
}

}  // namespace xinglin::app
