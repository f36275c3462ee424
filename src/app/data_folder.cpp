#include "app/data_folder.hpp"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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

/// Whether the user this process becomes could do this with the path.
bool allowed(passwd const& user, std::string const& path, int what) {
    setgroups(0, nullptr);  // drop_privileges does the same a moment later
    if (setegid(user.pw_gid) != 0) return false;
    bool yes = false;
    if (seteuid(user.pw_uid) == 0) {
        yes = faccessat(AT_FDCWD, path.c_str(), what, AT_EACCESS) == 0;
        if (seteuid(0) != 0) std::abort();
    }
    if (setegid(0) != 0) std::abort();
    return yes;
}

/// The data folder, which will be the user's, lies in one that only root may enter (a home, a temporary folder of root's).
bool behind_closed_folder(passwd const& user, Settings const& settings) {
    auto folder = fs::absolute(settings.data).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();  // written with a slash at its end
    return !allowed(user, folder.parent_path().string(), X_OK);
}

/// The database's writer may take a higher priority later on, up to nice -5 (platform/db/priority.hpp).
void allow_priority() {
    rlimit const limit{25, 25};  // 20 - nice
    setrlimit(RLIMIT_NICE, &limit);
}

/// Of all that root may, keeps the one right to pass through and read closed folders.
bool keep_passage() {
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2]{};
    data[0].effective = data[0].permitted = 1U << CAP_DAC_READ_SEARCH;
    return syscall(SYS_capset, &header, data) == 0;
}

}  // namespace

Result<GivenFile> given_file(std::string const& path, Settings const& settings) {
    std::error_code unreadable;
    if (!fs::is_regular_file(path, unreadable)) return fail(not_found("sheets.missing"));
    auto const* const user = geteuid() == 0 ? wanted_user(settings) : nullptr;
    if (user == nullptr || allowed(*user, path, R_OK) || behind_closed_folder(*user, settings)) return GivenFile(path);
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

Result<Done> drop_privileges(Settings const& settings, Passage passage) {
    if (geteuid() != 0) return Done{};
    auto const* user = wanted_user(settings);
    if (user == nullptr || user->pw_uid == 0) {
        return fail(
            problem(Kind::fault, "config.no_user").fact("name", settings.user.empty() ? "nobody" : settings.user));
    }
    TRY(hand_over(settings.data, user->pw_uid, user->pw_gid));
    allow_priority();
    bool const closed = passage == Passage::through && behind_closed_folder(*user, settings);
    if (closed) prctl(PR_SET_KEEPCAPS, 1);
    if (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) {
        return fail(cannot("config.still_root", user->pw_name, errno));
    }
    if (closed && !keep_passage()) return fail(cannot("config.data_folder", settings.data, errno));
    if (setuid(0) == 0 || geteuid() == 0) { return fail(cannot("config.still_root", user->pw_name, EPERM)); }
    prctl(PR_SET_DUMPABLE, 0);  // keys live in this process: no core dump, no debugger of the same user
    if (faccessat(AT_FDCWD, settings.data.c_str(), R_OK | W_OK | X_OK, AT_EACCESS) != 0) {
        return fail(cannot("config.data_folder", settings.data, errno));
    }
    return Done{};
}

}  // namespace xinglin::app
