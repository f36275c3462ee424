#include "app/core.hpp"

#include <algorithm>
#include <filesystem>
#include <thread>

namespace xinglin::app {
namespace {

int default_readers(Settings const& settings) {
    if (settings.readers > 0) return settings.readers;
    return std::max(4, static_cast<int>(std::thread::hardware_concurrency()) * 2);
}

/// The key of this folder; made with the folder, never beside data that already exist.
Result<crypto::MasterKey> master_key(Settings const& settings, bool& made) {
    auto const path = settings.master_key_file();
    auto found = crypto::read_master_key(path);
    if (found || found.error().code != "crypto.key_missing") return found;
    if (settings.database.empty() && std::filesystem::exists(settings.data + "/xinglin.db")) return found;
    auto key = crypto::MasterKey::generate();
    TRY(crypto::write_master_key(path, key));
    made = true;
    return key;
}

/// A change of the master key that was cut off is finished here, or forgotten when the database never learned of it.
Result<Done> open_vault(Core& core) {
    auto const path = core.settings.master_key_file(), waiting = crypto::next_master_key_file(path);
    auto const open = [&](crypto::MasterKey const& key) {
        return crypto::KeyVault::open(*core.database, key, profile_of(core.settings), core.clock.now());
    };
    auto vault = open(*core.master);
    bool const cut_off = std::filesystem::exists(waiting);
    if (vault && cut_off) std::filesystem::remove(waiting);
    if (!vault && cut_off && vault.error().code == "crypto.key_wrong") {
        TRY_ASSIGN(auto next, crypto::read_master_key(waiting));
        vault = open(next);
        if (vault) {
            TRY(crypto::take_next_master_key(path, core.clock.now()));
            *core.master = std::move(next);
        }
    }
    if (!vault) return fail(std::move(vault).error());
    core.vault = std::move(*vault);
    return Done{};
}

}  // namespace

crypto::Profile profile_of(Settings const& settings) {
    return settings.crypto_profile == "guomi" ? crypto::Profile::guomi : crypto::Profile::international;
}

int Core::node_of(Settings const& settings, Process process) {
    return process == Process::server ? settings.node : 1023 - settings.node;
}

db::Options database_options(Settings const& settings, Process process) {
    db::Options options;
    options.url = settings.database_url();
    options.readers = process == Process::server ? default_readers(settings) : 2;
    options.node = Core::node_of(settings, process);
    return options;
}

Problem database_problem(db::Fault const& fault) {
    auto const kind = fault.what == db::Fault::What::full ? Kind::no_space : Kind::unavailable;
    return problem(kind, "app.database").fact("reason", fault.message);
}

Core::Core(Settings wanted, Process process)
    : settings(std::move(wanted)),
      ids(clock, node_of(settings, process)),
      trail(clock, node_of(settings, process), profile_of(settings)) {}

Result<std::unique_ptr<Core>> Core::open(Settings const& settings, Process process) {
    std::unique_ptr<Core> core(new Core(settings, process));
    TRY_ASSIGN(auto key, master_key(settings, core->new_key));
    core->master = std::make_unique<crypto::MasterKey>(std::move(key));
    try {
        core->database = db::open(database_options(settings, process));
    } catch (db::Fault const& fault) { return fail(database_problem(fault)); }
    TRY(open_vault(*core));
    core->hashing.profile = profile_of(settings);
    core->hasher = crypto::make_hasher(core->hashing);
    return core;
}

}  // namespace xinglin::app
