#pragma once
// What an export shows: columns and rows of text, made once, written as XLSX, CSV or a page to print.

#include "modules/people/browse.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace xinglin::people {

enum class Clearness { masked, clear };

struct ExportColumn {
    std::string name;
    std::string title;
    int width{12};
};

struct ExportTable {
    std::string title;
    std::string subtitle;  ///< who, when, how many, what for
    std::vector<ExportColumn> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> total;  ///< last row, empty: none
};

/// Columns people may choose, in their order: name, staff number, organisation, state, and every field of the file.
[[nodiscard]] std::vector<ExportColumn> export_columns();
/// The sixteen items of the national collection form as nineteen columns after the running number.
[[nodiscard]] std::vector<ExportColumn> national_columns();

/// The cells of these people. Masked unless `clear` and the actor may reveal; the sanctions never go out.
[[nodiscard]] std::vector<std::vector<std::string>> export_rows(db::Reader& reader, Tools const& tools,
                                                                auth::Actor const& actor,
                                                                std::vector<RosterRow> const& people,
                                                                std::vector<ExportColumn> const& columns,
                                                                Clearness clearness);

/// The printed footer of a workbook: the subtitle, shortened to what a footer holds, and the page number.
[[nodiscard]] std::string footer_of(std::string_view subtitle);
/// A workbook. Cells are texts: nothing is a formula. @throws never; an unwritable temporary folder gives ""
[[nodiscard]] std::string write_xlsx(ExportTable const& table);
/// The national layout: sheet 党员基本信息汇总表, four header rows, data from row five, a total row last.
[[nodiscard]] std::string write_national(ExportTable const& table);
enum class CsvEncoding { utf8, gb18030 };
/// RFC 4180 with CRLF; a byte order mark for UTF-8; cells that a spreadsheet would calculate get a leading apostrophe.
[[nodiscard]] std::string write_csv(ExportTable const& table, CsvEncoding encoding);
/// A page to print: plain HTML with its own style, everything escaped.
[[nodiscard]] std::string write_print(ExportTable const& table);

/// A cell no spreadsheet takes for a formula (security.md C5).
[[nodiscard]] std::string neutral_cell(std::string_view text);

}  // namespace xinglin::people
