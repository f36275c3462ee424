#include "platform/crypto/rotation.hpp"

#include "platform/db/db.hpp"

#include "gen/crypto/sql.hpp"

namespace xinglin::crypto {

namespace {

struct Sealed {
    std::int64_t row;
    db::Blob value;
};

struct Position {
    std::int64_t after{0};
    std::int64_t done{0};
    bool finished{false};
};

std::string place_of(EncryptedColumn const& column) { return column.table + "." + column.column; }

Position position_of(db::Reader& reader, std::uint32_t target, EncryptedColumn const& column) {
    return reader
        .one(
            sql::find_rotation,
            [](db::Row const& row) {
                return Position{row.get<std::int64_t>(0), row.get<std::int64_t>(1), row.get<bool>(2)};
            },
            static_cast<std::int64_t>(target), place_of(column))
        .value_or(Position{});
}

std::vector<Sealed> rows_after(db::Reader& reader, EncryptedColumn const& column, std::int64_t after, int batch) {
    return reader.all(
        *column.next,
        [](db::Row const& row) {
            return Sealed{row.get<std::int64_t>(0), row.get<db::Blob>(1)};
        },
        after, batch);
}

/// Seals one value anew within tx.
Result<Done> renew(db::Tx& tx, KeyVault const& vault, EncryptedColumn const& column, Sealed const& old) {
    Place const place{column.table, column.column, old.row};
    auto const clear = vault.open(place, old.value.bytes);
    if (!clear)
        return fail(problem(Kind::fault, "crypto.value_damaged")
                        .fact("place", place_of(column))
                        .fact("row", std::to_string(old.row)));
    db::Blob const renewed{vault.seal(place, *clear)};
    tx.run(*column.replace, old.row, old.value, renewed);
    return Done{};
}

/// Re-seals the next batch of a column and writes down how far it came.
Result<Position> advance(db::Tx& tx, KeyVault const& vault, std::uint32_t target, EncryptedColumn const& column,
                         Position position, int batch) {
    auto const rows = rows_after(tx, column, position.after, batch);
    for (auto const& row : rows)
        if (Vault::key_of(row.value.bytes) != target) TRY(renew(tx, vault, column, row));
    if (!rows.empty()) position.after = rows.back().row;
    position.done += static_cast<std::int64_t>(rows.size());
    position.finished = rows.size() < static_cast<std::size_t>(batch);
    tx.run(sql::set_rotation, static_cast<std::int64_t>(target), place_of(column), position.after, position.done,
           position.finished);
    return position;
}

/// Calls fn(key id) for every sealed value of a column, in short reads.
template <class Fn>
void each_key(db::Database& database, EncryptedColumn const& column, Fn fn) {
    constexpr int batch = 1000;
    std::int64_t after = 0;
    for (std::size_t seen = batch; seen == batch;) {
        auto const rows = database.read([&](db::Reader& reader) { return rows_after(reader, column, after, batch); });
        for (auto const& row : rows) fn(Vault::key_of(row.value.bytes));
        if (!rows.empty()) after = rows.back().row;
        seen = rows.size();
    }
}

}  // namespace

Result<RotationState> Rotation::turn(int batch) {
    auto const target = vault_.current_key();
    return database_.write([&](db::Tx& tx) -> Result<RotationState> {
        RotationState state{target, 0, true};
        for (auto const& column : columns_) {
            auto position = position_of(tx, target, column);
            if (!position.finished && state.finished) {
                TRY_ASSIGN(position, advance(tx, vault_, target, column, position, batch));
                state.finished = false;  // the turn that finds nothing more to do says so
            }
            state.done += position.done;
        }
        return state;
    });
}

Result<RotationState> Rotation::run(std::function<bool(RotationState const&)> const& go_on, int batch) {
    while (true) {
        TRY_ASSIGN(auto const state, turn(batch));
        if (state.finished || !go_on(state)) return state;
    }
}

Result<int> Rotation::destroy_unused(Instant retired_before, Instant now) {
    auto retired = vault_.retired_data_keys();
    std::erase_if(retired, [&](RetiredKey const& key) { return key.since > retired_before; });
    for (auto const& column : columns_)
        each_key(database_, column, [&](std::uint32_t id) {
            std::erase_if(retired, [&](RetiredKey const& key) { return key.id == id; });
        });
    for (auto const& key : retired) TRY(vault_.destroy_data_key(key.id, now));
    return static_cast<int>(retired.size());
}

}  // namespace xinglin::crypto
