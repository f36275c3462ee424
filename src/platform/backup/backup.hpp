#pragma once
// Saving a running installation and bringing it back: database and files, sealed, with a digest for every byte.
//
// A backup root holds files/ab/cd/<digest>, shared by all backups (content never changes), and one folder per backup:
// <UTC time>/{database, manifest.json, manifest.sha256}. The database part is a SQLite file whichever engine was saved.

#include "base/time.hpp"
#include "platform/backup/sealed_file.hpp"

#include <functional>
#include <string>
#include <vector>

namespace xinglin::db {
class Database;
}

namespace xinglin::backup {

struct SavedFile {
    std::string digest;
    std::int64_t size{0};
};

/// What a backup holds, as manifest.json tells.
struct Manifest {
    std::string made_at;  ///< RFC 3339
    std::string program;  ///< version
    std::string engine;  ///< of the saved database: sqlite | postgres
    std::string schema;  ///< stamp of its last migration
    bool sealed{false};
    /// The copy of the master key that only the recovery code opens (hex; "" when none was made), so that a backup can be
    /// brought back without the key file: see crypto::recover_master_key.
    std::string recovery;
    FileDigest database;
    std::vector<SavedFile> files;
};

using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

struct Request {
    std::string url;  ///< of the database, as db::Options takes it
    std::string files_folder;  ///< the content-addressed store; "" when there is none
    std::string root;  ///< backup root; made when missing
    Sealing sealing{};
    Progress progress{};  ///< files done of all
};

/// Saves on line: one snapshot of the database, then the files, of which the root gets those it lacks. Nothing of the backup's own
/// folder is left when it fails. @returns the folder of the new backup. Throws db::Fault.
std::string save(db::Database& database, Request const& request, Instant now);

/// Reads and checks the manifest. Throws db::Fault.
[[nodiscard]] Manifest read_manifest(std::string const& folder);
/// Opens every piece and compares every digest. Throws db::Fault, naming the first thing that is amiss.
void verify(std::string const& folder, Sealing const& sealing, Progress const& progress = {});
/// Brings a backup back: to a SQLite file that does not exist yet, or an empty PostgreSQL database; files not there are added to
/// files_folder. Everything is checked before the database appears. Throws db::Fault.
void restore(std::string const& folder, std::string const& url, std::string const& files_folder, Sealing const& sealing,
             Progress const& progress = {});

/// Folders of the backups in a root, oldest first.
[[nodiscard]] std::vector<std::string> list(std::string const& root);
/// Removes what a save left that was cut off by a kill: folders without a manifest that nobody is working in, with the clear
/// snapshot of the database they may hold. @returns how many went
int sweep(std::string const& root);
/// Removes all but the newest `keep` backups, and files that none of them names. While a backup to this root is under way, by this
/// process or another, the files stay: it may rely on any of them, and the next prune sees. @returns how many backups went
int prune(std::string const& root, int keep);

}  // namespace xinglin::backup
