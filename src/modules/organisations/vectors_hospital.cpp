// Vector files of hospitals and projects.
#include "base/text.hpp"
#include "modules/organisations/rules_hospital.hpp"
#include "modules/organisations/vectors.hpp"

namespace xinglin::organisations {

namespace {

using regulations::Severity;
using regulations::VectorBook;
using regulations::VectorCase;

std::string listed(regulations::Verdict const& verdict) {
    std::vector<std::string> said;
    for (auto const& one : verdict.findings)
        said.push_back(one.rule + (one.severity == Severity::warn ? ":warn" : ":advice"));
    return text::join(said, "|");
}

}  // namespace

void add_hospital_vectors(VectorBook& book, regulations::RuleSet const& rules, Date today) {
    book.add("hospital_committee", "case_id,members,standing,same_head,expected,note", [&rules, today](VectorCase& c) {
        HospitalCommittee const facts{c.needed_number("members"), c.needed_number("standing"), c["same_head"] == "Y"};
        c.expect("expected", listed(hospital_committee(facts, rules, today)));
    });
    book.add("party_workers", "case_id,staff,full_time,expected_per_ten_thousand,expected_reference,note",
             [&rules, today](VectorCase& c) {
                 auto const given = party_workers(c.needed_number("staff"), c.needed_number("full_time"), rules, today);
                 c.expect("expected_per_ten_thousand", std::to_string(given.per_ten_thousand));
                 c.expect("expected_reference", std::to_string(given.reference_people));
             });
    book.add("project_branch", "case_id,from,until,full_members,expected,note", [&rules](VectorCase& c) {
        c.expect("expected", listed(project_branch(c.needed_date("from"), c.needed_date("until"),
                                                   c.needed_number("full_members"), rules)));
    });
    book.add("set_up_reply", "case_id,applied_on,answered_on,today,expected,note", [&rules](VectorCase& c) {
        c.expect("expected", listed(set_up_reply(c.needed_date("applied_on"), c.date("answered_on"), rules,
                                                 c.needed_date("today"))));
    });
}

}  // namespace xinglin::organisations
