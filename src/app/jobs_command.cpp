#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/parts.hpp"
#include "app/running_state.hpp"
#include "platform/jobs/listing.hpp"

#include <cstdio>

namespace xinglin::app {
namespace {

constexpr int most_listed = 200;

char const* title_of(std::string const& state) {
    if (state == "waiting") return "等待";
    if (state == "running") return "进行中";
    if (state == "parked") return "已停下";
    return state.c_str();
}

void print(jobs::Entry const& entry) {
    std::printf("%s  %s  %s", entry.id.text().c_str(), title_of(entry.state), entry.kind.c_str());
    if (entry.total > 0)
        std::printf("  %lld/%lld", static_cast<long long>(entry.done), static_cast<long long>(entry.total));
    if (!entry.message.empty()) std::printf("  %s", entry.message.c_str());
    std::printf("\n");
    if (!entry.fault.empty()) std::printf("       原因：%s\n", entry.fault.c_str());
}

Result<Done> run(Invocation const& call) {
    TRY_ASSIGN(auto application, Application::open(call.settings, Process::command));
    auto& parts = application->modules().parts();
    if (call.kind.empty() || call.kind == "list") {
        auto const open = parts.core.database->read(
            [](db::Reader& reader) { return jobs::list(reader, jobs::Which::open, most_listed); });
        for (auto const& entry : open) print(entry);
        if (open.empty()) std::printf("没有等待、进行中或停下的作业。\n");
        return Done{};
    }
    auto const id = JobId::parse(call.request);
    if (!id) return fail(malformed("app.job_number"));
    auto const actor = auth::Actor::the_system("命令行");
    if (call.kind == "retry") {
        TRY(retry_job(parts, actor, *id));
        std::printf("作业将重新运行（服务在运行时立即开始）。\n");
    } else {
        TRY(cancel_job(parts, actor, *id));
        std::printf("已要求停止；进行中的作业在下一步之前停下。\n");
    }
    return Done{};
}

}  // namespace

int jobs_command(Invocation const& call) {
    if (auto const dropped = drop_privileges(call.settings); !dropped) return report(dropped.error());
    auto const done = run(call);
    return done ? 0 : report(done.error());
}

}  // namespace xinglin::app
