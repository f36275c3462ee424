#pragma once
// The Chinese sentences of refusals, rules and findings: src/**/texts.zh-CN.yaml, one flat map `code: sentence` per module,
// embedded in the program. {placeholders} are filled from facts.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin::texts {

using Facts = std::vector<std::pair<std::string, std::string>>;

/// The sentence of a code as it is written, with its placeholders; nothing when the code has none.
[[nodiscard]] std::optional<std::string_view> find(std::string_view code);
/// The sentence with each {name} replaced by the fact of that name ("" when there is none). "" when the code has no text.
[[nodiscard]] std::string fill(std::string_view code, Facts const& facts);
/// All codes, sorted; for the test that each code in use has a text.
[[nodiscard]] std::vector<std::string_view> codes();

/// Replaces placeholders in any sentence.
[[nodiscard]] std::string replace(std::string_view sentence, Facts const& facts);

}  // namespace xinglin::texts
