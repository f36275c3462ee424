// Rows, findings and answers: what they hold of people is sealed.
#include "gen/intake/sql.hpp"
#include "modules/intake/columns.hpp"
#include "modules/intake/packing.hpp"
#include "modules/intake/store.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace xinglin::intake::store {

namespace {

// A value is mostly the text of one of the cells: then its number stands for it. 0 nothing, 1 a text of its own, 2 + n cell n.

std::string pack(StoredRow const& row) {
    Packer packer;
    packer.number(row.cells.size());
    for (std::size_t i = 0; i < row.cells.size(); ++i) packer.number(row.kinds[i]).text(row.cells[i]);
    packer.number(column_count);
    for (auto const& value : row.values) {
        if (value.empty()) {
            packer.number(0);
            continue;
        }
        auto const same = std::find(row.cells.begin(), row.cells.end(), value);
        if (same != row.cells.end())
            packer.number(2 + static_cast<std::uint64_t>(same - row.cells.begin()));
        else
            packer.number(1).text(value);
    }
    packer.number(static_cast<std::uint64_t>(row.branch.value));
    return packer.bytes();
}

void unpack(std::string const& bytes, StoredRow& row) {
    Unpacker unpacker(bytes);
    auto const cells = unpacker.number();
    for (std::uint64_t i = 0; i < cells && unpacker.good(); ++i) {
        row.kinds.push_back(static_cast<std::uint8_t>(unpacker.number()));
        row.cells.push_back(unpacker.text());
    }
    auto const values = unpacker.number();
    for (std::uint64_t i = 0; i < values && unpacker.good(); ++i) {
        auto const from = unpacker.number();
        auto value = from == 1                                  ? unpacker.text()
                     : from >= 2 && from - 2 < row.cells.size() ? row.cells[from - 2]
                                                                : std::string{};
        if (i < column_count) row.values[i] = std::move(value);
    }
    row.branch = OrganisationId{static_cast<std::int64_t>(unpacker.number())};
}

StoredRow row_of(db::Row const& row, Seal const& seal) {
    StoredRow out;
    out.number = row.integer(0);
    out.sheet = static_cast<int>(row.integer(1));
    out.line = row.integer(2);
    out.state = row.text(3);
    out.person = row.get<PersonId>(4);
    out.refusal = row.text(5);
    unpack(seal.open("row", out.number, row.bytes(6)), out);
    return out;
}

Finding finding_of(db::Row const& row, Seal const& seal) {
    Finding out;
    out.row = row.integer(0);
    out.sheet = static_cast<int>(row.integer(2));
    out.line = row.integer(3);
    auto const column = column_of_header(row.text(4));
    out.column = column.value_or(Column::row);
    if (!column) out.header = row.text(4);
    out.code = row.text(5);
    auto const handling = row.text(6);
    for (auto const one : {Handling::automatic, Handling::confirm, Handling::error, Handling::warn, Handling::drop})
        if (code(one) == handling) out.handling = one;
    out.other = row.integer(7);
    auto const clear = seal.open("finding", out.row, row.bytes(8));
    Unpacker unpacker(clear);
    out.staff_no = unpacker.text();
    out.cell = unpacker.text();
    out.value = unpacker.text();
    return out;
}

}  // namespace

db::Blob Seal::close(std::string_view column, std::int64_t row, std::string_view clear) const {
    return {vault_.seal({"intake_" + import_.text(), column, row}, clear)};
}

std::string Seal::open(std::string_view column, std::int64_t row, std::string_view sealed) const {
    return vault_.open({"intake_" + import_.text(), column, row}, sealed).value_or("");
}

void insert_row(db::Tx& tx, Seal const& seal, ImportId import, StoredRow const& row) {
    tx.run(sql::insert_row, import, row.number, row.sheet, row.line, row.state, row.person,
           seal.close("row", row.number, pack(row)));
}
void update_row(db::Tx& tx, Seal const& seal, ImportId import, StoredRow const& row) {
    tx.run(sql::update_row, import, row.number, row.state, row.person, seal.close("row", row.number, pack(row)));
}
void set_row_state(db::Tx& tx, ImportId import, std::int64_t number, std::string_view state) {
    tx.run(sql::set_row_state, import, number, state);
}
void finish_row(db::Tx& tx, ImportId import, std::int64_t number, std::string_view state, PersonId person,
                std::string_view refusal) {
    tx.run(sql::finish_row, import, number, state, person, refusal);
}

std::vector<StoredRow> rows_after(db::Reader& reader, Seal const& seal, ImportId import, std::int64_t after,
                                  int limit) {
    return reader.all(
        sql::rows_after, [&](db::Row const& row) { return row_of(row, seal); }, import, after, limit);
}
std::vector<StoredRow> rows_in_state(db::Reader& reader, Seal const& seal, ImportId import, std::string_view state,
                                     std::int64_t after, int limit) {
    return reader.all(
        sql::rows_in_state, [&](db::Row const& row) { return row_of(row, seal); }, import, state, after, limit);
}
std::optional<StoredRow> find_row(db::Reader& reader, Seal const& seal, ImportId import, std::int64_t number) {
    return reader.one(
        sql::find_row, [&](db::Row const& row) { return row_of(row, seal); }, import, number);
}
std::optional<std::int64_t> row_at(db::Reader& reader, ImportId import, int sheet, std::int64_t line) {
    return reader.value<std::int64_t>(sql::row_at_line, import, sheet, line);
}
std::map<std::string, std::int64_t> count_rows(db::Reader& reader, ImportId import) {
    std::map<std::string, std::int64_t> counts;
    reader.each(
        sql::count_rows, [&](db::Row const& row) { counts[std::string(row.text(0))] = row.integer(1); }, import);
    return counts;
}
std::int64_t delete_rows(db::Tx& tx, ImportId import, std::int64_t from, std::int64_t to) {
    return tx.run(sql::delete_rows, import, from, to);
}
void delete_findings(db::Tx& tx, ImportId import, std::int64_t from, std::int64_t to) {
    tx.run(sql::delete_findings, import, from, to);
}

void insert_finding(db::Tx& tx, Seal const& seal, ImportId import, Finding const& finding, int ordinal) {
    Packer packer;
    packer.text(finding.staff_no).text(finding.cell).text(finding.value);
    tx.run(sql::insert_finding, import, finding.row, ordinal, finding.sheet, finding.line, place_of(finding),
           finding.code, code(finding.handling), finding.other, seal.close("finding", finding.row, packer.bytes()));
}

std::vector<std::pair<FindingKey, Finding>> findings_after(db::Reader& reader, Seal const& seal, ImportId import,
                                                           FindingKey after, std::string_view handling,
                                                           std::string_view wanted, int limit) {
    std::vector<std::string_view> blocks;
    if (!handling.empty()) blocks.push_back("handling");
    if (!wanted.empty()) blocks.push_back("code");
    return reader.all(
        sql::findings_after.with(std::span<std::string_view const>(blocks)),
        [&](db::Row const& row) {
            return std::pair(FindingKey{row.integer(0), static_cast<int>(row.integer(1))}, finding_of(row, seal));
        },
        import, after.number, after.ordinal, handling, wanted, limit);
}

std::vector<Finding> findings_of_row(db::Reader& reader, Seal const& seal, ImportId import, std::int64_t number) {
    return reader.all(
        sql::findings_of_row, [&](db::Row const& row) { return finding_of(row, seal); }, import, number);
}

std::vector<FindingCount> count_findings(db::Reader& reader, ImportId import) {
    return reader.all(
        sql::count_findings,
        [](db::Row const& row) {
            return FindingCount{row.get<std::string>(0), row.get<std::string>(1), row.integer(2)};
        },
        import);
}

std::map<std::int64_t, std::string> finding_keys(db::Reader& reader, ImportId import) {
    std::map<std::int64_t, std::string> keys;
    reader.each(
        sql::finding_keys,
        [&](db::Row const& row) {
            auto& key = keys[row.integer(0)];
            for (int i = 1; i < 4; ++i) key.append(row.text(i)).append("|");
        },
        import);
    return keys;
}

void put_answer(db::Tx& tx, Seal const& seal, ImportId import, Answer const& answer, AccountId by, Instant at) {
    tx.run(sql::put_answer, import, answer.number, answer.place, answer.what, answer.action, answer.code,
           seal.close("answer", answer.number, answer.value), by, at);
}
void delete_answer(db::Tx& tx, ImportId import, Answer const& answer) {
    tx.run(sql::delete_answer, import, answer.number, answer.place, answer.what);
}
void delete_answers(db::Tx& tx, ImportId import) { tx.run(sql::delete_answers, import); }

std::vector<Answer> read_answers(db::Reader& reader, Seal const& seal, db::Statement::Chosen statement,
                                 std::span<db::Value const> values) {
    std::vector<Answer> out;
    reader.query(statement, values, [&](db::Row const& row) {
        Answer one;
        one.number = row.integer(0);
        one.place = row.text(1);
        one.what = row.text(2);
        one.action = row.text(3);
        one.code = row.text(4);
        one.value = seal.open("answer", one.number, row.bytes(5));
        out.push_back(std::move(one));
        return true;
    });
    return out;
}

std::vector<Answer> answers(db::Reader& reader, Seal const& seal, ImportId import) {
    std::array<db::Value, 2> const values{db::to_value(import), db::Value{}};
    return read_answers(reader, seal, sql::answers.with({}), values);
}
std::vector<Answer> answers_of_row(db::Reader& reader, Seal const& seal, ImportId import, std::int64_t number) {
    std::array<db::Value, 2> const values{db::to_value(import), db::to_value(number)};
    return read_answers(reader, seal, sql::answers.with({"row"}), values);
}

std::string find_mapping(db::Reader& reader, std::string_view signature) {
    return reader.value<std::string>(sql::find_mapping, signature).value_or("");
}
void put_mapping(db::Tx& tx, std::string_view signature, std::string_view mapping, Instant at) {
    tx.run(sql::put_mapping, signature, mapping, at);
}

void put_organisation_change(db::Tx& tx, ImportId import, std::int64_t ordinal, std::int64_t change) {
    tx.run(sql::put_organisation_change, import, ordinal, change);
}
std::vector<std::pair<std::int64_t, std::int64_t>> organisation_changes(db::Reader& reader, ImportId import) {
    return reader.all(
        sql::organisation_changes, [](db::Row const& row) { return std::pair(row.integer(0), row.integer(1)); },
        import);
}
void delete_organisation_change(db::Tx& tx, ImportId import, std::int64_t ordinal) {
    tx.run(sql::delete_organisation_change, import, ordinal);
}

}  // namespace xinglin::intake::store
