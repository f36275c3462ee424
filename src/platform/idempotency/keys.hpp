#pragma once
// Idempotency-Key: the same key of the same account with the same request gives the answer of the first time.

#include "platform/crypto/rotation.hpp"
#include "platform/http/edge.hpp"

#include <memory>
#include <vector>

namespace xinglin::idempotency {

/// How long a key is known.
inline constexpr std::int64_t kept_ms = day_ms;

/// The key's row is part of the first transaction of the use case: after a crash or a failed sync the row is there exactly
/// when the work is. The answer follows a moment later, sealed, for it may hold what was revealed; a key whose work is kept
/// but whose answer is not yet (or was lost in a crash) is `pending`: the person reloads instead of doing it twice.
class Keys final : public http::Idempotency {
  public:
    Keys(db::Database& database, crypto::Vault const& vault, Clock const& clock);
    ~Keys() override;
    Keys(Keys const&) = delete;
    Keys& operator=(Keys const&) = delete;

    [[nodiscard]] http::Earlier begin(http::Attempt const& attempt) override;
    void finish(http::Attempt const& attempt, http::Earlier const& answer) override;
    void forget(http::Attempt const& attempt) override;

    /// Waits until every finished answer is stored (tests, closing).
    void flush();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The kept answers, for a key rotation.
[[nodiscard]] std::vector<crypto::EncryptedColumn> encrypted_columns();

}  // namespace xinglin::idempotency
