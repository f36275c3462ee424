#pragma once
// Token buckets by key (address, account), in shards with a lock each. Buckets that are full again are forgotten.

#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace xinglin::http {

class Limiter {
  public:
    /// @param per_second tokens that come back per second; 0 = no limit
    Limiter(double per_second, double burst) : per_second_(per_second), burst_(burst) {}
    /// Takes one token. @returns 0 when there was one, else the seconds until the next (at least 1)
    [[nodiscard]] int take(std::string_view key, std::int64_t now_us);

  private:
    struct Bucket {
        double tokens;
        std::int64_t at_us;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    struct Shard {
        std::mutex mutex;
        std::unordered_map<std::string, Bucket, Hash, std::equal_to<>> buckets;
        std::int64_t swept_us{0};
    };
    void sweep(Shard& shard, std::int64_t now_us) const;

    double per_second_;
    double burst_;
    static constexpr std::size_t shards_count = 16;
    Shard shards_[shards_count];
};

}  // namespace xinglin::http
