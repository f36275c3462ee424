#include "app/key_watch.hpp"

#include "platform/db/db.hpp"
#include "platform/log/log.hpp"

namespace xinglin::app {

void KeyWatch::start() {
    if (thread_.joinable()) return;
    stopping_ = false;
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!changed_.wait_for(lock, std::chrono::seconds(2), [this] { return stopping_; })) {
            lock.unlock();
            look();
            lock.lock();
        }
    });
}

void KeyWatch::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void KeyWatch::look() {
    try {
        auto const looked = vault_.refresh();
        bool const stale = !looked && looked.error().code == "crypto.key_wrong";
        if (stale && !stale_) log::error("keys.master_changed", {{"what", "restart with the new master key"}});
        stale_ = stale;
    } catch (db::Fault const& fault) {
        log::warn("keys.refresh", {{"what", fault.message}});
    } catch (std::exception const& fault) {
        log::warn("keys.refresh", {{"what", fault.what()}});  // the database is away: there is nothing new either
    }
}

}  // namespace xinglin::app
