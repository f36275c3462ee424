#include "platform/jobs/turn.hpp"

#include "gen/jobs/sql.hpp"
#include "platform/db/db.hpp"
#include "platform/jobs/channels.hpp"

namespace xinglin::jobs {

namespace {
/// Between two writes of progress, and two looks for a cancellation.
constexpr auto pause = std::chrono::milliseconds(200);
}  // namespace

void RunningTurn::progress(std::int64_t done, std::int64_t total, std::string_view message) {
    claimed_.done = done;
    claimed_.total = total;
    claimed_.message = message;
    auto const now = Steady::now();
    if (done < total && now - written_ < pause) return;
    written_ = now;
    auto const cancelling = database_.write([&](db::Tx& tx) -> Result<bool> {
        auto const asked =
            tx.value<bool>(sql::progress, claimed_.id, holder_, done, total, message, clock_.now() + lease_ms);
        tell_changed(tx, claimed_.id, claimed_.owner);
        // No row: another process took the job over because we seemed dead. Stop as if asked to.
        return asked.value_or(true);
    });
    looked_ = now;
    claimed_.cancelling = claimed_.cancelling || *cancelling;
}

bool RunningTurn::cancelled() const {
    if (!claimed_.cancelling && Steady::now() - looked_ >= pause) {
        looked_ = Steady::now();
        claimed_.cancelling = database_.read([&](db::Reader& reader) {
            return reader.value<bool>(sql::is_cancelling, claimed_.id, holder_).value_or(true);
        });
    }
    told_ = told_ || claimed_.cancelling;
    return claimed_.cancelling;
}

}  // namespace xinglin::jobs
