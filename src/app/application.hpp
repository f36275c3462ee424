#pragma once
// The composition root: builds every object once, in the order of their layers, and hands out references.

#include "app/core.hpp"
#include "app/health_watch.hpp"
#include "app/key_watch.hpp"
#include "platform/events/events.hpp"
#include "platform/files/files.hpp"
#include "platform/http/edge.hpp"
#include "platform/http/router.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/push/push.hpp"

#include <memory>

namespace xinglin::app {

class Modules;

/// What the modules share above the core: work that goes on beside requests, files, news.
struct Workshop {
    Workshop(Core& core, Process process);

    jobs::Runner runner;
    events::Bus bus;
    push::Hub hub;
    files::Store store;
    files::Uploads uploads;
};

/// Everything but the listening server. The command line uses it without one.
class Application {
  public:
    /// @errors those of Core::open, and what a module finds wrong at the start
    [[nodiscard]] static Result<std::unique_ptr<Application>> open(Settings const& settings, Process process);
    ~Application();
    Application(Application const&) = delete;
    Application& operator=(Application const&) = delete;

    [[nodiscard]] Core& core() { return *core_; }
    [[nodiscard]] Workshop& workshop() { return workshop_; }
    [[nodiscard]] Modules& modules() { return *modules_; }
    [[nodiscard]] http::Router const& router() const { return router_; }

    /// Starts jobs and news beside the requests.
    void start_work();
    void stop_work();
    /// A server over all of it, not yet started.
    [[nodiscard]] std::unique_ptr<http::Server> server();

  private:
    Application(std::unique_ptr<Core> core, Process process);

    std::unique_ptr<Core> core_;
    Workshop workshop_;
    KeyWatch keys_;
    std::unique_ptr<Modules> modules_;
    std::unique_ptr<HealthWatch> health_;
    http::Router router_;
};

/// What the setting requests_per_minute means: so many for an account, twenty times as many for an address, 0 for no limit.
void limit_requests(http::ServerOptions& options, int per_minute);

}  // namespace xinglin::app
