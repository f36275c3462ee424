#include "app/application.hpp"

#include "app/parts.hpp"
#include "base/text.hpp"
#include "modules/portal/portal.hpp"

#include <filesystem>

namespace xinglin::app {

Workshop::Workshop(Core& core, Process process)
    : runner(*core.database, core.clock, Core::node_of(core.settings, process)),
      bus(*core.database, core.clock),
      store(core.settings.data + "/files"),
      uploads(core.settings.data + "/uploads", store, core.clock, core.ids) {}

Application::Application(std::unique_ptr<Core> core, Process process)
    : core_(std::move(core)), workshop_(*core_, process), keys_(*core_->vault) {}

Application::~Application() { stop_work(); }

Result<std::unique_ptr<Application>> Application::open(Settings const& settings, Process process) {
    TRY_ASSIGN(auto core, Core::open(settings, process));
    std::unique_ptr<Application> made(new Application(std::move(core), process));
    TRY_ASSIGN(made->modules_, Modules::build(*made->core_, made->workshop_));
    auto& parts = made->modules_->parts();
    made->health_ = std::make_unique<HealthWatch>(*parts.core.database, parts.core.clock, parts.trouble);
    TRY(made->modules_->mount(made->router_));
    return made;
}

void Application::start_work() {
    keys_.start();
    health_->start();
    workshop_.bus.start();
    workshop_.runner.start();
}

void Application::stop_work() {
    workshop_.runner.stop();
    workshop_.bus.stop();
    if (health_) health_->stop();
    keys_.stop();
}

void limit_requests(http::ServerOptions& options, int per_minute) {
    if (per_minute == 0) {
        options.per_address = options.per_account = options.work_per_address = {};
        options.connections_per_address = options.connections;
        return;
    }
    auto const rate = per_minute / 60.0;
    options.per_account = {rate, std::max(60.0, per_minute / 2.0)};
    // A whole institution may stand behind one address.
    constexpr double colleagues = 20;
    options.per_address = {colleagues * rate, std::max(200.0, 5.0 * colleagues * rate)};
}

std::unique_ptr<http::Server> Application::server() {
    auto const& settings = core_->settings;
    http::ServerOptions options;
    options.address = settings.listen_host;
    options.port = settings.listen_port;
    options.io_threads = settings.io_threads;
    options.read_threads = settings.workers;
    options.drain_ms = settings.drain_seconds * second_ms;
    options.secure = text::starts_with(settings.base_url(), "https://");
    options.require_second_factor = settings.require_second_factor == "yes";
    if (!settings.trusted_proxy.empty()) options.trusted_proxies = {settings.trusted_proxy};
    limit_requests(options, settings.requests_per_minute);
    auto& parts = *modules_;
    return std::make_unique<http::Server>(
        http::Parts{
            .router = router_,
            .clock = core_->clock,
            .authenticator = parts.authenticator(),
            .database = core_->database.get(),
            .idempotency = parts.idempotency(),
            .hub = &workshop_.hub,
            .uploads = &workshop_.uploads,
            .web = {{"/m/", "web/dist/m/", "web/dist/m/index.html", false},
                    {"/console/", "web/dist/console/", "web/dist/console/index.html", false},
                    {"/assets/", "web/dist/assets/", "", true}},
            .unready = [this]() -> std::string {
                return keys_.stale() ? "主密钥已更换，请重启本节点" : modules_->unready();
            },
            .refused =
                [this](http::Refusal&& refusal) { modules_->parts().refusals.note(refused(std::move(refusal))); },
            .error_page = [demo = settings.demo](
                              int status, std::string_view detail,
                              std::string_view request) { return portal::error_page(status, detail, request, demo); },
        },
        options);
}

}  // namespace xinglin::app
