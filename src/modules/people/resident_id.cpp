#include "modules/people/resident_id.hpp"

#include <algorithm>
#include <array>

namespace xinglin::people {

namespace {

constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view check_characters = "10X98765432";
// GB/T 2260 provinces, and 81/82/83: residence permits of Hong Kong, Macao and Taiwan.
constexpr std::array<std::string_view, 35> provinces{
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"};

bool digit(char c) { return c >= '0' && c <= '9'; }
int number(std::string_view digits) {
    int value = 0;
    for (char const c : digits) value = value * 10 + (c - '0');
    return value;
}

}  // namespace

char resident_id_check(std::string_view seventeen) {
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (seventeen[i] - '0');
    return check_characters[static_cast<std::size_t>(sum % 11)];
}

IdFault read_resident_id(std::string_view text, Date today, ResidentIdFacts& out) {
    if (text.size() == 15 && std::all_of(text.begin(), text.end(), digit)) return IdFault::fifteen;
    if (text.size() != 18) return IdFault::length;
    if (!std::all_of(text.begin(), text.begin() + 17, digit)) return IdFault::character;
    char const last = text[17] == 'x' ? 'X' : text[17];
    if (!digit(last) && last != 'X') return IdFault::character;
    if (std::find(provinces.begin(), provinces.end(), text.substr(0, 2)) == provinces.end()) return IdFault::province;
    auto const birth = Date::of(number(text.substr(6, 4)), number(text.substr(10, 2)), number(text.substr(12, 2)));
    if (!birth || *birth > today || birth->year < 1850) return IdFault::birth;
    if (resident_id_check(text) != last) return IdFault::check_digit;
    out.number = std::string(text.substr(0, 17)) + last;
    out.birth = *birth;
    out.male = (text[16] - '0') % 2 == 1;
    return IdFault::none;
}

std::string mask_resident_id(std::string_view number) {
    if (number.size() < 10) return std::string(number.size(), '*');
    return std::string(number.substr(0, 6)) + std::string(number.size() - 10, '*') + std::string(number.substr(number.size() - 4));
}

}  // namespace xinglin::people
