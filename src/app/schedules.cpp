#include "app/schedules.hpp"

#include "app/backups.hpp"
#include "app/parts.hpp"
#include "base/clock_step.hpp"
#include "base/text.hpp"
#include "modules/approvals/retention.hpp"
#include "modules/rosters/retention.hpp"
#include "platform/backup/backup.hpp"
#include "platform/log/log.hpp"

#include <filesystem>

namespace xinglin::app {
namespace {

/// Below this much free space writes will fail soon: say so while there is time.
constexpr std::uintmax_t low_space = 512ULL << 20;

void every(jobs::Runner& runner, std::string const& name, std::int64_t every_ms, std::function<Result<Done>()> work) {
    runner.add(jobs::JobKind{.name = name, .run = [work = std::move(work)](jobs::Turn&) { return work(); }});
    runner.add(jobs::Schedule{.name = name, .kind = name, .payload = "{}", .every_ms = every_ms, .daily_minute = -1});
}

void daily(jobs::Runner& runner, std::string const& name, int minute, jobs::Handler work) {
    runner.add(jobs::JobKind{.name = name, .run = std::move(work)});
    runner.add(jobs::Schedule{.name = name, .kind = name, .payload = "{}", .every_ms = 0, .daily_minute = minute});
}

Result<Done> checkpoint(Core& core) {
    return core.database->write([&](db::Tx& tx) -> Result<Done> {
        audit::write_checkpoint(tx, core.clock.now(), core.vault->signer());
        return Done{};
    });
}

/// Compares the tree with the thresholds of the regulations, in turns that let others write between.
Result<Done> note_advice(organisations::Service& service, jobs::Turn& turn) {
    std::string after;
    std::int64_t done = 0;
    do {
        if (turn.stopping()) return fail(jobs::interrupted());
        TRY_ASSIGN(auto const looked_at, service.note_advice(after));
        done += looked_at.first;
        after = looked_at.second;
        turn.progress(done, done, "核对组织设置");
    } while (!after.empty());
    return Done{};
}

/// Records past their term (docs/data-inventory.csv) go, in turns that let others write between.
Result<Done> clear_records(Modules::Parts& parts, jobs::Turn& turn) {
    auto const& core = parts.core;
    TRY(parts.rosters.expire());
    std::int64_t done = 0;
    for (bool more = true; more;) {
        if (turn.stopping()) return fail(jobs::interrupted());
        TRY_ASSIGN(auto const cases, approvals::clear_finished(*core.database, core.clock, core.trail));
        TRY_ASSIGN(auto const grids, rosters::clear_past(*core.database, core.clock, core.trail));
        more = cases.more || grids.more;
        done += cases.cases + cases.delegations + grids.rosters + grids.code_tables;
        turn.progress(done, done, "清理到期记录");
    }
    return Done{};
}

Result<Done> look_after_health(Modules::Parts& parts) {
    std::error_code error;
    auto const space = std::filesystem::space(parts.core.settings.data, error);
    if (!error && space.available < low_space) {
        log::warn("health.low_space", {{"free_mb", static_cast<std::int64_t>(space.available >> 20)}});
    }
    if (auto const ahead = ignored_clock_step(); ahead != 0)
        log::warn("health.clock_was_set", {{"ahead_seconds", ahead / 1000}});
    return Done{};
}

/// A backup that a kill cut off holds the database in clear: it goes before anything else.
void sweep_backups(Settings const& settings) {
    try {
        if (auto const gone = backup::sweep(settings.backups()); gone > 0)
            log::warn("backup.swept", {{"folders", static_cast<std::int64_t>(gone)}});
    } catch (db::Fault const&) {
        log::warn("backup.not_swept", {});  // as below
    } catch (std::exception const&) {
        log::warn("backup.not_swept", {});  // the folder is not to be read; xinglin doctor says more about it
    }
}

/// A job's row moved: its owner's screens read it again.
void hear_jobs(Modules::Parts& parts) {
    parts.jobs_heard =
        parts.core.database->listen(std::string(jobs::changed_channel), [&hub = parts.shop.hub](std::string_view said) {
            auto const words = text::split(said, ' ');
            if (words.size() != 2) return;
            auto const job = text::parse_int(words[0]), owner = text::parse_int(words[1]);
            if (job && owner && *owner != 0) hub.notify(push::Audience::one(AccountId{*owner}), {"job", *job, 0});
        });
}

}  // namespace

void add_schedules(Modules::Parts& parts) {
    auto& runner = parts.shop.runner;
    every(runner, "accounts.keep_house", hour_ms, [&parts] {
        parts.accounts.keep_house();
        return Result<Done>(Done{});
    });
    every(runner, "uploads.expire", hour_ms, [&parts] {
        parts.shop.uploads.expire();
        return Result<Done>(Done{});
    });
    every(runner, "files.sweep", 24 * hour_ms, [&parts] {
        // An upload lives a day: what is older and needed by nobody was left by a stop between two steps.
        for (auto const& path : parts.shop.store.older_than(parts.core.clock.now() + -2 * day_ms))
            parts.intake.release(path);
        return Result<Done>(Done{});
    });
    every(runner, "intake.expire", hour_ms, [&parts]() -> Result<Done> {
        TRY(parts.intake.expire());
        return Done{};
    });
    every(runner, "notices.remind", 5 * minute_ms, [&parts]() -> Result<Done> {
        TRY(parts.notices.remind_waiting());
        return Done{};
    });
    every(runner, "ballots.forget_history", 5 * minute_ms, [&parts] {
        parts.ballots.forget_history();
        return Result<Done>(Done{});
    });
    every(runner, "audit.checkpoint", hour_ms, [&parts] { return checkpoint(parts.core); });
    every(runner, "health.look", 5 * minute_ms, [&parts] { return look_after_health(parts); });
    auto const& settings = parts.core.settings;
    if (!settings.demo) sweep_backups(settings);
    if (auto const minute = settings.backup_minute(); minute && !settings.demo) {
        daily(runner, "system.backup", *minute, [&parts](jobs::Turn& turn) {
            return daily_backup(parts.core, [&turn](std::int64_t done, std::int64_t total) {
                // Made anew after the restart: half a backup is none.
                if (turn.stopping()) throw db::Fault{db::Fault::What::busy, "backup", "the program is closing"};
                turn.progress(done, total, "正在备份");
            });
        });
    }
    daily(runner, "organisations.advice", 3 * 60 + 10,
          [&parts](jobs::Turn& turn) { return note_advice(parts.organisations, turn); });
    daily(runner, "records.clear", 3 * 60 + 40, [&parts](jobs::Turn& turn) { return clear_records(parts, turn); });
    hear_jobs(parts);
}

}  // namespace xinglin::app
