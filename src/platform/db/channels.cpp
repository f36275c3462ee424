#include "platform/db/channels.hpp"

namespace xinglin::db {

Listening Channels::listen(std::string channel, std::function<void(std::string_view)> fn) {
    auto heard = std::make_shared<Heard>(std::move(fn));
    std::lock_guard const lock(state_->mutex);
    auto const at = state_->heard.emplace(std::move(channel), heard);
    return {heard.get(), [at, state = std::weak_ptr(state_)](void*) {
                auto const kept = state.lock();
                if (!kept) return;
                std::lock_guard const held(kept->mutex);
                kept->heard.erase(at);
            }};
}

void Channels::tell(std::string_view channel, std::string_view text) const {
    std::vector<std::shared_ptr<Heard>> calls;
    {
        std::lock_guard const lock(state_->mutex);
        auto const [first, last] = state_->heard.equal_range(channel);
        for (auto at = first; at != last; ++at) calls.push_back(at->second);
    }
    for (auto const& call : calls) (*call)(text);
}

}  // namespace xinglin::db
