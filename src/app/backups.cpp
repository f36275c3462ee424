#include "app/backups.hpp"

#include "platform/backup/backup.hpp"
#include "platform/backup/keys.hpp"

namespace xinglin::app {

Result<std::string> make_backup(Core& core, std::string const& root, std::string const& who,
                                std::function<void(std::int64_t done, std::int64_t total)> const& progress) {
    auto const& settings = core.settings;
    auto const key = backup::key_of(profile_of(settings), *core.master);
    std::string made;
    try {
        backup::Request request{.url = settings.database_url(), .files_folder = settings.data + "/files", .root = root};
        request.sealing = {profile_of(settings), key.get()};
        request.progress = progress;
        made = backup::save(*core.database, request, core.clock.now());
        backup::verify(made, request.sealing);
    } catch (db::Fault const& fault) { return fail(database_problem(fault)); }
    audit::Event event;
    event.action = "system.backed_up";
    event.subject_kind = "installation";
    event.summary = "完成一次备份";
    return core.database->write([&](db::Tx& tx) -> Result<std::string> {
        core.trail.record(tx, auth::Actor::the_system(who), event);
        return made;
    });
}

Result<Done> daily_backup(Core& core, std::function<void(std::int64_t done, std::int64_t total)> const& progress) {
    TRY(make_backup(core, core.settings.backups(), "自动备份", progress));
    try {
        backup::prune(core.settings.backups(), core.settings.backup_keep);
    } catch (db::Fault const& fault) { return fail(database_problem(fault)); }
    return Done{};
}

}  // namespace xinglin::app
