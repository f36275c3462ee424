#pragma once
// What every module stands on, in the order it is built. Held by the composition root; modules get references.

#include "app/config.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "modules/audit/audit.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/crypto/password.hpp"
#include "platform/db/db.hpp"

#include <memory>

namespace xinglin::app {

/// Which process opens the data: ids and audit chains of two processes never meet.
enum class Process { server, command };

struct Core {
    Settings settings;
    SystemClock clock;
    IdSource ids;
    std::unique_ptr<db::Database> database;
    std::unique_ptr<crypto::KeyVault> vault;
    std::unique_ptr<crypto::MasterKey> master;
    crypto::HasherOptions hashing;
    std::unique_ptr<crypto::PasswordHasher> hasher;
    audit::Trail trail;
    bool new_key{false};  ///< the master key was made just now: the data folder is new

    /// Opens (creates, migrates) the database and the keys of the data folder.
    /// @errors those of crypto/keys.hpp; app.database (fault) with the engine's sentence
    [[nodiscard]] static Result<std::unique_ptr<Core>> open(Settings const& settings, Process process);

    /// Number of this process among the nodes.
    [[nodiscard]] static int node_of(Settings const& settings, Process process);

  private:
    Core(Settings wanted, Process process);
};

/// Options of the database the settings name.
[[nodiscard]] db::Options database_options(Settings const& settings, Process process);
[[nodiscard]] crypto::Profile profile_of(Settings const& settings);
/// A problem out of what an engine throws.
[[nodiscard]] Problem database_problem(db::Fault const& fault);

}  // namespace xinglin::app
