#pragma once
// Readings of Chinese names, for order and for search. ICU stays in the .cpp.

#include <string>
#include <string_view>
#include <vector>

namespace xinglin::text {

/// How a name is read.
struct Reading {
    std::string full;                 ///< "linmingxu": lower case, without tones and blanks; ü is v
    std::string given;                ///< reading without the surname ("mingxu"); "" for a name of one character
    std::string initials;             ///< "lmx"
    std::vector<std::string> syllables;
};

/// Reads a person's name: surnames have their own readings (单 shan, 曾 zeng, 欧阳 …). Characters without a reading
/// stand for themselves; Latin letters are lowered; blanks and the middle dot are dropped. Thread-safe.
[[nodiscard]] Reading read_name(std::string_view name);

/// Reads ICU's tables, which takes a tenth of a second, in whatever thread has the time: the first name need not wait.
void warm_readings();

}  // namespace xinglin::text
