#include "modules/regulations/verdict.hpp"

#include <algorithm>
#include <iterator>

namespace xinglin::regulations {

std::string_view code(Severity severity) {
    switch (severity) {
        case Severity::block:
            return "block";
        case Severity::warn:
            return "warn";
        default:
            return "advice";
    }
}

bool Verdict::blocked() const {
    return std::any_of(findings.begin(), findings.end(),
                       [](Finding const& f) { return f.severity == Severity::block; });
}

Finding const* Verdict::find(std::string_view rule) const {
    auto const found = std::find_if(findings.begin(), findings.end(), [&](Finding const& f) { return f.rule == rule; });
    return found == findings.end() ? nullptr : &*found;
}

void Verdict::add(Verdict other) {
    std::move(other.findings.begin(), other.findings.end(), std::back_inserter(findings));
}

Result<Done> Verdict::enforce() const {
    for (auto const& finding : findings) {
        if (finding.severity != Severity::block) continue;
        auto no = refused(finding.rule, finding.text);
        no.by_rule(finding.rule, finding.article);
        no.facts = finding.facts;
        if (!finding.way_forward.empty()) no.fact("way_forward", finding.way_forward);
        return fail(std::move(no));
    }
    return Done{};
}

std::vector<std::string> Verdict::said() const {
    std::vector<std::string> out;
    out.reserve(findings.size());
    for (auto const& one : findings) out.push_back(one.rule + ":" + std::string(code(one.severity)));
    return out;
}

}  // namespace xinglin::regulations
