#pragma once
// Small tools every rule needs: a finding from the figure it rests on, whole people from shares.

#include "modules/regulations/types.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace xinglin::regulations {

/// A finding that rests on a figure: article and rule version are the figure's.
[[nodiscard]] Finding finding(std::string rule, Severity severity, Value const& source);
/// A finding of a text that holds no figure.
[[nodiscard]] Finding finding(std::string rule, Severity severity, std::string article);

/// Smallest whole number that is not less than `percent` of `base` (半数以上, 不少于).
[[nodiscard]] std::int64_t at_least_percent(std::int64_t base, std::int64_t percent);
/// Smallest whole number that is more than `percent` of `base` (超过半数).
[[nodiscard]] std::int64_t over_percent(std::int64_t base, std::int64_t percent);

/// An exact share such as a third; parameters of the unit `fraction` hold it as [1, 3].
struct Fraction {
    std::int64_t part{1};
    std::int64_t whole{1};

    [[nodiscard]] std::int64_t at_most_of(std::int64_t base) const { return base * part / whole; }
    [[nodiscard]] std::int64_t at_least_of(std::int64_t base) const { return (base * part + whole - 1) / whole; }
    [[nodiscard]] std::string text() const;  ///< 三分之一 for small numbers, else 5/12
};
/// @param value of the unit `fraction`; its form was checked when the file or the setting was read
[[nodiscard]] Fraction fraction(Value const& value);

/// @returns empty when the datum has the form of its unit, else the form wanted (Chinese, for people)
[[nodiscard]] std::string wrong_for_unit(std::string const& unit, Datum const& datum);

/// Whether a parameter may be written in this unit.
[[nodiscard]] bool known_unit(std::string_view unit);

}  // namespace xinglin::regulations
