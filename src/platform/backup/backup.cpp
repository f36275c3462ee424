#include "platform/backup/backup.hpp"

#include "base/text.hpp"
#include "gen/crypto/sql.hpp"
#include "platform/backup/copy.hpp"
#include "platform/backup/manifest.hpp"
#include "platform/backup/space.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"
#include "platform/db/files.hpp"
#include "platform/db/migration.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace xinglin::backup {

namespace {

namespace fs = std::filesystem;
using db::Fault;

constexpr char const* database_part = "database";
constexpr char const* unfinished = ".part";

[[noreturn]] void stop(Fault::What what, std::string message) { throw Fault{what, "backup", std::move(message)}; }

bool is_digest(std::string const& name) { return name.size() == 64 && text::unhex(name).has_value(); }
std::string place_of(std::string const& folder, std::string const& digest) {
    return folder + "/" + digest.substr(0, 2) + "/" + digest.substr(2, 2) + "/" + digest;
}

/// Removes what a save or restore has begun unless it is told to keep it.
class Begun {
  public:
    explicit Begun(std::string path) : path_(std::move(path)) {}
    ~Begun() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    Begun(Begun const&) = delete;
    Begun& operator=(Begun const&) = delete;
    void keep() { path_.clear(); }

  private:
    std::string path_;
};

std::vector<SavedFile> stored_files(std::string const& folder) {
    std::vector<SavedFile> found;
    if (folder.empty() || !fs::exists(folder)) return found;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        auto const name = entry.path().filename().string();
        if (entry.is_regular_file() && is_digest(name))
            found.push_back({name, static_cast<std::int64_t>(entry.file_size())});
    }
    std::ranges::sort(found, {}, &SavedFile::digest);
    return found;
}

void check_space(std::string const& root, std::int64_t needed) {
    if (space_at(root).free < needed) stop(Fault::What::full, "there is not enough space for the backup in " + root);
}

/// Clear snapshot of the database beside the sealed one, for as long as it takes to seal it.
void snapshot(db::Database& database, std::string const& url, std::string const& path) {
    if (database.engine() == db::Engine::sqlite) {
        database.backup_to(path);
    } else {
        copy_database(url, "sqlite:" + path);
    }
}

FileDigest seal_database(db::Database& database, Request const& request, std::string const& folder) {
    auto const clear = folder + "/snapshot";
    Begun temporary(clear);
    snapshot(database, request.url, clear);
    return seal_file(request.sealing, database_part, clear, folder + "/" + database_part);
}

/// Adds a file to the store of the root unless it is there; its content must still be what its name says.
/// @param mine the backup's own name: two at once must not write into one another's unfinished file
void save_file(Request const& request, SavedFile const& file, std::string const& mine) {
    auto const to = place_of(request.root + "/files", file.digest);
    if (fs::exists(to)) return;
    fs::create_directories(fs::path(to).parent_path());
    auto const part = to + "." + mine + unfinished;
    Begun begun(part);
    auto const digest = seal_file(request.sealing, file.digest, place_of(request.files_folder, file.digest), part);
    if (digest.sha256 != file.digest) stop(Fault::What::corrupt, "the stored file " + file.digest + " is damaged");
    fs::rename(part, to);
    db::files::make_durable(to);
    begun.keep();
}

/// Says that somebody works in a folder, to other processes too, for as long as it lives.
class Occupied {
  public:
    enum class How {
        alone,  ///< or not at all
        shared,  ///< with others who share it: waits for one who is there alone
    };
    explicit Occupied(std::string const& folder, How how = How::alone)
        : folder_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (folder_ < 0) return;
        do {
            taken_ = ::flock(folder_, how == How::alone ? LOCK_EX | LOCK_NB : LOCK_SH) == 0;
            refused_ = !taken_ && errno == EWOULDBLOCK;
        } while (!taken_ && errno == EINTR);
    }
    ~Occupied() {
        if (folder_ >= 0) ::close(folder_);
    }
    Occupied(Occupied const&) = delete;
    Occupied& operator=(Occupied const&) = delete;
    [[nodiscard]] bool taken() const { return taken_; }
    /// Somebody else is there (not: this file system knows no locks).
    [[nodiscard]] bool refused() const { return refused_; }

  private:
    int folder_;
    bool taken_{false}, refused_{false};
};

/// Whether a folder is named as backups are: 2026-11-22T02-30-00.000Z.
bool named_as_backup(std::string const& name) {
    return name.size() >= 20 && name[4] == '-' && name[7] == '-' && name[10] == 'T' && name[13] == '-' &&
           name.back() == 'Z' &&
           std::all_of(name.begin(), name.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
}

std::string folder_name(Instant now) {
    auto name = now.text();
    std::ranges::replace(name, ':', '-');
    return name;
}

void bring_file(std::string const& from_root, std::string const& files_folder, SavedFile const& file,
                Sealing const& sealing) {
    auto const to = place_of(files_folder, file.digest);
    if (fs::exists(to)) return;
    fs::create_directories(fs::path(to).parent_path());
    auto const part = to + ".part";
    fs::remove(part);
    Begun begun(part);
    if (open_file(sealing, file.digest, place_of(from_root, file.digest), part).sha256 != file.digest) {
        stop(Fault::What::corrupt, "the file " + file.digest + " of the backup is damaged");
    }
    fs::rename(part, to);
    db::files::make_durable(to);
    begun.keep();
}

void check_integrity(std::string const& path) {
    db::Options options;
    options.url = "sqlite:" + path;
    options.migrate = false;
    auto const fault = db::open(options)->check();
    if (!fault.empty()) stop(Fault::What::corrupt, "the database of the backup is damaged: " + fault);
}

/// What a kill left in the store.
void remove_unfinished(std::string const& store) {
    if (!fs::exists(store)) return;
    std::vector<fs::path> left;
    for (auto const& entry : fs::recursive_directory_iterator(store)) {
        if (entry.is_regular_file() && entry.path().extension() == unfinished) left.push_back(entry.path());
    }
    for (auto const& path : left) fs::remove(path);
}

std::string files_root(std::string const& folder) { return (fs::path(folder).parent_path() / "files").string(); }

}  // namespace

std::string save(db::Database& database, Request const& request, Instant now) {
    fs::create_directories(request.root);
    sweep(request.root);  // a folder the server does not know is swept by the next backup to it
    auto folder = request.root + "/" + folder_name(now);
    if (!fs::create_directory(folder)) stop(Fault::What::other, folder + " exists already");
    Begun begun(folder);
    Occupied const here(folder);
    fs::permissions(folder, fs::perms::owner_all);
    Manifest manifest;
    manifest.made_at = now.text();
    manifest.program = XINGLIN_VERSION;
    manifest.engine = database.engine() == db::Engine::sqlite ? "sqlite" : "postgres";
    if (!db::all_migrations().empty()) manifest.schema = db::all_migrations().back().stamp;
    manifest.sealed = request.sealing.key != nullptr;
    manifest.recovery = database.read([](db::Reader& reader) {
        auto const wrapped = reader.value<db::Blob>(crypto::sql::find_recovery);
        return wrapped ? text::hex(wrapped->bytes) : std::string();
    });
    manifest.database = seal_database(database, request, folder);
    // After the snapshot: every file it names was complete before, and files never change.
    manifest.files = stored_files(request.files_folder);
    // Until the manifest names them, nobody else knows which files of the store this backup relies on (prune).
    fs::create_directories(request.root + "/files");
    Occupied const store(request.root + "/files", Occupied::How::shared);
    std::int64_t missing = 0, done = 0;
    for (auto const& file : manifest.files)
        missing += fs::exists(place_of(request.root + "/files", file.digest)) ? 0 : file.size;
    check_space(request.root, missing);
    for (auto const& file : manifest.files) {
        save_file(request, file, folder_name(now));
        if (request.progress) request.progress(++done, static_cast<std::int64_t>(manifest.files.size()));
    }
    write_manifest(folder, manifest);
    begun.keep();
    return folder;
}

void verify(std::string const& folder, Sealing const& sealing, Progress const& progress) {
    auto const manifest = read_manifest(folder);
    if (manifest.sealed != (sealing.key != nullptr))
        stop(Fault::What::other,
             manifest.sealed ? "the backup is sealed: its key is needed" : "the backup is not sealed");
    if (verify_file(sealing, database_part, folder + "/" + database_part) != manifest.database) {
        stop(Fault::What::corrupt, "the database of the backup is damaged");
    }
    std::int64_t done = 0;
    for (auto const& file : manifest.files) {
        auto const found = verify_file(sealing, file.digest, place_of(files_root(folder), file.digest));
        if (found.sha256 != file.digest || found.size != file.size)
            stop(Fault::What::corrupt, "the file " + file.digest + " of the backup is damaged");
        if (progress) progress(++done, static_cast<std::int64_t>(manifest.files.size()));
    }
}

void restore(std::string const& folder, std::string const& url, std::string const& files_folder, Sealing const& sealing,
             Progress const& progress) {
    auto const manifest = read_manifest(folder);
    if (manifest.sealed != (sealing.key != nullptr))
        stop(Fault::What::other,
             manifest.sealed ? "the backup is sealed: its key is needed" : "the backup is not sealed");
    bool const to_file = url.starts_with("sqlite:");
    auto const target = to_file ? url.substr(7) : files_folder + "/restored.db";
    if (fs::exists(target)) stop(Fault::What::other, target + " exists already");
    auto const part = target + ".part";
    if (!fs::path(part).parent_path().empty()) fs::create_directories(fs::path(part).parent_path());
    fs::remove(part);
    Begun begun(part);
    if (open_file(sealing, database_part, folder + "/" + database_part, part) != manifest.database) {
        stop(Fault::What::corrupt, "the database of the backup is damaged");
    }
    check_integrity(part);
    std::int64_t done = 0;
    for (auto const& file : manifest.files) {
        bring_file(files_root(folder), files_folder, file, sealing);
        if (progress) progress(++done, static_cast<std::int64_t>(manifest.files.size()));
    }
    if (to_file) {
        fs::rename(part, target);
        db::files::make_durable(target);
        begun.keep();
    } else {
        // An older backup is brought to today's schema first; a copy goes from head to head.
        db::Options options;
        options.url = "sqlite:" + part;
        (void)db::open(options);
        copy_database(options.url, url);
    }
}

std::vector<std::string> list(std::string const& root) {
    std::vector<std::string> found;
    if (!fs::exists(root)) return found;
    for (auto const& entry : fs::directory_iterator(root)) {
        if (fs::exists(entry.path() / "manifest.json")) found.push_back(entry.path().string());
    }
    std::ranges::sort(found);
    return found;
}

int sweep(std::string const& root) {
    std::vector<fs::path> left;
    std::error_code none;
    for (auto const& entry : fs::directory_iterator(root, none))
        if (entry.is_directory() && named_as_backup(entry.path().filename().string()) &&
            !fs::exists(entry.path() / "manifest.json"))
            left.push_back(entry.path());
    int gone = 0;
    for (auto const& folder : left) {
        Occupied const here(folder.string());
        if (!here.taken() || fs::exists(folder / "manifest.json")) continue;
        fs::remove_all(folder);
        ++gone;
    }
    return gone;
}

int prune(std::string const& root, int keep) {
    Occupied const store(root + "/files");
    auto const all = list(root);  // after the lock: a backup that ended just now is among them
    auto const going = std::max<std::ptrdiff_t>(0, std::ssize(all) - std::max(1, keep));
    std::set<std::string> needed;
    for (auto at = all.begin() + going; at != all.end(); ++at) {
        for (auto const& file : read_manifest(*at).files) needed.insert(file.digest);
    }
    std::for_each(all.begin(), all.begin() + going, [](std::string const& folder) { fs::remove_all(folder); });
    if (store.refused()) return static_cast<int>(going);
    for (auto const& file : stored_files(root + "/files")) {
        if (!needed.contains(file.digest)) fs::remove(place_of(root + "/files", file.digest));
    }
    remove_unfinished(root + "/files");
    return static_cast<int>(going);
}

}  // namespace xinglin::backup
