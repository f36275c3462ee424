#include "platform/jobs/runner.hpp"

#include "base/check.hpp"
#include "gen/jobs/sql.hpp"
#include "platform/db/db.hpp"
#include "platform/jobs/channels.hpp"
#include "platform/jobs/schedule.hpp"
#include "platform/jobs/turn.hpp"
#include "platform/log/log.hpp"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <random>
#include <thread>

namespace xinglin::jobs {

namespace {

/// Between two looks for due jobs when nobody tells of one.
constexpr auto look_every = std::chrono::milliseconds(1000);
constexpr std::int64_t renew_every_ms = lease_ms / 4;
constexpr std::int64_t longest_delay_ms = 15 * minute_ms;
/// A job during which the process died so often is left alone: it may be the cause.
constexpr int most_deaths = 24;
constexpr std::int64_t kept_ms = 30 * day_ms;

/// How a run ended, as it is written down.
struct End {
    std::string state;
    std::string message;
    std::string fault{};   ///< for the operator; never shown to the person
    std::int64_t delay_ms{0};
    bool free_try{false};  ///< the run does not count
};

std::string new_holder(int node) {
    std::random_device random;
    return std::to_string(node) + "/" + std::to_string(::getpid()) + "/" + std::to_string(random());
}

bool passes(Kind kind) { return kind == Kind::unavailable || kind == Kind::no_space || kind == Kind::fault; }

}  // namespace

struct Runner::State {
    db::Database& database;
    Clock const& clock;
    int node;
    int threads;
    std::string holder;
    std::map<std::string, JobKind, std::less<>> kinds{};
    std::vector<Schedule> schedules{};
    std::mutex mutex{};
    std::condition_variable wake{};
    std::uint64_t news{0};
    std::atomic<bool> stopping{false};
    db::Listening listening{};
    std::vector<std::thread> running{};

    std::optional<Claimed> claim(std::string_view kind);
    std::optional<Claimed> try_claim(JobId id, Instant now);
    void run(Claimed claimed);
    End run_handler(JobKind const& kind, RunningTurn& turn);
    static End later(JobKind const& kind, int tries, std::string message, std::string fault);
    void finish(RunningTurn const& turn, End const& end);
    void work();
    void keep();
    void guarded(char const* what, std::function<void()> const& fn);
    bool wait(std::uint64_t& seen);
};

Runner::Runner(db::Database& database, Clock const& clock, int node, int threads)
    : state_(new State{database, clock, node, std::max(1, threads), new_holder(node)}) {}

Runner::~Runner() { stop(); }

void Runner::add(JobKind kind) {
    auto const name = kind.name;
    XL_CHECK(state_->kinds.emplace(name, std::move(kind)).second);
}

void Runner::add(Schedule schedule) {
    XL_CHECK((schedule.every_ms > 0) != (schedule.daily_minute >= 0));
    state_->schedules.push_back(std::move(schedule));
}

void Runner::start() {
    auto& state = *state_;
    (void)state.database.write([&](db::Tx& tx) -> Result<Done> {
        tx.run(sql::recover, state.node, state.holder, state.clock.now());
        return Done{};
    });
    state.listening = state.database.listen(std::string(due_channel), [&state](std::string_view) {
        {
            std::lock_guard const lock(state.mutex);
            ++state.news;
        }
        state.wake.notify_all();
    });
    for (int n = 0; n < state.threads; ++n) state.running.emplace_back([&state] { state.work(); });
    state.running.emplace_back([&state] { state.keep(); });
}

void Runner::stop() {
    auto& state = *state_;
    {
        std::lock_guard const lock(state.mutex);
        state.stopping = true;
    }
    state.wake.notify_all();
    for (auto& thread : state.running) thread.join();
    state.running.clear();
    state.listening.reset();
}

int Runner::run_due(std::string_view kind) {
    auto& state = *state_;
    tick(state.database, state.schedules, state.clock.now());
    int ran = 0;
    while (auto claimed = state.claim(kind)) {
        state.run(std::move(*claimed));
        ++ran;
    }
    return ran;
}

bool Runner::make_due(std::string_view schedule) {
    tick(state_->database, state_->schedules, state_->clock.now());
    return jobs::make_due(state_->database, schedule, state_->clock.now());
}

/// The next due job that this runner can run, taken by one conditional UPDATE.
std::optional<Claimed> Runner::State::claim(std::string_view kind) {
    auto const now = clock.now();
    std::vector<JobId> due;
    database.read([&](db::Reader& reader) {
        auto const collect = [&](db::Row const& row) {
            if (kinds.contains(row.text(1))) due.push_back(row.get<JobId>(0));
        };
        bool const one = !kind.empty();
        reader.each(one ? sql::list_due.with({"kind"}) : sql::list_due.with({}), collect, now, kind);
        reader.each(one ? sql::list_expired.with({"kind"}) : sql::list_expired.with({}), collect, now, kind);
    });
    for (auto const id : due) {
        if (auto claimed = try_claim(id, now)) return claimed;
    }
    return std::nullopt;
}

std::optional<Claimed> Runner::State::try_claim(JobId id, Instant now) {
    std::optional<Claimed> got;
    (void)database.write([&](db::Tx& tx) -> Result<Done> {
        got = tx.one(
            sql::claim,
            [&](db::Row const& row) {
                Claimed claimed;
                claimed.id = id;
                claimed.kind = row.get<std::string>(0);
                claimed.payload = row.get<std::string>(1);
                claimed.owner = row.get<AccountId>(2);
                claimed.tries = row.get<int>(3);
                claimed.done = row.get<std::int64_t>(4);
                claimed.total = row.get<std::int64_t>(5);
                claimed.message = row.get<std::string>(6);
                claimed.cancelling = row.get<bool>(7);
                claimed.deaths = row.get<int>(8);
                return claimed;
            },
            id, node, holder, now + lease_ms, now);
        if (got) tell_changed(tx, id, got->owner);
        return Done{};
    });
    return got;
}

void Runner::State::run(Claimed claimed) {
    auto const& kind = kinds.find(claimed.kind)->second;
    RunningTurn turn(database, clock, holder, std::move(claimed), stopping);
    auto end = run_handler(kind, turn);
    // A fault while putting things in order is tried again; everything else that ended after the request is its end.
    if (turn.told_to_stop() && (end.state == "done" || end.state == "failed")) end.state = "cancelled";
    finish(turn, end);
}

End Runner::State::run_handler(JobKind const& kind, RunningTurn& turn) {
    auto const tries = turn.claimed().tries;
    if (turn.claimed().deaths >= most_deaths)
        return {"parked", turn.claimed().message, "the process died every time it ran this"};
    try {
        auto const result = kind.run(turn);
        if (result) return {"done", turn.claimed().message};
        auto const& no = result.error();
        if (no.code == interrupted_code) return {"waiting", turn.claimed().message, {}, 0, true};
        auto message = no.detail.empty() ? turn.claimed().message : no.detail;
        if (passes(no.kind)) return later(kind, tries, std::move(message), no.code);
        return {"failed", std::move(message), no.code};
    } catch (db::Fault const& fault) {
        return later(kind, tries, turn.claimed().message, fault.statement + ": " + fault.message);
    } catch (db::ConstraintViolation const& violation) {
        return later(kind, tries, turn.claimed().message, violation.statement + ": " + violation.constraint);
    } catch (BrokenInvariant const& invariant) {
        return later(kind, tries, turn.claimed().message, invariant.what);
    } catch (std::exception const& error) { return later(kind, tries, turn.claimed().message, error.what()); }
}

End Runner::State::later(JobKind const& kind, int tries, std::string message, std::string fault) {
    log::warn("job.fault", {{"kind", kind.name}, {"tries", tries}, {"fault", fault}});
    if (tries >= kind.tries) return {"parked", std::move(message), std::move(fault)};
    auto const delay = std::min(longest_delay_ms, kind.first_delay_ms << std::min(tries - 1, 20));
    return {"waiting", std::move(message), std::move(fault), delay, false};
}

void Runner::State::finish(RunningTurn const& turn, End const& end) {
    auto const& job = turn.claimed();
    auto const now = clock.now();
    bool const over = end.state != "waiting";
    // The result of a run must not be lost to a passing fault of the engine: the lease would run the job once more.
    for (int attempt = 0;; ++attempt) {
        try {
            (void)database.write([&](db::Tx& tx) -> Result<Done> {
                tx.run(sql::finish, job.id, holder, end.state, now + end.delay_ms, end.message, end.fault,
                       over ? std::optional(now) : std::nullopt, end.free_try, job.done, job.total);
                tell_changed(tx, job.id, job.owner);
                return Done{};
            });
            return;
        } catch (db::Fault const& fault) {
            log::error("job.finish", {{"job", job.id.value}, {"fault", fault.message}});
            if (attempt == 5 || stopping) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
    }
}

void Runner::State::guarded(char const* what, std::function<void()> const& fn) {
    try {
        fn();
    } catch (db::Fault const& fault) {
        log::warn("job.runner", {{"step", what}, {"fault", fault.message}});
    } catch (BrokenInvariant const& invariant) {
        log::error("job.runner", {{"step", what}, {"fault", invariant.what}});
    } catch (std::exception const& error) { log::error("job.runner", {{"step", what}, {"fault", error.what()}}); }
}

/// Waits for news or the next look; false when the runner stops.
bool Runner::State::wait(std::uint64_t& seen) {
    std::unique_lock lock(mutex);
    wake.wait_for(lock, look_every, [&] { return stopping || news != seen; });
    seen = news;
    return !stopping;
}

void Runner::State::work() {
    std::uint64_t seen = 0;
    do {
        guarded("run", [&] {
            while (!stopping) {
                auto claimed = claim({});
                if (!claimed) return;
                run(std::move(*claimed));
            }
        });
    } while (wait(seen));
}

/// Renews the claims of this process, ticks the schedules, sweeps old rows.
void Runner::State::keep() {
    Instant renewed{}, swept{};
    std::uint64_t seen = 0;
    do {
        guarded("keep", [&] {
            auto const now = clock.now();
            tick(database, schedules, now);
            if (now.ms - renewed.ms >= renew_every_ms) {
                renewed = now;
                (void)database.write(
                    [&](db::Tx& tx) -> Result<std::int64_t> { return tx.run(sql::renew, holder, now + lease_ms); });
            }
            if (now.ms - swept.ms >= day_ms) {
                swept = now;
                (void)database.write(
                    [&](db::Tx& tx) -> Result<std::int64_t> { return tx.run(sql::sweep, now + -kept_ms); });
            }
        });
    } while (wait(seen));
}

}  // namespace xinglin::jobs
