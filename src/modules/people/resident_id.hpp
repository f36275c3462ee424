#pragma once
// Resident identity numbers (公民身份号码, GB 11643-1999). Pure.

#include "base/result.hpp"
#include "base/time.hpp"

#include <string>
#include <string_view>

namespace xinglin::people {

enum class IdFault {
    none,
    length,       ///< not 18 characters
    fifteen,      ///< a first-generation number of 15 digits: not accepted since 2013
    character,    ///< something else than digits (X only at the end)
    province,     ///< the first two digits are no province
    birth,        ///< the eight digits are no day, or a day to come
    check_digit,  ///< the last character does not fit
};

/// What a number says.
struct ResidentIdFacts {
    std::string number;  ///< canonical: 18 characters, X in upper case
    Date birth;
    bool male{false};
};

/// Reads a number exactly as typed but for a lower-case x. Blanks and full-width digits are the importer's to tidy.
/// @param today numbers of people not yet born are refused
[[nodiscard]] IdFault read_resident_id(std::string_view text, Date today, ResidentIdFacts& out);
/// The check character of the first 17 digits.
[[nodiscard]] char resident_id_check(std::string_view seventeen);

/// 110101********0014: province to county and the last four stay.
[[nodiscard]] std::string mask_resident_id(std::string_view number);

}  // namespace xinglin::people
