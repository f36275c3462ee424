#include "platform/crypto/rotation_job.hpp"

#include "base/text.hpp"
#include "platform/db/db.hpp"
#include "platform/jobs/runner.hpp"

#include "gen/crypto/sql.hpp"

namespace xinglin::crypto {

namespace {

/// Other nodes take over a new key within seconds; a key younger in retirement than this may still be written with.
constexpr std::int64_t settle_ms = minute_ms;

/// The key this job made, remembered by its id, so that a run after a crash goes on instead of making another.
Result<Done> begin(db::Database& database, KeyVault& vault, JobId job, Instant now) {
    auto const begun = database.read(
        [&](db::Reader& reader) { return reader.value<std::int64_t>(sql::find_rotation_job, job).has_value(); });
    if (begun) return Done{};
    TRY_ASSIGN(auto const target, vault.add_data_key(now));
    return database.write([&](db::Tx& tx) -> Result<Done> {
        tx.run(sql::insert_rotation_job, job, static_cast<std::int64_t>(target));
        return Done{};
    });
}

std::string percent(std::int64_t done) { return "已重新加密 " + std::to_string(done) + " 条"; }

}  // namespace

void add_rotation_job(jobs::Runner& runner, db::Database& database, KeyVault& vault, Clock const& clock,
                      std::vector<EncryptedColumn> columns) {
    jobs::JobKind kind;
    kind.name = rotation_kind;
    kind.run = [&database, &vault, &clock, columns = std::move(columns)](jobs::Turn& turn) -> Result<Done> {
        TRY(begin(database, vault, turn.id(), clock.now()));
        Rotation rotation(database, vault, columns);
        TRY_ASSIGN(auto const state, rotation.run([&](RotationState const& now) {
            turn.progress(now.done, 0, percent(now.done));
            return !turn.stopping() && !turn.cancelled();
        }));
        if (!state.finished && turn.stopping()) return fail(jobs::interrupted());
        if (!state.finished) return Done{};  // cancelled: what is re-sealed stays so, the old key stays too
        TRY(rotation.destroy_unused(Instant{clock.now().ms - settle_ms}, clock.now()));
        turn.progress(state.done, state.done, percent(state.done));
        return Done{};
    };
    runner.add(std::move(kind));
}

}  // namespace xinglin::crypto
