#include "bare.hpp"

#include <xlsxwriter.h>

#include <fstream>
#include <iterator>

namespace bare {
namespace {

using Table = std::vector<std::vector<std::string>>;

/// RFC 4180 without mercy: the table is our own.
Table read_csv(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    std::string const text{std::istreambuf_iterator<char>(in), {}};
    Table table(1);
    std::string cell;
    bool quoted = false;
    for (std::size_t i = text.rfind("\xEF\xBB\xBF", 0) == 0 ? 3 : 0; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '"') {
            if (quoted && i + 1 < text.size() && text[i + 1] == '"')
                cell += text[i++];
            else
                quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            table.back().push_back(std::move(cell));
            cell.clear();
            if (c == '\n') table.emplace_back();
        } else if (quoted || c != '\r') {
            cell += c;
        }
    }
    if (table.back().empty()) table.pop_back();
    return table;
}

}  // namespace

int insert(std::string const& path, std::string const& csv) {
    auto const begun = wall_seconds(), cpu = cpu_seconds();
    auto const table = read_csv(csv);
    sqlite3* db = nullptr;
    must(db, sqlite3_open(path.c_str(), &db));
    run(db, "PRAGMA journal_mode=WAL");
    run(db, "PRAGMA synchronous=FULL");
    std::string columns, marks;
    for (std::size_t i = 0; i < table.front().size(); ++i) {
        columns += ", c" + std::to_string(i) + " TEXT";
        marks += ", ?" + std::to_string(i + 2);
    }
    run(db, ("CREATE TABLE people (id INTEGER PRIMARY KEY" + columns + ")").c_str());
    run(db, "CREATE UNIQUE INDEX people_by_number ON people (c1)");
    run(db, "CREATE UNIQUE INDEX people_by_resident_id ON people (c4)");
    run(db, "CREATE INDEX people_by_name ON people (c3, c2, id)");
    sqlite3_stmt* statement = nullptr;
    must(db, sqlite3_prepare_v2(db, ("INSERT INTO people VALUES (?1" + marks + ")").c_str(), -1, &statement, nullptr));
    run(db, "BEGIN IMMEDIATE");
    for (std::size_t row = 1; row < table.size(); ++row) {
        sqlite3_bind_int64(statement, 1, static_cast<sqlite3_int64>(row));
        for (std::size_t i = 0; i < table[row].size(); ++i)
            sqlite3_bind_text(statement, static_cast<int>(i) + 2, table[row][i].data(),
                              static_cast<int>(table[row][i].size()), SQLITE_STATIC);
        must(db, sqlite3_step(statement), SQLITE_DONE);
        sqlite3_reset(statement);
    }
    run(db, "COMMIT");
    std::printf("{\"rows\": %zu, \"seconds\": %.4f, \"cpu_seconds\": %.4f}\n", table.size() - 1, wall_seconds() - begun,
                cpu_seconds() - cpu);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return 0;
}

int sheet(std::string const& csv, std::string const& out) {
    auto const table = read_csv(csv);
    auto const begun = wall_seconds(), cpu = cpu_seconds();
    auto* workbook = workbook_new(out.c_str());
    auto* worksheet = workbook_add_worksheet(workbook, "名册");
    for (std::size_t row = 0; row < table.size(); ++row)
        for (std::size_t i = 0; i < table[row].size(); ++i)
            worksheet_write_string(worksheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(i),
                                   table[row][i].c_str(), nullptr);
    if (workbook_close(workbook) != LXW_NO_ERROR) return 1;
    std::printf("{\"rows\": %zu, \"seconds\": %.4f, \"cpu_seconds\": %.4f}\n", table.size() - 1, wall_seconds() - begun,
                cpu_seconds() - cpu);
    return 0;
}

}  // namespace bare
