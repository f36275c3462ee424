#include "modules/honours/vectors.hpp"

#include "base/text.hpp"
#include "modules/honours/rules.hpp"

namespace xinglin::honours {

namespace {

using regulations::VectorBook;
using regulations::VectorCase;

std::string listed(Verdict const& verdict) {
    std::vector<std::string> said;
    for (auto const& one : verdict.findings) said.push_back(one.rule);
    return text::join(said, "|");
}

std::vector<std::int64_t> parts_in(VectorCase const& c) {
    std::vector<std::int64_t> parts;
    for (auto const part : text::split(c["parts"], ' ')) {
        auto const number = text::parse_int(part);
        if (!number) c.bad("parts");
        parts.push_back(*number);
    }
    return parts;
}

}  // namespace

void add_vectors(VectorBook& book, RuleSet const& rules, Date today) {
    book.add("branch_evaluation", "case_id,parts,veto,expected_total,expected_band,expected,note",
             [&rules, today](VectorCase& c) {
                 BranchEvaluation facts{parts_in(c), c["veto"] == "discipline", c["veto"] == "records",
                                        c["veto"] == "ethics"};
                 auto const result = evaluate(facts, rules, today);
                 c.expect("expected_total", std::to_string(result.total));
                 c.expect("expected_band", code(result.band));
                 c.expect("expected", listed(result.verdict));
             });
    book.add("strongest_branches", "case_id,branches,expected_places,note", [&rules, today](VectorCase& c) {
        c.expect("expected_places", std::to_string(strongest_places(c.needed_number("branches"), rules, today)));
    });
    book.add("four_excellent", "case_id,parts,grade_qualified,dues_clear,sanctioned,ethics_good,expected,note",
             [&rules, today](VectorCase& c) {
                 FourExcellent const facts{parts_in(c), c["grade_qualified"] == "Y", c["dues_clear"] == "Y",
                                           c["sanctioned"] == "Y", c["ethics_good"] == "Y"};
                 c.expect("expected", listed(four_excellent(facts, rules, today)));
             });
    book.add("pioneer_post", "case_id,staff,members,head_is_member,expected,note", [&rules, today](VectorCase& c) {
        c.expect("expected", listed(pioneer_post(c.needed_number("staff"), c.needed_number("members"),
                                                 c["head_is_member"] == "Y", rules, today)));
    });
}

}  // namespace xinglin::honours
