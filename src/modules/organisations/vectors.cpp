#include "modules/organisations/vectors.hpp"

#include "base/text.hpp"
#include "modules/organisations/rules.hpp"

#include <algorithm>

namespace xinglin::organisations {

namespace {

using regulations::VectorBook;
using regulations::VectorCase;

OrganisationKind kind_in(VectorCase const& c) {
    auto const kind = organisation_kind(c["kind"]);
    if (!kind) c.bad("kind");
    return *kind;
}

/// Rule ids, sorted, joined by '|'; with ":severity" where severities are the point.
std::string listed(Verdict const& verdict, bool with_severity) {
    std::vector<std::string> rules;
    if (with_severity)
        rules = verdict.said();
    else
        for (auto const& finding : verdict.findings) rules.push_back(finding.rule);
    std::sort(rules.begin(), rules.end());
    return text::join(rules, "|");
}

std::string number_text(std::optional<std::int64_t> number) { return number ? std::to_string(*number) : ""; }

}  // namespace

void add_vectors(VectorBook& book, regulations::RuleSet const& rules) {
    book.add("structure_advice",
             "case_id,kind,full_members,probationary,committee_posts,secretary,units,on_date,expected,note",
             [&rules](VectorCase& c) {
                 Structure structure;
                 structure.kind = kind_in(c);
                 structure.counts.full = c.needed_number("full_members");
                 structure.counts.probationary = c.needed_number("probationary");
                 structure.committee_posts = static_cast<int>(c.needed_number("committee_posts"));
                 structure.secretary = c["secretary"] == "Y";
                 structure.units = static_cast<int>(c.needed_number("units"));
                 c.expect("expected", listed(advise(structure, rules, c.needed_date("on_date")), false));
             });
    book.add("advised_form", "case_id,full_members,members,expected,note", [&rules](VectorCase& c) {
        c.expect("expected",
                 advised_form(c.needed_number("full_members"), c.needed_number("members"), rules, {2026, 11, 22}));
    });
    book.add("set_up", "case_id,kind,full_members,probationary,units,people_known,approved,remainder,expected,note",
             [&rules](VectorCase& c) {
                 SetUp facts;
                 facts.structure.kind = kind_in(c);
                 facts.structure.counts.full = c.needed_number("full_members");
                 facts.structure.counts.probationary = c.needed_number("probationary");
                 facts.structure.units = static_cast<int>(c.needed_number("units"));
                 facts.people_known = c["people_known"] == "Y";
                 facts.approved = c["approved"] == "Y";
                 facts.remainder = c["remainder"] == "Y";
                 c.expect("expected", listed(set_up(facts, rules, {2026, 11, 22}), true));
             });
    book.add("term_due", "case_id,kind,elected_on,expected_years,expected_due_on,note", [&rules](VectorCase& c) {
        auto const elected = c.needed_date("elected_on");
        auto const years = term_years(kind_in(c), rules, elected);
        c.expect("expected_years", number_text(years));
        c.expect("expected_due_on", years ? elected.plus_years(static_cast<int>(*years)).text() : "");
    });
    book.add("election_day", "case_id,due_on,extended_to,elected_on,approved,expected,note", [&rules](VectorCase& c) {
        auto const due = c.needed_date("due_on");
        c.expect("expected", listed(election_held(c.date("extended_to").value_or(due), due, c.needed_date("elected_on"),
                                                  c["approved"] == "Y", rules),
                                    true));
    });
    book.add("term_extension", "case_id,due_on,extended_to,approved,expected,note", [&rules](VectorCase& c) {
        auto const due = c.needed_date("due_on");
        c.expect("expected",
                 listed(extension(due, c.needed_date("extended_to"), c["approved"] == "Y", rules, due), true));
    });
    book.add("term_reminder", "case_id,deadline,today,expected_months,note", [&rules](VectorCase& c) {
        c.expect("expected_months", number_text(reminder(c.needed_date("deadline"), c.needed_date("today"), rules)));
    });
}

}  // namespace xinglin::organisations
