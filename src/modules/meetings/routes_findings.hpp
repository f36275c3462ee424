#pragma once
// What a rule said, for the screen. Only routes files include this.

#include "modules/regulations/verdict.hpp"
#include "platform/http/router.hpp"

#include <map>
#include <string>

namespace xinglin::meetings {

enum class FindingSeverity { advice, warn, block };
BOOST_DESCRIBE_ENUM(FindingSeverity, advice, warn, block)

struct FindingShown {
    std::string rule;
    FindingSeverity severity{};
    std::string article;
    std::string text;
    std::string way_forward;
    std::optional<Date> earliest;
    std::map<std::string, std::string> facts;
};
BOOST_DESCRIBE_STRUCT(FindingShown, (), (rule, severity, article, text, way_forward, earliest, facts))

[[nodiscard]] inline FindingShown finding_shown(regulations::Finding const& finding) {
    FindingShown out;
    out.rule = finding.rule;
    out.severity = static_cast<FindingSeverity>(finding.severity);
    out.article = finding.article;
    out.text = finding.text;
    out.way_forward = finding.way_forward;
    out.earliest = finding.earliest;
    for (auto const& [name, value] : finding.facts) out.facts[name] = value;
    return out;
}

}  // namespace xinglin::meetings
