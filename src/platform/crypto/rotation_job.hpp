#pragma once
#include "platform/crypto/rotation.hpp"

namespace xinglin::jobs {
class Runner;
}

namespace xinglin::crypto {

/// How a rotation is run.
struct RotationOptions {
    std::int64_t announce_ms{5 *
                             second_ms};  ///< every node has learned of the new key before anything is sealed with it
    std::int64_t settle_ms{minute_ms};  ///< a key younger in retirement may still be written with, and is not destroyed
    int batch{200};
    /// Told of what was done with keys ("keys.rotated", "keys.destroyed"), for the audit trail.
    std::function<void(std::string_view action, std::uint32_t key)> told{};
};

/// Name of the job that makes a new data key and re-seals everything with it.
inline constexpr std::string_view rotation_kind = "crypto.rotate";

/// Name of the job that finishes what a rotation had to leave: values of slow nodes, keys that were retired too lately.
inline constexpr std::string_view rotation_tidy_kind = "crypto.finish_rotation";

/// Declares the rotation as a job: a new key at its first run, then turn by turn with progress; interrupted, it goes on
/// where it stopped; in the end it destroys the retired keys nothing needs any more. Never two at once: the second finds
/// nothing left to do. And an hourly one that finishes, when there are retired keys. All references outlive the runner.
void add_rotation_job(jobs::Runner& runner, db::Database& database, KeyVault& vault, Clock const& clock,
                      std::vector<EncryptedColumn> columns, RotationOptions options = {});

}  // namespace xinglin::crypto
