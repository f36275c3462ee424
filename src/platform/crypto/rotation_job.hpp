#pragma once
#include "platform/crypto/rotation.hpp"

namespace xinglin::jobs {
class Runner;
}

namespace xinglin::crypto {

/// Name of the job that makes a new data key and re-seals everything with it.
inline constexpr std::string_view rotation_kind = "crypto.rotate";

/// Declares the rotation as a job: a new key at its first run, then turn by turn with progress; interrupted, it goes on
/// where it stopped; in the end it destroys the retired keys nothing needs any more. Never two at once: the second finds
/// nothing left to do. All references outlive the runner.
void add_rotation_job(jobs::Runner& runner, db::Database& database, KeyVault& vault, Clock const& clock,
                      std::vector<EncryptedColumn> columns);

}  // namespace xinglin::crypto
