#include "platform/files/papers.hpp"

#include "base/text.hpp"
#include "platform/files/file.hpp"
#include "platform/files/files.hpp"
#include "platform/sheets/package.hpp"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <functional>

namespace xinglin::files {
namespace {

constexpr std::size_t piece = 256 * 1024;
constexpr std::size_t tail_length = 22 + 65535;  ///< where the end of a ZIP may stand

struct Kind {
    std::string_view extension;
    std::string_view other;  ///< a second spelling of the extension
    std::string_view type;
    std::string_view title;
    std::string_view main;  ///< of an office document: its main part
};
constexpr std::string_view office = "application/vnd.openxmlformats-officedocument.";
constexpr std::array kinds{
    Kind{"pdf", "", "application/pdf", "PDF", ""},
    Kind{"docx", "", "wordprocessingml.document", "Word 文档", "word/document.xml"},
    Kind{"pptx", "", "presentationml.presentation", "PPT 演示", "ppt/presentation.xml"},
    Kind{"xlsx", "", "spreadsheetml.sheet", "Excel 表格", "xl/workbook.xml"},
    Kind{"png", "", "image/png", "图片", ""},
    Kind{"jpg", "jpeg", "image/jpeg", "图片", ""},
    Kind{"gif", "", "image/gif", "图片", ""},
    Kind{"webp", "", "image/webp", "图片", ""},
    Kind{"txt", "", "text/plain", "文本", ""},
};

Problem wrong(char const* code) { return problem(xinglin::Kind::media_type, code); }

std::string extension_of(std::string_view name) {
    auto const dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string() : text::lower_ascii(name.substr(dot + 1));
}

Kind const* of_extension(std::string_view extension) {
    auto const found = std::find_if(kinds.begin(), kinds.end(), [&](Kind const& one) {
        return !extension.empty() && (one.extension == extension || one.other == extension);
    });
    return found == kinds.end() ? nullptr : &*found;
}

std::string media_type(Kind const& kind) {
    return kind.main.empty() ? std::string(kind.type) : std::string(office) + std::string(kind.type);
}

Paper paper(Kind const& kind) { return {media_type(kind), std::string(kind.extension)}; }

Result<std::string> bytes_at(File const& file, std::int64_t at, std::size_t most) {
    std::string out(most, '\0');
    std::size_t got = 0;
    while (got < most) {
        TRY_ASSIGN(auto const some, file.read_at(at + static_cast<std::int64_t>(got), out.data() + got, most - got));
        if (some == 0) break;
        got += static_cast<std::size_t>(some);
    }
    out.resize(got);
    return out;
}

/// The whole file in pieces, each after the last `overlap` bytes of the one before; until `on_piece` answers false.
Result<Done> through(File const& file, std::size_t overlap, std::function<bool(std::string_view)> const& on_piece) {
    std::string kept;
    for (std::int64_t at = 0;;) {
        TRY_ASSIGN(auto const next, bytes_at(file, at, piece));
        if (next.empty()) return Done{};
        at += static_cast<std::int64_t>(next.size());
        auto const window = kept + next;
        if (!on_piece(window)) return Done{};
        kept = window.substr(window.size() - std::min(window.size(), overlap));
    }
}

/// A ZIP that ends where the file ends: whoever opens the file from its back reads something else than who opens its front.
bool ends_as_archive(std::string_view tail) {
    for (auto at = tail.rfind("PK\x05\x06"); at != std::string_view::npos && tail.size() - at >= 22;
         at = at == 0 ? std::string_view::npos : tail.rfind("PK\x05\x06", at - 1)) {
        auto const low = static_cast<unsigned char>(tail[at + 20]), high = static_cast<unsigned char>(tail[at + 21]);
        if (at + 22 + low + std::size_t{256} * high == tail.size()) return true;
    }
    return false;
}

/// An OLE storage with the streams of an encrypted office document; their names stand in UTF-16.
Result<bool> is_locked_office(File const& file) {
    std::string wanted;
    for (char const c : std::string_view("EncryptedPackage")) wanted.append({c, '\0'});
    bool found = false;
    TRY(through(file, wanted.size(), [&](std::string_view window) {
        found = text::contains(window, wanted);
        return !found;
    }));
    return found;
}

Result<Kind const*> office_kind(std::string const& path) {
    sheets::Limits limits;
    limits.ratio = 2000;  // pictures in slides; nothing is unpacked here but the list of contents
    limits.entries = 20'000;
    auto const package = sheets::Package::open(path, limits);
    if (!package) return fail(wrong("files.paper_broken"));
    for (auto const& kind : kinds) {
        if (kind.main.empty() || !(*package)->has(kind.main)) continue;
        auto const contents = (*package)->text("[Content_Types].xml", std::size_t{4} << 20);
        if (!contents) return fail(wrong("files.paper_broken"));
        if (text::contains(*contents, "macroEnabled") || text::contains(*contents, "vbaProject") ||
            !(*package)->entry_ending("vbaProject.bin").empty())
            return fail(wrong("files.paper_macros"));
        return &kind;
    }
    return fail(wrong("files.paper_kind"));
}

/// Where the last character of a piece is cut through, how many bytes belong to it.
std::size_t cut_off(std::string_view bytes) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
        auto const byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if ((byte & 0xC0U) == 0x80U) continue;
        std::size_t const length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

/// Byte by byte, whether text is well formed in GB18030.
class Gb18030 {
  public:
    void take(std::string_view bytes) {
        for (char const c : bytes) take(static_cast<unsigned char>(c));
    }
    [[nodiscard]] bool good() const { return good_ && at_ == 0; }

  private:
    void take(unsigned char byte) {
        bool const lead = byte >= 0x81 && byte <= 0xFE, digit = byte >= 0x30 && byte <= 0x39;
        if (at_ == 0) {
            at_ = lead ? 1 : 0;
            good_ = good_ && (lead || byte < 0x80);
        } else if (at_ == 1 && digit) {
            at_ = 2;
        } else if (at_ == 1) {
            at_ = 0;
            good_ = good_ && byte >= 0x40 && byte != 0x7F && byte <= 0xFE;
        } else {
            good_ = good_ && (at_ == 2 ? lead : digit);
            at_ = at_ == 2 ? 3 : 0;
        }
    }
    int at_{0};
    bool good_{true};
};

/// Text that a browser would take for a page, or a program for a script.
bool is_markup(std::string_view head) {
    auto const start = text::lower_ascii(text::trim(text::starts_with(head, "\xEF\xBB\xBF") ? head.substr(3) : head));
    for (auto const* sign : {"<!", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<iframe", "#!"})
        if (text::starts_with(start, sign)) return true;
    return false;
}

Result<Paper> text_paper(File const& file, std::string_view head) {
    bool plain = true, utf8 = true;
    Gb18030 chinese;
    std::string rest;
    TRY(through(file, 0, [&](std::string_view bytes) {
        plain = std::none_of(bytes.begin(), bytes.end(), [](char c) {
            auto const byte = static_cast<unsigned char>(c);
            return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || byte == 0x7F;
        });
        auto const joined = rest + std::string(bytes);
        rest = joined.substr(joined.size() - cut_off(joined));
        utf8 = utf8 && text::is_utf8(std::string_view(joined).substr(0, joined.size() - rest.size()));
        chinese.take(bytes);
        return plain;
    }));
    utf8 = utf8 && rest.empty();
    if (!plain || is_markup(head) || (!utf8 && !chinese.good())) return fail(wrong("files.paper_kind"));
    return Paper{utf8 ? "text/plain; charset=utf-8" : "text/plain; charset=gb18030", "txt"};
}

Result<Paper> by_content(std::string const& path, File const& file, Kind const* named) {
    TRY_ASSIGN(auto const head, bytes_at(file, 0, 4096));
    TRY_ASSIGN(auto const size, file.size());
    if (text::starts_with(head, "PK\x03\x04")) {
        TRY_ASSIGN(auto const* const kind, office_kind(path));
        return paper(*kind);
    }
    auto const type = type_of(head);
    if (type == "application/x-ole-storage") {
        TRY_ASSIGN(bool const locked, is_locked_office(file));
        if (!locked) return fail(wrong("files.paper_old_office"));
        if (named == nullptr || named->main.empty()) return fail(wrong("files.paper_kind"));
        return paper(*named);
    }
    auto const start = std::max<std::int64_t>(0, size - static_cast<std::int64_t>(tail_length));
    TRY_ASSIGN(auto const tail, bytes_at(file, start, tail_length));
    if (ends_as_archive(tail)) return fail(wrong("files.paper_hidden"));
    for (auto const& kind : kinds) {
        if (!kind.main.empty() || kind.extension == "txt" || type != kind.type) continue;
        // What was cut off on its way is told now and not on thirty phones.
        auto const last = std::string_view(tail).substr(tail.size() - std::min<std::size_t>(tail.size(), 2048));
        if ((kind.extension == "pdf" && !text::contains(last, "%%EOF")) ||
            (kind.extension == "png" && !text::contains(last, "IEND")))
            return fail(wrong("files.paper_broken"));
        return paper(kind);
    }
    return text_paper(file, head);
}

}  // namespace

Result<Paper> paper_of(std::string const& path, std::string_view name) {
    TRY_ASSIGN(auto const file, File::open(path, O_RDONLY));
    auto const extension = extension_of(name);
    auto const* const named = of_extension(extension);
    TRY_ASSIGN(auto found, by_content(path, file, named));
    if (named == nullptr || named->extension != found.extension)
        return fail(wrong("files.paper_name")
                        .fact("named", extension.empty() ? "（没有）" : "." + extension)
                        .fact("found", std::string(paper_title(found.extension)) + "（." + found.extension + "）"));
    return found;
}

std::string_view paper_title(std::string_view extension) {
    auto const* const kind = of_extension(extension);
    return kind == nullptr ? "文件" : kind->title;
}

}  // namespace xinglin::files
