#pragma once
// What a rule answers. Every module that decides by a regulation speaks with these types, so that form, duty, refusal and
// document show the same reason.

#include "base/result.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin::regulations {

/// How hard a rule speaks: `block` only for a hard "must" (应当/必须/不得); "generally" (一般) is `warn`; `advice` only points
/// something out to the one who decides.
enum class Severity { advice, warn, block };
/// "advice", "warn", "block"
[[nodiscard]] std::string_view code(Severity severity);

/// One thing a rule says about the facts it was given.
struct Finding {
    std::string rule;  ///< stable id, also the key of its text: "branch.committee_required"
    Severity severity{Severity::advice};
    std::string article;  ///< 《中国共产党支部工作条例（试行）》第六章
    std::vector<std::pair<std::string, std::string>> facts;  ///< what it looked at, by name
    std::optional<Date> earliest;  ///< first day on which the same thing would be lawful, where waiting helps
    std::string version;  ///< rule version it was decided under: "branch_work@2018-10-28"
    std::string text;  ///< Chinese sentence, filled from the texts of `rule`
    std::string way_forward;  ///< Chinese sentence: the earliest lawful way on; from the texts of `rule` + ".way"

    Finding& fact(std::string name, std::string value) {
        facts.emplace_back(std::move(name), std::move(value));
        return *this;
    }
    Finding& fact(std::string name, std::int64_t value) { return fact(std::move(name), std::to_string(value)); }
};

/// All findings of one question.
struct Verdict {
    std::vector<Finding> findings;

    [[nodiscard]] bool blocked() const;
    [[nodiscard]] Finding const* find(std::string_view rule) const;  ///< null when the rule did not speak
    void add(Finding finding) { findings.push_back(std::move(finding)); }
    void add(Verdict other);
    /// @errors the first blocking finding as a refusal: code = rule id, with article and facts
    [[nodiscard]] Result<Done> enforce() const;
    /// For the vectors: "rule:severity" in the order they were said.
    [[nodiscard]] std::vector<std::string> said() const;
};

}  // namespace xinglin::regulations
