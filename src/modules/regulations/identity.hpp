#pragma once
// Check rules of the numbers that say who somebody or something is. Pure.

#include "base/result.hpp"
#include "base/time.hpp"

#include <string>
#include <string_view>

namespace xinglin::regulations {

enum class Sex { male, female };

/// What a resident ID number says about its bearer.
struct ResidentIdFacts {
    std::string number;  ///< 18 characters, check character in upper case
    Date born;
    Sex sex;
    std::string province;  ///< first two digits
};

/// Reads an 18-character resident ID number (or a residence permit 81/82/83).
/// Blanks and full-width digits are not forgiven here: normalising is the caller's step, to be shown to the person.
/// @param today a birth date after it is refused
/// @errors identity.id_empty, id_fifteen, id_length, id_characters, id_region, id_birth_date, id_birth_future,
///         id_check_digit (all malformed)
/// @source GB 11643-1999
[[nodiscard]] Result<ResidentIdFacts> read_resident_id(std::string_view text, Date today);

/// The check character of the first 17 digits. `digits` must be 17 ASCII digits.
[[nodiscard]] char resident_id_check(std::string_view digits);

/// Reads a unified social credit code.
/// @returns the code in upper case
/// @errors identity.uscc_empty, uscc_length, uscc_characters, uscc_check (all malformed)
/// @source GB 32100-2015
[[nodiscard]] Result<std::string> read_uscc(std::string_view text);

/// The region named by the first two digits of a resident ID; "" when none.
/// @source GB/T 2260
[[nodiscard]] std::string_view province_name(std::string_view prefix);

}  // namespace xinglin::regulations
