// The package of an editable document, part by part.
#include "platform/paper/paper.hpp"
#include "platform/paper/xml.hpp"

#include <zip.h>

#include <cmath>
#include <cstdlib>
#include <memory>

namespace xinglin::paper {

namespace {

/// Names as Chinese offices have them installed; the second stands in where the first is missing.
struct Named {
    char const* name;
    char const* stand_in;
};
Named named(Face face) {
    switch (face) {
        case Face::fang:
            return {"仿宋_GB2312", "FandolFang"};
        case Face::hei:
            return {"黑体", "FandolHei"};
        case Face::kai:
            return {"楷体_GB2312", "FandolKai"};
        case Face::song:
            return {"宋体", "FandolSong"};
        case Face::title:
            return {"方正小标宋简体", "FandolSong"};
    }
    return {"宋体", "FandolSong"};
}

constexpr char const* namespaces =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr char const* prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

std::string whole(double value) { return std::to_string(std::lround(value)); }
double twips(double mm) { return mm / 25.4 * 1440; }

std::string fonts(Face face) {
    auto const name = std::string(named(face).name);
    return "<w:rFonts w:ascii=\"" + name + "\" w:hAnsi=\"" + name + "\" w:eastAsia=\"" + name + "\" w:cs=\"" + name +
           "\" w:hint=\"eastAsia\"/>";
}

std::string run(Run const& one, double size, bool red) {
    std::string out = "<w:r><w:rPr>" + fonts(one.face);
    if (one.face == Face::title && size > size_3) out += "<w:b w:val=\"0\"/>";
    if (red) out += "<w:color w:val=\"FF0000\"/>";
    // 28 characters of 16 points are a little wider than 156 mm: each gives a quarter of a point.
    if (size == size_3) out += "<w:spacing w:val=\"-5\"/>";
    out += "<w:sz w:val=\"" + whole(size * 2) + "\"/><w:szCs w:val=\"" + whole(size * 2) + "\"/>";
    if (one.underlined) out += "<w:u w:val=\"single\"/>";
    return out + "</w:rPr><w:t xml:space=\"preserve\">" + escaped(one.text) + "</w:t></w:r>";
}

std::string_view alignment(Align align) {
    switch (align) {
        case Align::left:
            return "left";
        case Align::centre:
            return "center";
        case Align::right:
            return "right";
        case Align::justify:
            return "both";
    }
    return "left";
}

/// Twips of so many characters, and the same in hundredths of a character, which Word prefers.
std::string indent(char const* side, double characters, double size) {
    return std::string(" w:") + side + "Chars=\"" + whole(characters * 100) + "\" w:" + side + "=\"" +
           whole(characters * size * 20) + "\"";
}

void put(std::string& out, Paragraph const& p) {
    out += "<w:p><w:pPr>";
    if (p.keep > 0) out += "<w:keepNext/>";
    bool const large = p.size > 24;
    out += "<w:overflowPunct w:val=\"0\"/><w:spacing w:before=\"" + whole(twips(p.before_mm)) + "\" w:line=\"" +
           (large ? whole(p.size * 1.2 * 20) : std::string("579")) + "\" w:lineRule=\"exact\"/>";
    if (p.first_indent > 0 || p.left_indent > 0 || p.right_indent > 0) {
        out += "<w:ind";
        if (p.left_indent > 0) out += indent("left", p.left_indent, p.size);
        if (p.right_indent > 0) out += indent("right", p.right_indent, p.size);
        if (p.first_indent > 0) out += indent("firstLine", p.first_indent, p.size);
        out += "/>";
    }
    out += "<w:jc w:val=\"" + std::string(alignment(p.align)) + "\"/></w:pPr>";
    for (auto const& one : p.runs) out += run(one, p.size, p.red);
    out += "</w:p>";
}

void put(std::string& out, Cell const& cell, double width_mm, double size) {
    out += "<w:tc><w:tcPr><w:tcW w:w=\"" + whole(twips(width_mm)) + "\" w:type=\"dxa\"/>";
    if (cell.span > 1) out += "<w:gridSpan w:val=\"" + std::to_string(cell.span) + "\"/>";
    out += "<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"" +
           whole(size * 1.3 * 20) + "\" w:lineRule=\"exact\"/><w:jc w:val=\"" + std::string(alignment(cell.align)) +
           "\"/></w:pPr>" + (cell.text.empty() ? std::string() : run({cell.text, cell.face}, size, false)) +
           "</w:p></w:tc>";
}

void put(std::string& out, Table const& table) {
    out += "<w:tbl><w:tblPr><w:tblW w:w=\"" + whole(twips(Page::text_width)) +
           "\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>";
    for (char const* side : {"top", "left", "bottom", "right", "insideH", "insideV"})
        out += std::string("<w:") + side + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>";
    out += "</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
    for (double const width : table.widths_mm) out += "<w:gridCol w:w=\"" + whole(twips(width)) + "\"/>";
    out += "</w:tblGrid>";
    for (auto const& row : table.rows) {
        out += "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"" + whole(twips(row.min_height_mm)) +
               "\" w:hRule=\"atLeast\"/>" + (row.head ? "<w:tblHeader/>" : "") + "</w:trPr>";
        std::size_t column = 0;
        for (auto const& cell : row.cells) {
            double width = 0;
            for (int i = 0; i < cell.span && column < table.widths_mm.size(); ++i) width += table.widths_mm[column++];
            put(out, cell, width, table.size);
        }
        out += "</w:tr>";
    }
    out += "</w:tbl>";
}

void put(std::string& out, Rule const& rule) {
    out += "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"" + whole(rule.thickness_mm / 25.4 * 72 * 8) +
           "\" w:space=\"0\" w:color=\"" + (rule.red ? "FF0000" : "000000") + "\"/></w:pBdr><w:spacing w:line=\"" +
           whole(twips(rule.before_mm)) + "\" w:lineRule=\"exact\"/></w:pPr></w:p>";
}

void put(std::string& out, PageBreak const&) { out += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"; }

/// Size 4 half-width 宋体 between dashes, at the outer edge: one character from the side.
std::string footer(char const* side) {
    auto const look = std::string("<w:rPr>") + fonts(Face::song) + "<w:sz w:val=\"28\"/></w:rPr>";
    auto const field = [&](char const* kind) {
        return "<w:r>" + look + "<w:fldChar w:fldCharType=\"" + kind + "\"/></w:r>";
    };
    auto const text = [&](char const* value) {
        return "<w:r>" + look + "<w:t xml:space=\"preserve\">" + value + "</w:t></w:r>";
    };
    return std::string(prolog) + "<w:ftr" + namespaces + "><w:p><w:pPr><w:ind" + indent(side, 1, size_4) +
           "/><w:jc w:val=\"" + side + "\"/></w:pPr>" + text("— ") + field("begin") + "<w:r>" + look +
           "<w:instrText xml:space=\"preserve\">PAGE</w:instrText></w:r>" + field("separate") + text("1") +
           field("end") + text(" —") + "</w:p></w:ftr>";
}

std::string main_part(Document const& document) {
    std::string out = std::string(prolog) + "<w:document" + namespaces + "><w:body>";
    for (auto const& block : document.blocks) std::visit([&](auto const& one) { put(out, one); }, block);
    // A table may not be the last thing before the section.
    if (!document.blocks.empty() && std::holds_alternative<Table>(document.blocks.back()))
        out += "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>";
    out += "<w:sectPr>";
    if (document.page_numbers)
        out +=
            "<w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>";
    out += "<w:pgSz w:w=\"" + whole(twips(Page::width)) + "\" w:h=\"" + whole(twips(Page::height)) +
           "\"/><w:pgMar w:top=\"" + whole(twips(Page::top)) + "\" w:right=\"" + whole(twips(Page::right)) +
           "\" w:bottom=\"" + whole(twips(Page::bottom)) + "\" w:left=\"" + whole(twips(Page::left)) +
           "\" w:header=\"851\" w:footer=\"" + whole(twips(Page::bottom - 7 - 5)) + "\" w:gutter=\"0\"/>";
    // Only lines are on the grid: LibreOffice spreads the characters of a character grid to twice their width.
    return out + "<w:docGrid w:type=\"lines\" w:linePitch=\"579\"/></w:sectPr></w:body></w:document>";
}

std::string styles() {
    return std::string(prolog) + "<w:styles" + namespaces + "><w:docDefaults><w:rPrDefault><w:rPr>" +
           fonts(Face::fang) +
           "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>"
           "</w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>"
           "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>"
           "<w:rPr><w:sz w:val=\"32\"/></w:rPr></w:style></w:styles>";
}

std::string font_table() {
    std::string out = std::string(prolog) + "<w:fonts" + namespaces + ">";
    for (Face const face : {Face::fang, Face::hei, Face::kai, Face::song, Face::title})
        out += std::string("<w:font w:name=\"") + named(face).name + "\"><w:altName w:val=\"" + named(face).stand_in +
               "\"/><w:charset w:val=\"86\"/></w:font>";
    return out + "</w:fonts>";
}

constexpr char const* content_types =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
    "<Override PartName=\"/word/fontTable.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
    "<Override PartName=\"/word/footer2.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>";
constexpr char const* package_rels =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" "
    "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
    "Target=\"docProps/core.xml\"/>"
    "</Relationships>";
constexpr char const* document_rels =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" "
    "Target=\"styles.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" "
    "Target=\"settings.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable\" "
    "Target=\"fontTable.xml\"/>"
    "<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" "
    "Target=\"footer1.xml\"/>"
    "<Relationship Id=\"rId5\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" "
    "Target=\"footer2.xml\"/>"
    "</Relationships>";

std::string core(Document const& document) {
    return std::string(prolog) +
           "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
           " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
           escaped(document.title) + "</dc:title></cp:coreProperties>";
}

/// Writes named parts into a ZIP in memory.
class Package {
  public:
    Package() {
        zip_error_t error;
        zip_error_init(&error);
        source_ = zip_source_buffer_create(nullptr, 0, 0, &error);
        if (source_ == nullptr) return;
        zip_source_keep(source_);  // outlives the archive, so that the bytes can be read from it
        archive_ = zip_open_from_source(source_, ZIP_TRUNCATE, &error);
    }
    ~Package() {
        if (archive_ != nullptr) zip_discard(archive_);
        if (source_ != nullptr) zip_source_free(source_);
    }
    Package(Package const&) = delete;
    Package& operator=(Package const&) = delete;

    void add(char const* name, std::string const& text) {
        if (archive_ == nullptr) return;
        void* copy = std::malloc(text.size());
        if (copy == nullptr) return abandon();
        text.copy(static_cast<char*>(copy), text.size());
        auto* part = zip_source_buffer(archive_, copy, text.size(), 1);
        if (part == nullptr) {
            std::free(copy);
            return abandon();
        }
        auto const index = zip_file_add(archive_, name, part, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(part);
            return abandon();
        }
        // 1980, the first day a ZIP knows: the same document gives the same bytes.
        zip_file_set_dostime(archive_, static_cast<zip_uint64_t>(index), 0, 0x21, 0);
    }
    Result<std::string> bytes() {
        auto* closing = archive_;
        archive_ = nullptr;
        if (closing == nullptr) return fail(problem(Kind::fault, "paper.failed"));
        if (zip_close(closing) != 0) {
            zip_discard(closing);
            return fail(problem(Kind::fault, "paper.failed"));
        }
        zip_stat_t about;
        if (zip_source_open(source_) != 0 || zip_source_stat(source_, &about) != 0)
            return fail(problem(Kind::fault, "paper.failed"));
        std::string out(about.size, '\0');
        auto const got = zip_source_read(source_, out.data(), out.size());
        zip_source_close(source_);
        if (got != static_cast<zip_int64_t>(out.size())) return fail(problem(Kind::fault, "paper.failed"));
        return out;
    }

  private:
    void abandon() {
        zip_discard(archive_);
        archive_ = nullptr;
    }
    zip_source_t* source_{nullptr};
    zip_t* archive_{nullptr};
};

}  // namespace

Result<std::string> docx(Document const& document) {
    Package package;
    package.add("[Content_Types].xml", std::string(prolog) + content_types);
    package.add("_rels/.rels", std::string(prolog) + package_rels);
    package.add("docProps/core.xml", core(document));
    package.add("word/document.xml", main_part(document));
    package.add("word/_rels/document.xml.rels", std::string(prolog) + document_rels);
    package.add("word/styles.xml", styles());
    package.add("word/settings.xml",
                std::string(prolog) + "<w:settings" + namespaces +
                    "><w:evenAndOddHeaders/><w:compat><w:compatSetting w:name=\"compatibilityMode\""
                    " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>");
    package.add("word/fontTable.xml", font_table());
    package.add("word/footer1.xml", footer("right"));
    package.add("word/footer2.xml", footer("left"));
    return package.bytes();
}

}  // namespace xinglin::paper
