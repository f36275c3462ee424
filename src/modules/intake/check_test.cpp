#include "modules/intake/check.hpp"
#include "modules/intake/columns.hpp"
#include "tests/support/roster.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace xinglin;
using intake::Column;

namespace {

constexpr Date today{2026, 9, 15};

/// The handling that README of the sample gives to each kind of defect.
std::string expected_handling(std::string const& code) {
    static std::set<std::string> const confirm{"ID_15_DIGIT", "BRANCH_ALIAS", "CAT_SYNONYM"};
    static std::set<std::string> const warn{"PHONE_MISSING", "DUP_PHONE", "SAME_NAME_OK"};
    static std::set<std::string> const error{
        "ID_CHECKSUM",      "ID_SCIENTIFIC",  "SEX_ID_MISMATCH",         "BIRTH_ID_MISMATCH",   "FULL_BEFORE_JOIN",
        "FULL_EQUALS_JOIN", "JOIN_UNDER_18",  "FULL_DATE_MISSING",       "PROB_WITH_FULL_DATE", "FUTURE_DATE",
        "PHONE_SHORT",      "BRANCH_UNKNOWN", "DUP_ID_DIFFERENT_PERSON", "DUP_ID_TWO_BRANCHES", "DUP_ID_CONFLICT"};
    if (code == "DUP_EXACT") return "drop";
    return confirm.contains(code) ? "confirm" : warn.contains(code) ? "warn" : error.contains(code) ? "error" : "auto";
}

std::string line_of(intake::Finding const& one) {
    return std::to_string(one.line) + " " + one.staff_no + " " + std::string(intake::header_of(one.column)) + " " +
           one.code + " " + std::string(intake::code(one.handling)) + " [" + one.cell + "]";
}

struct Defect {
    std::string code, serial, staff_no, column, original, cell;
};

std::vector<Defect> read_defects() {
    std::vector<Defect> defects;
    for (auto const& row : test::read_table(test::sample("roster/defects.csv"))) {
        if (row.text(0) == "defect") continue;
        auto const text = [&](std::size_t i) { return std::string(row.text(i)); };
        defects.push_back({text(0), text(1), text(2), text(3), text(4), text(5)});
    }
    return defects;
}

std::map<std::string, std::int64_t> lines_by_serial(test::CheckedFile const& file) {
    std::map<std::string, std::int64_t> lines;
    for (auto const& row : file.rows) lines[std::string(row.text(0))] = row.line;
    return lines;
}

}  // namespace

TEST_CASE("intake: the messy roster gets exactly the findings of its list of defects") {
    intake::Branches const branches(test::read_organisations(test::sample("roster/orgs.csv")));
    auto const file = test::check_file(test::sample("roster/members_messy.csv"), branches, today);
    CHECK(file.layout.header_first == 3);
    CHECK(file.rows.size() == 624);
    CHECK(file.totals == 1);
    CHECK(file.rows.front().line == 4);
    CHECK(file.rows[250].line == 255);

    auto const lines = lines_by_serial(file);
    std::multiset<std::string> expected, found;
    for (auto const& defect : read_defects())
        expected.insert(std::to_string(lines.at(defect.serial)) + " " + defect.staff_no + " " + defect.column + " " +
                        defect.code + " " + expected_handling(defect.code) + " [" +
                        (defect.column == "(row)" ? "" : defect.cell) + "]");
    // Of two people with one telephone or one name both are shown; the list names the one that was altered.
    for (auto const& one :
         {"70 E01067 手机号 DUP_PHONE warn [15490984097]", "86 E01083 姓名 SAME_NAME_OK warn [侯建磊]"})
        expected.insert(one);
    for (auto const& one : file.findings) found.insert(line_of(one));
    CHECK(expected.size() == 231);
    for (auto const& one : expected) CHECK_MESSAGE(found.contains(one), "missing: ", one);
    for (auto const& one : found) CHECK_MESSAGE(expected.contains(one), "too much: ", one);
}

TEST_CASE("intake: with the open questions answered the messy roster is the clean one") {
    intake::Branches const branches(test::read_organisations(test::sample("roster/orgs.csv")));
    auto const before = test::check_file(test::sample("roster/members_messy.csv"), branches, today);
    auto const lines = lines_by_serial(before);
    test::Overlay answers;
    std::set<std::string> kept;  // cells that hold what their handling says
    for (auto const& defect : read_defects()) {
        auto const handling = expected_handling(defect.code);
        if (defect.column == "(row)") continue;
        if (handling == "error" || handling == "confirm")
            answers[{lines.at(defect.serial), *intake::column_of_header(defect.column)}] = defect.original;
        else if (defect.code.starts_with("DATE_YM") || defect.code == "PHONE_MISSING" ||
                 defect.code == "NAME_MIDDLE_DOT" || defect.code == "SAME_NAME_OK" || defect.code == "DUP_PHONE")
            kept.insert(defect.staff_no + defect.column);
    }
    auto const after = test::check_file(test::sample("roster/members_messy.csv"), branches, today, answers);
    for (auto const& one : after.findings)
        if (one.handling == intake::Handling::error || one.handling == intake::Handling::confirm)
            CHECK_MESSAGE(one.code.starts_with("DUP_ID"), line_of(one));

    auto const clean = test::read_table(test::sample("roster/members_clean.csv"));
    REQUIRE(after.values.size() == 624);
    for (std::size_t i = 0; i < 620; ++i)
        for (std::size_t column = 1; column < clean[0].cells.size(); ++column) {
            auto const meaning = *intake::column_of_header(clean[0].text(column));
            auto const wanted = clean[i + 1].text(column);
            auto const& got = after.values[i][intake::at(meaning)];
            if (kept.contains(std::string(clean[i + 1].text(1)) + std::string(clean[0].text(column)))) continue;
            if (meaning == Column::lost_since && !wanted.empty()) {
                CHECK(got == std::string(wanted.substr(0, 4)) + "-" + std::string(wanted.substr(7, 2)));
                continue;
            }
            CHECK_MESSAGE(got == wanted, clean[i + 1].text(1), " ", clean[0].text(column));
        }
    // What is kept with its precision or its dot.
    for (auto const& one : after.findings) {
        if (one.code.starts_with("DATE_YM")) CHECK(one.value.size() == 7);
        if (one.code == "NAME_MIDDLE_DOT") CHECK(one.value == "阿依古丽·买买提");
    }
}

TEST_CASE("intake: the clean roster has nothing to be said about") {
    intake::Branches const branches(test::read_organisations(test::sample("roster/orgs.csv")));
    auto const file = test::check_file(test::sample("roster/members_clean.csv"), branches, today);
    CHECK(file.rows.size() == 620);
    for (auto const& one : file.findings) FAIL_CHECK(line_of(one));
}

TEST_CASE("intake: of two people with one ID the wrong one is not judged by the other's birth") {
    intake::Branches const branches(test::read_organisations(test::sample("roster/orgs.csv")));
    // No column of births: the age at joining hangs on the ID alone. The second row has the first one's number.
    std::vector<sheets::Row> rows;
    auto const add = [&](std::vector<std::string> const& cells) {
        sheets::Row row;
        row.line = static_cast<std::int64_t>(rows.size()) + 1;
        for (auto const& text : cells) row.cells.push_back({text, sheets::CellKind::text});
        rows.push_back(std::move(row));
    };
    add({"工号", "姓名", "所在党支部", "公民身份号码", "性别", "人员类别", "加入党组织日期", "转为正式党员日期"});
    add({"T2", "周明远", "骨科党支部", "429099200008197114", "男", "正式党员", "1999.07.01", "2000-07-01"});
    add({"T1", "林晓东", "骨科党支部", "429099200008197114", "男", "正式党员", "2021-07-01", "2022-07-01"});
    auto const file = test::check_rows(rows, branches, today);
    std::multiset<std::string> found;
    for (auto const& one : file.findings) found.insert(line_of(one));
    CHECK(found == std::multiset<std::string>{"2 T2 公民身份号码 DUP_ID_DIFFERENT_PERSON error [429099200008197114]",
                                              "2 T2 加入党组织日期 DATE_DOT auto [1999.07.01]"});
}
