#include "platform/crypto/rotation_job.hpp"

#include "platform/db/db.hpp"
#include "platform/jobs/runner.hpp"

#include "gen/crypto/sql.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

namespace xinglin::crypto {

namespace {

struct Work {
    db::Database& database;
    KeyVault& vault;
    Clock const& clock;
    std::vector<EncryptedColumn> columns;
    RotationOptions options;
};

struct Begun {
    std::uint32_t target{0};
    bool in_use{false};
};

std::optional<Begun> begun(db::Database& database, JobId job) {
    return database.read([&](db::Reader& reader) {
        return reader.one(
            sql::find_rotation_job,
            [](db::Row const& row) {
                return Begun{static_cast<std::uint32_t>(row.integer(0)), row.get<bool>(1)};
            },
            job);
    });
}

void remember(db::Tx& tx, JobId job, std::uint32_t key, bool in_use) {
    tx.run(sql::insert_rotation_job, job, static_cast<std::int64_t>(key), in_use);
}

/// Gives the other nodes the time to learn of an announced key. @returns false when the program is closing
bool wait(jobs::Turn& turn, std::int64_t ms) {
    constexpr std::int64_t step_ms = 50;
    for (std::int64_t waited = 0; waited < ms; waited += step_ms) {
        if (turn.stopping() || turn.cancelled()) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(std::min(step_ms, ms - waited)));
    }
    return true;
}

/// The key this job made, remembered by its id, so that a run after a crash goes on instead of making another.
Result<bool> begin(Work const& work, jobs::Turn& turn) {
    auto known = begun(work.database, turn.id());
    if (known && known->in_use) return true;
    if (!known) {
        TRY_ASSIGN(auto const target, work.vault.announce_data_key(work.clock.now()));
        TRY(work.database.write([&](db::Tx& tx) -> Result<Done> {
            remember(tx, turn.id(), target, false);
            return Done{};
        }));
        known = Begun{target, false};
    }
    TRY(work.vault.refresh());
    if (!wait(turn, work.options.announce_ms)) return false;
    auto used = work.vault.use_data_key(known->target, work.clock.now(),
                                        [&](db::Tx& tx) { remember(tx, turn.id(), known->target, true); });
    // It lay so long that it was taken for one nobody needs: this job begins with another.
    if (!used && used.error().code == "crypto.key_gone") {
        TRY_ASSIGN(auto const target, work.vault.add_data_key(work.clock.now()));
        used = work.database.write([&](db::Tx& tx) -> Result<Done> {
            remember(tx, turn.id(), target, true);
            return Done{};
        });
        known->target = target;
    }
    if (!used) return fail(std::move(used).error());
    if (work.options.told) work.options.told("keys.rotated", known->target);
    return true;
}

std::string sentence(std::int64_t done) { return "已重新加密 " + std::to_string(done) + " 条"; }

/// Passes every column, then destroys what nothing needs. @returns whether it came to the end
Result<bool> reseal(Work const& work, jobs::Turn& turn) {
    Rotation rotation(work.database, work.vault, work.columns);
    TRY_ASSIGN(auto const state, rotation.run(
                                     [&](RotationState const& now) {
                                         turn.progress(now.done, 0, sentence(now.done));
                                         return !turn.stopping() && !turn.cancelled();
                                     },
                                     work.options.batch));
    if (!state.finished) return false;
    auto const now = work.clock.now();
    TRY_ASSIGN(auto const destroyed, rotation.destroy_unused(Instant{now.ms - work.options.settle_ms}, now));
    if (work.options.told)
        for (auto const key : destroyed) work.options.told("keys.destroyed", key);
    turn.progress(state.done, state.done, sentence(state.done));
    return true;
}

/// Cancelled, what is re-sealed stays so, and the old key stays too.
Result<Done> left(jobs::Turn const& turn) {
    if (turn.stopping()) return fail(jobs::interrupted());
    return Done{};
}

}  // namespace

void add_rotation_job(jobs::Runner& runner, db::Database& database, KeyVault& vault, Clock const& clock,
                      std::vector<EncryptedColumn> columns, RotationOptions options) {
    auto const work =
        std::make_shared<Work const>(Work{database, vault, clock, std::move(columns), std::move(options)});
    jobs::JobKind rotate;
    rotate.name = rotation_kind;
    rotate.run = [work](jobs::Turn& turn) -> Result<Done> {
        TRY_ASSIGN(auto const ready, begin(*work, turn));
        if (!ready) return left(turn);
        TRY_ASSIGN(auto const finished, reseal(*work, turn));
        return finished ? Result<Done>(Done{}) : left(turn);
    };
    runner.add(std::move(rotate));
    jobs::JobKind finish;
    finish.name = rotation_tidy_kind;
    finish.run = [work](jobs::Turn& turn) -> Result<Done> {
        TRY(work->vault.refresh());
        if (work->vault.retired_data_keys().empty()) return Done{};
        TRY_ASSIGN(auto const finished, reseal(*work, turn));
        return finished ? Result<Done>(Done{}) : left(turn);
    };
    runner.add(std::move(finish));
    jobs::Schedule hourly;
    hourly.name = hourly.kind = rotation_tidy_kind;
    hourly.every_ms = hour_ms;
    runner.add(std::move(hourly));
}

}  // namespace xinglin::crypto
