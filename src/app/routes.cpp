#include "app/routes.hpp"

#include "platform/db/db.hpp"
#include "platform/jobs/jobs.hpp"

namespace xinglin::duties {
BOOST_DESCRIBE_ENUM(ConfirmationKind, role_grant, clear_export, membership_step, late_change, approval)
}  // namespace xinglin::duties

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

struct HomeIn {
    Within<1, duties::most_duties> limit{duties::most_on_home};
};
BOOST_DESCRIBE_STRUCT(HomeIn, (), (limit))

struct Home {
    std::vector<HomeDuty> duties;
    std::int64_t more{0};  ///< duties behind these
};
BOOST_DESCRIBE_STRUCT(Home, (), (duties, more))

struct Waiting {
    Id<struct WaitingTag> id;  ///< of the step in its module: together with the kind it says where to agree
    duties::ConfirmationKind kind_{};
    std::string title;
    std::string detail;
    std::optional<std::string> article;
    std::string asked_by;
    Instant asked_at;
    std::string link;
    bool refusable{true};
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (id, kind_, title, detail, article, asked_by, asked_at, link, refusable))

struct Confirmations {
    std::vector<Waiting> items;
};
BOOST_DESCRIBE_STRUCT(Confirmations, (), (items))

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

Waiting shown(duties::Confirmation one) {
    auto article = one.article.empty() ? std::nullopt : std::optional(std::move(one.article));
    return {
        Id<struct WaitingTag>{one.id}, one.kind,     std::move(one.title), std::move(one.detail), std::move(article),
        std::move(one.asked_by),       one.asked_at, std::move(one.link),  one.refusable};
}

}  // namespace

void mount_own_routes(http::Router& router, db::Database& database, Clock const& clock,
                      std::vector<duties::Source const*> const& sources, JobCancelled const& cancelled) {
    router.get<HomeIn, Home>("/v1/home", auth::signed_in,
                             "What this person should do next, the most urgent first: five unless more are asked for, "
                             "and how many stand behind",
                             {.scope = http::ScopeKind::own},
                             [&clock, sources](http::Call const& call, HomeIn const& in) -> Result<Home> {
                                 auto ranked = duties::most_urgent(sources, call.reader(), call.actor(), clock.today(),
                                                                   static_cast<int>(in.limit.value));
                                 Home home{{}, ranked.more};
                                 for (auto& duty : ranked.duties) home.duties.push_back(shown(std::move(duty)));
                                 return home;
                             });
    router.get<http::Nothing, Confirmations>(
        "/v1/confirmations", auth::signed_in, "Steps of others that wait for this person's word, the oldest first",
        {.scope = http::ScopeKind::own},
        [&clock, sources](http::Call const& call, http::Nothing const&) -> Result<Confirmations> {
            Confirmations out;
            for (auto& one : duties::waiting(sources, call.reader(), call.actor(), clock.now()))
                out.items.push_back(shown(std::move(one)));
            return out;
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
