#include "modules/publishing/rules.hpp"

#include "base/words.hpp"
#include "modules/regulations/figures.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace xinglin::publishing {

namespace {

using regulations::finding;
using regulations::Severity;

constexpr char const* steps = "《中国共产党党务公开条例（试行）》第十五条";
constexpr char const* limits = "《中国共产党党务公开条例（试行）》（不得公开的内容）";

constexpr std::array<Word, 5> scopes{
    {{"person", "有关党员"}, {"branch", "支部内部"}, {"party", "党内"}, {"unit", "本单位"}, {"society", "社会"}}};

}  // namespace

std::string_view code(Scope scope) { return scopes[static_cast<std::size_t>(scope)].code; }
std::string_view title(Scope scope) { return scopes[static_cast<std::size_t>(scope)].title; }
std::optional<Scope> parse_scope(std::string_view code) { return parse_code<Scope>(scopes, code); }

Scope default_scope(RuleSet const& rules, Date on) {
    auto const chosen = rules.nearest("openness.default_scope", on);
    return parse_scope(chosen.choice()).value_or(Scope::branch);
}

Verdict publication(PublicationFacts const& facts) {
    Verdict verdict;
    auto const hard = facts.published ? Severity::block : Severity::advice;
    auto const unless = [&](bool fine, char const* rule, Severity severity, char const* article) {
        if (!fine) verdict.add(finding(rule, severity, std::string(article)));
    };
    unless(!facts.holds_secrets, "openness.secret", Severity::block, limits);
    unless(facts.in_catalogue, "openness.outside_catalogue", Severity::warn, steps);
    unless(facts.proposed, "openness.not_proposed", hard, steps);
    unless(facts.reviewed, "openness.not_reviewed", hard, steps);
    unless(facts.secrecy_checked, "openness.no_secrecy_check", hard, steps);
    unless(facts.approved, "openness.not_approved", hard, steps);
    unless(facts.scope.has_value(), "openness.no_scope", hard, steps);
    return verdict;
}

Verdict openness_due(Pace pace, Date event_on, std::optional<Date> last_published, RuleSet const& rules, Date today) {
    Verdict verdict;
    auto const figure =
        rules.nearest(pace == Pace::regularly ? "openness.regular_months" : "openness.prompt_days", today);
    Date by;
    if (pace == Pace::regularly) {
        by = std::max(event_on, last_published.value_or(event_on)).plus_months(static_cast<int>(figure.number()));
    } else {
        if (last_published && event_on <= *last_published) return verdict;
        by = event_on.plus_days(figure.number());
    }
    bool const over = by < today;
    auto one = finding(over ? "openness.overdue" : "openness.due", over ? Severity::warn : Severity::advice, figure)
                   .fact("event", event_on.text())
                   .fact("deadline", by.text());
    one.earliest = std::max(today, event_on);
    verdict.add(std::move(one));
    return verdict;
}

}  // namespace xinglin::publishing
