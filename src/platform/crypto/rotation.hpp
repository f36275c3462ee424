#pragma once
// Re-sealing of every encrypted column with the newest data key, in short turns, while the program works on.

#include "platform/crypto/keys.hpp"
#include "platform/db/statement.hpp"

#include <functional>
#include <string>
#include <vector>

namespace xinglin::crypto {

/// An encrypted column as its module declares it to the composition root.
struct EncryptedColumn {
    std::string table;               ///< as in the Place the module seals with
    std::string column;
    db::Statement const* next;  ///< $1 row id, $2 limit → row id, sealed value: rows after $1 in order, NULLs left out
    db::Statement const* replace;  ///< $1 row id, $2 sealed value read, $3 new one: only where the value is still $2
};

struct RotationState {
    std::uint32_t target{0};
    std::int64_t done{0};  ///< rows looked at in this pass
    bool finished{false};  ///< every column passed
};

/// Re-seals what older keys sealed. Resumable: how far each column is stands in the database; running it again changes
/// nothing. A value written meanwhile by somebody else is left alone, for it is already under the new key.
class Rotation {
  public:
    Rotation(db::Database& database, KeyVault& vault, std::vector<EncryptedColumn> columns)
        : database_(database), vault_(vault), columns_(std::move(columns)) {}

    /// One turn of at most `batch` rows towards the vault's current key.
    /// @errors crypto.value_damaged when a stored value does not open (its place is in the facts)
    [[nodiscard]] Result<RotationState> turn(int batch = 200);
    /// Turns until finished, or until `go_on` answers false.
    [[nodiscard]] Result<RotationState> run(std::function<bool(RotationState const&)> const& go_on, int batch = 200);
    /// Destroys retired keys that no registered column uses any more and that were retired before `retired_before`
    /// (leave other nodes time to take over the new key). @returns how many
    [[nodiscard]] Result<int> destroy_unused(Instant retired_before, Instant now);

  private:
    db::Database& database_;
    KeyVault& vault_;
    std::vector<EncryptedColumn> columns_;
};

}  // namespace xinglin::crypto
