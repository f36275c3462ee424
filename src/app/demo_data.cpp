#include "app/demo_data.hpp"

#include "base/check.hpp"
#include "base/text.hpp"
#include "platform/assets/assets.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace xinglin::app {
namespace {

/// 2024年03月 → 2024-03
std::optional<Month> chinese_month(std::string_view cell) {
    auto text = text::replace_all(text::replace_all(cell, "年", "-"), "月", "");
    return text.size() == 7 ? Month::parse(text) : std::nullopt;
}

std::string shifted(std::string_view cell, std::int64_t days) {
    if (auto const date = Date::parse(cell)) return date->plus_days(days).text();
    if (auto const month = chinese_month(cell)) {
        // The middle of the month, so that the month moves by what is nearest to the shift.
        auto const moved = Date{month->year, month->month, 15}.plus_days(days);
        return text::replace_all(moved.in_month().text(), "-", "年") + "月";
    }
    return std::string(cell);
}

std::size_t column_of(std::vector<std::string_view> const& header, std::string_view name) {
    auto const at = std::find(header.begin(), header.end(), name);
    XL_CHECK(at != header.end());
    return static_cast<std::size_t>(at - header.begin());
}

/// Whole years between two days, 0 when they are not whole years apart.
int years_apart(std::string_view first, std::string_view second) {
    auto const from = Date::parse(first), to = Date::parse(second);
    if (!from || !to) return 0;
    auto const years = to->year - from->year;
    return years > 0 && from->plus_years(years) == *to ? years : 0;
}

std::string embedded(std::string_view path) {
    auto const* asset = assets::find(path);
    XL_CHECK(asset != nullptr);
    return std::string(asset->bytes);
}

}  // namespace

std::string shift_dates(std::string_view csv, Date today, std::initializer_list<std::string_view> columns,
                        std::pair<std::string_view, std::string_view> pair) {
    auto const days = today.days() - demo_day.days();
    auto const lines = text::split(csv, '\n');
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    auto first = lines.front();
    if (text::starts_with(first, mark)) first.remove_prefix(mark.size());
    while (text::ends_with(first, "\r")) first.remove_suffix(1);
    auto const header = text::split(first, ',');
    std::vector<std::size_t> places;
    for (auto const column : columns) places.push_back(column_of(header, column));
    std::string out = std::string(first) + "\r\n";
    for (std::size_t i = 1; i < lines.size(); ++i) {
        auto line = lines[i];
        while (text::ends_with(line, "\r")) line.remove_suffix(1);
        if (line.empty()) continue;
        std::vector<std::string> cells;
        for (auto const cell : text::split(line, ',')) cells.emplace_back(cell);
        XL_CHECK(cells.size() == header.size());
        auto const years = pair.first.empty() ? 0
                                              : years_apart(cells[column_of(header, pair.first)],
                                                            cells[column_of(header, pair.second)]);
        for (auto const place : places) cells[place] = shifted(cells[place], days);
        if (years > 0) {
            cells[column_of(header, pair.second)] =
                Date::parse(cells[column_of(header, pair.first)])->plus_years(years).text();
        }
        out += text::join(cells, ",") + "\r\n";
    }
    return out;
}

std::string demo_organisations(Date today) {
    return shift_dates(embedded("src/app/demo/organisations.csv"), today, {"批准成立日期", "本届班子当选日期"});
}

std::string demo_people(Date today) {
    return shift_dates(embedded("src/app/demo/people.csv"), today,
                       {"加入党组织日期", "转为正式党员日期", "失去联系日期"}, {"加入党组织日期", "转为正式党员日期"});
}

}  // namespace xinglin::app
