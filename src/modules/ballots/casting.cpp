#include "modules/ballots/casting.hpp"

#include "modules/ballots/box.hpp"
#include "modules/ballots/store.hpp"

#include <algorithm>
#include <set>

namespace xinglin::ballots {

Result<Done> Service::Casting::put(BallotId id, Slip slip) {
    Waiting mine{id, std::move(slip), false, Done{}, nullptr};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&mine);
    // Whoever finds nobody writing writes for all who wait; the others sleep until somebody did it for them.
    changed_.wait(lock, [&] { return mine.done || !writing_; });
    if (!mine.done) {
        auto const batch = std::exchange(waiting_, {});
        writing_ = true;
        lock.unlock();
        write(batch);
        lock.lock();
        writing_ = false;
        for (auto* one : batch) one->done = true;
        changed_.notify_all();
    }
    if (mine.fault) std::rethrow_exception(mine.fault);
    return mine.answer;
}

void Service::Casting::write(std::vector<Waiting*> const& batch) {
    std::set<BallotId> ballots;
    for (auto const* one : batch) ballots.insert(one->ballot);
    for (auto const id : ballots) {
        std::vector<Waiting*> some;
        std::copy_if(batch.begin(), batch.end(), std::back_inserter(some),
                     [id](Waiting const* one) { return one->ballot == id; });
        try {
            auto const answer =
                service_.tools_.db.write([&](db::Tx& tx) -> Result<Done> { return write_box(tx, id, some); });
            if (!answer)
                for (auto* one : some) one->answer = tl::unexpected(answer.error());
        } catch (...) {
            for (auto* one : some) one->fault = std::current_exception();
        }
    }
}

std::int64_t Service::Casting::coarse(BallotId id, Instant now, std::int64_t returned) {
    std::lock_guard const lock(seen_mutex_);
    auto const window = now.ms / count_step_ms;
    auto const [at, first] = seen_.try_emplace(id, window, returned);
    if (at->second.first != window) at->second = {window, returned};
    return at->second.second;
}

void Service::Casting::forget(BallotId id) {
    std::lock_guard const lock(seen_mutex_);
    seen_.erase(id);
}

Result<Done> Service::Casting::write_box(db::Tx& tx, BallotId id, std::vector<Waiting*> const& batch) const {
    auto const ballot = store::find(tx, id);
    if (!ballot) return fail(not_found());
    if (ballot->state != State::open)
        return fail(conflict("ballots.over").fact("state", std::string(title(ballot->state))));
    auto slips = service_.slips(tx, id);
    auto const before = slips.size();
    for (auto* one : batch) {
        one->answer = Done{};
        auto const same =
            std::find_if(slips.begin(), slips.end(), [&](Slip const& kept) { return kept.token == one->slip.token; });
        if (same == slips.end()) {
            slips.push_back(one->slip);
            continue;
        }
        // Sent twice because the answer was lost: the first stands. Another choice under the same permit is no second vote.
        auto const kept = receipt_of(id, same->nonce, same->choice);
        if (kept != receipt_of(id, one->slip.nonce, one->slip.choice))
            one->answer = fail(conflict("ballots.already_cast").fact("receipt", kept));
    }
    if (slips.size() == before) return Done{};
    auto const returned = static_cast<std::int64_t>(slips.size());
    db::Blob const sealed{service_.tools_.vault.seal({"ballots_boxes", "box", id.value}, packed(std::move(slips)))};
    store::put_box(tx, id, returned, sealed);
    return Done{};
}

}  // namespace xinglin::ballots
