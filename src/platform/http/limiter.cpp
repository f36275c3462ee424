#include "platform/http/limiter.hpp"

#include <algorithm>
#include <cmath>

namespace xinglin::http {

int Limiter::take(std::string_view key, std::int64_t now_us) {
    if (per_second_ <= 0) return 0;
    auto& shard = shards_[Hash{}(key) % shards_count];
    std::lock_guard const lock(shard.mutex);
    sweep(shard, now_us);
    auto found = shard.buckets.find(key);
    if (found == shard.buckets.end()) found = shard.buckets.emplace(std::string(key), Bucket{burst_, now_us}).first;
    auto& bucket = found->second;
    bucket.tokens = std::min(burst_, bucket.tokens + per_second_ * static_cast<double>(now_us - bucket.at_us) / 1e6);
    bucket.at_us = now_us;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / per_second_)));
}

void Limiter::sweep(Shard& shard, std::int64_t now_us) const {
    constexpr std::int64_t every_us = 60'000'000;
    // Forgetting is cheap to put off, but an attacker with many addresses must not fill the memory.
    constexpr std::size_t many = 10'000;
    if (now_us - shard.swept_us < every_us && shard.buckets.size() < many) return;
    if (now_us - shard.swept_us < 1'000'000) return;
    shard.swept_us = now_us;
    std::erase_if(shard.buckets, [&](auto const& entry) {
        return entry.second.tokens + per_second_ * static_cast<double>(now_us - entry.second.at_us) / 1e6 >= burst_;
    });
}

}  // namespace xinglin::http
