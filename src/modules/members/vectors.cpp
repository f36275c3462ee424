#include "modules/members/vectors.hpp"

#include "base/text.hpp"
#include "modules/members/rules_discipline.hpp"
#include "modules/members/rules_disposal.hpp"

namespace xinglin::members {

namespace {

using regulations::RuleSet;
using regulations::VectorBook;
using regulations::VectorCase;

std::string listed(regulations::Verdict const& verdict) { return text::join(verdict.said(), "|"); }

/// The codes of the examples are in capitals, and two are worded otherwise.
Sanction sanction_in(VectorCase const& c) {
    auto name = text::lower_ascii(c["sanction"]);
    if (name == "probation_in_party") name = "party_probation";
    auto const sanction = parse_sanction(name);
    if (!sanction) c.bad("sanction");
    return *sanction;
}

void check_effects(VectorCase& c, RuleSet const& rules) {
    SanctionFacts const facts{sanction_in(c), c.needed_date("decided_on"),
                              static_cast<int>(c.number("probation_months").value_or(0)), c.date("restored_on")};
    auto const effects = sanction_effects(facts, rules, c.needed_date("check_date"));
    auto const yes = [](bool allowed) { return allowed ? "Y" : "N"; };
    c.expect("expected_votes", yes(effects.may_vote));
    c.expect("expected_stands", yes(effects.may_stand));
    c.expect("expected_post", yes(effects.keeps_party_post));
    c.expect("expected_promotion", yes(effects.may_be_promoted));
    c.expect("expected_admission", yes(effects.may_be_admitted));
    c.expect("expected_free_from", effects.free_from ? effects.free_from->text() : "");
}

void check_advice(VectorCase& c, RuleSet const& rules) {
    DisposalFacts facts;
    facts.months_without_life = static_cast<int>(c.needed_number("months_without_life"));
    facts.months_without_dues = static_cast<int>(c.needed_number("months_without_dues"));
    facts.months_without_work = static_cast<int>(c.needed_number("months_without_work"));
    facts.months_out_of_contact = static_cast<int>(c.needed_number("months_out_of_contact"));
    facts.suspended_on = c.date("suspended_on");
    facts.punished_for_same = c["punished_for_same"] == "Y";
    for (auto const part : text::split(c["circumstances"], ' ')) {
        if (part == "weak")
            facts.weak = true;
        else if (part == "religion")
            facts.religion_willing_to_correct = true;
        else if (part == "threatened")
            facts.threatened_to_quit = true;
        else if (part == "unchanged")
            facts.unchanged_after_correction = true;
        else if (part == "refused")
            facts.persuaded_and_refused = true;
        else if (part == "disloyal")
            facts.disloyal = true;
        else if (!part.empty())
            c.bad("circumstances");
    }
    auto const advice = disposal_advice(facts, rules, c.needed_date("on_date"));
    c.expect("expected_measure", advice.measure == Measure::removal      ? "removal"
                                 : advice.measure == Measure::persuasion ? "persuasion"
                                 : advice.measure == Measure::correction ? "correction"
                                                                         : "none");
    c.expect("expected_allowed", advice.verdict.blocked() ? "N" : "Y");
}

}  // namespace

void add_vectors(VectorBook& book, RuleSet const& rules) {
    book.add("discipline_periods", "case_id,sanction,decided_on,period_ends,check_date,expected",
             [&rules](VectorCase& c) {
                 SanctionFacts const facts{sanction_in(c), c.needed_date("decided_on"), 0, std::nullopt};
                 auto const effects = sanction_effects(facts, rules, c.needed_date("check_date"));
                 c.expect("period_ends", effects.free_from ? effects.free_from->text() : "");
                 c.expect("expected", effects.in_period ? "IN_PERIOD" : "OVER");
             });
    book.add("discipline_effects",
             "case_id,sanction,decided_on,probation_months,restored_on,check_date,expected_votes,expected_stands,"
             "expected_post,expected_promotion,expected_admission,expected_free_from,note",
             [&rules](VectorCase& c) { check_effects(c, rules); });
    book.add("probation_length", "case_id,probation_months,decided_on,expected,note", [&rules](VectorCase& c) {
        c.expect("expected", listed(probation_length(static_cast<int>(c.needed_number("probation_months")), rules,
                                                     c.needed_date("decided_on"))));
    });
    book.add("disposal_advice",
             "case_id,months_without_life,months_without_dues,months_without_work,months_out_of_contact,suspended_on,"
             "circumstances,punished_for_same,on_date,expected_measure,expected_allowed,note",
             [&rules](VectorCase& c) { check_advice(c, rules); });
    book.add("disposal_correction", "case_id,from,until,expected,note", [&rules](VectorCase& c) {
        c.expect("expected", listed(correction_period(c.needed_date("from"), c.needed_date("until"), rules)));
    });
    book.add("disposal_step", "case_id,proposed,filed,investigated,heard,voted,approved,announced,expected,note",
             [](VectorCase& c) {
                 DisposalCase const one{c["proposed"] == "Y", c["filed"] == "Y", c["investigated"] == "Y",
                                        c["heard"] == "Y",    c["voted"] == "Y", c["approved"] == "Y",
                                        c["announced"] == "Y"};
                 c.expect("expected", listed(disposal_step(one)));
             });
}

}  // namespace xinglin::members
