#include "platform/sheets/numbers.hpp"
#include "platform/sheets/sheets.hpp"

#include <doctest/doctest.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <map>

using namespace xinglin;

namespace {

struct TempPath {
    std::string path;
    explicit TempPath(std::string const& ending = ".xlsx")
        : path((std::filesystem::temp_directory_path() / ("xl-xlsx-" + std::to_string(::getpid()) + ending)).string()) {
        std::filesystem::remove(path);
    }
    ~TempPath() { std::filesystem::remove(path); }
};

using Parts = std::map<std::string, std::string>;

/// The smallest workbook, sheet XML given; parts can be replaced or added.
Parts minimal(std::string const& sheet_data, std::string const& behind = "") {
    return {
        {"xl/workbook.xml",
         "<workbook xmlns:r='r'><sheets><sheet name='名册' sheetId='1' r:id='rId1'/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='rId1' Type='t/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheet_data + "</sheetData>" + behind + "</worksheet>"}};
}

void write_zip(std::string const& path, Parts const& parts, char const* password = nullptr) {
    int code = 0;
    auto* const zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    REQUIRE(zip != nullptr);
    for (auto const& [name, bytes] : parts) {
        auto* const source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
        auto const index = zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (password != nullptr)
            zip_file_set_encryption(zip, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256, password);
    }
    REQUIRE(zip_close(zip) == 0);
}

struct Read {
    std::vector<sheets::Row> rows;
    std::vector<sheets::SheetInfo> infos;
    std::vector<sheets::Notice> notices;
    std::string problem;
};

Read read(std::string const& path, std::size_t sheet = 0, sheets::Limits const& limits = {}) {
    Read out;
    auto book = sheets::open(path, limits);
    if (!book) {
        out.problem = book.error().code;
        return out;
    }
    out.infos = (*book)->sheets();
    auto const done = (*book)->read(sheet, [&](sheets::Row const& row) {
        out.rows.push_back(row);
        return true;
    });
    if (!done) out.problem = done.error().code;
    out.notices = (*book)->notices();
    return out;
}

Read read_parts(Parts const& parts, sheets::Limits const& limits = {}) {
    TempPath const file;
    write_zip(file.path, parts);
    return read(file.path, 0, limits);
}

}  // namespace

TEST_CASE("sheets xlsx: what a common writer makes: strings, numbers, dates by style, merges, sheets, formulas") {
    TempPath const file;
    auto* const book = workbook_new(file.path.c_str());
    auto* const sheet = workbook_add_worksheet(book, "内科支部");
    auto* const other = workbook_add_worksheet(book, "外科支部");
    auto* const day = workbook_add_format(book);
    auto* const month = workbook_add_format(book);
    format_set_num_format(day, "yyyy/m/d");
    format_set_num_format(month, "yyyy\"年\"m\"月\"");
    worksheet_merge_range(sheet, 0, 0, 0, 3, "党员名册", nullptr);
    worksheet_write_string(sheet, 1, 0, "姓名", nullptr);
    worksheet_merge_range(sheet, 1, 1, 1, 2, "入党情况", nullptr);
    worksheet_write_string(sheet, 2, 0, "张三", nullptr);
    worksheet_write_number(sheet, 2, 1, 36358, day);
    worksheet_write_number(sheet, 2, 2, 36358, month);
    worksheet_write_number(sheet, 2, 3, 15477738682.0, nullptr);
    worksheet_write_formula_num(sheet, 3, 1, "=1+1", nullptr, 2);
    worksheet_write_number(sheet, 3, 2, 429099197605280130.0, nullptr);
    worksheet_write_number(sheet, 3, 3, 2006.1, nullptr);
    worksheet_write_boolean(sheet, 3, 4, 1, nullptr);
    worksheet_merge_range(sheet, 4, 0, 6, 0, "急诊党支部", nullptr);
    worksheet_write_string(sheet, 6, 1, "末行", nullptr);
    worksheet_write_string(other, 4, 2, "后面", nullptr);
    worksheet_hide(other);
    REQUIRE(workbook_close(book) == LXW_NO_ERROR);

    auto const got = read(file.path);
    REQUIRE(got.problem == "");
    REQUIRE(got.infos.size() == 2);
    CHECK(got.infos[0].name == "内科支部");
    CHECK(got.infos[1].hidden);
    REQUIRE(got.rows.size() == 6);  // the empty row inside the last merge is none
    CHECK(got.rows[0].text(3) == "党员名册");
    CHECK(got.rows[0].cells[3].merged);
    CHECK(got.rows[1].text(2) == "入党情况");
    CHECK(got.rows[2].text(1) == "1999-07-17");
    CHECK(got.rows[2].cells[1].kind == sheets::CellKind::date);
    CHECK(got.rows[2].text(2) == "1999-07");
    CHECK(got.rows[2].text(3) == "15477738682");
    CHECK(got.rows[3].text(1) == "2");
    CHECK(got.rows[3].cells[1].formula);
    CHECK(got.rows[3].text(2) == "4.29099E+17");
    CHECK(got.rows[3].text(3) == "2006.1");
    CHECK(got.rows[3].text(4) == "TRUE");
    CHECK(got.rows[5].line == 7);
    CHECK(got.rows[5].text(0) == "急诊党支部");
    REQUIRE(got.notices.size() == 1);
    CHECK(got.notices[0].code == "sheets.formulas_kept");
    auto const second = read(file.path, 1);
    REQUIRE(second.rows.size() == 1);
    CHECK(second.rows[0].line == 5);
    CHECK(second.rows[0].text(2) == "后面");
}

TEST_CASE("sheets xlsx: inline strings, prefixes, rich text without phonetics, the 1904 system, absolute targets") {
    auto parts = minimal(
        "<x:row r='3'><x:c r='B3' t='inlineStr'><x:is><x:r><x:t>甲</x:t></x:r><x:r><x:t>乙</x:t></x:r>"
        "<x:rPh><x:t>か</x:t></x:rPh></x:is></x:c><x:c t='s'><x:v>1</x:v></x:c><x:c s='1'><x:v>0</x:v></x:c></x:row>");
    parts["xl/worksheets/sheet1.xml"] =
        "<x:worksheet xmlns:x='y'><x:sheetData>" + parts["xl/worksheets/sheet1.xml"].substr(22);
    parts["xl/worksheets/sheet1.xml"].replace(parts["xl/worksheets/sheet1.xml"].find("</sheetData>"), std::string::npos,
                                              "</x:sheetData></x:worksheet>");
    parts["xl/workbook.xml"] =
        "<workbook xmlns:r='r'><workbookPr date1904='1'/><sheets><sheet name='a' sheetId='1' "
        "r:id='rId1'/></sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] =
        "<Relationships><Relationship Id='rId1' Type='t/worksheet' Target='/xl/worksheets/sheet1.xml'/>"
        "<Relationship Id='rId2' Type='t/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='rId3' "
        "Type='t/styles' Target='styles.xml'/></Relationships>";
    parts["xl/sharedStrings.xml"] = "<sst><si><t>零</t></si><si><r><t>一</t></r><rPh><t>いち</t></rPh></si></sst>";
    parts["xl/styles.xml"] = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>";
    auto const got = read_parts(parts);
    REQUIRE(got.problem == "");
    REQUIRE(got.rows.size() == 1);
    CHECK(got.rows[0].line == 3);
    CHECK(got.rows[0].text(1) == "甲乙");
    CHECK(got.rows[0].text(2) == "一");
    CHECK(got.rows[0].text(3) == "1904-01-01");
}

TEST_CASE("sheets xlsx: hostile and broken files each get their own refusal") {
    SUBCASE("zip bomb by ratio") {
        auto parts = minimal("");
        parts["xl/worksheets/sheet1.xml"] += std::string(std::size_t{32} << 20, ' ');
        CHECK(read_parts(parts).problem == "sheets.zip_bomb");
    }
    SUBCASE("unpacked size") {
        sheets::Limits limits;
        limits.unpacked_bytes = 1000;
        auto parts = minimal("");
        parts["xl/media/image1.png"] = std::string(2000, 'x');
        CHECK(read_parts(parts, limits).problem == "sheets.zip_bomb");
    }
    SUBCASE("many entries") {
        sheets::Limits limits;
        limits.entries = 10;
        auto parts = minimal("");
        for (int i = 0; i < 20; ++i) parts["xl/media/" + std::to_string(i)] = "x";
        CHECK(read_parts(parts, limits).problem == "sheets.too_many_entries");
    }
    SUBCASE("document type and entities") {
        auto parts = minimal("");
        parts["xl/worksheets/sheet1.xml"] =
            "<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><worksheet><sheetData><row><c "
            "t='str'><v>&b;</v></c></row></sheetData></worksheet>";
        CHECK(read_parts(parts).problem == "sheets.document_type");
    }
    SUBCASE("macros: values only, said aloud") {
        auto parts = minimal("<row r='1'><c r='A1' t='str'><v>值</v></c></row>");
        parts["xl/vbaProject.bin"] = "macro";
        auto const got = read_parts(parts);
        CHECK(got.problem == "");
        REQUIRE(got.notices.size() == 1);
        CHECK(got.notices[0].code == "sheets.macros_ignored");
        CHECK(got.rows[0].text(0) == "值");
    }
    SUBCASE("password: container and entry") {
        TempPath const ole(".xlsx");
        std::ofstream(ole.path, std::ios::binary)
            << "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" << std::string(2000, '\1')
            << std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
        CHECK(read(ole.path).problem == "sheets.password");
        TempPath const locked("-locked.xlsx");
        write_zip(locked.path, minimal(""), "secret");
        CHECK(read(locked.path).problem == "sheets.password");
    }
    SUBCASE("old Excel, pictures, pages and documents under a table's name") {
        TempPath const file(".xlsx");
        std::ofstream(file.path, std::ios::binary) << "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" << std::string(2000, '\1');
        CHECK(read(file.path).problem == "sheets.old_excel");
        std::ofstream(file.path, std::ios::binary) << "%PDF-1.7 xxx";
        CHECK(read(file.path).problem == "sheets.not_a_table");
        std::ofstream(file.path, std::ios::binary) << "  <html><table><tr><td>1</td></tr></table>";
        CHECK(read(file.path).problem == "sheets.web_page");
        write_zip(file.path, {{"word/document.xml", "<x/>"}});
        CHECK(read(file.path).problem == "sheets.not_a_table");
        write_zip(file.path, {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<x/>"}});
        CHECK(read(file.path).problem == "sheets.open_document");
        write_zip(file.path, {{"xl/workbook.bin", "x"}});
        CHECK(read(file.path).problem == "sheets.binary_excel");
    }
    SUBCASE("a workbook under a CSV's name is read as what it is") {
        TempPath const file(".csv");
        write_zip(file.path, minimal("<row r='1'><c r='A1' t='str'><v>值</v></c></row>"));
        CHECK(read(file.path).rows.size() == 1);
    }
    SUBCASE("truncated") {
        TempPath const file;
        auto parts = minimal("<row r='1'><c r='A1' t='str'><v>值</v></c></row>");
        write_zip(file.path, parts);
        auto const size = std::filesystem::file_size(file.path);
        for (auto const part : {size - 10, size / 2, std::uintmax_t{30}, std::uintmax_t{6}}) {
            std::filesystem::resize_file(file.path, part);
            CHECK(read(file.path).problem == "sheets.truncated");
        }
        parts["xl/worksheets/sheet1.xml"].resize(40);
        CHECK(read_parts(parts).problem == "sheets.bad_xml");
    }
    SUBCASE("300 columns; a string that is not in the table; no sheets; nesting without end") {
        std::string row = "<row r='1'>";
        for (int i = 0; i < 300; ++i) row += "<c t='str'><v>x</v></c>";
        CHECK(read_parts(minimal(row + "</row>")).problem == "sheets.too_many_columns");
        CHECK(read_parts(minimal("<row r='1'><c t='s'><v>7</v></c></row>")).problem == "sheets.bad_xml");
        auto parts = minimal("");
        parts["xl/workbook.xml"] = "<workbook><sheets/></workbook>";
        CHECK(read_parts(parts).problem == "sheets.no_sheets");
        std::string deep;
        for (int i = 0; i < 10000; ++i) deep += "<a>";
        CHECK(read_parts(minimal(deep)).problem == "sheets.bad_xml");
    }
    SUBCASE("merges without end, merges that overlap") {
        sheets::Limits limits;
        limits.merges = 10;
        std::string merges = "<mergeCells>";
        for (int i = 0; i < 20; ++i) merges += "<mergeCell ref='A1:Z99'/>";
        CHECK(
            read_parts(minimal("<row r='1'><c t='str'><v>x</v></c></row>", merges + "</mergeCells>"), limits).problem ==
            "sheets.too_many_merges");
        CHECK(read_parts(minimal("<row r='1'><c t='str'><v>x</v></c></row>", merges + "</mergeCells>"))
                  .rows[0]
                  .cells.size() == 26);
    }
}

TEST_CASE("sheets numbers: formats and serials") {
    using sheets::Shown;
    CHECK(sheets::shown_by_code("yyyy\"年\"m\"月\"d\"日\"") == Shown::day);
    CHECK(sheets::shown_by_code("yyyy\"年\"m\"月\";@") == Shown::month);
    CHECK(sheets::shown_by_code("[$-804]yyyy/m/d") == Shown::day);
    CHECK(sheets::shown_by_code("h:mm") == Shown::time);
    CHECK(sheets::shown_by_code("[h]:mm") == Shown::time);
    CHECK(sheets::shown_by_code("0.00") == Shown::number);
    CHECK(sheets::shown_by_code("General") == Shown::number);
    CHECK(sheets::shown_by_code("\"day\"0") == Shown::number);
    CHECK(sheets::serial_day(36358, false) == "1999-07-17");
    CHECK(sheets::serial_day(1, false) == "1900-01-01");
    CHECK(sheets::serial_day(59, false) == "1900-02-28");
    CHECK(sheets::serial_day(61, false) == "1900-03-01");
    CHECK(!sheets::serial_day(60, false));
    CHECK(!sheets::serial_day(-3, false));
    CHECK(!sheets::serial_day(1e300, false));
    CHECK(sheets::serial_day(0, true) == "1904-01-01");
    CHECK(sheets::plain_number("1.5477738682E10") == "15477738682");
    CHECK(sheets::plain_number("2006.0999999999999") == "2006.1");
    CHECK(sheets::plain_number("4.2909919760528013E+17") == "4.29099E+17");
}
