#pragma once
// Tables that people send: CSV and XLSX, read as a stream of rows. What is outside our hands is bounded here: sizes,
// counts and ratios have limits, nothing is evaluated, nothing outside the file is opened.

#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::sheets {

/// What the file says about a cell's value; CSV knows only empty and text.
enum class CellKind {
    empty,
    text,
    number,   ///< text is the plainest decimal form ("15477738682", "2006.1", "4.29099E+17" only past 15 digits)
    date,     ///< text is YYYY-MM-DD, or YYYY-MM when the cell's format shows no day
    boolean,  ///< text is TRUE or FALSE
    error,    ///< text is #N/A, #REF! …
};

struct Cell {
    std::string text;
    CellKind kind{CellKind::empty};
    bool formula{false};  ///< the stored result of a formula; the formula itself is never evaluated
    bool merged{false};   ///< covered by a merge: the text is copied from the cell at its top left
};

/// One row as it stands in the file. Trailing empty cells are not there.
struct Row {
    std::int64_t line{0};  ///< CSV: number of the line the record begins at; XLSX: number of the row. From 1.
    std::vector<Cell> cells;

    /// The text of a column, "" past the end.
    [[nodiscard]] std::string_view text(std::size_t column) const {
        return column < cells.size() ? std::string_view(cells[column].text) : std::string_view{};
    }
    [[nodiscard]] bool blank() const;
};

struct SheetInfo {
    std::string name;
    bool hidden{false};
};

/// What the reader wants a person to know, beyond the rows ("sheets.macros_ignored", "sheets.formulas_kept").
struct Notice {
    std::string code;
    std::string place;  ///< sheet, or cell of the first case ("Sheet1!B7"); "" when it is about the file
    std::int64_t count{1};
};

/// What a file may cost. The defaults admit ten million people as CSV and a full sheet as XLSX.
struct Limits {
    std::int64_t csv_bytes{std::int64_t{4} << 30};
    std::int64_t xlsx_bytes{std::int64_t{256} << 20};
    std::int64_t unpacked_bytes{std::int64_t{1} << 30};  ///< all entries of an XLSX together
    std::int64_t shared_bytes{std::int64_t{192} << 20};  ///< its table of shared strings, as text
    std::int64_t ratio{200};                             ///< unpacked ÷ packed of one entry past 1 MiB
    int entries{2000};
    int sheets{256};
    int columns{256};
    std::int64_t rows{std::int64_t{20} << 20};
    int merges{100000};
    std::size_t cell_bytes{std::size_t{128} << 10};
};

enum class Format { csv, xlsx };

/// An opened file. Not thread-safe; each read() streams from the start, in memory that does not grow with the rows
/// (XLSX: with the table of shared strings).
class Workbook {
  public:
    virtual ~Workbook() = default;
    [[nodiscard]] virtual Format format() const = 0;
    [[nodiscard]] virtual std::vector<SheetInfo> const& sheets() const = 0;
    /// Calls on_row for each row that holds something, and for blank rows never; false ends the reading.
    /// @errors sheets.truncated, sheets.bad_xml, sheets.unpacked_too_large, sheets.too_many_columns,
    ///         sheets.too_many_rows, sheets.cell_too_long, sheets.unclosed_quote, sheets.encoding (malformed or too_large)
    [[nodiscard]] virtual Result<Done> read(std::size_t sheet, std::function<bool(Row const&)> const& on_row) = 0;
    /// What was met so far; complete after the sheets were read.
    [[nodiscard]] virtual std::vector<Notice> notices() const = 0;
};

/// Opens a file, typed by its content and never by its name.
/// @errors sheets.missing, sheets.empty, sheets.too_large, sheets.password, sheets.old_excel, sheets.binary_excel,
///         sheets.open_document, sheets.web_page, sheets.not_a_table, sheets.truncated, sheets.zip_bomb,
///         sheets.too_many_entries, sheets.bad_xml, sheets.document_type, sheets.no_sheets
[[nodiscard]] Result<std::unique_ptr<Workbook>> open(std::string const& path, Limits const& limits = {});

}  // namespace xinglin::sheets
