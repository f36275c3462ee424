#pragma once
// Sealed texts in rows: to the column and back, and what stood in clear before its column was sealed.

#include "platform/crypto/crypto.hpp"
#include "platform/db/statement.hpp"
#include "platform/db/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::db {
class Database;
}

namespace xinglin::crypto {

/// A text as its column holds it; nothing (NULL) for an empty one.
[[nodiscard]] std::optional<db::Blob> sealed_text(Vault const& vault, Place place, std::string_view clear);
/// The text of a column; "" for NULL. A value that does not open was changed or moved: a broken invariant.
[[nodiscard]] std::string opened_text(Vault const& vault, Place place, db::Row const& row, int column);

/// A column of clear text whose values are now sealed in another column of the same table.
struct ClearColumn {
    std::string table;
    std::string sealed;  ///< the column of the Place, or what it begins with where rows have a key of two parts
    db::Statement const* next;  ///< $1 limit → row id, clear text, second part of the key or NULL: rows still in clear
    db::Statement const*
        put;  ///< $1 row id, $2 sealed value, $3 second part of the key: seals, and empties the clear text
};
/// Seals what an older program left in clear, in short turns; at the start, before anybody reads. Running it again does
/// nothing. @returns how many rows
[[nodiscard]] Result<std::int64_t> seal_clear(db::Database& database, Vault const& vault,
                                              std::vector<ClearColumn> const& columns);
/// The column of a Place in a row whose key has a second part.
[[nodiscard]] std::string part_column(std::string_view column, std::int64_t part);

}  // namespace xinglin::crypto
