// What is due now for every branch and everybody on the roster: what the home screens would show, counted. For whoever wants
// to know before a term begins what is open, and for the bench.
#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/parts.hpp"
#include "base/check.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/people/roll.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <limits>
#include <map>
#include <thread>

namespace xinglin::app {
namespace {

constexpr std::size_t turn = 200;  ///< people or branches that one snapshot is read for

struct Kind {
    std::int64_t duties{0};
    std::int64_t overdue{0};
    std::int64_t holders{0};  ///< branches, people
};
using Kinds = std::map<std::string, Kind>;

void add(Kinds& all, std::vector<duties::Duty> const& found) {
    std::map<std::string_view, bool> seen;
    for (auto const& duty : found) {
        auto& kind = all[duty.kind];
        ++kind.duties;
        kind.overdue += duty.overdue ? 1 : 0;
        if (seen.emplace(duty.kind, true).second) ++kind.holders;
    }
}

void add(Kinds& all, Kinds const& more) {
    for (auto const& [name, kind] : more) {
        auto& sum = all[name];
        sum.duties += kind.duties;
        sum.overdue += kind.overdue;
        sum.holders += kind.holders;
    }
}

/// Those a duty is looked for: each branch as its secretary sees it, everybody as they see themselves.
std::vector<auth::Actor> askers(Modules::Parts& parts) {
    auto const* secretary = parts.roles.find("branch_secretary");
    auto const* member = parts.roles.find("member");
    XL_CHECK(secretary != nullptr && member != nullptr);
    return parts.core.database->read([&](db::Reader& reader) {
        std::vector<auth::Actor> out;
        for (auto const& branch : organisations::branches_in(reader, auth::Scope::everything())) {
            auth::Actor actor;
            actor.name = branch.name;
            actor.grants.push_back(accounts::grant_of(*secretary, branch.path));
            out.push_back(std::move(actor));
        }
        for (auto const person : people::everybody(reader, {}, std::numeric_limits<int>::max())) {
            auth::Actor actor;
            actor.person = person;
            actor.grants.push_back(accounts::grant_of(*member, std::string(auth::nowhere)));
            out.push_back(std::move(actor));
        }
        return out;
    });
}

Kinds count_all(Modules::Parts& parts, std::vector<auth::Actor> const& all) {
    auto const today = parts.core.clock.today();
    std::atomic<std::size_t> next{0};
    auto const crew_size = std::max(1U, std::thread::hardware_concurrency());
    std::vector<Kinds> counted(crew_size);
    std::vector<std::thread> crew;
    for (std::size_t i = 0; i < crew_size; ++i)
        crew.emplace_back([&, i] {
            for (auto from = next.fetch_add(turn); from < all.size(); from = next.fetch_add(turn))
                parts.core.database->read([&](db::Reader& reader) {
                    for (auto at = from; at < std::min(from + turn, all.size()); ++at)
                        add(counted[i],
                            duties::most_urgent(parts.duty_sources, reader, all[at], today, duties::most_duties)
                                .duties);
                });
        });
    for (auto& each : crew) each.join();
    Kinds out;
    for (auto const& each : counted) add(out, each);
    return out;
}

Result<Done> run(Invocation const& call) {
    TRY(drop_privileges(call.settings));
    TRY_ASSIGN(auto application, Application::open(call.settings, Process::command));
    auto& parts = application->modules().parts();
    auto const begun = std::chrono::steady_clock::now();
    auto const all = askers(parts);
    auto const kinds = count_all(parts, all);
    auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    auto const branches =
        std::count_if(all.begin(), all.end(), [](auth::Actor const& one) { return one.person.none(); });
    std::int64_t sum = 0, overdue = 0;
    for (auto const& [name, kind] : kinds) sum += kind.duties, overdue += kind.overdue;
    if (!call.json) {
        std::printf("%lld个党支部、%zu人，共有待办%lld项，其中逾期%lld项。\n", static_cast<long long>(branches),
                    all.size() - static_cast<std::size_t>(branches), static_cast<long long>(sum),
                    static_cast<long long>(overdue));
    }
    for (auto const& [name, kind] : kinds)
        std::printf(call.json ? R"({"kind": "%s", "duties": %lld, "overdue": %lld, "holders": %lld})"
                                "\n"
                              : "  %s：%lld项，逾期%lld项，涉及%lld个支部或个人\n",
                    name.c_str(), static_cast<long long>(kind.duties), static_cast<long long>(kind.overdue),
                    static_cast<long long>(kind.holders));
    if (call.json)
        std::printf(R"({"branches": %lld, "people": %zu, "duties": %lld, "overdue": %lld, "seconds": %.4f})"
                    "\n",
                    static_cast<long long>(branches), all.size() - static_cast<std::size_t>(branches),
                    static_cast<long long>(sum), static_cast<long long>(overdue), seconds);
    return Done{};
}

}  // namespace

int duties_command(Invocation const& call) {
    auto const done = run(call);
    return done ? 0 : report(done.error());
}

}  // namespace xinglin::app
