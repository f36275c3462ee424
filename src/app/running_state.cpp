#include "app/running_state.hpp"

#include "platform/backup/backup.hpp"
#include "platform/backup/space.hpp"
#include "platform/db/db.hpp"
#include "platform/jobs/listing.hpp"

namespace xinglin::app {
namespace {

constexpr auth::Right jobs_read{"jobs.read"};
constexpr auth::Right jobs_manage{"jobs.manage"};
constexpr auth::Right system_read{"system.read"};
constexpr int most_jobs = 100;

struct ListJobs {
    bool ended{false};  ///< those that are over instead of those that wait, run or are parked
};
BOOST_DESCRIBE_STRUCT(ListJobs, (), (ended))

struct JobRow {
    JobId id;
    std::string kind_;
    std::string state;
    std::int64_t done{0};
    std::int64_t total{0};
    std::string message;
    std::int64_t tries{0};
    Instant run_at;
    std::optional<std::string> reason;  ///< what stopped it the last time
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(JobRow, (), (id, kind_, state, done, total, message, tries, run_at, reason, ended_at))

struct JobList {
    std::vector<JobRow> items;
};
BOOST_DESCRIBE_STRUCT(JobList, (), (items))

struct JobRef {
    JobId id;
};
BOOST_DESCRIBE_STRUCT(JobRef, (), (id))

struct Disk {
    std::string holds;  ///< data or backups
    std::int64_t free{0};
    std::int64_t total{0};
    bool low{false};
};
BOOST_DESCRIBE_STRUCT(Disk, (), (holds, free, total, low))

struct RunningState {
    std::string version;
    std::string engine;
    Instant started_at;
    Instant now;
    std::optional<std::string> trouble;      ///< what keeps it from serving
    std::optional<std::string> last_backup;  ///< RFC 3339; nothing: there is none
    std::int64_t backups{0};
    std::string backup_at;  ///< time of the daily one, or off
    std::int64_t parked{0};
    std::int64_t open_screens{0};
    std::vector<Disk> disks;
};
BOOST_DESCRIBE_STRUCT(RunningState, (),
                      (version, engine, started_at, now, trouble, last_backup, backups, backup_at, parked, open_screens,
                       disks))

JobRow row_of(jobs::Entry const& entry) {
    JobRow row{entry.id,      entry.kind,  entry.state,  entry.done,   entry.total,
               entry.message, entry.tries, entry.run_at, std::nullopt, entry.ended_at};
    if (!entry.fault.empty()) row.reason = entry.fault;
    return row;
}

void add_disk(std::vector<Disk>& disks, std::string holds, std::string const& path) {
    try {
        auto const space = backup::space_at(path);
        disks.push_back({std::move(holds), space.free, space.total, space.low()});
    } catch (db::Fault const&) {
        // A folder that is not there yet (no backup was made) has no space to tell of.
    }
}

void add_backups(RunningState& state, std::string const& root) {
    try {
        auto const all = backup::list(root);
        state.backups = static_cast<std::int64_t>(all.size());
        if (!all.empty()) state.last_backup = backup::read_manifest(all.back()).made_at;
    } catch (db::Fault const&) {
        // One that is being made or was cut off: xinglin doctor says more.
    }
}

RunningState state_of(Modules::Parts& parts, Instant started_at, std::int64_t parked) {
    auto const& core = parts.core;
    RunningState state;
    state.version = XINGLIN_VERSION;
    state.engine = core.database->engine() == db::Engine::sqlite ? "SQLite" : "PostgreSQL";
    state.started_at = started_at;
    state.now = core.clock.now();
    if (parts.trouble.load()) state.trouble = "数据库或磁盘有问题，请运行 xinglin doctor";
    state.backup_at = core.settings.backup_at;
    state.parked = parked;
    state.open_screens = static_cast<std::int64_t>(parts.shop.hub.listeners());
    add_backups(state, core.settings.backups());
    add_disk(state.disks, "data", core.settings.data);
    add_disk(state.disks, "backups", core.settings.backups());
    return state;
}

audit::Event job_event(std::string action, std::string summary, jobs::Progress const& job) {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "job";
    event.subject = job.id.value;
    event.summary = std::move(summary);
    event.details = {{"kind", job.kind}};
    return event;
}

}  // namespace

Result<Done> retry_job(Modules::Parts& parts, auth::Actor const& actor, JobId id) {
    return parts.core.database->write([&](db::Tx& tx) -> Result<Done> {
        auto const job = jobs::find(tx, id);
        if (!job) return fail(not_found());
        if (!jobs::retry(tx, id, parts.core.clock.now())) return fail(conflict("jobs.not_parked"));
        parts.core.trail.record(tx, actor, job_event("system.job_retried", "重新运行作业", *job));
        return Done{};
    });
}

Result<Done> cancel_job(Modules::Parts& parts, auth::Actor const& actor, JobId id) {
    return parts.core.database->write([&](db::Tx& tx) -> Result<Done> {
        auto const job = jobs::find(tx, id);
        if (!job) return fail(not_found());
        if (!jobs::cancel(tx, id)) return fail(conflict("jobs.over"));
        parts.intake.job_cancelled(tx, actor, id);
        parts.core.trail.record(tx, actor, job_event("system.job_cancelled", "要求停止作业", *job));
        return Done{};
    });
}

void mount_running_state(http::Router& router, Modules::Parts& parts) {
    router.work<http::Nothing, RunningState>(
        "GET", "/v1/system", system_read, "How the program runs: version, backups and disks",
        {.scope = http::ScopeKind::none},
        [&parts, started_at = parts.core.clock.now()](http::Call const&, http::Nothing const&) -> Result<RunningState> {
            auto const parked = parts.core.database->read([](db::Reader& reader) { return jobs::parked(reader); });
            return state_of(parts, started_at, parked);
        });
    router.get<ListJobs, JobList>(
        "/v1/jobs", jobs_read, "Long and repeated work, the latest first", {.scope = http::ScopeKind::none},
        [](http::Call const& call, ListJobs const& in) -> Result<JobList> {
            JobList out;
            for (auto const& entry :
                 jobs::list(call.reader(), in.ended ? jobs::Which::ended : jobs::Which::open, most_jobs))
                out.items.push_back(row_of(entry));
            return out;
        });
    router.post<JobRef, http::Nothing>(
        "/v1/jobs/{id}/retries", jobs_manage, "Let a parked job begin anew",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::not_found, "not_found"}, {Kind::conflict, "jobs.not_parked"}}},
        [&parts](http::Call const& call, JobRef const& in) -> Result<http::Nothing> {
            TRY(retry_job(parts, call.actor(), in.id));
            return http::Nothing{};
        });
}

}  // namespace xinglin::app
