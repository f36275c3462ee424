#include "modules/meetings/vectors.hpp"

#include "modules/meetings/rules.hpp"
#include "modules/organisations/rules.hpp"

#include <array>

namespace xinglin::meetings {

namespace {

using regulations::VectorCase;

constexpr std::array<std::pair<std::string_view, VoteKind>, 4> vote_kinds{{{"resolution", VoteKind::resolution},
                                                                           {"admission", VoteKind::admission},
                                                                           {"conversion", VoteKind::conversion},
                                                                           {"disposal", VoteKind::disposal}}};

void check_election(VectorCase& c, RuleSet const& rules, Date on) {
    ElectionFacts const facts{c.needed_number("voting_members_due"), c.needed_number("voting_members_present"),
                              c.needed_number("seats"), c.needed_number("candidates")};
    auto const votes = c.needed_number("votes_for");
    auto const verdict = election(facts, rules, on);
    bool const valid = verdict.find("election.too_few_present") == nullptr;
    auto const elected = [&](MajorityBase base) {
        return valid && votes >= votes_to_be_elected(facts, base, rules, on) ? "ELECTED" : "NOT_ELECTED";
    };
    c.expect("expected_meeting", valid ? "VALID" : "INVALID");
    c.expect("expected_candidate_check", verdict.find("election.too_few_candidates") == nullptr ? "OK" : "TOO_FEW");
    c.expect("expected_base_present", elected(MajorityBase::present));
    c.expect("expected_base_due", elected(MajorityBase::due));
}

void check_vote(VectorCase& c, VoteKind kind, RuleSet const& rules, Date on) {
    auto const outcome = vote({kind, c.needed_number("voting_members_due"), c.needed_number("voting_members_present"),
                               c.needed_number("votes_for"), c.number("written_opinions").value_or(0)},
                              rules, on);
    c.expect("expected_meeting", outcome.valid ? "VALID" : "INVALID");
    c.expect("expected_base_due", outcome.passed ? "PASSED" : "NOT_PASSED");
}

/// Structure cases give the full members as voters due and expect the form in capitals.
void check_structure(VectorCase& c, RuleSet const& rules, Date on) {
    auto const full = c.needed_number("voting_members_due");
    auto const form = organisations::advised_form(full, full, rules, on);
    std::string given;
    if (form == "branch_without_committee") {
        given = "BRANCH_NO_COMMITTEE";
    } else {
        for (char const letter : form) given += letter == '_' ? '_' : static_cast<char>(letter - 'a' + 'A');
    }
    c.expect("expected_meeting", given);
}

}  // namespace

void add_vectors(regulations::VectorBook& book, RuleSet const& rules, Date today) {
    add_life_vectors(book, rules);
    add_round_vectors(book, rules, today);
    book.add("election_quorum",
             "case_id,kind,voting_members_due,voting_members_present,seats,candidates,votes_for,written_opinions,"
             "expected_meeting,expected_candidate_check,expected_base_present,expected_base_due,note",
             [&rules, today](VectorCase& c) {
                 auto const& kind = c["kind"];
                 for (auto const& [name, vote_kind] : vote_kinds)
                     if (kind == name) return check_vote(c, vote_kind, rules, today);
                 if (kind == "committee_election") return check_election(c, rules, today);
                 if (kind == "structure") return check_structure(c, rules, today);
                 if (kind != "committee_meeting") c.bad("kind");
                 auto const verdict = committee_quorum(c.needed_number("voting_members_due"),
                                                       c.needed_number("voting_members_present"), rules, today);
                 c.expect("expected_meeting", verdict.blocked() ? "INVALID" : "VALID");
             });
    book.add("election_meeting",
             "case_id,held_on,due,present,seats,candidates,expected_voters,expected_candidates,expected,note",
             [&rules](VectorCase& c) {
                 auto const on = c.needed_date("held_on");
                 ElectionFacts const facts{c.needed_number("due"), c.needed_number("present"), c.needed_number("seats"),
                                           c.needed_number("candidates")};
                 c.expect("expected_voters", std::to_string(voters_needed(facts.due, rules, on)));
                 c.expect("expected_candidates", std::to_string(candidates_needed(facts.seats, rules, on)));
                 auto const verdict = election(facts, rules, on);
                 std::string said;
                 for (auto const& one : verdict.findings) said += (said.empty() ? "" : "|") + one.rule;
                 c.expect("expected", said);
             });
}

}  // namespace xinglin::meetings
