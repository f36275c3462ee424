#include "modules/intake/values.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace xinglin;
using namespace xinglin::intake;

namespace {

constexpr Date today{2026, 9, 15};

std::string said(Tidied const& one) {
    return one.value + " " + std::string(one.code) + (one.silent() ? "" : " " + std::string(code(one.handling)));
}

std::string date(std::string_view cell, bool number = false) { return said(tidy_date(cell, number)); }
std::string id(std::string_view cell) { return said(tidy_resident_id(cell, today)); }

}  // namespace

TEST_CASE("intake values: dates in the forms people use, a day never invented") {
    CHECK(date("2022-06-16") == "2022-06-16 ");
    CHECK(date("2022.06.16") == "2022-06-16 DATE_DOT auto");
    CHECK(date("2022/6/16") == "2022-06-16 DATE_SLASH auto");
    CHECK(date("2022-6-6") == "2022-06-06 DATE_DASH auto");
    CHECK(date("2022年6月16日") == "2022-06-16 DATE_CHINESE auto");
    CHECK(date("2022 年 6 月 16 日") == "2022-06-16 DATE_CHINESE auto");
    CHECK(date("二〇二二年六月十六日") == "2022-06-16 DATE_CHINESE auto");
    CHECK(date("一九九八年十二月三十一日") == "1998-12-31 DATE_CHINESE auto");
    CHECK(date("20220616") == "2022-06-16 DATE_COMPACT auto");
    CHECK(date("36358") == "1999-07-17 DATE_EXCEL_SERIAL auto");
    CHECK(date("36358.5", true) == "1999-07-17 DATE_EXCEL_SERIAL auto");
    CHECK(date("２０２２-６-１６") == "2022-06-16 DATE_FULLWIDTH auto");
    CHECK(date("2022-06-16 00:00:00") == "2022-06-16 DATE_TIME auto");
    CHECK(date("2022/6/16 0:00") == "2022-06-16 DATE_SLASH auto");
    CHECK(date("1998.7") == "1998-07 DATE_YM_DOT auto");
    CHECK(date("1998.10") == "1998-10 DATE_YM_DOT auto");
    CHECK(date("1998年7月") == "1998-07 DATE_YM_CHINESE auto");
    CHECK(date("1998-07") == "1998-07 DATE_YM_DASH auto");
    CHECK(date("199807") == "1998-07 DATE_YM_COMPACT auto");
    CHECK(date("2006.1", true) == "2006-01 DATE_YM_AMBIGUOUS confirm");
    CHECK(date("2006.3", true) == "2006-03 DATE_YM_DOT auto");
    CHECK(date("98.7") == "1998-07 DATE_TWO_DIGIT_YEAR confirm");
    CHECK(date("1998") == " DATE_YEAR_ONLY error");
    CHECK(date("1998年") == " DATE_YEAR_ONLY error");
    CHECK(date("2023-02-29") == " DATE_INVALID error");
    CHECK(date("2023.13") == " DATE_INVALID error");
    CHECK(date("不详") == " DATE_FORMAT error");
    CHECK(date("16/06/2022") == " DATE_FORMAT error");
    for (auto const nothing : {"", " ", "无", "/", "—", "暂无"}) CHECK(date(nothing) == " ");
    CHECK(said(tidy_month("2025年11月")) == "2025-11 ");
}

TEST_CASE("intake values: resident IDs") {
    CHECK(id("429099197605280130") == "429099197605280130 ");
    CHECK(id("４２９０９９１９７６０５２８０１３０") == "429099197605280130 ID_FULLWIDTH auto");
    CHECK(id("42909919821220924x") == "42909919821220924X ID_LOWER_X auto");
    CHECK(id("'429099197605280130") == "429099197605280130 ID_APOSTROPHE_SPACE auto");
    CHECK(id("429099 19760528 0130") == "429099197605280130 ID_APOSTROPHE_SPACE auto");
    CHECK(id("429099197605280130 ") == "429099197605280130 ID_APOSTROPHE_SPACE auto");
    CHECK(id("429099700912761") == "429099197009127615 ID_15_DIGIT confirm");
    CHECK(id("429099701312761") == " ID_BIRTH error");
    CHECK(id("4.29099E+17") == " ID_SCIENTIFIC error");
    CHECK(id("429099197605280131") == " ID_CHECKSUM error");
    CHECK(id("42909919760528013") == " ID_LENGTH error");
    CHECK(id("4290991976O5280130") == " ID_CHARACTERS error");
    CHECK(id("  ") == " ID_MISSING error");
}

TEST_CASE("intake values: names, telephones, words of tables") {
    CHECK(said(tidy_name("吴　仲颖")) == "吴仲颖 NAME_INNER_SPACE auto");
    CHECK(said(tidy_name("张 三")) == "张三 NAME_INNER_SPACE auto");
    CHECK(said(tidy_name("蒋若瑶  ")) == "蒋若瑶 NAME_TRAILING_SPACE auto");
    CHECK(said(tidy_name("阿依古丽.买买提")) == "阿依古丽·买买提 NAME_MIDDLE_DOT auto");
    CHECK(said(tidy_name("阿依古丽•买买提")) == "阿依古丽·买买提 NAME_MIDDLE_DOT auto");
    CHECK(said(tidy_name("阿依古丽·买买提")) == "阿依古丽·买买提 ");
    CHECK(said(tidy_name("阿依古丽 买买提")) == "阿依古丽·买买提 NAME_MIDDLE_DOT confirm");
    CHECK(said(tidy_name("𠮷田")) == "𠮷田 ");
    CHECK(said(tidy_name("John Smith")) == "John Smith ");
    CHECK(said(tidy_name("=cmd()")) == " NAME_CHARACTERS error");
    CHECK(said(tidy_name("张三2")) == " NAME_CHARACTERS error");

    CHECK(said(tidy_mobile("15477738682")) == "15477738682 ");
    CHECK(said(tidy_mobile("１５４７７７３８６８２")) == "15477738682 PHONE_FULLWIDTH auto");
    CHECK(said(tidy_mobile("+86 154-7773-8682")) == "15477738682 PHONE_PUNCT auto");
    CHECK(said(tidy_mobile("0086 154 7773 8682")) == "15477738682 PHONE_PUNCT auto");
    CHECK(said(tidy_mobile("1547773868")) == " PHONE_SHORT error");
    CHECK(said(tidy_mobile("154777386821")) == " PHONE_LONG error");
    CHECK(said(tidy_mobile("")) == " PHONE_MISSING warn");
    CHECK(said(tidy_mobile("0600-8812345")) == "06008812345 PHONE_FIXED_LINE warn");
    CHECK(said(tidy_mobile("保密")) == " PHONE_FORMAT error");

    CHECK(said(tidy_ethnicity("汉")) == "汉族 NATION_SHORT auto");
    CHECK(said(tidy_ethnicity("维族")) == "维吾尔族 NATION_SHORT auto");
    CHECK(said(tidy_ethnicity("克林贡")) == " NATION_UNKNOWN error");
    CHECK(ethnicity_code("基诺族") == "56");
    CHECK(said(tidy_education("研究生(硕士)")) == "硕士研究生 EDU_SYNONYM auto");
    CHECK(said(tidy_education("研究生（博士）")) == "博士研究生 EDU_SYNONYM auto");
    CHECK(said(tidy_education("大专")) == "大学专科 EDU_SYNONYM auto");
    CHECK(said(tidy_education("中等专科")) == "中专 EDU_SYNONYM auto");
    CHECK(said(tidy_category("正式", CategoryWords::full_names)) == "正式党员 CAT_SYNONYM confirm");
    CHECK(said(tidy_category("正式", CategoryWords::short_names)) == "正式党员 ");
    CHECK(said(tidy_category("正式党员", CategoryWords::short_names)) == "正式党员 ");
    CHECK(said(tidy_category("中共预备党员", CategoryWords::full_names)) == "预备党员 CAT_SYNONYM confirm");
}
