#include "app/commands.hpp"
#include "app/data_folder.hpp"
#include "app/demo.hpp"
#include "app/serve.hpp"

#include <cstdio>

namespace xinglin::app {
namespace {

Result<Done> run(Invocation const& call) {
    auto settings = call.settings;
    settings.demo = true;
    settings.require_second_factor = "no";
    if (settings.listen_host != "127.0.0.1" && settings.listen_host != "::1" && settings.listen_host != "localhost") {
        return fail(malformed("app.demo_loopback"));
    }
    hold_signals();
    TRY(prepare_demo_folder(settings));
    TRY(drop_privileges(settings));
    confine_server(settings, call.ready_file);
    TRY_ASSIGN(auto application, Application::open(settings, Process::server));
    std::printf("正在准备演示医院的数据……\n");
    std::fflush(stdout);
    TRY(build_demo(*application));
    TRY_ASSIGN(auto const links, demo_links(*application));
    if (!call.prepare_only) return serve_until_stopped(*application, links, call.ready_file);
    std::printf("演示数据已准备好：%s\n", settings.data.c_str());
    return Done{};
}

}  // namespace

int demo(Invocation const& call) {
    auto const done = run(call);
    return done ? 0 : report(done.error());
}

}  // namespace xinglin::app
