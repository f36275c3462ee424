#include "platform/sheets/numbers.hpp"

#include "base/time.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace xinglin::sheets {

Shown shown_by_id(int id) {
    switch (id) {
        case 17:
        case 27:
        case 36:
        case 50:
        case 52:
        case 57:
            return Shown::month;
        case 14:
        case 15:
        case 16:
        case 22:
        case 28:
        case 29:
        case 30:
        case 31:
        case 51:
        case 53:
        case 54:
        case 58:
            return Shown::day;
        case 18:
        case 19:
        case 20:
        case 21:
        case 32:
        case 33:
        case 34:
        case 35:
        case 45:
        case 46:
        case 47:
        case 55:
        case 56:
            return Shown::time;
        default:
            return Shown::number;
    }
}

Shown shown_by_code(std::string_view code) {
    bool year = false, month = false, day = false, hour = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        char const c = code[i];
        if (c == ';') break;  // the sections behind are for negative numbers, zero and text
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (c == '[') {
            bool const elapsed =
                i + 1 < code.size() && std::string_view("hHmMsS").find(code[i + 1]) != std::string_view::npos;
            hour = hour || elapsed;
            i = std::min(code.find(']', i + 1), code.size());
        } else {
            year = year || c == 'y' || c == 'Y' || c == 'e';
            month = month || c == 'm' || c == 'M';
            day = day || c == 'd' || c == 'D';
            hour = hour || c == 'h' || c == 'H' || c == 's' || c == 'S';
            if (c == 'E' || c == '0' || c == '#' || c == '?') return Shown::number;
            if (c == 'G' || c == 'g') return Shown::number;  // General
        }
    }
    if (day) return Shown::day;
    if (year && month) return Shown::month;
    if (year) return Shown::day;
    if (hour) return Shown::time;
    return month ? Shown::month : Shown::number;
}

std::optional<std::string> serial_day(double serial, bool from_1904) {
    if (!(serial >= 0) || serial > 2958465.99) return std::nullopt;
    auto days = static_cast<std::int64_t>(std::floor(serial));
    if (from_1904) days += 1462;
    if (days < 1 || days > 2958465) return std::nullopt;
    if (days == 60) return std::nullopt;  // 29 February 1900 never was
    auto const epoch = Date{1899, 12, days < 60 ? 31 : 30};
    return epoch.plus_days(days).text();
}

std::string plain_number(std::string_view stored) {
    double value = 0;
    auto const [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), value);
    if (error != std::errc{} || end != stored.data() + stored.size() || !std::isfinite(value))
        return std::string(stored);
    char buffer[40];
    if (std::fabs(value) < 1e15 && value == std::floor(value)) {
        auto const last = std::to_chars(buffer, buffer + sizeof buffer, static_cast<std::int64_t>(value)).ptr;
        return {buffer, last};
    }
    if (std::fabs(value) >= 1e15) {
        std::snprintf(buffer, sizeof buffer, "%.5E", value);
        return buffer;
    }
    // 15 significant digits are what Excel shows; the shortest form of them is what was typed (2006.1, not 2006.0999…).
    std::snprintf(buffer, sizeof buffer, "%.15g", value);
    return buffer;
}

}  // namespace xinglin::sheets
