#include "modules/regulations/figures.hpp"

#include "base/check.hpp"

#include <algorithm>
#include <array>

namespace xinglin::regulations {

namespace {

// The page 制度规定 has a word for each.
constexpr std::array<std::string_view, 16> units{
    "people", "months", "years",       "age",     "units",    "days",  "percent",       "choice",
    "times",  "hours",  "class_hours", "minutes", "fraction", "score", "month_of_year", "nth_month"};

constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

}  // namespace

Finding finding(std::string rule, Severity severity, Value const& source) {
    Finding made;
    made.rule = std::move(rule);
    made.severity = severity;
    made.article = source.article;
    made.version = source.version;
    return made;
}

Finding finding(std::string rule, Severity severity, std::string article) {
    Finding made;
    made.rule = std::move(rule);
    made.severity = severity;
    made.article = std::move(article);
    return made;
}

std::int64_t at_least_percent(std::int64_t base, std::int64_t percent) { return (base * percent + 99) / 100; }

std::int64_t over_percent(std::int64_t base, std::int64_t percent) { return base * percent / 100 + 1; }

std::string Fraction::text() const {
    if (part < 1 || part > 9 || whole < 1 || whole > 9) return std::to_string(part) + "/" + std::to_string(whole);
    return std::string(digits[static_cast<std::size_t>(whole)]) + "分之" +
           std::string(digits[static_cast<std::size_t>(part)]);
}

Fraction fraction(Value const& value) {
    auto const& numbers = value.numbers();
    XL_CHECK(numbers.size() == 2 && numbers[1] > 0);
    return {numbers[0], numbers[1]};
}

std::string wrong_for_unit(std::string const& unit, Datum const& datum) {
    if (unit != "fraction") return {};
    auto const* const list = std::get_if<std::vector<std::int64_t>>(&datum);
    if (list != nullptr && list->size() == 2 && (*list)[0] > 0 && (*list)[0] <= (*list)[1]) return {};
    return "两个整数，先分子后分母，用英文逗号隔开，如三分之一写作1,3";
}

bool known_unit(std::string_view unit) { return std::find(units.begin(), units.end(), unit) != units.end(); }

}  // namespace xinglin::regulations
