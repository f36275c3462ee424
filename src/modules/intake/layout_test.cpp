// Files as they come: other names, other orders, headers of several rows, sheets per branch, no header at all.
#include "modules/intake/layout.hpp"
#include "modules/intake/columns.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/roster.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace xinglin;
using namespace xinglin::intake;

namespace {

constexpr Date today{2026, 9, 15};

sheets::Row row(std::int64_t line, std::vector<std::string> const& texts) {
    sheets::Row out;
    out.line = line;
    for (auto const& text : texts) {
        sheets::Cell cell;
        cell.text = text;
        cell.kind = text.empty() ? sheets::CellKind::empty : sheets::CellKind::text;
        out.cells.push_back(std::move(cell));
    }
    return out;
}

Branches branches() {
    return Branches(
        {{OrganisationId{1}, {}, "D01", "中共青川县中心医院委员会", "医院党委", false},
         {OrganisationId{2}, {}, "Z1", "中共青川县中心医院内科系统党总支部", "内科系统党总支部", false},
         {OrganisationId{3}, {}, "B1", "中共青川县中心医院心血管内科支部委员会", "心血管内科党支部", true},
         {OrganisationId{4}, {}, "B2", "中共青川县中心医院康复与中医科支部委员会", "康复与中医科党支部", true},
         {OrganisationId{5}, {}, "B3", "中共青川县中心医院行政第一支部委员会", "行政第一党支部", true},
         {OrganisationId{6}, {}, "B4", "中共青川县中心医院行政第二支部委员会", "行政第二党支部", true},
         {OrganisationId{7}, {}, "B5", "中共青川县中心医院神经内科支部委员会", "神经内科党支部", true},
         {OrganisationId{8}, {}, "B6", "中共青川县中心医院骨科支部委员会", "骨科党支部", true}});
}

Layout layout_of(std::vector<sheets::Row> rows, std::string const& sheet = "") {
    static Branches const known = branches();
    Look look;
    look.head = std::move(rows);
    look.sheet_name = sheet;
    look.branches = &known;
    return find_layout(look);
}

/// One person in the order 姓名 身份证号 性别 党籍 入党 转正.
std::vector<std::string> person(std::string const& name, std::string const& id, std::string const& category) {
    return {name, id, "男", category, "2003.5", "2004.5"};
}

}  // namespace

TEST_CASE("intake layout: aliases, marks of obligation, remarks, line breaks and blanks in headers") {
    auto const layout = layout_of({row(1, {"中心医院党员花名册"}),
                                   row(3, {"序号", "* 姓 名", "身份证号\n（18位）", "入党时间", "转正时间", "文化程度",
                                           "手机号码", "现所在党支部", "正/预"}),
                                   row(4, {"1", "张三", "429099197605280130", "2003.5", "2004.5", "本科", "15477738682",
                                           "骨科党支部", "正式党员"})});
    CHECK(layout.header_first == 3);
    CHECK(layout.position(Column::name) == 1);
    CHECK(layout.position(Column::resident_id) == 2);
    CHECK(layout.position(Column::join_date) == 3);
    CHECK(layout.position(Column::full_date) == 4);
    CHECK(layout.position(Column::education) == 5);
    CHECK(layout.position(Column::mobile) == 6);
    CHECK(layout.position(Column::branch) == 7);
    CHECK(layout.position(Column::category) == 8);
    CHECK(layout.certain);
}

TEST_CASE("intake layout: 党籍状态 with 正式 and 预备 means the category, and 正式 is then this file's word") {
    auto const layout = layout_of({row(1, {"姓名", "身份证号", "性别", "党籍状态", "入党时间", "转正时间"}),
                                   row(2, person("张三", "429099197605280130", "正式")),
                                   row(3, person("李四", "429099197605280130", "预备"))});
    CHECK(layout.position(Column::category) == 3);
    CHECK(!layout.has(Column::standing));
    CHECK(layout.category_words == CategoryWords::short_names);
    auto const national = layout_of({row(1, {"姓名", "身份证号", "性别", "党籍状态", "入党时间", "转正时间"}),
                                     row(2, person("张三", "429099197605280130", "正常"))});
    CHECK(national.position(Column::standing) == 3);
}

TEST_CASE("intake layout: values name a column whose header says nothing, or something else") {
    auto const layout = layout_of({row(1, {"姓名", "证件", "备注", "联系电话"}),
                                   row(2, {"张三", "429099197605280130", "汉族", "15477738682"}),
                                   row(3, {"李四", "429099199105082241", "汉族", "15485464282"})});
    CHECK(layout.position(Column::resident_id) == 1);
    CHECK(layout.position(Column::ethnicity) == 2);
    CHECK(layout.position(Column::mobile) == 3);
}

TEST_CASE("intake layout: a header of two rows with groups, as text and as merged cells") {
    auto const layout = layout_of({row(1, {"姓名", "身份证号", "入党情况", "", "所在党支部"}),
                                   row(2, {"", "", "入党日期", "转正日期", ""}),
                                   row(3, {"张三", "429099197605280130", "2003.5", "2004.5", "骨科党支部"})});
    CHECK(layout.header_first == 1);
    CHECK(layout.header_last == 2);
    CHECK(layout.position(Column::join_date) == 2);
    CHECK(layout.position(Column::full_date) == 3);
    CHECK(layout.columns[2].header == "入党情况 / 入党日期");
}

TEST_CASE("intake layout: a staff number tells who is meant as well as a resident ID does") {
    auto const certain = [](std::vector<std::string> header) {
        return layout_of({row(1, std::move(header)), row(2, {"E01001", "林明旭", "主任医师"})}).certain;
    };
    CHECK(certain({"工号", "姓名", "科室/岗位"}));
    CHECK_FALSE(certain({"备注", "姓名", "科室/岗位"}));
}

TEST_CASE("intake layout: no header is no certainty, but a proposal") {
    auto const layout = layout_of({row(1, {"张三", "429099197605280130", "男", "汉族"}),
                                   row(2, {"李四", "429099199105082241", "女", "汉族"}),
                                   row(3, {"王五六", "429099197204034561", "女", "回族"})});
    CHECK(!layout.certain);
    CHECK(layout.header_last == 0);
    CHECK(layout.position(Column::resident_id) == 1);
    CHECK(layout.position(Column::sex) == 2);
    CHECK(layout.position(Column::name) == 0);
}

TEST_CASE("intake layout: the sheet's name or the title names the branch when no column does") {
    auto const rows = std::vector{row(1, {"姓名", "身份证号"}), row(2, {"张三", "429099197605280130"})};
    CHECK(layout_of(rows, "骨科").default_branch == OrganisationId{8});
    CHECK(layout_of(rows, "Sheet1").default_branch.none());
    auto titled = rows;
    titled.insert(titled.begin(), row(1, {"填报单位：神经内科党支部"}));
    titled[1].line = 2;
    titled[2].line = 3;
    CHECK(layout_of(titled, "Sheet1").default_branch == OrganisationId{7});
}

TEST_CASE("intake layout: totals, remarks, repeated headers and column numbers are no people") {
    auto const layout =
        layout_of({row(1, {"序号", "姓名", "身份证号", "性别"}), row(2, {"1", "张三", "429099197605280130", "男"})});
    CHECK(row_kind(layout, row(9, {"合计", "", "", "12人"})) == RowKind::total);
    CHECK(row_kind(layout, row(9, {"合 计", "合 计", "合 计", "12"})) == RowKind::total);
    CHECK(row_kind(layout, row(9, {"说明：本表一式两份"})) == RowKind::remark);
    CHECK(row_kind(layout, row(9, {"填表人：某某", "", "审核人：某某"})) == RowKind::remark);
    CHECK(row_kind(layout, row(9, {"序号", "姓名", "身份证号", "性别"})) == RowKind::header_again);
    CHECK(row_kind(layout, row(9, {"1", "2", "3", "4"})) == RowKind::header_again);
    CHECK(row_kind(layout, row(9, {"2", "李四", "", "女"})) == RowKind::data);
}

TEST_CASE("intake branches: exact, proposed, ambiguous, unknown") {
    auto const known = branches();
    auto const how = [&](std::string_view text) { return known.resolve(text).how; };
    auto const who = [&](std::string_view text) {
        return known.resolve(text).found == nullptr ? std::int64_t{0} : known.resolve(text).found->id.value;
    };
    CHECK(how("心血管内科党支部") == Match::How::exact);
    CHECK(how("中共青川县中心医院心血管内科支部委员会") == Match::How::exact);
    CHECK(how("B1") == Match::How::exact);
    CHECK(how("心血管内科支部") == Match::How::proposed);
    CHECK(who("心血管内科支部") == 3);
    CHECK(who("青川县中心医院心血管内科党支部") == 3);
    CHECK(who("中共骨科党支部") == 8);
    CHECK(who("骨科第一党支部") == 8);
    CHECK(who("行政第一第一党支部") == 5);
    CHECK(who("心内科党支部") == 3);
    CHECK(who("中医科党支部") == 4);
    CHECK(how("行政第三党支部") == Match::How::unknown);
    CHECK(how("神经外科党支部") == Match::How::unknown);
    CHECK(how("皮肤科党支部") == Match::How::unknown);
    CHECK(how("内科系统党总支部") == Match::How::unknown);
}

TEST_CASE("intake: one sheet per branch, as a workbook with merged titles") {
    // The same people as CSV and as XLSX give the same findings; see xlsx_test for the reader itself.
    testing::TemporaryFolder const folder;
    auto const messy = test::read_table(test::sample("roster/members_messy.csv"));
    Branches const known(test::read_organisations(test::sample("roster/orgs.csv")));
    auto const whole = test::check_rows(messy, known, today);
    // Columns in another order, headers by other names.
    std::vector<sheets::Row> turned;
    for (auto const& one : messy) {
        auto copy = one;
        copy.cells.resize(23);
        std::reverse(copy.cells.begin(), copy.cells.end());
        for (auto& cell : copy.cells) {
            if (cell.text == "公民身份 号码") cell.text = "身份证号";
            if (cell.text == "加入党组织日期") cell.text = "入党时间";
            if (cell.text == "转为正式党员日期") cell.text = "转正时间";
            if (cell.text == "所在党支部" && one.line == 3) cell.text = "党组织";
            if (cell.text == "手机号") cell.text = "联系电话";
        }
        turned.push_back(std::move(copy));
    }
    auto const other = test::check_rows(turned, known, today);
    auto const keys = [](std::vector<Finding> const& findings) {
        std::multiset<std::string> out;
        for (auto const& one : findings)
            out.insert(std::to_string(one.line) + std::string(header_of(one.column)) + one.code);
        return out;
    };
    CHECK(whole.findings.size() == 231);
    CHECK(keys(whole.findings) == keys(other.findings));
}
