#include "app/commands.hpp"
#include "app/core.hpp"
#include "app/data_folder.hpp"

#include <cstdio>

namespace xinglin::app {
namespace {

Result<Done> run_migrate(Invocation const& call) {
    TRY(prepare_data_folder(call.settings));
    TRY(drop_privileges(call.settings));
    TRY_ASSIGN(auto const core, Core::open(call.settings, Process::command));
    std::printf("数据库已是本版本（%s）的结构。\n", XINGLIN_VERSION);
    return Done{};
}

Result<bool> run_verify(Invocation const& call) {
    TRY(drop_privileges(call.settings));
    TRY_ASSIGN(auto const core, Core::open(call.settings, Process::command));
    auto const report = audit::verify(*core->database, core->vault->signer().public_key_pem());
    std::printf("审计记录 %lld 条，检查点 %lld 个。\n", static_cast<long long>(report.entries),
                static_cast<long long>(report.checkpoints));
    for (auto const& finding : report.findings) {
        std::printf("  节点 %lld 第 %lld 条：%s\n", static_cast<long long>(finding.node),
                    static_cast<long long>(finding.sequence), finding.text.c_str());
    }
    if (report.intact()) {
        std::printf("记录完整，没有被改动。\n");
    } else {
        std::printf("发现 %lld 处问题，记录可能被改动。\n", static_cast<long long>(report.findings_total));
    }
    return report.intact();
}

}  // namespace

int migrate(Invocation const& call) {
    auto const done = run_migrate(call);
    return done ? 0 : report(done.error());
}

int verify_audit(Invocation const& call) {
    auto const intact = run_verify(call);
    if (!intact) return report(intact.error());
    return *intact ? 0 : 1;
}

}  // namespace xinglin::app
