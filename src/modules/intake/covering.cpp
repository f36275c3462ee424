#include "modules/intake/covering.hpp"

#include "base/text.hpp"
#include "modules/intake/columns.hpp"

#include <algorithm>
#include <vector>

namespace xinglin::intake {

namespace {

/// Digits in a row from which on a number may name a person: a mobile number has eleven.
constexpr std::size_t long_number = 11;

/// The characters of a text, each as its bytes.
std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 1;
        while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U) ++length;
        out.push_back(text.substr(at, length));
        at += length;
    }
    return out;
}

/// The first and the last characters stay; a text too short for that is stars altogether.
std::string between(std::string_view text, std::size_t first, std::size_t last) {
    auto const all = characters(text);
    bool const whole = all.size() <= first + last;
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool const kept = !whole && (i < first || i >= all.size() - last);
        out += kept ? std::string(all[i]) : "*";
    }
    return out;
}

bool holds_long_number(std::string_view text) {
    std::size_t run = 0, longest = 0;
    for (char const c : text::half_width(text)) {
        if (c == ' ' || c == '-') continue;
        run = c >= '0' && c <= '9' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest >= long_number;
}

/// A date with its time of day is a long number to the eye of holds_long_number only.
bool is_time(std::string_view text) { return text.size() >= 16 && text[4] == '-' && text[13] == ':'; }

}  // namespace

std::string masked_cell(std::string_view place, std::string_view text) {
    auto const is = [&](Column column) { return place == header_of(column); };
    if (text.empty()) return {};
    if (is(Column::resident_id)) return between(text, 6, 4);
    if (is(Column::mobile) || is(Column::phone)) return between(text, 3, 4);
    if (is(Column::address)) return between(text, 6, 0);
    return holds_long_number(text) && !is_time(text) ? between(text, 3, 4) : std::string(text);
}

}  // namespace xinglin::intake
