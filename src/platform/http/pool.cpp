#include "platform/http/pool.hpp"

#include <pthread.h>

namespace xinglin::http {

// A thread without work waits on its own condition, so that the one whose caches are warm can be woken.
struct Pool::Idle {
    std::condition_variable wake;
    std::unique_ptr<Task> task;
    bool woken{false};
};

Pool::Pool(std::string name, int most_threads, std::size_t most_waiting)
    : name_(std::move(name)), most_threads_(static_cast<std::size_t>(most_threads)), most_waiting_(most_waiting) {}

Pool::~Pool() { stop(); }

bool Pool::submit(std::unique_ptr<Task>& task) {
    std::lock_guard const lock(mutex_);
    if (stopped_ || (idle_.empty() && queue_.size() >= most_waiting_)) return false;
    active_.fetch_add(1, std::memory_order_relaxed);
    if (!idle_.empty()) {
        // The task is handed over directly: nobody can take it from the woken thread.
        auto* const idle = idle_.back();
        idle_.pop_back();
        idle->task = std::move(task);
        idle->woken = true;
        idle->wake.notify_one();
        return true;
    }
    queue_.push_back(std::move(task));
    if (threads_.size() < most_threads_) threads_.emplace_back([this] { work(); });
    return true;
}

std::unique_ptr<Pool::Task> Pool::next(std::unique_lock<std::mutex>& lock, Idle& self) {
    if (!queue_.empty()) {
        auto task = std::move(queue_.front());
        queue_.pop_front();
        return task;
    }
    if (stopped_) return nullptr;
    self.woken = false;
    idle_.push_back(&self);
    self.wake.wait(lock, [&] { return self.woken; });
    return std::move(self.task);
}

void Pool::work() {
    pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());
    Idle self;
    std::unique_lock lock(mutex_);
    while (auto task = next(lock, self)) {
        lock.unlock();
        task->run();
        task.reset();
        active_.fetch_sub(1, std::memory_order_relaxed);
        lock.lock();
    }
}

void Pool::stop() {
    std::vector<std::thread> threads;
    {
        std::lock_guard const lock(mutex_);
        stopped_ = true;
        for (auto* const idle : idle_) {
            idle->woken = true;
            idle->wake.notify_one();
        }
        idle_.clear();
        threads.swap(threads_);
    }
    for (auto& thread : threads) thread.join();
}

std::size_t Pool::waiting() const {
    std::lock_guard const lock(mutex_);
    return queue_.size();
}
std::size_t Pool::threads() const {
    std::lock_guard const lock(mutex_);
    return threads_.size();
}
std::size_t Pool::busy() const {
    std::lock_guard const lock(mutex_);
    return threads_.size() - idle_.size();
}

}  // namespace xinglin::http
