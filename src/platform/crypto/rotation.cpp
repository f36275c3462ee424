#include "platform/crypto/rotation.hpp"

#include "base/text.hpp"
#include "platform/db/db.hpp"

#include "gen/crypto/sql.hpp"

namespace xinglin::crypto {

namespace {

struct Position {
    std::string after{};
    std::int64_t done{0};
    bool finished{false};
};

std::string place_of(EncryptedColumn const& column) { return column.table + "." + column.column; }

Position position_of(db::Reader& reader, std::uint32_t target, EncryptedColumn const& column) {
    return reader
        .one(
            sql::find_rotation,
            [](db::Row const& row) {
                return Position{row.get<std::string>(0), row.get<std::int64_t>(1), row.get<bool>(2)};
            },
            static_cast<std::int64_t>(target), place_of(column))
        .value_or(Position{});
}

std::vector<SealedCell> cells_after(db::Reader& reader, EncryptedColumn const& column, std::string_view after,
                                    int batch) {
    if (column.cells) return column.cells(reader, after, batch);
    return reader.all(
        *column.next,
        [](db::Row const& row) {
            SealedCell cell;
            cell.row = row.get<std::int64_t>(0);
            cell.position = std::to_string(cell.row);
            cell.value = row.get<db::Blob>(1);
            return cell;
        },
        text::parse_int(after).value_or(0), batch);
}

/// Seals one value anew within tx.
Result<Done> renew(db::Tx& tx, KeyVault const& vault, EncryptedColumn const& column, SealedCell const& old) {
    Place const place{old.table.empty() ? column.table : old.table, old.column.empty() ? column.column : old.column,
                      old.row};
    auto const clear = vault.open(place, old.value.bytes);
    if (!clear)
        return fail(
            problem(Kind::fault, "crypto.value_damaged").fact("place", place_of(column)).fact("row", old.position));
    db::Blob const renewed{vault.seal(place, *clear)};
    if (column.put) {
        column.put(tx, old, renewed);
    } else {
        tx.run(*column.replace, old.row, old.value, renewed);
    }
    return Done{};
}

void write_down(db::Tx& tx, std::uint32_t target, EncryptedColumn const& column, Position const& position) {
    tx.run(sql::set_rotation, static_cast<std::int64_t>(target), place_of(column), position.after, position.done,
           position.finished);
}

/// Re-seals the next batch of a column and writes down how far it came.
Result<Position> advance(db::Tx& tx, KeyVault const& vault, std::uint32_t target, EncryptedColumn const& column,
                         Position position, int batch) {
    auto const cells = cells_after(tx, column, position.after, batch);
    for (auto const& cell : cells)
        if (Vault::key_of(cell.value.bytes) != target) TRY(renew(tx, vault, column, cell));
    if (!cells.empty()) position.after = cells.back().position;
    position.done += static_cast<std::int64_t>(cells.size());
    position.finished = cells.size() < static_cast<std::size_t>(batch);
    write_down(tx, target, column, position);
    return position;
}

/// Calls fn(key id) for every sealed value of a column, in short reads.
template <class Fn>
void each_key(db::Database& database, EncryptedColumn const& column, Fn fn) {
    constexpr int batch = 1000;
    std::string after;
    for (std::size_t seen = batch; seen == batch;) {
        auto const cells = database.read([&](db::Reader& reader) { return cells_after(reader, column, after, batch); });
        for (auto const& cell : cells) fn(Vault::key_of(cell.value.bytes));
        if (!cells.empty()) after = cells.back().position;
        seen = cells.size();
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

Result<std::vector<std::uint32_t>> Rotation::destroy_unused(Instant retired_before, Instant now) {
    auto retired = vault_.retired_data_keys();
    std::erase_if(retired, [&](RetiredKey const& key) { return key.since > retired_before; });
    std::vector<std::uint32_t> destroyed;
    if (retired.empty()) return destroyed;
    for (auto const& column : columns_) {
        bool behind = false;
        each_key(database_, column, [&](std::uint32_t id) {
            behind |= std::erase_if(retired, [&](RetiredKey const& key) { return key.id == id; }) > 0;
        });
        // A node that was slow to learn of the new key wrote behind the rotation's back: the column is passed once more.
        if (behind) {
            TRY(database_.write([&](db::Tx& tx) -> Result<Done> {
                tx.run(sql::forget_rotation, static_cast<std::int64_t>(vault_.current_key()), place_of(column));
                return Done{};
            }));
        }
    }
    for (auto const& key : retired) {
        TRY(vault_.destroy_data_key(key.id, now));
        destroyed.push_back(key.id);
    }
    return destroyed;
}

}  // namespace xinglin::crypto
