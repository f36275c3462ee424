#pragma once
// What is said to people about findings and about an import that stopped.
#include "modules/intake/types.hpp"
#include "platform/sheets/sheets.hpp"

#include <string>
#include <utility>

namespace xinglin::intake {

/// The sentence of a finding; its code when there is none.
[[nodiscard]] std::string sentence_of(Finding const& finding);
/// A few words for a chip.
[[nodiscard]] std::string title_of(std::string const& code);
[[nodiscard]] std::string sentence_of(sheets::Notice const& notice);
[[nodiscard]] std::string sentence_of_refusal(std::string const& code);
/// Code and sentence of "code\nname\tvalue\n…", as it is stored with an import that failed.
[[nodiscard]] std::pair<std::string, std::string> problem_of(std::string const& stored);

}  // namespace xinglin::intake
