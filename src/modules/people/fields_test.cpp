#include "modules/people/fields.hpp"
#include "modules/people/codes.hpp"
#include "modules/people/field_map.hpp"
#include "modules/people/types.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace xinglin;
using namespace xinglin::people;

namespace {

Date const today = *Date::parse("2026-09-15");
Checked check(char const* field, char const* text) { return check_value(*find_field(field), text, today); }

Change change(std::int64_t id, char const* from, Values values, EntryId entry = {}, char const* section = "") {
    Change made;
    made.id = id;
    made.section = section;
    made.entry = entry;
    made.effective_from = *Date::parse(from);
    made.origin = {"import", 0, {}, Instant{id}};
    made.values = std::move(values);
    return made;
}

}  // namespace

TEST_SUITE("fields of a file") {
    TEST_CASE("the catalogue hangs together") {
        std::set<std::string_view> names;
        for (auto const& field : fields()) {
            CHECK_MESSAGE(names.insert(field.name).second, field.name);
            CHECK(find_section(field.section) != nullptr);
            CHECK_FALSE(field.purpose.empty());
            if (field.kind == FieldKind::choice) CHECK_FALSE(choices(field.choices).empty());
            CHECK_MESSAGE(field.sealed == (field.field_class == auth::FieldClass::sensitive),
                          "sensitive means sealed: ", field.name);
        }
    }
    TEST_CASE("values get one form or a reason") {
        CHECK(check("mobile", "154 7773-8682").value == "15477738682");
        CHECK(check("mobile", "+86 15477738682").value == "15477738682");
        CHECK(check("mobile", "1547773868").code == "people.mobile_form");
        CHECK(check("resident_id", "11010119000102001x").value == "11010119000102001X");
        CHECK(check("resident_id", "110101190001010015").code == "identity.id_check_digit");
        CHECK(check("join_date", "1998-07").value == "1998-07");
        CHECK(check("join_date", "1998.7").code == "people.date_form");
        CHECK(check("join_date", "2026-09-16").code == "people.date_future");
        CHECK(check("sanctioned_on", "2020-01").code == "people.date_form");
        CHECK(check("ethnicity", "01").value == "01");
        CHECK(check("ethnicity", "汉族").code == "people.choice_unknown");
        CHECK(check("name", "  林明旭 ").value == "林明旭");
        CHECK(check("name", "林\x01明").code == "people.text_form");
        CHECK(check("name", "").code == "people.empty");
    }
    TEST_CASE("masks keep what helps to recognise, no more") {
        CHECK(mask(*find_field("resident_id"), "429099197605280130") == "429099********0130");
        CHECK(mask(*find_field("mobile"), "15477738682") == "154****8682");
        CHECK(mask(*find_field("birth_date"), "1976-05-28") == "1976-**");
        CHECK(mask(*find_field("name"), "林明旭") == "林**");
        CHECK(mask(*find_field("address"), "云澜市示例区样本路37号3栋1702室") == "云澜市示例区****");
        CHECK(mask(*find_field("relative_name"), "林某") == "****");
        CHECK(mask(*find_field("mobile"), "").empty());
    }
    TEST_CASE("values survive their column, and sealed ones never stand in the clear half") {
        Values const values{{"name", "引号\"反斜\\换\n行"}, {"mobile", "15477738682"}, {"department", std::nullopt}};
        auto const clear = write_values(values, false);
        CHECK(clear.find("15477738682") == std::string::npos);
        Values back;
        read_values(clear, back);
        read_values(write_values(values, true), back);
        CHECK(back == values);
    }
    TEST_CASE("a file is the sum of its changes on any day") {
        std::vector<Change> const changes{
            change(1, "1900-01-01", {{"name", "林明旭"}, {"department", "心内科"}, {"position", "护士"}}),
            change(2, "2020-03-01", {{"department", "急诊科"}}),
            change(3, "1900-01-01", {{"position", "医师"}}),
            change(4, "2021-01-01", {{"department", std::nullopt}}),
        };
        auto const on = [&](char const* text) { return fold(changes, *Date::parse(text)); };
        CHECK(on("2019-01-01").value("department") == "心内科");
        CHECK_MESSAGE(on("2019-01-01").value("position") == "医师",
                      "a correction of the beginning holds from the beginning");
        CHECK(on("2020-03-01").value("department") == "急诊科");
        CHECK(on("2021-01-01").value("department").empty());
        CHECK(fold(changes, *Date::parse("2020-03-01"), Instant{1}).value("department") == "心内科");
        CHECK(on("2020-03-01").fields.at("department").effective_from == Date::parse("2020-03-01"));
    }
    TEST_CASE("entries are added, changed and taken off") {
        auto const entry = EntryId{77};
        std::vector<Change> changes{change(1, "1900-01-01", {{"school", "样本大学"}}, entry, "education_history"),
                                    change(2, "1900-01-01", {{"major", "临床医学"}}, entry, "education_history")};
        auto file = fold(changes, today);
        REQUIRE(file.entries.size() == 1);
        CHECK(file.entries[0].fields.at("major").value == "临床医学");
        changes.push_back(change(3, "1900-01-01", {}, entry, "education_history"));
        changes.back().removed = true;
        CHECK(fold(changes, today).entries.empty());
        changes.back().withdrawn = true;
        CHECK(fold(changes, today).entries.size() == 1);
    }
    TEST_CASE("code tables answer both ways") {
        CHECK(choice_title("ethnicity", "01") == "汉族");
        CHECK(choice_code("education", "大学本科") == "21");
        // A roster goes out in the words it came in with.
        for (auto const name : {"博士研究生", "硕士研究生", "大学本科", "大学专科", "中专", "高中", "初中", "小学"})
            CHECK_FALSE(choice_code("education", name).empty());
        CHECK(choice_title("sex", "2") == "女");
        CHECK(choices("ethnicity").size() == 56);
        CHECK(choices("nothing").empty());
    }
}
