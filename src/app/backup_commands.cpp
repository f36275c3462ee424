#include "app/backups.hpp"
#include "app/commands.hpp"
#include "app/core.hpp"
#include "app/data_folder.hpp"
#include "platform/backup/backup.hpp"
#include "platform/backup/copy.hpp"
#include "platform/backup/keys.hpp"

#include <cstdio>
#include <filesystem>

namespace xinglin::app {
namespace {

namespace fs = std::filesystem;

std::string files_folder(Settings const& settings) { return settings.data + "/files"; }

void show_progress(std::int64_t done, std::int64_t total) {
    if (total > 0 && (done == total || done % 100 == 0)) {
        std::printf("  文件 %lld / %lld\n", static_cast<long long>(done), static_cast<long long>(total));
    }
}

Result<Done> run_backup(Invocation const& call) {
    auto const& settings = call.settings;
    TRY(prepare_data_folder(settings));
    TRY(drop_privileges(settings));
    TRY_ASSIGN(auto const core, Core::open(settings, Process::command));
    TRY_ASSIGN(auto const made,
               make_backup(*core, call.file.empty() ? settings.backups() : call.file, "命令行备份", show_progress));
    std::printf("备份已写入并核对：%s\n", made.c_str());
    if (settings.key_file.empty() && settings.backup_folder.empty() && call.file.empty()) {
        std::printf("注意：主密钥和备份在同一个目录。请把备份复制到别处，并另外保管 %s。\n",
                    settings.master_key_file().c_str());
    }
    return Done{};
}

/// The key that opens the backup: a file, the recovery code, or the key that already lies in the target folder.
Result<crypto::MasterKey> key_for(Invocation const& call) {
    if (!call.recovery_code.empty()) return backup::recover_master_key(call.file, call.recovery_code);
    return crypto::read_master_key(call.key_file.empty() ? call.settings.master_key_file() : call.key_file);
}

Result<Done> run_restore(Invocation const& call) {
    auto const& settings = call.settings;
    TRY(prepare_data_folder(settings));
    TRY(drop_privileges(settings));
    if (settings.database.empty() && fs::exists(settings.data + "/xinglin.db")) {
        return fail(conflict("app.restore_not_empty").fact("place", settings.data));
    }
    try {
        TRY_ASSIGN(auto const master, key_for(call));
        auto const key = backup::key_of(profile_of(settings), master);
        backup::restore(call.file, settings.database_url(), files_folder(settings), {profile_of(settings), key.get()},
                        show_progress);
        if (!fs::exists(settings.master_key_file())) TRY(crypto::write_master_key(settings.master_key_file(), master));
    } catch (db::Fault const& fault) { return fail(database_problem(fault)); }
    // Opening it proves that schema and keys fit.
    TRY_ASSIGN(auto const core, Core::open(settings, Process::command));
    if (auto const said = core->database->check(); !said.empty()) {
        return fail(problem(Kind::fault, "app.database").fact("reason", said));
    }
    std::printf("已恢复到 %s，数据完整。用 xinglin serve --data %s 启动。\n", settings.data.c_str(),
                settings.data.c_str());
    return Done{};
}

Result<Done> run_copy(Invocation const& call) {
    try {
        auto const tables = backup::copy_database(call.from, call.to, [](std::string const& table, std::int64_t rows) {
            if (rows > 0 && rows % 100'000 == 0)
                std::printf("  %s %lld 行\n", table.c_str(), static_cast<long long>(rows));
        });
        std::int64_t rows = 0;
        for (auto const& table : tables) rows += table.rows;
        std::printf("已复制 %zu 张表、%lld 行，两边逐行核对一致。\n", tables.size(), static_cast<long long>(rows));
    } catch (db::Fault const& fault) { return fail(database_problem(fault)); }
    std::printf("files/ 和主密钥不在数据库里，请另外复制到新的数据目录。\n");
    return Done{};
}

}  // namespace

int backup(Invocation const& call) {
    auto const done = run_backup(call);
    return done ? 0 : report(done.error());
}

int restore(Invocation const& call) {
    auto const done = run_restore(call);
    return done ? 0 : report(done.error());
}

int copy(Invocation const& call) {
    auto const done = run_copy(call);
    return done ? 0 : report(done.error());
}

}  // namespace xinglin::app
