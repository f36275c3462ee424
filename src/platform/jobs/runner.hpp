#pragma once
#include "base/time.hpp"
#include "platform/jobs/jobs.hpp"

#include <memory>

namespace xinglin::jobs {

/// One kind of job and how it is tried again.
struct JobKind {
    std::string name;  ///< "<module>.<verb>": "intake.commit"
    Handler run;
    int tries{6};                                ///< after the last one the job is parked
    std::int64_t first_delay_ms{second_ms};      ///< doubles with each try, at most a quarter of an hour
};

/// Repeated work: enqueues a job when it is due. A time that was missed is caught up once; none is added while one is open.
struct Schedule {
    std::string name;
    std::string kind;
    std::string payload{"{}"};
    std::int64_t every_ms{0};  ///< an interval, or
    int daily_minute{-1};  ///< minutes after midnight in Asia/Shanghai
};

/// Runs jobs. Several nodes may run at once on PostgreSQL: a claim decides.
class Runner {
  public:
    /// @param node as of the IdSource: after a restart the node takes up at once what its earlier process held
    /// @param threads jobs at the same time
    Runner(db::Database& database, Clock const& clock, int node = 0, int threads = 2);
    ~Runner();
    Runner(Runner const&) = delete;
    Runner& operator=(Runner const&) = delete;

    /// Before start().
    void add(JobKind kind);
    void add(Schedule schedule);
    void start();
    /// Tells running jobs that the program is closing and waits for them.
    void stop();

    /// For tests and the command line: runs in this thread what is due at the clock's time, schedules too, until nothing is.
    /// @param kind only jobs of this kind; "" all that have a handler
    /// @returns how many ran
    int run_due(std::string_view kind = {});
    /// A worker that runs jobs of `kind` right now, whatever their time: sets the named schedule due. @returns false: no such schedule
    bool make_due(std::string_view schedule);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace xinglin::jobs
