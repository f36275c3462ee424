#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/parts.hpp"
#include "app/serve.hpp"

namespace xinglin::app {
namespace {

Result<Done> run(Invocation const& call) {
    hold_signals();
    TRY(prepare_data_folder(call.settings));
    TRY(drop_privileges(call.settings, Passage::none));
    confine_server(call.settings, call.ready_file);
    TRY_ASSIGN(auto application, Application::open(call.settings, Process::server));
    Announcement announcement{.title = "杏林 " XINGLIN_VERSION " 已启动", .links = {}, .labels = {}};
    if (auto const url = application->modules().parts().accounts.begin_set_up()) {
        announcement.links.emplace_back("setup", path_of(*url));
        announcement.labels.emplace_back("初次设置链接（只能用一次）");
    }
    return serve_until_stopped(*application, announcement, call.ready_file);
}

}  // namespace

int serve(Invocation const& call) {
    auto const done = run(call);
    return done ? 0 : report(done.error());
}

}  // namespace xinglin::app
