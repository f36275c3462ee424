#include "platform/crypto/sealing.hpp"

#include "base/check.hpp"
#include "platform/db/db.hpp"

namespace xinglin::crypto {

namespace {

constexpr std::int64_t batch = 200;

struct Clear {
    std::int64_t row{0};
    std::string text;
    std::optional<std::int64_t> part;
};

std::int64_t seal_some(db::Tx& tx, Vault const& vault, ClearColumn const& column) {
    auto const found = tx.all(
        *column.next,
        [](db::Row const& row) {
            return Clear{row.integer(0), row.get<std::string>(1), row.get<std::optional<std::int64_t>>(2)};
        },
        batch);
    for (auto const& one : found) {
        auto const name = one.part ? part_column(column.sealed, *one.part) : column.sealed;
        db::Blob const sealed{vault.seal({column.table, name, one.row}, one.text)};
        auto const done =
            one.part ? tx.run(*column.put, one.row, sealed, *one.part) : tx.run(*column.put, one.row, sealed);
        XL_CHECK(done == 1);
    }
    return static_cast<std::int64_t>(found.size());
}

}  // namespace

std::optional<db::Blob> sealed_text(Vault const& vault, Place place, std::string_view clear) {
    if (clear.empty()) return std::nullopt;
    return db::Blob{vault.seal(place, clear)};
}

std::string opened_text(Vault const& vault, Place place, db::Row const& row, int column) {
    if (row.null(column)) return {};
    auto clear = vault.open(place, row.bytes(column));
    XL_CHECK(clear.has_value());
    return std::move(*clear);
}

std::string part_column(std::string_view column, std::int64_t part) {
    return std::string(column) + "/" + std::to_string(part);
}

Result<std::int64_t> seal_clear(db::Database& database, Vault const& vault, std::vector<ClearColumn> const& columns) {
    std::int64_t all = 0;
    for (auto const& column : columns) {
        for (std::int64_t sealed = batch; sealed == batch; all += sealed) {
            TRY_ASSIGN(sealed, database.write(
                                   [&](db::Tx& tx) -> Result<std::int64_t> { return seal_some(tx, vault, column); }));
        }
    }
    return all;
}

}  // namespace xinglin::crypto
