// Which kind of file it is, by its first bytes. The name is never asked.
#include "base/text.hpp"
#include "platform/sheets/csv.hpp"
#include "platform/sheets/xlsx_parts.hpp"

#include <sys/stat.h>

#include <array>
#include <cstdio>

namespace xinglin::sheets {

namespace {

constexpr std::string_view ole_mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::string_view encrypted_stream{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};

/// An OLE container is a password-protected workbook or one of Excel 97–2003: its directory names the streams.
Problem ole_problem(std::string const& path) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "rb"), &std::fclose);
    std::string chunk(1 << 20, '\0'), window;
    for (int i = 0; file && i < 300; ++i) {
        auto const got = std::fread(chunk.data(), 1, chunk.size(), file.get());
        if (got == 0) break;
        window.append(chunk, 0, got);
        if (text::contains(window, encrypted_stream)) return malformed("sheets.password");
        window.erase(0, window.size() > 64 ? window.size() - 64 : 0);
    }
    return problem(Kind::media_type, "sheets.old_excel");
}

bool starts_like_markup(std::string_view head) {
    auto const trimmed = text::lower_ascii(text::trim(head.substr(0, 256)));
    return trimmed.starts_with("<html") || trimmed.starts_with("<!doctype") || trimmed.starts_with("<?xml") ||
           trimmed.starts_with("<table");
}

bool starts_like_another(std::string_view head) {
    for (std::string_view const mark : {"%PDF", "\x89PNG", "\xFF\xD8\xFF", "GIF8", "Rar!", "7z\xBC\xAF", "\x1F\x8B",
                                        "\x7F"
                                        "ELF",
                                        "{\\rtf"})
        if (head.starts_with(mark)) return true;
    return false;
}

}  // namespace

Result<std::unique_ptr<Workbook>> open(std::string const& path, Limits const& limits) {
    struct stat stat {};
    if (::stat(path.c_str(), &stat) != 0 || !S_ISREG(stat.st_mode)) return fail(not_found("sheets.missing"));
    if (stat.st_size == 0) return fail(malformed("sheets.empty"));
    std::array<char, 512> bytes{};
    std::size_t got = 0;
    {
        std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "rb"), &std::fclose);
        if (!file) return fail(not_found("sheets.missing"));
        got = std::fread(bytes.data(), 1, bytes.size(), file.get());
    }
    std::string_view const head(bytes.data(), got);
    if (head.starts_with("PK\x03\x04")) return open_xlsx(path, stat.st_size, limits);
    if (head.starts_with("PK\x05\x06")) return fail(malformed("sheets.empty"));
    if (head.starts_with(ole_mark)) return fail(ole_problem(path));
    if (starts_like_markup(head)) return fail(problem(Kind::media_type, "sheets.web_page"));
    if (starts_like_another(head)) return fail(problem(Kind::media_type, "sheets.not_a_table"));
    return open_csv(path, stat.st_size, limits);
}

}  // namespace xinglin::sheets
