// Two ways into the XLSX reader: the bytes as a whole package, and the bytes as the XML of the one sheet of a sound package
// (mutating compressed bytes alone would never reach the sheet).
#include "platform/sheets/sheets.hpp"

#include <unistd.h>
#include <zip.h>

#include <cstdio>
#include <string>
#include <string_view>

namespace {

std::string const path = "/tmp/xl-fuzz-" + std::to_string(::getpid()) + ".xlsx";

void write_plain(std::string_view bytes) {
    auto* const file = std::fopen(path.c_str(), "wb");
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::fclose(file);
}

void add(zip_t* zip, char const* name, std::string_view bytes) {
    auto* const source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    auto const index = zip_file_add(zip, name, source, ZIP_FL_OVERWRITE);
    zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
}

void write_packed(std::string_view sheet, std::string_view shared) {
    int code = 0;
    auto* const zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (zip == nullptr) return;
    add(zip, "xl/workbook.xml", "<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>");
    add(zip, "xl/_rels/workbook.xml.rels",
        "<R><Relationship Id='r1' Target='worksheets/s.xml'/><Relationship Id='r2' Type='/sharedStrings' "
        "Target='s.xml'/></R>");
    add(zip, "xl/worksheets/s.xml", sheet);
    add(zip, "xl/s.xml", shared);
    zip_close(zip);
}

void read_all() {
    auto book = xinglin::sheets::open(path);
    if (!book) return;
    for (std::size_t i = 0; i < (*book)->sheets().size() && i < 4; ++i)
        if (!(*book)->read(i, [](xinglin::sheets::Row const&) { return true; })) return;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    if (bytes.empty()) return 0;
    auto const rest = bytes.substr(1);
    if (bytes[0] % 4 == 0) {
        write_plain(rest);
    } else if (bytes[0] % 4 == 1) {
        write_packed("<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData></worksheet>", rest);
    } else {
        write_packed(rest, "<sst><si><t>x</t></si></sst>");
    }
    read_all();
    return 0;
}
