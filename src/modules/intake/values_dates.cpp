// Dates as people write them.
#include "base/text.hpp"
#include "modules/intake/values.hpp"

#include <algorithm>
#include <array>

namespace xinglin::intake {

namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 二〇一五年四月二十九日 → 2015年4月29日. Digits for the year, counting words for month and day.
std::string chinese_digits(std::string_view text) {
    constexpr std::array<std::string_view, 11> words{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "○"};
    std::string out;
    int pending = -1;  // value of the counting word being read, behind 年
    bool counting = false;
    for (char32_t const c : text::decode(text)) {
        auto const one = text::encode(std::u32string_view(&c, 1));
        auto const word = std::find(words.begin(), words.end(), one);
        int digit = word == words.end() ? -1 : static_cast<int>(word - words.begin()) % 10;
        if (c == 0x96F6) digit = 0;  // 零
        if (digit >= 0) {
            if (!counting)
                out += static_cast<char>('0' + digit);
            else
                pending = pending < 0 ? digit : pending + digit;
        } else if (c == 0x5341 && counting) {  // 十
            pending = pending < 0 ? 10 : pending * 10;
        } else {
            if (pending >= 0) out += std::to_string(pending);
            pending = -1;
            if (c == 0x5E74) counting = true;  // 年
            out += one;
        }
    }
    if (pending >= 0) out += std::to_string(pending);
    return out;
}

struct Parts {
    std::array<std::string, 3> numbers;
    int count{0};
    char separator{'\0'};  ///< '.', '/', '-', 'c' for 年月日
    bool readable{true};
};

/// Splits 2022.6.16, 2022年6月16日, 2022/6 … into numbers. Anything else is not readable.
Parts split_date(std::string_view text) {
    Parts parts;
    bool in_number = false;
    for (char32_t const c : text::decode(text)) {
        if (c >= '0' && c <= '9') {
            if (!in_number) ++parts.count;
            if (parts.count > 3 || parts.numbers[static_cast<std::size_t>(parts.count - 1)].size() > 8)
                return parts.readable = false, parts;
            parts.numbers[static_cast<std::size_t>(parts.count - 1)].push_back(static_cast<char>(c));
            in_number = true;
            continue;
        }
        if (!in_number && c != 0x65E5 && c != 0x53F7) return parts.readable = false, parts;
        in_number = false;
        char kind = '\0';
        if (c == '.' || c == 0x3002 || c == 0xB7 || c == 0x3001 || c == ',' || c == 0x2024)
            kind = '.';
        else if (c == '/' || c == '\\')
            kind = '/';
        else if (c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2010 || c == 0x2212 || c == '_' || c == '~')
            kind = '-';
        else if (c == 0x5E74 || c == 0x6708 || c == 0x65E5 || c == 0x53F7)
            kind = 'c';  // 年 月 日 号
        else
            return parts.readable = false, parts;
        if (parts.separator == '\0') parts.separator = kind;
    }
    return parts;
}

/// Drops a time of day: "2022-06-16 00:00:00", "2022/6/16 0:00", "2022-06-16T00:00:00Z".
std::string_view without_time(std::string_view text) {
    auto const colon = text.find(':');
    if (colon == std::string_view::npos) return text;
    auto const blank = text.find_last_of(" T", colon);
    return blank == std::string_view::npos ? text : text.substr(0, blank);
}

std::string_view day_code(char separator) {
    switch (separator) {
        case '.':
            return "DATE_DOT";
        case '/':
            return "DATE_SLASH";
        case 'c':
            return "DATE_CHINESE";
        default:
            return "DATE_DASH";
    }
}
std::string_view month_code(char separator) {
    switch (separator) {
        case '.':
            return "DATE_YM_DOT";
        case '/':
            return "DATE_YM_SLASH";
        case 'c':
            return "DATE_YM_CHINESE";
        default:
            return "DATE_YM_DASH";
    }
}

Tidied fault(std::string_view code) { return {"", code, Handling::error}; }

int number(std::string_view digits) { return static_cast<int>(text::parse_int(digits).value_or(-1)); }

Tidied day_of(int year, int month, int day, std::string_view code) {
    auto const date = Date::of(year, month, day);
    if (!date || year < 1900 || year > 2199) return fault("DATE_INVALID");
    return {date->text(), code};
}
Tidied month_of(int year, int month, std::string_view code) {
    if (month < 1 || month > 12 || year < 1900 || year > 2199) return fault("DATE_INVALID");
    return {Month{year, month}.text(), code};
}

/// A bare number: 20170527, 201705, 36358, 1998.
Tidied from_digits(std::string_view digits) {
    if (digits.size() == 8)
        return day_of(number(digits.substr(0, 4)), number(digits.substr(4, 2)), number(digits.substr(6)),
                      "DATE_COMPACT");
    if (digits.size() == 6) return month_of(number(digits.substr(0, 4)), number(digits.substr(4)), "DATE_YM_COMPACT");
    if (digits.size() == 5 && digits.front() != '0') {
        auto const day = Date{1899, 12, 30}.plus_days(number(digits));
        return day.year < 2100 ? Tidied{day.text(), "DATE_EXCEL_SERIAL"} : fault("DATE_FORMAT");
    }
    if (digits.size() == 4 && number(digits) >= 1900 && number(digits) < 2100) return fault("DATE_YEAR_ONLY");
    return fault("DATE_FORMAT");
}

Tidied from_parts(Parts const& parts) {
    int const year = number(parts.numbers[0]), month = number(parts.numbers[1]);
    if (parts.numbers[0].size() == 2 && parts.numbers[2].size() <= 2) {
        // 98.7: the century is a guess that a person must accept. No member joined before 1921.
        int const full = year + (year > 40 ? 1900 : 2000);
        auto made = parts.count == 3 ? day_of(full, month, number(parts.numbers[2]), "DATE_TWO_DIGIT_YEAR")
                                     : month_of(full, month, "DATE_TWO_DIGIT_YEAR");
        if (!made.bad()) made.handling = Handling::confirm;
        return made;
    }
    if (parts.numbers[0].size() != 4 || parts.numbers[1].size() > 2) return fault("DATE_FORMAT");
    if (parts.count == 2) return month_of(year, month, month_code(parts.separator));
    if (parts.numbers[2].size() > 2) return fault("DATE_FORMAT");
    return day_of(year, month, number(parts.numbers[2]), day_code(parts.separator));
}

}  // namespace

Tidied tidy_date(std::string_view cell, bool is_number) {
    if (Date::parse(cell))
        return day_of(number(cell.substr(0, 4)), number(cell.substr(5, 2)), number(cell.substr(8)), "");
    if (says_nothing(cell)) return {};
    auto const trimmed = text::trim(cell);
    auto const half = text::half_width(trimmed);
    bool const wide = half != trimmed;
    bool const timed = without_time(half).size() != half.size();
    auto const plain = chinese_digits(text::without_blanks(without_time(half)));
    if (plain.empty()) return {};
    auto const dot = plain.find('.');
    if (is_number && dot == 4 && plain.size() == 6 && plain[5] == '1') {
        // As a number 2006.10 and 2006.1 are the same; what was meant only the sender knows.
        auto made = month_of(number(plain.substr(0, 4)), 1, "DATE_YM_AMBIGUOUS");
        if (!made.bad()) made.handling = Handling::confirm;
        return made;
    }
    Tidied made;
    if (all_digits(plain)) {
        made = from_digits(plain);
    } else if (is_number && dot == 5 && all_digits(plain.substr(0, 5))) {
        made = from_digits(plain.substr(0, 5));  // a serial with a time of day
    } else {
        auto const parts = split_date(plain);
        if (!parts.readable || parts.count == 0 || parts.separator == '\0') return fault("DATE_FORMAT");
        if (parts.count == 1) return fault(parts.numbers[0].size() == 4 ? "DATE_YEAR_ONLY" : "DATE_FORMAT");
        made = from_parts(parts);
    }
    if (made.handling != Handling::automatic) return made;
    if (made.value == cell)
        return {made.value, made.value.size() == 7 ? std::string_view("DATE_YM_DASH") : std::string_view{}};
    if (wide && made.value.size() == 10)
        made.code = "DATE_FULLWIDTH";
    else if (timed && made.code == "DATE_DASH")
        made.code = "DATE_TIME";
    return made;
}

Tidied tidy_month(std::string_view cell) {
    auto made = tidy_date(cell, false);
    if (made.handling == Handling::automatic) made.code = {};
    return made;
}

}  // namespace xinglin::intake
