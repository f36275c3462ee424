#include "modules/rosters/codes.hpp"

#include "base/text.hpp"

#include <array>
#include <map>

namespace xinglin::rosters {

namespace {

constexpr Minute at(int hour, int minute = 0) { return hour * 60 + minute; }

std::optional<std::string> code_named(std::string_view key, CodeTable const& table, bool& by_alias) {
    for (auto const& one : table.codes)
        if (code_key(one.code) == key) {
            by_alias = false;
            return one.code;
        }
    for (auto const& one : table.codes)
        for (auto const& alias : one.aliases)
            if (code_key(alias) == key) {
                by_alias = true;
                return one.code;
            }
    return std::nullopt;
}

/// Parts of a cell that names several codes; a sign between them stands alone.
std::vector<std::string> parts_of(std::string_view key) {
    std::string plain(key);
    for (std::string_view const sign : {"／", "\\", "+", "、", ",", "，", ";", "；"})
        plain = text::replace_all(plain, sign, "/");
    std::vector<std::string> parts;
    for (auto const part : text::split(plain, '/')) parts.emplace_back(part);
    return parts;
}

void check_hours(ShiftCode const& one, std::string const& place, Problem& problem) {
    if (one.starts.has_value() != one.ends.has_value())
        problem.field(place + (one.starts ? "/ends" : "/starts"), "rosters.hours_incomplete");
    if (one.starts && one.ends) {
        bool const turned = *one.ends <= *one.starts;
        if (turned != one.crosses_midnight)
            problem.field(place + "/ends", turned ? "rosters.hours_turned" : "rosters.hours_not_crossing");
    }
    if (one.occupies == Occupies::busy && !one.starts) problem.field(place + "/starts", "rosters.hours_missing");
    if (one.rest_after && !(one.occupies == Occupies::busy && one.starts))
        problem.field(place + "/rest_after", "rosters.rest_without_shift");
    if (one.releasable && one.occupies != Occupies::busy)
        problem.field(place + "/releasable", "rosters.released_without_shift");
    if (!one.windows.empty() && one.occupies != Occupies::busy)
        problem.field(place + "/windows", "rosters.windows_without_shift");
    for (std::size_t i = 0; i < one.windows.size(); ++i)
        if (one.windows[i].from >= one.windows[i].to)
            problem.field(place + "/windows/" + std::to_string(i), "rosters.window_turned");
}

}  // namespace

std::string code_key(std::string_view text) { return text::upper_ascii(text::without_blanks(text::half_width(text))); }

std::string_view name_of(How how) {
    constexpr std::array<std::string_view, 6> names{"exact", "alias", "trimmed", "mixed", "blank", "unknown"};
    return names[static_cast<std::size_t>(how)];
}

CellReading read_cell(std::string_view cell, CodeTable const& table) {
    auto const key = code_key(cell);
    if (key.empty()) return {};
    bool by_alias = false;
    if (auto code = code_named(key, table, by_alias)) {
        auto const how = by_alias ? How::alias : *code == cell ? How::exact : How::trimmed;
        return {{std::move(*code)}, how};
    }
    CellReading mixed{{}, How::mixed};
    for (auto const& part : parts_of(key)) {
        auto code = code_named(part, table, by_alias);
        if (!code) return {{}, How::unknown};
        mixed.codes.push_back(std::move(*code));
    }
    return mixed;
}

Result<Done> check_codes(std::vector<ShiftCode> const& codes) {
    auto problem = malformed("rosters.codes_faulty");
    if (codes.empty()) problem.field("/codes", "rosters.codes_empty");
    std::map<std::string, std::string> names;  // key → place of its first use
    for (std::size_t i = 0; i < codes.size(); ++i) {
        auto const& one = codes[i];
        auto const place = "/codes/" + std::to_string(i);
        auto const take = [&](std::string const& name, std::string const& where) {
            auto const key = code_key(name);
            if (key.empty() || text::length(name) > 12)
                problem.field(where, "rosters.code_form");
            else if (!names.emplace(key, where).second)
                problem.field(where, "rosters.code_twice");
        };
        take(one.code, place + "/code");
        if (parts_of(code_key(one.code)).size() > 1) problem.field(place + "/code", "rosters.code_sign");
        for (std::size_t n = 0; n < one.aliases.size(); ++n)
            take(one.aliases[n], place + "/aliases/" + std::to_string(n));
        check_hours(one, place, problem);
    }
    if (!problem.fields.empty()) return fail(std::move(problem));
    return Done{};
}

std::vector<ShiftCode> const& common_codes() {
    static std::vector<ShiftCode> const codes{
        {"早", "早班", {"A", "A班", "早班"}, at(8), at(16), false, Occupies::busy, {{at(16, 30), at(24), false}}},
        {"中", "中班（小夜）", {"P", "P班", "小夜"}, at(16), at(24), false, Occupies::busy, {{at(0), at(15), false}}},
        {"夜", "夜班（大夜）", {"N", "N班", "N1", "大夜"}, at(0), at(8), false, Occupies::busy, {}, true},
        {"白",
         "白班",
         {"√", "白班", "行政班"},
         at(8),
         at(17, 30),
         false,
         Occupies::busy,
         {{at(12), at(14, 30), false}, {at(17, 30), at(24), false}}},
        {"白12", "12小时白班", {}, at(8), at(20), false, Occupies::busy},
        {"夜12", "12小时夜班", {}, at(20), at(8), true, Occupies::busy, {{at(0), at(18), true}}, true},
        {"值", "24小时值班", {"班", "24h"}, at(8), at(8), true, Occupies::busy, {}, true},
        {"下夜", "下夜班", {"下"}, {}, {}, false, Occupies::rest},
        {"下值", "值班后休息", {}, {}, {}, false, Occupies::rest},
        {"休", "休息", {"OFF", "○", "公休"}, {}, {}, false, Occupies::off},
        {"年假", "年休假", {"年", "AL"}, {}, {}, false, Occupies::absent},
        {"产假", "产假", {"产"}, {}, {}, false, Occupies::absent},
        {"外出", "外出、进修", {"差", "进修"}, {}, {}, false, Occupies::absent},
    };
    return codes;
}

}  // namespace xinglin::rosters
