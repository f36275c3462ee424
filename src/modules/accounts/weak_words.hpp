#pragma once
#include <string_view>
#include <vector>

namespace xinglin::accounts {

/// Words that common passwords are made of, lower case, longest first, so that a part of a word is not taken before the whole.
[[nodiscard]] std::vector<std::string_view> weak_words();

}  // namespace xinglin::accounts
