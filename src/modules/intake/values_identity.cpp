// Names, resident IDs and telephone numbers.
#include "base/text.hpp"
#include "modules/intake/values.hpp"
#include "modules/regulations/regulations.hpp"

#include <algorithm>

namespace xinglin::intake {

namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 4.29099E+17: what Excel leaves of a long number.
bool scientific(std::string_view text) {
    auto const e = text.find_first_of("Ee");
    if (e == std::string_view::npos || e == 0 || e + 1 >= text.size()) return false;
    auto exponent = text.substr(e + 1);
    if (exponent.front() == '+') exponent.remove_prefix(1);
    auto mantissa = std::string(text.substr(0, e));
    std::erase(mantissa, '.');
    return all_digits(mantissa) && all_digits(exponent);
}

/// A number of the first generation as it would be today; "" when its six digits are no day.
std::string upgraded(std::string_view fifteen, Date today) {
    auto const seventeen = std::string(fifteen.substr(0, 6)) + "19" + std::string(fifteen.substr(6));
    auto const made = seventeen + regulations::resident_id_check(seventeen);
    return regulations::read_resident_id(made, today) ? made : std::string{};
}

Tidied id_fault(std::string value, std::string_view code) { return {std::move(value), code, Handling::error}; }

}  // namespace

Tidied tidy_resident_id(std::string_view cell, Date today) {
    // Most cells are right: nothing to tidy, only to check.
    if (cell.size() == 18 && all_digits(cell.substr(0, 17)))
        if (auto const facts = regulations::read_resident_id(cell, today); facts && facts->number == cell)
            return {std::string(cell)};
    auto const half = text::half_width(cell);
    bool const wide = half.size() != cell.size() && !text::contains(cell, "\u3000");
    auto plain = text::without_blanks(half);
    for (std::string_view const mark : {"'", "\u2018", "\u2019", "`", "\"", "\u201c", "\u201d", "-"})
        plain = text::replace_all(plain, mark, "");
    if (plain.empty() || says_nothing(cell)) return id_fault("", "ID_MISSING");
    if (scientific(plain)) return id_fault("", "ID_SCIENTIFIC");
    if (plain.size() == 15 && all_digits(plain)) {
        auto made = upgraded(plain, today);
        if (made.empty()) return id_fault("", "ID_BIRTH");
        return {std::move(made), "ID_15_DIGIT", Handling::confirm};
    }
    auto const number = text::upper_ascii(plain);
    auto const facts = regulations::read_resident_id(number, today);
    if (!facts) {
        auto const& why = facts.error().code;
        if (why == "identity.id_length") return id_fault("", "ID_LENGTH");
        if (why == "identity.id_region") return id_fault("", "ID_REGION");
        if (why == "identity.id_birth_date" || why == "identity.id_birth_future") return id_fault("", "ID_BIRTH");
        if (why == "identity.id_check_digit") return id_fault("", "ID_CHECKSUM");
        return id_fault("", "ID_CHARACTERS");
    }
    if (number == cell) return {number};
    if (wide) return {number, "ID_FULLWIDTH"};
    bool const only_case = plain == cell;
    return {number, only_case ? std::string_view("ID_LOWER_X") : std::string_view("ID_APOSTROPHE_SPACE")};
}

namespace {

struct PhoneText {
    std::string digits;
    bool wide;
    bool strange;  ///< something that no telephone number holds
};

PhoneText phone_text(std::string_view cell) {
    PhoneText out{{}, text::half_width(text::trim(cell)) != text::trim(cell), false};
    for (char32_t const c : text::decode(text::half_width(cell))) {
        if (c >= '0' && c <= '9')
            out.digits.push_back(static_cast<char>(c));
        else if (c != ' ' && c != '-' && c != '+' && c != '(' && c != ')' && c != '.' && c != '\'' && c != 0xA0 &&
                 c != 0x2014 && c != 0x2013 && c != '\t' && c != '\n' && c != 0x200B && c != 0xFEFF)
            out.strange = true;
    }
    if (out.digits.size() == 13 && out.digits.starts_with("86")) out.digits.erase(0, 2);
    if (out.digits.size() == 15 && out.digits.starts_with("0086")) out.digits.erase(0, 4);
    if (out.digits.size() == 12 && out.digits.starts_with("01")) out.digits.erase(0, 1);
    return out;
}

}  // namespace

Tidied tidy_mobile(std::string_view cell) {
    if (cell.size() == 11 && all_digits(cell) && cell[0] == '1' && cell[1] >= '3') return {std::string(cell)};
    if (says_nothing(cell)) return {"", "PHONE_MISSING", Handling::warn};
    auto const read = phone_text(cell);
    auto const& digits = read.digits;
    if (read.strange) return {"", "PHONE_FORMAT", Handling::error};
    if (digits.size() >= 10 && digits.size() <= 12 && digits.front() == '0')
        return {digits, "PHONE_FIXED_LINE", Handling::warn};
    if (digits.size() < 11) return {"", "PHONE_SHORT", Handling::error};
    if (digits.size() > 11) return {"", "PHONE_LONG", Handling::error};
    if (digits[0] != '1' || digits[1] < '3') return {"", "PHONE_FORMAT", Handling::error};
    if (digits == cell) return {digits};
    return {digits, read.wide ? std::string_view("PHONE_FULLWIDTH") : std::string_view("PHONE_PUNCT")};
}

Tidied tidy_phone(std::string_view cell) {
    auto const trimmed = text::trim(cell);
    if (says_nothing(trimmed)) return {};
    auto const half = text::trim(text::half_width(trimmed));
    auto const read = phone_text(cell);
    if (read.strange || read.digits.size() < 7 || half.size() > 20) return {"", "TEL_FORMAT", Handling::warn};
    if (half != trimmed) return {half, "TEL_FULLWIDTH"};
    return {half};
}

namespace {

bool is_dot(char32_t c) {
    return c == 0xB7 || c == '.' || c == 0x2022 || c == 0x30FB || c == 0x2027 || c == 0x2219 || c == 0x22C5 ||
           c == 0xFF0E || c == 0xFF65 || c == 0x25CF || c == 0x2E31 || c == 0x16EB || c == 0x3002;
}
bool is_blank(char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
           (c >= 0x2000 && c <= 0x200D) || c == 0x2060;
}
bool is_han(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF) ||
           c == 0x3007 || (c >= 0xE000 && c <= 0xF8FF);  // older systems keep rare characters in the private area
}
bool is_letter(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x24F); }

}  // namespace

Tidied tidy_name(std::string_view cell) {
    auto const points = text::decode(text::trim(cell));
    if (points.empty() || says_nothing(cell)) return {"", "NAME_MISSING", Handling::error};
    bool const han = std::any_of(points.begin(), points.end(), is_han);
    auto const hans = std::count_if(points.begin(), points.end(), is_han);
    std::u32string name;
    int blanks = 0, dots = 0;
    bool inner = false, normalised = false;
    for (char32_t const c : points) {
        if (is_blank(c)) {
            if (name.empty() || name.back() != ' ') ++blanks;
            inner = true;
            if (!han && (name.empty() || name.back() != ' ')) name.push_back(' ');
        } else if (han && is_dot(c)) {
            ++dots;
            normalised = normalised || c != 0xB7;
            if (name.empty() || name.back() != 0xB7) name.push_back(0xB7);
        } else if (is_han(c) || is_letter(c) || (!han && (c == '.' || c == '-' || c == '\'')) || c == 0xB7) {
            name.push_back(c);
        } else {
            return {"", "NAME_CHARACTERS", Handling::error};
        }
    }
    if (name.front() == 0xB7 || name.back() == 0xB7) return {"", "NAME_CHARACTERS", Handling::error};
    if (name.size() > 50) return {"", "NAME_LENGTH", Handling::error};
    auto const value = text::encode(name);
    if (value == cell) return {value};
    if (normalised) return {value, "NAME_MIDDLE_DOT"};
    // 阿依古丽 买买提: a blank between two given parts of a long name is most likely the dot.
    if (inner && han && dots == 0 && blanks == 1 && hans >= 5) {
        auto dotted = text::replace_all(text::half_width(text::trim(cell)), " ", "\u00B7");
        while (text::contains(dotted, "\u00B7\u00B7")) dotted = text::replace_all(dotted, "\u00B7\u00B7", "\u00B7");
        return {std::move(dotted), "NAME_MIDDLE_DOT", Handling::confirm};
    }
    if (inner && han) return {value, "NAME_INNER_SPACE"};
    return {value, "NAME_TRAILING_SPACE"};
}

}  // namespace xinglin::intake
