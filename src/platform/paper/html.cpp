// The page to print. No style attributes: the content security policy of the site allows style sheets of its own only.
#include "platform/paper/paper.hpp"
#include "platform/paper/xml.hpp"

#include <cmath>

namespace xinglin::paper {

namespace {

std::string_view face_class(Face face) {
    switch (face) {
        case Face::fang:
            return "fang";
        case Face::hei:
            return "hei";
        case Face::kai:
            return "kai";
        case Face::song:
            return "song";
        case Face::title:
            return "title";
    }
    return "fang";
}

std::string_view align_class(Align align) {
    switch (align) {
        case Align::left:
            return "left";
        case Align::centre:
            return "centre";
        case Align::right:
            return "right";
        case Align::justify:
            return "justify";
    }
    return "left";
}

std::string whole(double value) { return std::to_string(std::lround(value)); }

void put(std::string& out, Paragraph const& p) {
    out += "<p class=\"" + std::string(align_class(p.align)) + " s" + whole(p.size);
    if (p.first_indent > 0) out += " indent";
    if (p.left_indent > 0) out += " l" + whole(p.left_indent);
    if (p.right_indent > 0) out += " r" + whole(p.right_indent);
    if (p.before_mm > 20) out += " mark";
    if (p.red) out += " red";
    out += "\">";
    for (auto const& run : p.runs) {
        auto const tag = run.underlined ? "u" : "span";
        out += std::string("<") + tag + " class=\"" + std::string(face_class(run.face)) + "\">" + escaped(run.text) +
               "</" + tag + ">";
    }
    out += "</p>";
}

void put(std::string& out, TableRow const& row, char const* tag) {
    out += "<tr height=\"" + whole(row.min_height_mm * 96 / 25.4) + "\">";
    for (auto const& cell : row.cells) {
        out += std::string("<") + tag + " class=\"" + std::string(align_class(cell.align)) + " " +
               std::string(face_class(cell.face)) + "\"";
        if (cell.span > 1) out += " colspan=\"" + std::to_string(cell.span) + "\"";
        out += ">" + escaped(cell.text) + "</" + tag + ">";
    }
    out += "</tr>";
}

void put(std::string& out, Table const& table) {
    out += "<table class=\"s" + whole(table.size) + "\"><colgroup>";
    for (double const width : table.widths_mm) out += "<col width=\"" + whole(width / Page::text_width * 100) + "%\">";
    out += "</colgroup><thead>";
    for (auto const& row : table.rows)
        if (row.head) put(out, row, "th");
    out += "</thead><tbody>";
    for (auto const& row : table.rows)
        if (!row.head) put(out, row, "td");
    out += "</tbody></table>";
}

void put(std::string& out, Rule const& rule) { out += rule.red ? "<hr class=\"red\">" : "<hr>"; }
void put(std::string& out, PageBreak const&) { out += "<div class=\"break\"></div>"; }

}  // namespace

std::string html(Document const& document) {
    std::string out = "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" +
                      escaped(document.title) +
                      "</title><link rel=\"stylesheet\" href=\"/paper.css\"></head><body><main>";
    for (auto const& block : document.blocks) std::visit([&](auto const& one) { put(out, one); }, block);
    return out + "</main></body></html>";
}

}  // namespace xinglin::paper
