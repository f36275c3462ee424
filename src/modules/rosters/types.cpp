#include "modules/rosters/types.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace xinglin::rosters {

namespace {
constexpr std::array<std::string_view, 4> occupations{"busy", "rest", "off", "absent"};
constexpr std::array<std::string_view, 4> presences{"free", "soft", "unknown", "hard"};
constexpr std::array<std::string_view, 7> reasons{"none", "off", "on_duty", "night_rest", "unknown", "duty", "leave"};
constexpr std::array<std::string_view, 7> reason_titles{"",     "休息时间", "当班可离岗", "下夜休息",
                                                        "未知", "值班",     "休假"};

template <class Enum, std::size_t n>
std::string_view of(std::array<std::string_view, n> const& names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
}  // namespace

std::optional<Minute> minute_of(std::string_view text) {
    auto const parts = text::split(text, ':');
    if (parts.size() != 2 || parts[0].empty() || parts[0].size() > 2 || parts[1].size() != 2) return std::nullopt;
    auto const hour = text::parse_int(parts[0]), minute = text::parse_int(parts[1]);
    if (!hour || !minute || *hour < 0 || *minute < 0 || *minute > 59) return std::nullopt;
    auto const all = *hour * 60 + *minute;
    return all <= day_minutes ? std::optional(static_cast<Minute>(all)) : std::nullopt;
}

std::string clock_text(Minute minute) {
    if (minute > day_minutes) minute -= day_minutes;
    return two(minute / 60) + ":" + two(minute % 60);
}

std::string_view name_of(Occupies occupies) { return of(occupations, occupies); }
std::optional<Occupies> occupies_named(std::string_view name) {
    auto const at = std::find(occupations.begin(), occupations.end(), name);
    if (at == occupations.end()) return std::nullopt;
    return static_cast<Occupies>(at - occupations.begin());
}
std::string_view name_of(Presence presence) { return of(presences, presence); }
std::string_view name_of(Reason reason) { return of(reasons, reason); }
std::string_view title_of(Reason reason) { return of(reason_titles, reason); }

ShiftCode const* CodeTable::find(std::string_view code) const {
    auto const at = std::find_if(codes.begin(), codes.end(), [&](ShiftCode const& one) { return one.code == code; });
    return at == codes.end() ? nullptr : &*at;
}

Availability worse(Availability a, Availability b) {
    if (a.presence != b.presence) return a.presence < b.presence ? b : a;
    return a.reason < b.reason ? b : a;
}

}  // namespace xinglin::rosters
