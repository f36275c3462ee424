// What a key rotation re-seals here. The rows stand under keys of several parts, which a position writes one after the other.
#include "base/text.hpp"
#include "gen/intake/sql.hpp"
#include "modules/intake/intake.hpp"
#include "platform/crypto/rotation.hpp"
#include "platform/db/db.hpp"

#include <array>

namespace xinglin::intake {

namespace {

constexpr char mark = '\x1f';

/// Import, number, and what further tells rows apart; the last part may hold anything.
struct Position {
    std::int64_t import{0};
    std::int64_t number{0};
    std::string_view third, rest;
};

Position read(std::string_view text) {
    std::array<std::string_view, 3> parts;
    for (auto& part : parts) {
        auto const cut = std::min(text.find(mark), text.size());
        part = text.substr(0, cut);
        text.remove_prefix(std::min(cut + 1, text.size()));
    }
    return {text::parse_int(parts[0]).value_or(0), text::parse_int(parts[1]).value_or(0), parts[2], text};
}

crypto::SealedCell cell_of(db::Row const& row, std::string_view column, std::string_view third, std::string_view rest,
                           int value) {
    crypto::SealedCell cell;
    cell.row = row.integer(1);
    cell.position = std::to_string(row.integer(0)) + mark + std::to_string(row.integer(1)) + mark;
    cell.position.append(third).append(1, mark).append(rest);
    cell.value = row.get<db::Blob>(value);
    cell.table = "intake_" + std::to_string(row.integer(0));
    cell.column = column;
    return cell;
}

std::vector<crypto::SealedCell> rows_after(db::Reader& reader, std::string_view after, int limit) {
    auto const from = read(after);
    return reader.all(
        sql::next_sealed_rows, [](db::Row const& row) { return cell_of(row, "row", {}, {}, 2); }, from.import,
        from.number, limit);
}

void put_row(db::Tx& tx, crypto::SealedCell const& cell, db::Blob const& renewed) {
    auto const at = read(cell.position);
    tx.run(sql::replace_sealed_row, at.import, at.number, cell.value, renewed);
}

std::vector<crypto::SealedCell> findings_after(db::Reader& reader, std::string_view after, int limit) {
    auto const from = read(after);
    return reader.all(
        sql::next_sealed_findings,
        [](db::Row const& row) { return cell_of(row, "finding", std::to_string(row.integer(2)), {}, 3); }, from.import,
        from.number, text::parse_int(from.third).value_or(-1), limit);
}

void put_finding(db::Tx& tx, crypto::SealedCell const& cell, db::Blob const& renewed) {
    auto const at = read(cell.position);
    tx.run(sql::replace_sealed_finding, at.import, at.number, text::parse_int(at.third).value_or(-1), cell.value,
           renewed);
}

std::vector<crypto::SealedCell> answers_after(db::Reader& reader, std::string_view after, int limit) {
    auto const from = read(after);
    return reader.all(
        sql::next_sealed_answers,
        [](db::Row const& row) { return cell_of(row, "answer", row.text(3), row.text(2), 4); }, from.import,
        from.number, from.rest, from.third, limit);
}

void put_answer(db::Tx& tx, crypto::SealedCell const& cell, db::Blob const& renewed) {
    auto const at = read(cell.position);
    tx.run(sql::replace_sealed_answer, at.import, at.number, at.rest, at.third, cell.value, renewed);
}

}  // namespace

std::vector<crypto::EncryptedColumn> encrypted_columns() {
    return {{"intake_rows", "sealed", nullptr, nullptr, rows_after, put_row},
            {"intake_findings", "sealed", nullptr, nullptr, findings_after, put_finding},
            {"intake_answers", "sealed", nullptr, nullptr, answers_after, put_answer}};
}

}  // namespace xinglin::intake
