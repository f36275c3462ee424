#pragma once
// Long and repeated work as rows: written in the transaction that causes them, claimed by one conditional UPDATE,
// idempotent, retried with back-off, parked after the last try.

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace xinglin::db {
class Database;
class Reader;
class Tx;
}// namespace xinglin::db

namespace xinglin::jobs {

struct Progress {
    JobId id;
    std::string kind;
    std::string state;  ///< waiting running done failed cancelled parked
    std::int64_t done{0};
    std::int64_t total{0};
    std::string message;  ///< Chinese sentence for the person who waits
    AccountId owner;
};

/// What a running job holds: reports progress, learns of cancellation between turns.
class Turn {
  public:
    virtual ~Turn() = default;
    [[nodiscard]] virtual JobId id() const = 0;
    [[nodiscard]] virtual std::string_view payload() const = 0;  ///< JSON text given at enqueue
    virtual void progress(std::int64_t done, std::int64_t total, std::string_view message) = 0;
    /// Whether the person asked to stop: put things in order and return; the job then counts as cancelled.
    [[nodiscard]] virtual bool cancelled() const = 0;
    /// Whether the program is closing: return interrupted() at the next good moment; the job goes on after the restart.
    [[nodiscard]] virtual bool stopping() const = 0;
    /// 1 at the first run, more after a crash or fault.
    [[nodiscard]] virtual int tries() const = 0;
};

/// What a handler returns when it stops because of Turn::stopping().
[[nodiscard]] Problem interrupted();

/// Handler of one kind of job, in a thread of its own, with no transaction open: it takes db.write in short turns. A Problem
/// of kind unavailable, no_space or fault and an exception are tried again later; any other Problem ends the job as failed.
/// It may be run again after a crash and must find its way (idempotent, resumable).
using Handler = std::function<Result<Done>(Turn&)>;

/// Enqueues within the causing transaction.
JobId enqueue(db::Tx& tx, std::string_view kind, std::string_view payload, AccountId owner, Instant run_at);
[[nodiscard]] std::optional<Progress> find(db::Reader& reader, JobId id);
/// Asks a waiting or running job to stop, gives a parked one up; false when it is over.
bool cancel(db::Tx& tx, JobId id);
/// Lets a parked job begin anew; false when it is not parked.
bool retry(db::Tx& tx, JobId id, Instant now);
/// How many jobs wait for a person after their last try (doctor).
[[nodiscard]] std::int64_t parked(db::Reader& reader);

/// Channel of Database::listen on which each change of a job is told: "<job id> <owner id>", owner 0 when none.
inline constexpr std::string_view changed_channel = "jobs.changed";

}  // namespace xinglin::jobs
