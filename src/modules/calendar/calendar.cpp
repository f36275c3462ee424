#include "modules/calendar/calendar.hpp"

#include "base/check.hpp"
#include "platform/assets/assets.hpp"

#include <yaml-cpp/yaml.h>

namespace xinglin::calendar {

namespace {
std::optional<Date> day_in(int year, std::string const& text) { return Date::parse(std::to_string(year) + "-" + text); }
Problem unreadable(std::string place) {
    return problem(Kind::fault, "calendar.unreadable").fact("place", std::move(place));
}
}  // namespace

Result<Calendar> Calendar::load(std::string_view yaml) try {
    Calendar out;
    for (auto const& entry : YAML::Load(std::string(yaml))) {
        auto const year = entry.first.as<int>();
        out.sources_.emplace(year, entry.second["source"].as<std::string>());
        auto const put = [&](YAML::Node const& days, Day const& what) -> std::optional<Problem> {
            for (auto const& one : days) {
                auto const date = day_in(year, one.as<std::string>());
                if (!date || !out.known_.emplace(*date, what).second)
                    return unreadable(std::to_string(year) + "-" + one.as<std::string>());
                if (what.working() && date->weekday() < 6) return unreadable(date->text());
            }
            return std::nullopt;
        };
        for (auto const& holiday : entry.second["holidays"])
            if (auto wrong = put(holiday.second, {DayKind::holiday, holiday.first.as<std::string>()}))
                return fail(std::move(*wrong));
        if (auto wrong = put(entry.second["workdays"], {DayKind::workday, "调休上班"})) return fail(std::move(*wrong));
    }
    return out;
} catch (YAML::Exception const& fault) { return fail(unreadable(fault.what())); }

Calendar const& Calendar::embedded() {
    static Calendar const one = [] {
        auto const* const asset = assets::find("src/modules/calendar/days.yaml");
        XL_CHECK(asset != nullptr);
        auto read = load(asset->bytes);
        XL_CHECK(read.has_value());
        return *read;
    }();
    return one;
}

std::string_view name_of(DayKind kind) {
    return kind == DayKind::holiday ? "holiday" : kind == DayKind::workday ? "workday" : "weekend";
}

std::optional<DayKind> day_kind(std::string_view name) {
    for (auto const kind : {DayKind::workday, DayKind::weekend, DayKind::holiday})
        if (name_of(kind) == name) return kind;
    return std::nullopt;
}

std::string Calendar::source(int year) const {
    auto const found = sources_.find(year);
    return found == sources_.end() ? std::string() : found->second;
}

std::vector<std::pair<Date, Day>> Calendar::special(int year) const {
    return {known_.lower_bound(Date{year, 1, 1}), known_.upper_bound(Date{year, 12, 31})};
}

std::optional<Date> Calendar::last_working(Date from, Date to) const {
    for (auto day = to; from <= day; day = day.plus_days(-1))
        if (working(day)) return day;
    return std::nullopt;
}

Day Calendar::day(Date date) const {
    if (auto const found = known_.find(date); found != known_.end()) return found->second;
    return {date.weekday() >= 6 ? DayKind::weekend : DayKind::workday, {}};
}

}  // namespace xinglin::calendar
