#include "platform/db/committer.hpp"

#include "base/check.hpp"

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
    std::function<bool(Tx&)> const* fn;
    Joined const* joined;
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
    if (std::this_thread::get_id() == thread_.get_id()) throw BrokenInvariant{"write within write"};
    Item item{};
    item.fn = &fn;
    item.joined = Joined::current();
    bool first = false;
    {
        std::lock_guard const lock(mutex_);
        if (stopping_) throw Fault{Fault::What::lost, "", "the database is closing"};
        queue_.push_back(&item);
        first = queue_.size() == 1;
    }
    if (first) filled_.notify_one();
    item.done.wait();
    // Each woken thread wakes two more, so that the writer need not wake a whole batch by itself.
    for (auto* const child : item.child) {
        if (child != nullptr) child->finish();
    }
    if (item.error) std::rethrow_exception(item.error);
    for (auto const& call : item.after) call();
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
        wake(settled);
        if (back_off > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(random_() % (1U << std::min(back_off, 6))));
    }
}

void Committer::wake(std::vector<Item*> const& settled) {
    if (settled.empty()) return;
    for (std::size_t at = 0; at < settled.size(); ++at) {
        for (std::size_t side = 0; side < 2; ++side) {
            auto const below = 2 * at + 1 + side;
            settled[at]->child[side] = below < settled.size() ? settled[below] : nullptr;
        }
    }
    settled.front()->finish();
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
        item.kept = (*item.fn)(*session_);
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
