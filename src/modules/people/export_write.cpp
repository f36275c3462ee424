// Tables as files: XLSX, CSV, a page to print.
#include "base/text.hpp"
#include "modules/people/export_table.hpp"

#include <unicode/ucnv.h>
#include <xlsxwriter.h>

#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace xinglin::people {

namespace {

/// A temporary file nobody else can read; gone with its name at the end.
class Scratch {
  public:
    Scratch() {
        auto pattern = (std::filesystem::temp_directory_path() / "xinglin-export-XXXXXX").string();
        auto const handle = ::mkstemp(pattern.data());
        if (handle < 0) return;
        ::close(handle);
        path_ = pattern;
    }
    ~Scratch() {
        if (!path_.empty()) std::remove(path_.c_str());
    }
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    std::string const& path() const { return path_; }
    std::string content() const {
        std::ifstream in(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

  private:
    std::string path_;
};

struct Book {
    lxw_workbook* workbook;
    lxw_worksheet* sheet;
    lxw_format* head;
    lxw_format* title;
    lxw_format* body;
};

Book begin_book(Scratch const& scratch, char const* sheet_name) {
    Book book{};
    book.workbook = workbook_new(scratch.path().c_str());
    book.sheet = workbook_add_worksheet(book.workbook, sheet_name);
    book.title = workbook_add_format(book.workbook);
    format_set_bold(book.title);
    format_set_font_size(book.title, 16);
    format_set_align(book.title, LXW_ALIGN_CENTER);
    book.head = workbook_add_format(book.workbook);
    format_set_bold(book.head);
    format_set_border(book.head, LXW_BORDER_THIN);
    format_set_text_wrap(book.head);
    format_set_align(book.head, LXW_ALIGN_CENTER);
    book.body = workbook_add_format(book.workbook);
    format_set_border(book.body, LXW_BORDER_THIN);
    format_set_num_format(book.body, "@");  // text: long numbers stay as they are
    return book;
}

void write_cell(Book const& book, std::size_t row, std::size_t column, std::string const& text, lxw_format* format) {
    // Written as a string, so that "=1+1" stays a text without any mark.
    worksheet_write_string(book.sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), text.c_str(),
                           format);
}

void write_body(Book const& book, ExportTable const& table, std::size_t first, std::size_t column) {
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        for (std::size_t j = 0; j < table.rows[i].size(); ++j)
            write_cell(book, first + i, column + j, table.rows[i][j], book.body);
    for (std::size_t j = 0; j < table.columns.size(); ++j)
        worksheet_set_column(book.sheet, static_cast<lxw_col_t>(column + j), static_cast<lxw_col_t>(column + j),
                             table.columns[j].width, nullptr);
}

std::string finish(Book const& book, Scratch const& scratch) {
    return workbook_close(book.workbook) == LXW_NO_ERROR ? scratch.content() : std::string();
}

std::string csv_cell(std::string_view text) {
    auto const cell = neutral_cell(text);
    if (cell.find_first_of("\",\r\n") == std::string::npos) return cell;
    return '"' + text::replace_all(cell, "\"", "\"\"") + '"';
}

std::string to_gb18030(std::string const& utf8) {
    UErrorCode code = U_ZERO_ERROR;
    auto const length =
        ucnv_convert("gb18030", "UTF-8", nullptr, 0, utf8.data(), static_cast<std::int32_t>(utf8.size()), &code);
    if (code != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(code)) return utf8;
    std::string out(static_cast<std::size_t>(length), '\0');
    code = U_ZERO_ERROR;
    ucnv_convert("gb18030", "UTF-8", out.data(), length, utf8.data(), static_cast<std::int32_t>(utf8.size()), &code);
    return out;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

}  // namespace

std::string neutral_cell(std::string_view text) {
    if (text.empty()) return {};
    constexpr std::string_view starts = "=+-@\t\r";
    if (starts.find(text.front()) == std::string_view::npos && !text::starts_with(text, "＝") &&
        !text::starts_with(text, "＋") && !text::starts_with(text, "＠"))
        return std::string(text);
    return "'" + std::string(text);
}

std::string footer_of(std::string_view subtitle) {
    constexpr std::size_t most = 255;  // characters a spreadsheet program takes, escapes counted
    constexpr std::string_view left = "&L", right = "&R&P/&N";
    std::u32string shown;
    std::size_t room = most - left.size() - right.size();
    for (auto const c : text::decode(subtitle)) {
        std::size_t const needs =
            c == U'&' || c > 0xFFFF ? 2 : 1;  // an ampersand is written twice, a rare sign counts twice
        if (needs > room) break;
        room -= needs;
        shown.append(c == U'&' ? 2 : 1, c);
    }
    return std::string(left) + text::encode(shown) + std::string(right);
}

std::string write_xlsx(ExportTable const& table) {
    Scratch const scratch;
    if (scratch.path().empty()) return {};
    auto const book = begin_book(scratch, "名册");
    for (std::size_t j = 0; j < table.columns.size(); ++j) write_cell(book, 0, j, table.columns[j].title, book.head);
    write_body(book, table, 1, 0);
    worksheet_freeze_panes(book.sheet, 1, 1);
    auto const last_column = static_cast<lxw_col_t>(table.columns.empty() ? 0 : table.columns.size() - 1);
    worksheet_autofilter(book.sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()), last_column);
    worksheet_set_footer(book.sheet, footer_of(table.subtitle).c_str());
    return finish(book, scratch);
}

std::string write_national(ExportTable const& table) {
    // Numbers of the items on the paper form, in the order of the columns.
    constexpr char const* numbers[] = {"1",  "8",  "4",  "2",  "3",  "5",  "6",  "7",  "9", "10",
                                       "11", "12", "12", "13", "14", "15", "15", "16", "16"};
    Scratch const scratch;
    if (scratch.path().empty()) return {};
    auto const book = begin_book(scratch, "党员基本信息汇总表");
    auto const last = static_cast<lxw_col_t>(table.columns.size());
    worksheet_merge_range(book.sheet, 0, 0, 0, last, table.title.c_str(), book.title);
    worksheet_merge_range(book.sheet, 1, 0, 1, last, table.subtitle.c_str(), nullptr);
    write_cell(book, 2, 0, "序号", book.head);
    write_cell(book, 3, 0, "", book.head);
    for (std::size_t j = 0; j < table.columns.size(); ++j) {
        write_cell(book, 2, j + 1, table.columns[j].title, book.head);
        write_cell(book, 3, j + 1, j < std::size(numbers) ? numbers[j] : "", book.head);
    }
    write_body(book, table, 4, 1);
    for (std::size_t i = 0; i < table.rows.size(); ++i) write_cell(book, 4 + i, 0, std::to_string(i + 1), book.body);
    write_cell(book, 4 + table.rows.size(), 0, "合计", book.head);
    for (std::size_t j = 0; j < table.total.size(); ++j)
        write_cell(book, 4 + table.rows.size(), j + 1, table.total[j], book.head);
    worksheet_freeze_panes(book.sheet, 4, 2);
    worksheet_set_landscape(book.sheet);
    worksheet_fit_to_pages(book.sheet, 1, 0);
    worksheet_repeat_rows(book.sheet, 0, 3);
    return finish(book, scratch);
}

std::string write_csv(ExportTable const& table, CsvEncoding encoding) {
    std::string out;
    auto const line = [&](auto const& cells, auto text_of) {
        for (std::size_t j = 0; j < cells.size(); ++j) {
            if (j > 0) out += ',';
            out += csv_cell(text_of(cells[j]));
        }
        out += "\r\n";
    };
    line(table.columns, [](ExportColumn const& column) { return column.title; });
    for (auto const& row : table.rows) line(row, [](std::string const& text) { return text; });
    return encoding == CsvEncoding::utf8 ? "\xEF\xBB\xBF" + out : to_gb18030(out);
}

std::string write_print(ExportTable const& table) {
    std::string out = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" +
                      escaped(table.title) + "</title><link rel=\"stylesheet\" href=\"/print.css\"></head><body><h1>" +
                      escaped(table.title) + "</h1><p>" + escaped(table.subtitle) + "</p><table><thead><tr>";
    for (auto const& column : table.columns) out += "<th scope=\"col\">" + escaped(column.title) + "</th>";
    out += "</tr></thead><tbody>";
    for (auto const& row : table.rows) {
        out += "<tr>";
        for (auto const& text : row) out += "<td>" + escaped(text) + "</td>";
        out += "</tr>";
    }
    return out + "</tbody></table></body></html>";
}

}  // namespace xinglin::people
