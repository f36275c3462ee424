#include "modules/portal/views.hpp"

#include "platform/assets/assets.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::portal;

namespace {

PublicOrganisation organisation(std::int64_t id, int depth, std::string name) {
    PublicOrganisation made;
    made.id = {id};
    made.depth = depth;
    made.name = std::move(name);
    made.kind = "党支部";
    return made;
}

bool has(std::string const& page, std::string_view part) { return page.find(part) != std::string::npos; }

}  // namespace

TEST_SUITE("portal") {
    TEST_CASE("every value of a page is escaped") {
        auto const page = organisations_page({"<b>医院</b>", false, false, "organisations"},
                                             {organisation(1, 0, "\"><script>x</script>")}, false);
        CHECK_FALSE(has(page, "<script>x"));
        CHECK_FALSE(has(page, "<b>医院"));
        CHECK(has(page, "&lt;script&gt;x"));
    }
    TEST_CASE("no template but the layout uses the unescaped form, and that only for the body") {
        int seen = 0;
        for (auto const& asset : assets::under("src/modules/")) {
            if (!asset.path.ends_with(".mustache")) continue;
            ++seen;
            std::string text(asset.bytes);
            CAPTURE(asset.path);
            CHECK_FALSE(has(text, "{{&"));
            auto const triple = text.find("{{{");
            if (asset.path.ends_with("layout.mustache")) {
                CHECK(text.substr(triple, 10) == "{{{body}}}");
                CHECK(text.find("{{{", triple + 3) == std::string::npos);
            } else {
                CHECK(triple == std::string::npos);
            }
        }
        CHECK(seen >= 7);
    }
    TEST_CASE("an empty installation says what will appear here") {
        CHECK(has(organisations_page({"", false, false, "organisations"}, {}, false), "还没有公布党组织"));
        CHECK_FALSE(has(home_page({"", false, false, "home"}, {}), "<dt>"));
    }
    TEST_CASE("the demo says so, large print is asked of the server, the current page is marked") {
        auto const page = help_page({"合成医院", true, true, "help"});
        CHECK(has(page, "演示系统"));
        CHECK(has(page, "data-size=\"lg\""));
        CHECK(has(page, "href=\"/help\" aria-current=\"page\""));
        CHECK_FALSE(has(help_page({"合成医院", false, false, "help"}), "演示系统"));
    }
    TEST_CASE("the help page says what this installation asks of a password") {
        auto const plain = help_page({"合成医院", false, false, "help"});
        CHECK(has(plain, "密码至少 12 个字，可以用一句"));
        CHECK(has(plain, "重设密码"));
        auto const graded = help_page({"合成医院", false, false, "help", 10, 3});
        CHECK(has(graded, "密码至少 10 个字，大写字母"));
        CHECK(has(graded, "至少要有 3 类"));
        CHECK_FALSE(has(graded, "不必掺数字"));
    }
    TEST_CASE("an error page names what is wrong, what to do and the number to quote") {
        auto const page = error_page(404, "", "abc123", false);
        CHECK(has(page, "没有找到这一页"));
        CHECK(has(page, "编号 abc123"));
        CHECK(has(page, "<title>没有找到这一页 · 智慧党建</title>"));
        CHECK(has(page, "<p>智慧党建平台“杏林”</p>"));
        CHECK(has(error_page(418, "", "", false), "地址或内容不完整"));
        CHECK(has(error_page(500, "", "", false), "系统出了问题"));
        CHECK(has(error_page(599, "", "", false), "系统出了问题"));
    }
    TEST_CASE("pages stay small and call no other host") {
        for (auto const& page :
             {help_page({"合成医院", true, false, "help"}), sign_in_page({"合成医院", true, false, ""})}) {
            CHECK(page.size() < 8'000);
            CHECK_FALSE(has(page, "//"));
            CHECK_FALSE(has(page, "style="));
            CHECK_FALSE(has(page, "onclick"));
        }
    }
}
