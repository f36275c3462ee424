// Files to be attached: each kind is known by its content, and what lies about itself is turned away.
#include "platform/files/papers.hpp"

#include "base/text.hpp"
#include "platform/files/files.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

namespace {

using namespace xinglin;
using files::paper_of;

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string const pdf = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";
std::string const png = "\x89PNG\r\n\x1a\n" + std::string(40, 'x') + "IEND\xae\x42\x60\x82";
std::string const jpeg = "\xff\xd8\xff\xe0" + std::string(60, 'y') + "\xff\xd9";
std::string const page = "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>";

struct Shelf {
    testing::TemporaryFolder folder;

    std::string write(std::string const& bytes) const {
        auto const path = folder.file("paper");
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
        return path;
    }
    std::string zipped(Parts const& parts) const {
        auto const path = folder.file("archive.zip");
        std::filesystem::remove(path);
        auto* const out = zip_open(path.c_str(), ZIP_CREATE, nullptr);
        REQUIRE(out != nullptr);
        for (auto const& [name, text] : parts)
            zip_file_add(out, name.c_str(), zip_source_buffer(out, text.data(), text.size(), 0), 0);
        REQUIRE(zip_close(out) == 0);
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    /// "type extension" or the code of the refusal.
    std::string said(std::string const& bytes, std::string_view name) const {
        auto const found = paper_of(write(bytes), name);
        return found ? found->type.substr(found->type.rfind('/') + 1) + " " + found->extension : found.error().code;
    }
};

Parts office(std::string const& main, std::string const& more = {}) {
    return {{"[Content_Types].xml", "<Types>" + more + "</Types>"}, {"_rels/.rels", "<r/>"}, {main, "<x/>"}};
}

TEST_CASE("files papers: each kind that may be attached is known by its content") {
    Shelf shelf;
    CHECK(shelf.said(pdf, "学习提纲.PDF") == "pdf pdf");
    CHECK(shelf.said(png, "图.png") == "png png");
    CHECK(shelf.said(jpeg, "照片.JPEG") == "jpeg jpg");
    CHECK(shelf.said("GIF89a" + std::string(20, 'z'), "动图.gif") == "gif gif");
    CHECK(shelf.said("RIFF\x10\x01\x01\x01WEBPVP8 ", "图.webp") == "webp webp");
    CHECK(shelf.said("一、学习条例\r\n二、讨论\n", "提纲.txt") == "plain; charset=utf-8 txt");
    CHECK(shelf.said("\xd1\xa7\xcf\xb0\xcc\xf5\xc0\xfd\r\n", "提纲.txt") == "plain; charset=gb18030 txt");  // 学习条例
    CHECK(shelf.said(shelf.zipped(office("word/document.xml")), "决定.docx") ==
          "vnd.openxmlformats-officedocument.wordprocessingml.document docx");
    CHECK(shelf.said(shelf.zipped(office("ppt/presentation.xml")), "党课.pptx") ==
          "vnd.openxmlformats-officedocument.presentationml.presentation pptx");
    CHECK(shelf.said(shelf.zipped(office("xl/workbook.xml")), "名单.xlsx") ==
          "vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx");
}

TEST_CASE("files papers: text is looked through to its end, whichever way its pieces fall") {
    Shelf shelf;
    std::string long_text;
    while (long_text.size() < 600'000) long_text += "学习支部工作条例，a讨论。";
    for (auto const shift : {0, 1, 2})
        CHECK(shelf.said(std::string(shift, 'a') + long_text, "长.txt") == "plain; charset=utf-8 txt");
    CHECK(shelf.said(long_text + std::string(1, '\0') + "x", "长.txt") == "files.paper_kind");
    CHECK(shelf.said(long_text + "\xff\xff", "长.txt") == "files.paper_kind");
}

TEST_CASE("files papers: locked by a password is a document; the old formats of Office are named") {
    Shelf shelf;
    std::string const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + std::string(2000, '\0');
    std::string name;
    for (char const c : std::string("EncryptedPackage")) name += std::string{c, '\0'};
    CHECK(shelf.said(ole + name + std::string(500, '\0'), "方案.docx") ==
          "vnd.openxmlformats-officedocument.wordprocessingml.document docx");
    CHECK(shelf.said(ole + name, "方案.pdf") == "files.paper_kind");
    CHECK(shelf.said(ole, "方案.doc") == "files.paper_old_office");
    CHECK(shelf.said(ole, "方案.docx") == "files.paper_old_office");
}

TEST_CASE("files papers: a name that says something else than the content is refused") {
    Shelf shelf;
    CHECK(shelf.said(page, "通知.pdf") == "files.paper_kind");
    CHECK(shelf.said(page, "通知.txt") == "files.paper_kind");
    CHECK(shelf.said("\xEF\xBB\xBF  <SVG onload=alert(1)>", "图.txt") == "files.paper_kind");
    CHECK(shelf.said("#!/bin/sh\nrm -rf x\n", "说明.txt") == "files.paper_kind");
    CHECK(shelf.said(png, "图.pdf") == "files.paper_name");
    CHECK(shelf.said(pdf, "图.exe") == "files.paper_name");
    CHECK(shelf.said(pdf, "没有扩展名") == "files.paper_name");
    CHECK(shelf.said("学习提纲", "提纲.docx") == "files.paper_name");
    CHECK(shelf.said(shelf.zipped(office("xl/workbook.xml")), "名单.docx") == "files.paper_name");
    CHECK(shelf.said("MZ" + std::string(100, '\0'), "程序.pdf") == "files.paper_kind");
    auto const problem = paper_of(shelf.write(png), "图.pdf").error();
    CHECK(problem.kind == Kind::media_type);
    CHECK(problem.facts ==
          std::vector<std::pair<std::string, std::string>>{{"named", ".pdf"}, {"found", "图片（.png）"}});
}

TEST_CASE("files papers: two files in one, archives, macros, torn files") {
    Shelf shelf;
    auto const archive = shelf.zipped({{"evil.class", "x"}});
    CHECK(shelf.said(pdf + archive, "学习.pdf") == "files.paper_hidden");
    CHECK(shelf.said(png + archive, "图.png") == "files.paper_hidden");
    CHECK(shelf.said("GIF89a" + archive, "图.gif") == "files.paper_hidden");
    CHECK(shelf.said("说明\n" + archive, "说明.txt") == "files.paper_hidden");
    CHECK(shelf.said(archive, "材料.docx") == "files.paper_kind");
    CHECK(shelf.said(archive, "材料.zip") == "files.paper_kind");
    auto const whole = shelf.zipped(office("word/document.xml"));
    CHECK(shelf.said(whole.substr(0, whole.size() / 2), "材料.docx") == "files.paper_broken");
    CHECK(shelf.said("PK\x03\x04" + page, "材料.docx") == "files.paper_broken");
    CHECK(shelf.said(pdf.substr(0, 40), "学习.pdf") == "files.paper_broken");
    CHECK(shelf.said(png.substr(0, 20), "图.png") == "files.paper_broken");
    CHECK(
        shelf.said(shelf.zipped(office("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml")),
                   "表.docx") == "files.paper_macros");
    auto with_macro = office("xl/workbook.xml");
    with_macro.emplace_back("xl/vbaProject.bin", "x");
    CHECK(shelf.said(shelf.zipped(with_macro), "表.xlsx") == "files.paper_macros");
}

TEST_CASE("files papers: a file somebody needs is not released, and what a crash left is found by its age") {
    testing::TemporaryFolder folder;
    files::Store store(folder.file("files"));
    std::string needed;
    store.held_by([&](std::string_view digest) { return digest == needed; });
    auto const one = store.put("one"), two = store.put("two");
    REQUIRE((one && two));
    needed = one->digest;
    CHECK_FALSE(store.release(one->digest));
    CHECK(store.release(two->digest));
    CHECK_FALSE(store.release(two->digest));
    CHECK(store.path(one->digest));
    CHECK_FALSE(store.path(two->digest));
    auto const now = SystemClock().now();
    CHECK(store.older_than(now + -hour_ms).empty());
    CHECK(store.older_than(now + hour_ms) == std::vector{*store.path(one->digest)});
    needed.clear();
    CHECK(store.release(one->digest));
}

}  // namespace
