#include "modules/rosters/grid.hpp"
#include "modules/rosters/availability.hpp"
#include "modules/rosters/codes.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace xinglin;
using namespace xinglin::rosters;

namespace {

std::string const folder = XINGLIN_SOURCE_DIR "/tests/data/shifts/";
CodeTable const& table() {
    static CodeTable const one{"", 0, common_codes()};
    return one;
}

std::vector<sheets::Row> rows_of(std::string const& csv) {
    std::vector<sheets::Row> rows;
    std::int64_t line = 0;
    for (auto const text : text::split(csv, '\n')) {
        sheets::Row row;
        row.line = ++line;
        for (auto const cell : text::split(text, ','))
            row.cells.push_back({std::string(cell), cell.empty() ? sheets::CellKind::empty : sheets::CellKind::text});
        rows.push_back(std::move(row));
    }
    return rows;
}

/// Cells of a sample as they stand in it, read without the reader under test.
std::vector<std::vector<std::string>> raw(std::string const& name) {
    std::ifstream file(folder + name);
    std::stringstream all;
    all << file.rdbuf();
    std::vector<std::vector<std::string>> lines;
    std::string const whole = text::replace_all(all.str(), "\r", "");
    for (auto const line : text::split(whole, '\n')) {
        auto& cells = lines.emplace_back();
        for (auto const cell : text::split(line, ',')) cells.emplace_back(cell);
    }
    return lines;
}

std::string codes_of(Problem const& problem) {
    std::string all;
    for (auto const& field : problem.fields) all += (all.empty() ? "" : " ") + field.code;
    return all;
}

Availability at(std::initializer_list<std::string_view> days, int day, int from, int to,
                NightRest rest = NightRest::kept) {
    Shifts shifts;
    int number = 0;
    for (auto const cell : days) {
        auto& shift = shifts[{2026, 9, ++number}];
        for (auto const& code : read_cell(cell, table()).codes) shift.codes.push_back(table().find(code));
    }
    return availability(shifts, {{2026, 9, day}, from, to}, rest);
}

constexpr Availability is_free{Presence::free, Reason::none}, off{Presence::soft, Reason::off},
    rest{Presence::soft, Reason::night_rest}, duty{Presence::hard, Reason::duty}, leave{Presence::hard, Reason::leave},
    unknown{Presence::unknown, Reason::unknown};
constexpr int noon = 12 * 60 + 20, evening = 18 * 60;

}  // namespace

TEST_SUITE("rosters grid") {
    TEST_CASE("every cell of the samples is understood as their notes say") {
        // The alias, the sign, the blanks and the trailing spaces that were planted; everything else is a plain code.
        std::map<std::string, std::map<How, int>> const planted{
            {"2026-09_医学影像科.csv", {{How::blank, 1}, {How::alias, 1}, {How::trimmed, 1}}},
            {"2026-09_心血管内科.csv", {{How::blank, 2}, {How::alias, 2}, {How::trimmed, 2}}},
            {"2026-09_急诊与重症医学科.csv", {{How::blank, 3}}},
        };
        std::map<std::string, std::pair<std::size_t, std::string>> const staff{
            {"2026-09_医学影像科.csv", {22, "医学影像科"}},
            {"2026-09_心血管内科.csv", {26, "心血管内科"}},
            {"2026-09_急诊与重症医学科.csv", {27, "急诊与重症医学科"}},
        };
        int cells = 0;
        for (auto const& [name, expected] : planted) {
            CAPTURE(name);
            auto const grid = read_grid_file(folder + name, "", {"", std::nullopt, name, ""});
            REQUIRE(grid);
            CHECK(grid->month == Month{2026, 9});
            CHECK(grid->ward == staff.at(name).second);
            CHECK(grid->rows.size() == staff.at(name).first);
            CHECK(grid->missing_days.empty());
            CHECK(text::contains(grid->legend, "√=出勤"));
            auto const lines = raw(name);
            std::map<How, int> seen;
            for (std::size_t r = 0; r < grid->rows.size(); ++r) {
                auto const& row = grid->rows[r];
                auto const& line = lines[r + 3];
                REQUIRE(row.staff_no == line[0]);
                CHECK(row.name == line[1]);
                CHECK(row.job == line[2]);
                REQUIRE(row.cells.size() == 30);
                for (std::size_t day = 0; day < 30; ++day) {
                    CAPTURE(row.staff_no);
                    CAPTURE(day);
                    CHECK(row.cells[day] == line[day + 4]);
                    auto const reading = read_cell(row.cells[day], table());
                    ++cells;
                    if (reading.how != How::exact) ++seen[reading.how];
                    if (reading.how == How::blank) {
                        CHECK(reading.codes.empty());
                        continue;
                    }
                    REQUIRE(reading.codes.size() == 1);
                    auto const* code = table().find(reading.codes[0]);
                    REQUIRE(code != nullptr);
                    if (reading.how == How::exact || reading.how == How::trimmed)
                        CHECK(code->code == text::trim(line[day + 4]));
                    if (line[day + 4] == "A") CHECK(code->code == "早");
                    if (line[day + 4] == "√") CHECK(code->code == "白");
                }
            }
            CHECK(seen == expected);
        }
        CHECK(cells == 75 * 30);
    }
    TEST_CASE("the common table is that of the samples") {
        auto const lines = raw("shift_codes.csv");
        std::size_t known = 0;
        for (std::size_t i = 1; i < lines.size(); ++i) {
            if (lines[i].size() < 7) continue;
            auto const& line = lines[i];
            auto const* code = table().find(line[0]);
            CAPTURE(line[0]);
            REQUIRE(code != nullptr);
            ++known;
            std::vector<std::string> aliases;
            for (auto const alias : text::split(line[1], ';'))
                if (!alias.empty()) aliases.emplace_back(alias);
            CHECK(code->aliases == aliases);
            CHECK(code->starts == minute_of(line[3]));
            CHECK(code->ends == minute_of(line[4]));
            CHECK(code->crosses_midnight == (line[5] == "是"));
            auto const wanted = line[6].starts_with("是") ? Occupies::busy
                                : line[6] == "离开"       ? Occupies::absent
                                : line[0] == "休"         ? Occupies::off
                                                          : Occupies::rest;
            CHECK(code->occupies == wanted);
        }
        CHECK(known == common_codes().size());
        CHECK(check_codes(common_codes()));
    }
    TEST_CASE("what the codes leave free") {
        CHECK(at({"早"}, 1, noon, noon + 60) == duty);
        CHECK(at({"早"}, 1, 16 * 60 + 29, evening) == duty);
        CHECK(at({"早"}, 1, 16 * 60 + 30, evening) == is_free);
        CHECK(at({"中"}, 1, noon, 15 * 60) == is_free);
        CHECK(at({"中"}, 1, noon, 15 * 60 + 1) == duty);
        CHECK(at({"夜"}, 1, 7 * 60, 9 * 60) == duty);
        CHECK(at({"夜"}, 1, noon, noon + 60) == rest);
        CHECK(at({"白"}, 1, noon, 14 * 60 + 30) == is_free);
        CHECK(at({"白"}, 1, 14 * 60, 15 * 60) == duty);
        CHECK(at({"白"}, 1, evening, evening + 60) == is_free);
        CHECK(at({"白12"}, 1, evening, evening + 60) == duty);
        CHECK(at({"夜12"}, 1, 16 * 60, 18 * 60) == off);
        CHECK(at({"夜12"}, 1, 17 * 60, 19 * 60) == duty);
        CHECK(at({"值"}, 1, evening, evening + 60) == duty);
        CHECK(at({"下夜"}, 1, noon, noon + 60) == rest);
        CHECK(at({"下值"}, 1, noon, noon + 60) == rest);
        CHECK(at({"休"}, 1, noon, noon + 60) == off);
        for (auto const code : {"年假", "产假", "外出"}) CHECK(at({code}, 1, noon, noon + 60) == leave);
        CHECK(at({""}, 1, noon, noon + 60) == unknown);
        CHECK(at({"？"}, 1, noon, noon + 60) == unknown);
        CHECK(at({}, 1, noon, noon + 60) == unknown);
    }
    TEST_CASE("the night before reaches into the day, whatever its own cell says") {
        CHECK(at({"夜12", "白"}, 2, 7 * 60, 8 * 60) == duty);
        CHECK(at({"夜12", "白"}, 2, noon, noon + 60) == rest);
        CHECK(at({"值", "休"}, 2, noon, noon + 60) == rest);
        CHECK(at({"值", ""}, 2, 7 * 60, 9 * 60) == duty);
        CHECK(at({"值", ""}, 2, noon, noon + 60) == unknown);
        CHECK(at({"值", "年假"}, 2, noon, noon + 60) == leave);
        CHECK(at({"白", "白"}, 2, noon, noon + 60) == is_free);
    }
    TEST_CASE("who gives their rest away can come after the night, not during it") {
        CHECK(at({"值", "下值"}, 2, noon, noon + 60, NightRest::given) == off);
        CHECK(at({"值", "下值"}, 2, 7 * 60, 9 * 60, NightRest::given) == duty);
        auto hard = *table().find("下夜");
        hard.rest_hard = true;
        Shifts const shifts{{{2026, 9, 1}, {{&hard}}}};
        CHECK(availability(shifts, {{2026, 9, 1}, noon, noon + 60}) ==
              Availability{Presence::hard, Reason::night_rest});
        CHECK(availability(shifts, {{2026, 9, 1}, noon, noon + 60}, NightRest::given) == off);
    }
    TEST_CASE("a cell of several codes takes what is worst of them") {
        auto const mixed = read_cell("白/值", table());
        CHECK(mixed.how == How::mixed);
        CHECK(mixed.codes == std::vector<std::string>{"白", "值"});
        CHECK(read_cell(" 白 ／ 值", table()).codes == mixed.codes);
        CHECK(read_cell("白+休", table()).codes == std::vector<std::string>{"白", "休"});
        CHECK(read_cell("白/会诊", table()).how == How::unknown);
        CHECK(at({"白/值"}, 1, noon, noon + 60) == duty);
        CHECK(at({"白/休"}, 1, noon, noon + 60) == off);
        CHECK(at({"白/值", "白"}, 2, noon, noon + 60) == rest);
        CHECK(read_cell("ａ", table()).codes == std::vector<std::string>{"早"});
        CHECK(read_cell("n", table()).codes == std::vector<std::string>{"夜"});
    }
    TEST_CASE("within a shift no reminder comes") {
        Shifts const shifts{{{2026, 9, 1}, {{table().find("值")}}}, {{2026, 9, 3}, {{table().find("早")}}}};
        CHECK(on_shift(shifts, {{2026, 9, 1}, 9 * 60, 9 * 60 + 1}));
        CHECK_FALSE(on_shift(shifts, {{2026, 9, 1}, 7 * 60, 7 * 60 + 1}));
        CHECK(on_shift(shifts, {{2026, 9, 2}, 7 * 60, 7 * 60 + 1}));
        CHECK_FALSE(on_shift(shifts, {{2026, 9, 2}, 8 * 60, 8 * 60 + 1}));
        CHECK_FALSE(on_shift(shifts, {{2026, 9, 3}, evening, evening + 1}));
        CHECK_FALSE(on_shift(shifts, {{2026, 9, 4}, noon, noon + 1}));
    }
    TEST_CASE("a grid that cannot be right is refused with every place that is wrong") {
        auto const read = [](std::string const& csv, GridWanted const& wanted = {"", std::nullopt, "", ""}) {
            return read_grid(rows_of(csv), wanted);
        };
        std::string const title = "内一科 2026年9月排班表\n", header = "工号,姓名,1,2\n";
        REQUIRE(read(title + header + "E1,甲,白,夜\n"));
        CHECK(read(title + "姓名,1,2\nE1,白,夜\n").error().code == "rosters.no_grid");
        CHECK(read("内一科排班\n" + header + "E1,甲,白,夜\n").error().code == "rosters.month_missing");
        CHECK(read("2026年9月\n" + header + "E1,甲,白,夜\n").error().code == "rosters.ward_missing");
        CHECK(read("2026年13月\n" + header + "E1,甲,白,夜\n").error().code == "rosters.month_missing");
        CHECK(codes_of(read(title + "工号,姓名,1,31\nE1,甲,白,夜\n").error()) == "rosters.day_outside");
        CHECK(codes_of(read(title + "工号,姓名,1,1\nE1,甲,白,夜\n").error()) == "rosters.day_twice");
        CHECK(codes_of(read(title + header + "E1,甲,白,夜\nE2,乙,白,夜\nE1,丙,白,夜\n").error()) ==
              "rosters.staff_no_twice");
        CHECK(codes_of(read(title + header + ",甲,白,夜\n").error()) == "rosters.staff_no_missing");
        CHECK(codes_of(read(title + header + "说明：早 08:00-16:00\n").error()) == "rosters.no_staff");
        CHECK(codes_of(read(title + header + ",,三,四\nE1,甲,白,夜\n").error()) ==
              "rosters.weekday_differs rosters.weekday_differs");
        CHECK(codes_of(read(title + header + ",,二,周三\nE1,甲,白,夜\n,乙,白,夜\nE1,丙,白,夜\n").error()) ==
              "rosters.staff_no_missing rosters.staff_no_twice");
        auto const said = read(header + "E1,甲,白,夜\n", {"外科", Month{2026, 2}, "", ""});
        REQUIRE(said);
        CHECK(said->missing_days.size() == 26);
        auto const named = read(header + "E1,甲,白,夜\n", {"", std::nullopt, "2026-09_骨科.csv", ""});
        REQUIRE(named);
        CHECK(named->ward == "骨科");
    }
    TEST_CASE("a table of codes that contradicts itself is refused with every place") {
        auto codes = common_codes();
        codes[0].ends = 7 * 60;  // before it starts
        codes[1].aliases.push_back("早班");  // another code's
        codes[2].starts.reset();  // an end without a start
        codes[3].windows.push_back({600, 600, false});
        codes[9].rest_after = true;
        codes.push_back({"早/夜", "两头班", {}, 0, 60, false, Occupies::busy});
        auto const refusal = check_codes(codes);
        REQUIRE_FALSE(refusal);
        CHECK(codes_of(refusal.error()) ==
              "rosters.hours_turned rosters.code_twice rosters.hours_incomplete rosters.hours_missing "
              "rosters.rest_without_shift rosters.window_turned rosters.rest_without_shift rosters.code_sign");
        CHECK_FALSE(check_codes({}));
        CHECK_FALSE(minute_of("25:00"));
        CHECK_FALSE(minute_of("8"));
        CHECK(minute_of("24:00") == 1440);
    }
}
