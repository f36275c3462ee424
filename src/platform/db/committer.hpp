#pragma once
// Group commit: one thread runs the use cases of all threads on the one write connection, many in one transaction, each
// in a savepoint, and answers them after the commit.

#include "platform/db/db.hpp"
#include "platform/db/deferred.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

namespace xinglin::db {

/// An engine's write connection as the committer drives it; used by the writer thread only.
class WriteSession : public Tx {
  public:
    explicit WriteSession(IdSource& ids) : ids_(ids) {}
    /// Connects first where that is needed. Throws Fault.
    virtual void begin() = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
    virtual void savepoint() = 0;
    virtual void release() = 0;
    virtual void rollback_to() = 0;
    /// Whether the transaction still stands: engines give it up by themselves on some faults.
    [[nodiscard]] virtual bool standing() = 0;

    void after_commit(std::function<void()> fn) final { after_.push_back(std::move(fn)); }
    [[nodiscard]] std::int64_t new_id() final { return ids_.next_value(); }

    [[nodiscard]] std::vector<std::function<void()>> take_after() { return std::exchange(after_, {}); }
    void fresh() {
        after_.clear();
        violated_ = false;
    }
    [[nodiscard]] bool violated() const { return violated_; }

  protected:
    /// A constraint spoke: nothing more may run in this use case.
    void violate() { violated_ = true; }
    /// Refuses a statement after a violation, as PostgreSQL would.
    void check_whole() const;

  private:
    IdSource& ids_;
    std::vector<std::function<void()>> after_;
    bool violated_{false};
};

class Committer {
  public:
    Committer(std::unique_ptr<WriteSession> session, int max_batch);
    ~Committer();
    Committer(Committer const&) = delete;
    Committer& operator=(Committer const&) = delete;

    /// Returns after the durable commit, or after fn has answered false; throws what fn threw, or Fault.
    void run(std::function<bool(Tx&)> const& fn);
    /// Returns at once. Throws Fault when closing.
    void defer(Deferred& use_case);
    /// Refuses what a deferred use case may not do. Throws BrokenInvariant.
    void only_waiting() const;

  private:
    struct Item;
    [[nodiscard]] bool enqueue(Item& item);
    void run_within(std::function<bool(Tx&)> const& fn);
    void run_deferred(Item& item);
    void loop();
    bool take(std::vector<Item*>& batch);
    void run_all(std::vector<Item*>& batch);
    void attempt(std::vector<Item*> const& group, int& back_off);
    bool run_one(Item& item, bool alone);
    void commit_group(std::vector<Item*> const& group, int& back_off);
    static void retry_or_fail(Item& item, Fault const& fault, int& back_off);
    static void settle(std::vector<Item*> const& settled);
    static void wake(std::vector<Item*> const& waiting);

    std::unique_ptr<WriteSession> session_;
    std::size_t max_batch_;
    std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<Item*> queue_;
    bool stopping_{false};
    std::minstd_rand random_{std::random_device{}()};  ///< two processes that wait for each other wait unlike
    Item* deferred_{nullptr};  ///< the deferred use case that runs now; of the writer's thread
    std::thread thread_;
};

}  // namespace xinglin::db
