#include "modules/members/rules_discipline.hpp"

#include "modules/regulations/figures.hpp"

#include <array>
#include <string>

namespace xinglin::members {

namespace {

using regulations::finding;
using regulations::RuleSet;
using regulations::Severity;
using regulations::Value;
using regulations::Verdict;

struct Words {
    std::string_view code, title, parameter;
};
constexpr std::array<Words, sanction_count> words{{{"warning", "警告", "discipline.warning_months"},
                                                   {"serious_warning", "严重警告", "discipline.serious_warning_months"},
                                                   {"removed_from_post", "撤销党内职务", "discipline.removed_months"},
                                                   {"party_probation", "留党察看", "discipline.after_probation_months"},
                                                   {"expelled", "开除党籍", "discipline.expelled_months"}}};

Words const& words_of(Sanction sanction) { return words[static_cast<std::size_t>(sanction)]; }

Value figure(SanctionFacts const& facts, RuleSet const& rules) {
    return rules.nearest(words_of(facts.sanction).parameter, facts.decided_on);
}

/// Party probation: from the decision until a decision gives the rights back.
bool without_rights(SanctionFacts const& facts, Date on) {
    return facts.sanction == Sanction::party_probation && !(facts.restored_on && *facts.restored_on <= on);
}

}  // namespace

std::string_view code(Sanction sanction) { return words_of(sanction).code; }
std::string_view title(Sanction sanction) { return words_of(sanction).title; }
std::optional<Sanction> parse_sanction(std::string_view code) {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i].code == code) return static_cast<Sanction>(i);
    return std::nullopt;
}

std::optional<Date> sanction_ends(SanctionFacts const& facts, RuleSet const& rules) {
    auto const months = static_cast<int>(figure(facts, rules).number());
    if (facts.sanction != Sanction::party_probation) return facts.decided_on.plus_months(months);
    if (!facts.restored_on) return std::nullopt;
    return facts.restored_on->plus_months(months);
}

SanctionEffects sanction_effects(SanctionFacts const& facts, RuleSet const& rules, Date on) {
    SanctionEffects out;
    out.free_from = sanction_ends(facts, rules);
    out.in_period = facts.decided_on <= on && (!out.free_from || on < *out.free_from);
    if (!out.in_period) return out;
    auto const source = figure(facts, rules);
    auto const say = [&](char const* rule, Severity severity) {
        auto one = finding(rule, severity, source)
                       .fact("sanction", std::string(title(facts.sanction)))
                       .fact("decided", facts.decided_on.text())
                       .fact("until", out.free_from ? out.free_from->text() : "恢复权利后另行计算");
        one.earliest = out.free_from;
        out.verdict.add(std::move(one));
    };
    if (facts.sanction == Sanction::expelled) {
        out.may_vote = out.may_stand = out.may_be_promoted = out.keeps_party_post = out.may_be_admitted = false;
        say("sanction.no_readmission", Severity::block);
        return out;
    }
    out.may_be_promoted = false;
    say("sanction.no_promotion", Severity::block);
    if (facts.sanction == Sanction::removed_from_post || facts.sanction == Sanction::party_probation) {
        out.keeps_party_post = false;
        say("sanction.post_lost", Severity::advice);
    }
    if (without_rights(facts, on)) {
        out.may_vote = out.may_stand = false;
        say("sanction.no_vote", Severity::block);
        if (facts.probation_months > 0 && facts.decided_on.plus_months(facts.probation_months) <= on)
            say("sanction.rights_not_restored", Severity::advice);
    }
    return out;
}

Verdict probation_length(int months, RuleSet const& rules, Date decided_on) {
    Verdict verdict;
    auto const allowed = rules.nearest("discipline.probation_months", decided_on);
    auto const& list = allowed.numbers();
    std::string choices;
    for (auto const each : list) {
        if (each == months) return verdict;
        choices += (choices.empty() ? "" : "或者") + std::to_string(each);
    }
    verdict.add(
        finding("sanction.probation_length", Severity::block, allowed).fact("months", months).fact("choices", choices));
    return verdict;
}

}  // namespace xinglin::members
