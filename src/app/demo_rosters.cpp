#include "app/demo_rosters.hpp"

#include "app/demo_data.hpp"
#include "app/serve.hpp"
#include "base/check.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace xinglin::app {
namespace {

constexpr std::array<std::string_view, 4> wards{"心血管内科", "呼吸与危重症医学科", "急诊与重症医学科", "医学影像科"};
constexpr std::array<std::string_view, 7> nurses{"早", "早", "中", "夜", "下夜", "休", "休"};
constexpr std::array<std::string_view, 4> twelve_hours{"白12", "夜12", "下夜", "休"};

/// What somebody does on a day. Days are counted from 1970, so that one month goes on where the last one ended.
std::string_view shift_of(std::string_view ward, std::string_view job, std::int64_t person, Date day) {
    if (person % 9 == 4 && day.day >= 11 && day.day <= 15) return "年假";
    if (person % 17 == 11) return "产假";
    auto const turn = [&](auto const& cycle) {
        return cycle[static_cast<std::size_t>((day.days() + 2 * person) % static_cast<std::int64_t>(cycle.size()))];
    };
    if (ward == "急诊与重症医学科") return turn(twelve_hours);
    if (text::contains(job, "护")) return turn(nurses);
    auto const on_call = (day.days() + 3 * person) % 7;
    if (on_call == 0) return "值";
    if (on_call == 1) return "下值";
    return day.weekday() >= 6 ? "休" : "白";
}

}  // namespace

std::string demo_roster(std::string_view ward, Month month) {
    auto const days = month.days();
    std::string out = std::string(ward) + " " + std::to_string(month.year) + "年" + std::to_string(month.month) +
                      "月排班表（合成）\r\n工号,姓名,岗位";
    for (int day = 1; day <= days; ++day) out += "," + std::to_string(day);
    out += "\r\n";
    std::string const people = demo_people(demo_day);
    auto const lines = text::split(people, '\n');
    std::string const first = text::trim(lines.front());
    auto const header = text::split(first, ',');
    auto const column = [&](std::string_view name) {
        auto const at = std::find(header.begin(), header.end(), name);
        XL_CHECK(at != header.end());
        return static_cast<std::size_t>(at - header.begin());
    };
    auto const number = column("工号"), name = column("姓名"), branch = column("所在党支部"), job = column("科室/岗位");
    std::int64_t person = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        std::string const line = text::trim(lines[i]);
        auto const cells = text::split(line, ',');
        if (cells.size() != header.size() || cells[branch] != std::string(ward) + "党支部") continue;
        out += std::string(cells[number]) + "," + std::string(cells[name]) + "," + std::string(cells[job]);
        for (int day = 1; day <= days; ++day)
            // Now and then a cell was left open: nobody knows.
            out += "," + ((person * 31 + day) % 97 == 13
                              ? std::string()
                              : std::string(shift_of(ward, cells[job], person, {month.year, month.month, day})));
        out += "\r\n";
        ++person;
    }
    return out;
}

Result<Done> roster_wards(Modules::Parts& parts, Date today) {
    auto const actor = auth::Actor::the_system("演示数据");
    auto const path = parts.core.settings.data + "/demo-roster.csv";
    for (auto const month : {today.in_month(), Date{today.year, today.month, 1}.plus_months(1).in_month()})
        for (auto const ward : wards) {
            auto const file = month.text() + "_" + std::string(ward) + ".csv";
            TRY(write_private(path, demo_roster(ward, month)));
            auto const made = parts.rosters.start(actor, {path, file, "", "", std::nullopt});
            std::filesystem::remove(path);
            if (!made) return fail(made.error());
            TRY(parts.rosters.commit(actor, *made));
        }
    return Done{};
}

}  // namespace xinglin::app
