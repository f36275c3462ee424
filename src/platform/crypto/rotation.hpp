#pragma once
// Re-sealing of every encrypted column with the newest data key, in short turns, while the program works on.

#include "platform/crypto/keys.hpp"
#include "platform/db/statement.hpp"
#include "platform/db/value.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::crypto {

/// One sealed value of a column.
struct SealedCell {
    std::string position;  ///< where it stands in the order of the column, in the module's own form; never ""
    std::int64_t row{0};   ///< as in the Place it is sealed for
    db::Blob value;
    std::string table{};   ///< as in the Place, where they are not those of the schema
    std::string column{};
};

/// An encrypted column as its module declares it to the composition root. Table and column are those of the schema and, unless
/// the cells say otherwise, of the Place the module seals with.
struct EncryptedColumn {
    std::string table;
    std::string column;
    db::Statement const* next;  ///< $1 row id, $2 limit → row id, sealed value: rows after $1 in order, NULLs left out
    db::Statement const* replace;  ///< $1 row id, $2 sealed value read, $3 new one: only where the value is still $2
    /// Instead of the two statements, for rows under a key of several parts: cells after a position, in order, at most `limit`.
    std::function<std::vector<SealedCell>(db::Reader&, std::string_view after, int limit)> cells{};
    /// Puts the renewed value where cell.value still stands.
    std::function<void(db::Tx&, SealedCell const& cell, db::Blob const& renewed)> put{};
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
    /// (leave other nodes time to take over the new key). A column that still uses one is passed again by the next run().
    /// @returns which
    [[nodiscard]] Result<std::vector<std::uint32_t>> destroy_unused(Instant retired_before, Instant now);

  private:
    db::Database& database_;
    KeyVault& vault_;
    std::vector<EncryptedColumn> columns_;
};

}  // namespace xinglin::crypto
