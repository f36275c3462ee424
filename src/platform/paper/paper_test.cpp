#include "platform/paper/paper.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>
#include <zip.h>
#include <pugixml.hpp>

using namespace xinglin;
using namespace xinglin::paper;

namespace {

std::string part_of(std::string const& package, char const* name) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(package.data(), package.size(), 0, &error);
    auto* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    REQUIRE(archive != nullptr);
    zip_stat_t about;
    REQUIRE(zip_stat(archive, name, 0, &about) == 0);
    std::string out(about.size, '\0');
    auto* file = zip_fopen(archive, name, 0);
    REQUIRE(zip_fread(file, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
    zip_fclose(file);
    zip_discard(archive);
    return out;
}

std::size_t count(std::string const& text, std::string_view part) {
    std::size_t out = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++out;
    return out;
}

/// Pages of a PDF, by its page objects.
std::size_t pages(std::string const& pdf) { return count(pdf, "/Type /Page %"); }

Document letter() {
    Document out;
    out.title = "请示";
    for (auto& one : red_head("中共杏林市第一人民医院支部委员会", 2026, true)) out.add(std::move(one));
    out.add(heading("关于A&B<C>的请示")).add(blank()).add(addressee("中共杏林市第一人民医院委员会"));
    out.add(body("一、事由：", "正文"));
    out.add(
        Table{{52, 52, 52}, {{{{"甲"}, {"乙"}, {"丙"}}, 10, true}, {{{"一", Align::left, Face::fang, 3}}, 10, false}}});
    for (auto& one : signature("中共杏林市第一人民医院支部委员会", "2026年9月16日")) out.add(std::move(one));
    return out;
}

}  // namespace

TEST_SUITE("paper") {
    TEST_CASE("the package is whole: page, margins, grid, text as it was, the same bytes again") {
        auto const made = docx(letter());
        REQUIRE(made);
        auto const again = docx(letter());
        REQUIRE(again);
        CHECK(*made == *again);
        for (char const* name :
             {"[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/settings.xml", "word/fontTable.xml",
              "word/footer1.xml", "word/footer2.xml", "word/_rels/document.xml.rels", "docProps/core.xml"}) {
            pugi::xml_document xml;
            CHECK_MESSAGE(xml.load_string(part_of(*made, name).c_str()), name);
        }
        pugi::xml_document xml;
        REQUIRE(xml.load_string(part_of(*made, "word/document.xml").c_str()));
        auto const section = xml.child("w:document").child("w:body").child("w:sectPr");
        CHECK(section.child("w:pgMar").attribute("w:top").as_int() == 2098);
        CHECK(section.child("w:pgMar").attribute("w:left").as_int() == 1587);
        CHECK(section.child("w:pgMar").attribute("w:right").as_int() == 1474);
        CHECK(section.child("w:pgMar").attribute("w:bottom").as_int() == 1984);
        CHECK(section.child("w:docGrid").attribute("w:linePitch").as_int() == 579);
        CHECK(xml.select_node("//w:t[text()='关于A&B<C>的请示']"));
        CHECK(xml.select_node("//w:tc//w:gridSpan[@w:val='3']"));
    }
    TEST_CASE("the page to print is escaped and names its style sheet, without any style of its own") {
        auto const page = html(letter());
        CHECK(text::contains(page, "关于A&amp;B&lt;C&gt;的请示"));
        CHECK(text::contains(page, "href=\"/paper.css\""));
        CHECK_FALSE(text::contains(page, "style="));
    }
    TEST_CASE("issuer and day are centred on one another") {
        auto const lines = signature("中共某某支部委员会", "2026年9月16日");
        REQUIRE(lines.size() == 4);
        auto const centre = [](Paragraph const& one) {
            return one.right_indent + width_in_characters(one.runs[0].text) / 2;
        };
        CHECK(centre(lines[2]) == doctest::Approx(centre(lines[3])));
        CHECK(lines[2].right_indent >= 2);
    }
    TEST_CASE("a page holds 22 lines of 28 characters") {
        Fonts const fonts;
        if (fonts.files(Face::fang).empty()) {
            MESSAGE("skipped: no Chinese type face on this machine");
            return;
        }
        std::string text;
        for (int i = 0; i < 22 * 28; ++i) text += "国";
        Document full;
        Paragraph plain;
        plain.runs = {{text}};
        full.add(plain);
        auto const one_page = pdf(full, fonts);
        REQUIRE(one_page);
        CHECK(pages(*one_page) == 1);
        plain.runs[0].text += "国";
        Document more;
        more.add(plain);
        auto const two_pages = pdf(more, fonts);
        REQUIRE(two_pages);
        CHECK(pages(*two_pages) == 2);
        CHECK(count(*one_page, "/FontFile3") >= 1);
    }
    TEST_CASE("without a type face there is no PDF, and the reason is told") {
        struct Nowhere {
            static bool missing(Fonts const& fonts) { return fonts.files(Face::fang).empty(); }
        };
        Fonts const fonts("/nonexistent");
        auto const made = pdf(letter(), fonts);
        if (Nowhere::missing(fonts))
            CHECK(made.error().code == "paper.no_fonts");
        else
            CHECK(made);
    }
}
