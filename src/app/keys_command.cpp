#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/parts.hpp"
#include "platform/crypto/rotation_job.hpp"

#include <chrono>
#include <cstdio>
#include <thread>

namespace xinglin::app {
namespace {

audit::Event event_of(std::string action, std::string summary) {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "key";
    event.summary = std::move(summary);
    return event;
}

bool over(std::string const& state) { return state != "waiting" && state != "running"; }

/// The job runs here, or in the server where one is at work on the same data.
Result<Done> rotate(Invocation const& call) {
    TRY_ASSIGN(auto application, Application::open(call.settings, Process::command));
    auto& core = application->core();
    TRY_ASSIGN(auto const job, core.database->write([&](db::Tx& tx) -> Result<JobId> {
        core.trail.record(tx, auth::Actor::the_system("命令行"), event_of("keys.rotation_asked", "要求轮换数据密钥"));
        return jobs::enqueue(tx, crypto::rotation_kind, "{}", {}, core.clock.now());
    }));
    std::printf("正在轮换数据密钥并重新加密，其间可以照常使用。\n");
    std::fflush(stdout);
    auto const look = [&] {
        return core.database->read([&](db::Reader& reader) { return jobs::find(reader, job).value(); });
    };
    auto seen = look();
    for (; !over(seen.state); seen = look()) {
        if (application->workshop().runner.run_due(crypto::rotation_kind) == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
    }
    if (seen.state != "done") return fail(problem(Kind::fault, "app.keys_not_rotated").fact("reason", seen.message));
    std::printf("%s。旧密钥在确认无处使用后销毁（服务运行时一小时内）。\n", seen.message.c_str());
    return Done{};
}

Result<Done> change_master(Invocation const& call) {
    TRY_ASSIGN(auto const core, Core::open(call.settings, Process::command));
    auto const path = core->settings.master_key_file();
    auto const next = crypto::MasterKey::generate();
    TRY(crypto::write_master_key(crypto::next_master_key_file(path), next));
    std::string code;
    auto const now = core->clock.now();
    TRY(core->vault->change_master_key(next, now, [&](db::Tx& tx) {
        code = crypto::make_recovery_code(tx, next, now);
        core->trail.record(tx, auth::Actor::the_system("命令行"),
                           event_of("keys.master_changed", "更换主密钥和恢复码"));
    }));
    TRY_ASSIGN(auto const former, crypto::take_next_master_key(path, now));
    std::printf("主密钥已更换。正在运行的服务请重启；多个节点时把 %s 复制到每个节点。\n", path.c_str());
    std::printf("旧主密钥保存在 %s，恢复以前的备份时使用（--backup-key），请移到安全的地方。\n", former.c_str());
    std::printf("新的恢复码（旧的已作废，只显示这一次）：\n%s\n", code.c_str());
    return Done{};
}

}  // namespace

int keys_command(Invocation const& call) {
    if (auto const dropped = drop_privileges(call.settings); !dropped) return report(dropped.error());
    auto const done = call.kind == "rotate" ? rotate(call) : change_master(call);
    return done ? 0 : report(done.error());
}

}  // namespace xinglin::app
