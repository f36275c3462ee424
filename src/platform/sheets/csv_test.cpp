#include "platform/sheets/csv.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace xinglin;

namespace {

struct TempFile {
    std::string path{
        (std::filesystem::temp_directory_path() / ("xl-csv-" + std::to_string(::getpid()) + ".csv")).string()};
    explicit TempFile(std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }
    ~TempFile() { std::filesystem::remove(path); }
};

struct Read {
    std::vector<sheets::Row> rows;
    std::string problem;
};

Read read(std::string_view bytes, sheets::Limits const& limits = {}) {
    TempFile const file(bytes);
    Read out;
    auto book = sheets::open(file.path, limits);
    if (!book) {
        out.problem = book.error().code;
        return out;
    }
    auto const done = (*book)->read(0, [&](sheets::Row const& row) {
        out.rows.push_back(row);
        return true;
    });
    if (!done) out.problem = done.error().code;
    return out;
}

}  // namespace

TEST_CASE("sheets csv: quotes, embedded line ends and the line a record begins at") {
    auto const got = read("\xEF\xBB\xBF姓名,备注\r\n张三,\"第一行\r\n第二行\"\r\n\r\n李四,\"他说\"\"好\"\"\"\r\n");
    REQUIRE(got.problem == "");
    REQUIRE(got.rows.size() == 3);
    CHECK(got.rows[0].text(0) == "姓名");
    CHECK(got.rows[1].line == 2);
    CHECK(got.rows[1].text(1) == "第一行\n第二行");
    CHECK(got.rows[2].line == 5);
    CHECK(got.rows[2].text(1) == "他说\"好\"");
}

TEST_CASE("sheets csv: CR alone, LF alone, no end at the end, a bare quote inside a field") {
    CHECK(read("a,b\rc,d\re,f").rows.size() == 3);
    CHECK(read("a,b\nc,d\n").rows[1].line == 2);
    CHECK(read("5\" 管,x\n").rows[0].text(0) == "5\" 管");
    CHECK(read("\"a\"b,c\n").rows[0].text(0) == "ab");
}

TEST_CASE("sheets csv: delimiters are found by use, also with a sep= line") {
    CHECK(read("a;b;c\n1;2,5;3\n").rows[1].cells.size() == 3);
    CHECK(read("a\tb\tc\n1,5\t2\t3\n").rows[1].text(0) == "1,5");
    auto const got = read("sep=;\na;b\n");
    REQUIRE(got.rows.size() == 1);
    CHECK(got.rows[0].line == 2);
    CHECK(got.rows[0].text(1) == "b");
}

TEST_CASE("sheets csv: GB18030 with rare characters, UTF-16 with a mark") {
    // 张𠮷, 镕 in GB18030 (𠮷 is a four-byte code).
    auto const gb = read(std::string("\xD0\xD5\xC3\xFB,x\n\xD5\xC5\x95\x34\xC6\x30,\xE9\x46\n"));
    REQUIRE(gb.problem == "");
    CHECK(gb.rows[0].text(0) == "姓名");
    CHECK(gb.rows[1].text(0).starts_with("张"));
    CHECK(gb.rows[1].text(1) == "镕");
    CHECK(read(std::string("\xFF\xFE"
                           "a\0,\0b\0\n\0",
                           10))
              .rows[0]
              .cells.size() == 2);
}

TEST_CASE("sheets csv: what would lose data is a problem") {
    CHECK(read("a,\"b\nc,d\n").problem == "sheets.unclosed_quote");
    CHECK(read("").problem == "sheets.empty");
    CHECK(read(std::string("a,b\n\xFF\xFF\xFF\n")).problem == "sheets.encoding");
    CHECK(read(std::string("a\0b,c\n", 6)).problem == "sheets.not_a_table");
    CHECK(read("\"" + std::string(200000, 'x') + "\"\n").problem == "sheets.cell_too_long");
    std::string wide;
    for (int i = 0; i < 300; ++i) wide += "c" + std::to_string(i) + ",";
    CHECK(read(wide + "\n").problem == "sheets.too_many_columns");
    CHECK(read("a,b" + std::string(300, ',') + "\n").problem == "");
    sheets::Limits few;
    few.rows = 2;
    CHECK(read("a\nb\nc\n", few).problem == "sheets.too_many_rows");
}

TEST_CASE("sheets csv: a file past the limit is refused before it is read") {
    TempFile const file("a,b\n");
    std::filesystem::resize_file(file.path, std::uintmax_t{5} << 30);  // sparse
    auto const book = sheets::open(file.path);
    REQUIRE(!book);
    CHECK(book.error().code == "sheets.too_large");
    sheets::Limits limits;
    limits.csv_bytes = std::int64_t{1} << 30;
    std::filesystem::resize_file(file.path, std::uintmax_t{2} << 30);
    auto const two = sheets::open(file.path, limits);
    REQUIRE(!two);
    CHECK(two.error().code == "sheets.too_large");
}

TEST_CASE("sheets csv: chunks that split a character or a line end read like one piece") {
    // 65,536 is the reader's buffer: put a three-byte character and a CRLF across it.
    for (std::size_t const pad : {65530U, 65531U, 65532U, 65533U, 65534U, 65535U, 65536U}) {
        std::string long_cell(pad - 10, 'x');
        auto const got = read("a," + long_cell + "党,员\r\nb,c\r\n");
        REQUIRE(got.problem == "");
        REQUIRE(got.rows.size() == 2);
        CHECK(got.rows[0].text(2) == "员");
        CHECK(got.rows[1].line == 2);
    }
}
