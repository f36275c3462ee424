#include "app/routes.hpp"

#include "platform/db/db.hpp"
#include "platform/jobs/jobs.hpp"

namespace xinglin::app {
namespace {

constexpr auth::Right jobs_read{"jobs.read"};
constexpr auth::Right jobs_manage{"jobs.manage"};

struct HomeDuty {
    std::string id;
    std::string kind_;
    std::string title;
    std::string detail;
    std::optional<std::string> article;
    std::optional<Date> due_on;
    bool overdue{false};
    std::int64_t count{0};
    std::string action;
    std::string link;
};
BOOST_DESCRIBE_STRUCT(HomeDuty, (), (id, kind_, title, detail, article, due_on, overdue, count, action, link))

struct Home {
    std::vector<HomeDuty> duties;
};
BOOST_DESCRIBE_STRUCT(Home, (), (duties))

struct JobRef {
    JobId id;
};
BOOST_DESCRIBE_STRUCT(JobRef, (), (id))

enum class JobState { waiting, running, done, failed, cancelled, parked };
BOOST_DESCRIBE_ENUM(JobState, waiting, running, done, failed, cancelled, parked)

struct Job {
    JobId id;
    std::string kind_;
    JobState state{};
    std::int64_t done{0};
    std::int64_t total{0};
    std::string message;
};
BOOST_DESCRIBE_STRUCT(Job, (), (id, kind_, state, done, total, message))

JobState state_of(std::string const& name) {
    if (name == "waiting") return JobState::waiting;
    if (name == "running") return JobState::running;
    if (name == "done") return JobState::done;
    if (name == "cancelled") return JobState::cancelled;
    return name == "parked" ? JobState::parked : JobState::failed;
}

HomeDuty shown(duties::Duty duty) {
    auto article = duty.article.empty() ? std::nullopt : std::optional(std::move(duty.article));
    return {std::move(duty.id),     std::move(duty.kind), std::move(duty.title), std::move(duty.detail),
            std::move(article),     duty.due_on,          duty.overdue,          duty.count,
            std::move(duty.action), std::move(duty.link)};
}

/// A job is its owner's; whoever may read (or manage) jobs sees all. Not yours and not there answer alike.
Result<jobs::Progress> access(db::Reader& reader, auth::Actor const& actor, JobId id, auth::Right right) {
    auto found = jobs::find(reader, id);
    if (!found || (found->owner != actor.account && !actor.has(right))) return fail(not_found());
    return std::move(*found);
}

}  // namespace

void mount_own_routes(http::Router& router, db::Database& database, Clock const& clock,
                      std::vector<duties::Source const*> const& sources, JobCancelled const& cancelled) {
    router.get<http::Nothing, Home>(
        "/v1/home", auth::signed_in, "At most five things this person should do next, the most urgent first",
        {.scope = http::ScopeKind::own},
        [&clock, sources](http::Call const& call, http::Nothing const&) -> Result<Home> {
            Home home;
            for (auto& duty : duties::most_urgent(sources, call.reader(), call.actor(), clock.today())) {
                home.duties.push_back(shown(std::move(duty)));
            }
            return home;
        });
    router.get<JobRef, Job>("/v1/jobs/{id}", auth::signed_in, "How far long work has come",
                            {.scope = http::ScopeKind::own, .errors = {{Kind::not_found, "not_found"}}},
                            [](http::Call const& call, JobRef const& input) -> Result<Job> {
                                TRY_ASSIGN(auto const job, access(call.reader(), call.actor(), input.id, jobs_read));
                                return Job{job.id, job.kind, state_of(job.state), job.done, job.total, job.message};
                            });
    router.del<JobRef, http::Nothing>(
        "/v1/jobs/{id}", auth::signed_in, "Ask long work to stop",
        {.scope = http::ScopeKind::own, .errors = {{Kind::not_found, "not_found"}, {Kind::conflict, "jobs.over"}}},
        [&database, cancelled](http::Call const& call, JobRef const& input) -> Result<http::Nothing> {
            return database.write([&](db::Tx& tx) -> Result<http::Nothing> {
                TRY(access(tx, call.actor(), input.id, jobs_manage));
                if (!jobs::cancel(tx, input.id)) return fail(conflict("jobs.over"));
                cancelled(tx, call.actor(), input.id);
                return http::Nothing{};
            });
        });
}

}  // namespace xinglin::app
