#pragma once
// Worker threads for handlers: made when needed, kept while busy, last idle first woken.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace xinglin::http {

class Pool {
  public:
    /// A unit of work; owned by the pool from submit() until run() has returned.
    class Task {
      public:
        virtual ~Task() = default;
        virtual void run() = 0;
    };

    /// @param most_threads threads are made one by one when all others are busy
    /// @param most_waiting tasks that may wait for a thread
    Pool(std::string name, int most_threads, std::size_t most_waiting);
    ~Pool();
    Pool(Pool const&) = delete;
    Pool& operator=(Pool const&) = delete;

    /// False when the queue is full or the pool has stopped: the task is given back untouched.
    [[nodiscard]] bool submit(std::unique_ptr<Task>& task);
    /// Runs what is queued, then ends the threads.
    void stop();

    [[nodiscard]] std::size_t waiting() const;
    [[nodiscard]] std::size_t threads() const;
    [[nodiscard]] std::size_t busy() const;
    /// Tasks that run or wait here; without a lock.
    [[nodiscard]] std::size_t active() const { return active_.load(std::memory_order_relaxed); }
    [[nodiscard]] std::string const& name() const { return name_; }

  private:
    struct Idle;
    void work();
    std::unique_ptr<Task> next(std::unique_lock<std::mutex>& lock, Idle& self);

    std::string name_;
    std::size_t most_threads_;
    std::size_t most_waiting_;
    std::atomic<std::size_t> active_{0};  ///< submitted and not yet done
    mutable std::mutex mutex_;
    std::deque<std::unique_ptr<Task>> queue_;
    std::vector<Idle*> idle_;
    std::vector<std::thread> threads_;
    bool stopped_{false};
};

}  // namespace xinglin::http
