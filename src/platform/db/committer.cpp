#include "platform/db/committer.hpp"

#include "base/check.hpp"
#include "platform/db/priority.hpp"

#include <semaphore.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace xinglin::db {

namespace {

using Steady = std::chrono::steady_clock;
/// A batch takes no further use case after this; what is left waits for the next one.
constexpr auto turn = std::chrono::milliseconds(20);
/// Tries within a group; then a use case runs alone, so that a quarrelsome neighbour cannot starve it.
constexpr int tries_in_group = 3;
constexpr int tries_at_all = 12;

thread_local Joined const* joined_here = nullptr;

/// Set once. Waiting sleeps at once: std::atomic::wait of libstdc++ gives the processor away four times before it does, each time a
/// system call and often a switch, for nothing where the disk takes longer than that anyway.
class Signal {
  public:
    Signal() { XL_CHECK(sem_init(&semaphore_, 0, 0) == 0); }
    ~Signal() { sem_destroy(&semaphore_); }
    Signal(Signal const&) = delete;
    Signal& operator=(Signal const&) = delete;
    void set() { sem_post(&semaphore_); }
    void wait() {
        while (sem_wait(&semaphore_) != 0 && errno == EINTR) {}
    }

  private:
    sem_t semaphore_{};
};

}  // namespace

Joined::Joined(std::function<void(Tx&)> fn) : fn_(std::move(fn)), outer_(joined_here) { joined_here = this; }
Joined::~Joined() { joined_here = outer_; }
Joined const* Joined::current() { return joined_here; }

void WriteSession::check_whole() const {
    if (violated_) throw BrokenInvariant{"a statement after a constraint violation: answer a Problem instead"};
}

struct Committer::Item {
    std::function<bool(Tx&)> const* fn{nullptr};
    Joined const* joined{nullptr};
    Deferred* deferred{nullptr};  ///< instead of fn: nobody waits, and the committer owns this item
    bool wrote{false};  ///< the deferred use case has had its one write
    bool kept{false};
    bool settled{false};
    int tries{0};
    std::exception_ptr error;
    std::vector<std::function<void()>> after;
    Item* child[2]{nullptr, nullptr};
    Signal done;

    void finish() { done.set(); }
    void fail(std::exception_ptr with) {
        error = std::move(with);
        settled = true;
    }
};

Committer::Committer(std::unique_ptr<WriteSession> session, int max_batch)
    : session_(std::move(session)),
      max_batch_(static_cast<std::size_t>(std::max(1, max_batch))),
      thread_([this] { loop(); }) {}

Committer::~Committer() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    filled_.notify_one();
    thread_.join();
}

void Committer::run(std::function<bool(Tx&)> const& fn) {
    if (std::this_thread::get_id() == thread_.get_id()) return run_within(fn);
    Item item{};
    item.fn = &fn;
    item.joined = Joined::current();
    if (enqueue(item)) filled_.notify_one();
    item.done.wait();
    // Each woken thread wakes two more, so that the writer need not wake a whole batch by itself.
    for (auto* const child : item.child) {
        if (child != nullptr) child->finish();
    }
    if (item.error) std::rethrow_exception(item.error);
    for (auto const& call : item.after) call();
}

void Committer::defer(Deferred& use_case) {
    auto item = std::make_unique<Item>();
    item->deferred = &use_case;
    bool const first = enqueue(*item);
    static_cast<void>(item.release());  // settle() ends it
    if (first) filled_.notify_one();
}

/// @returns whether the writer may be asleep
bool Committer::enqueue(Item& item) {
    std::lock_guard const lock(mutex_);
    if (stopping_) throw Fault{Fault::What::lost, "", "the database is closing"};
    queue_.push_back(&item);
    return queue_.size() == 1;
}

/// The write of a deferred use case: in the open group, at once.
void Committer::run_within(std::function<bool(Tx&)> const& fn) {
    if (deferred_ == nullptr || deferred_->wrote) throw BrokenInvariant{"write within write"};
    auto& item = *deferred_;
    item.wrote = true;
    try {
        item.kept = fn(*session_);
    } catch (Fault const&) {
        // Whatever the use case makes of it: the engine's fault is the answer.
        item.error = std::current_exception();
        throw;
    }
}

void Committer::run_deferred(Item& item) {
    struct Within {
        explicit Within(Item*& here, Item& item) : here_(here) { here_ = &item; }
        ~Within() { here_ = nullptr; }
        Item*& here_;
    } const within(deferred_, item);
    item.wrote = false;
    item.deferred->run();
    if (item.error) std::rethrow_exception(item.error);
}

void Committer::only_waiting() const {
    if (std::this_thread::get_id() == thread_.get_id() && deferred_ != nullptr)
        throw BrokenInvariant{"a deferred use case has its one write and no other way to the data"};
}

bool Committer::take(std::vector<Item*>& batch) {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
    auto const count = std::min(queue_.size(), max_batch_);
    batch.assign(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
    return count != 0;
}

void Committer::loop() {
    run_promptly();
    std::vector<Item*> batch;
    while (take(batch)) run_all(batch);
}

void Committer::run_all(std::vector<Item*>& batch) {
    while (!batch.empty()) {
        // Those that failed in company too often run one by one.
        std::vector<Item*> group;
        for (auto* const item : batch) {
            if (item->tries < tries_in_group) group.push_back(item);
        }
        if (group.empty()) group.push_back(batch.front());
        int back_off = 0;
        attempt(group, back_off);
        std::vector<Item*> settled;
        std::erase_if(batch, [&](Item* item) {
            if (item->settled) settled.push_back(item);
            return item->settled;
        });
        settle(settled);
        if (back_off > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(random_() % (1U << std::min(back_off, 6))));
    }
}

/// Tells those nobody waits for, and wakes the others.
void Committer::settle(std::vector<Item*> const& settled) {
    std::vector<Item*> waiting;
    for (auto* const item : settled) {
        if (item->deferred == nullptr) {
            waiting.push_back(item);
            continue;
        }
        std::unique_ptr<Item> const own(item);
        own->deferred->settled(own->error, own->error ? AfterCommit() : std::move(own->after));
    }
    wake(waiting);
}

void Committer::wake(std::vector<Item*> const& waiting) {
    if (waiting.empty()) return;
    for (std::size_t at = 0; at < waiting.size(); ++at) {
        for (std::size_t side = 0; side < 2; ++side) {
            auto const below = 2 * at + 1 + side;
            waiting[at]->child[side] = below < waiting.size() ? waiting[below] : nullptr;
        }
    }
    waiting.front()->finish();
}

/// Leaves the use case for another try, or gives up on it. A try after a quarrel waits (back_off grows).
void Committer::retry_or_fail(Item& item, Fault const& fault, int& back_off) {
    bool const passing = fault.what == Fault::What::serialisation || fault.what == Fault::What::busy;
    int const limit = passing ? tries_at_all : fault.what == Fault::What::lost ? 2 : 0;
    if (++item.tries >= limit) {
        item.fail(std::make_exception_ptr(fault));
    } else if (passing) {
        back_off = std::max(back_off, item.tries);
    }
}

/// Runs one use case; false when the whole transaction is gone.
bool Committer::run_one(Item& item, bool alone) {
    item.kept = false;
    item.error = nullptr;
    item.after.clear();
    session_->fresh();
    try {
        if (!alone) session_->savepoint();
        if (item.deferred != nullptr) {
            run_deferred(item);
        } else {
            item.kept = (*item.fn)(*session_);
        }
        if (item.kept && session_->violated()) throw BrokenInvariant{"a use case went on after a constraint violation"};
        if (item.kept && item.joined != nullptr) item.joined->run(*session_);
    } catch (...) {
        item.kept = false;
        item.error = std::current_exception();
    }
    if (!session_->standing()) return false;
    if (item.kept) item.after = session_->take_after();
    if (alone) return true;
    try {
        if (!item.kept) session_->rollback_to();
        session_->release();
    } catch (...) {
        item.kept = false;
        item.error = std::current_exception();
        return false;
    }
    return true;
}

void Committer::attempt(std::vector<Item*> const& group, int& back_off) {
    try {
        session_->begin();
    } catch (Fault const& fault) {
        session_->rollback();
        for (auto* const item : group) retry_or_fail(*item, fault, back_off);
        return;
    } catch (...) {
        session_->rollback();
        for (auto* const item : group) item->fail(std::current_exception());
        return;
    }
    bool const alone = group.size() == 1;
    auto const began = Steady::now();
    std::vector<Item*> ran;
    for (auto* const item : group) {
        if (!ran.empty() && Steady::now() - began > turn) break;
        ran.push_back(item);
        if (run_one(*item, alone)) continue;
        // The engine gave the transaction up: the one it happened to answers for it, the others run again.
        session_->rollback();
        try {
            if (item->error) std::rethrow_exception(item->error);
            throw Fault{Fault::What::other, "", "the transaction ended by itself"};
        } catch (Fault const& fault) {
            retry_or_fail(*item, fault, back_off);
            bool const others_too = fault.what == Fault::What::serialisation;
            for (auto* const other : ran) {
                if (others_too && other != item) ++other->tries;
            }
        } catch (...) { item->fail(std::current_exception()); }
        return;
    }
    commit_group(ran, back_off);
}

void Committer::commit_group(std::vector<Item*> const& group, int& back_off) {
    bool const any = std::ranges::any_of(group, &Item::kept);
    try {
        if (any) {
            session_->commit();
        } else {
            session_->rollback();
        }
        for (auto* const item : group) item->settled = true;
    } catch (Fault const& fault) {
        session_->rollback();
        for (auto* const item : group) {
            // Outcome unknown (lost) or refused: never run again by itself. Who had nothing to keep saw work of others
            // that is gone now, and asks anew.
            bool const anew =
                !item->kept || fault.what == Fault::What::serialisation || fault.what == Fault::What::busy;
            if (anew) {
                retry_or_fail(*item, Fault{Fault::What::serialisation, fault.statement, fault.message}, back_off);
            } else {
                item->fail(std::make_exception_ptr(fault));
            }
        }
    } catch (...) {
        session_->rollback();
        for (auto* const item : group) item->fail(std::current_exception());
    }
}

}  // namespace xinglin::db
