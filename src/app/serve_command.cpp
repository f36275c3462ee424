#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/modules.hpp"
#include "app/serve.hpp"

#include <cstdio>

namespace xinglin::app {
namespace {

Result<Done> run(Invocation const& call) {
    hold_signals();
    TRY(prepare_data_folder(call.settings));
    TRY(drop_privileges(call.settings));
    TRY_ASSIGN(auto application, Application::open(call.settings, Process::server));
    Announcement announcement{.title = "杏林 " XINGLIN_VERSION " 已启动", .links = {}, .labels = {}};
    return serve_until_stopped(*application, announcement, call.ready_file);
}

}  // namespace

int serve(Invocation const& call) {
    auto const done = run(call);
    return done ? 0 : report(done.error());
}

}  // namespace xinglin::app
