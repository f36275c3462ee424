#include "app/health_watch.hpp"

#include "platform/db/probe.hpp"
#include "platform/log/log.hpp"

namespace xinglin::app {

void HealthWatch::start() {
    if (thread_.joinable()) return;
    stopping_ = false;
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            lock.unlock();
            look();
            lock.lock();
            changed_.wait_for(lock, std::chrono::seconds(trouble_ ? 2 : 30), [this] { return stopping_; });
        }
    });
}

void HealthWatch::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void HealthWatch::look() {
    auto const said = db::probe(database_, clock_.now());
    bool const ill = !said.empty();
    if (ill != trouble_.exchange(ill))
        ill ? log::error("health.no_writes", {{"what", said}}) : log::info("health.writes_again", {});
}

}  // namespace xinglin::app
