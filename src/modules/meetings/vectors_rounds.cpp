// Vector files of minutes, appraisal, ballots and re-elections.
#include "base/text.hpp"
#include "modules/meetings/rules_appraisal.hpp"
#include "modules/meetings/rules_ballots.hpp"
#include "modules/meetings/rules_committee.hpp"
#include "modules/meetings/rules_minutes.hpp"
#include "modules/meetings/vectors.hpp"

#include <array>

namespace xinglin::meetings {

namespace {

using regulations::VectorBook;
using regulations::VectorCase;

/// "rule:severity", several by '|', in the order they were said.
std::string listed(Verdict const& verdict) { return text::join(verdict.said(), "|"); }

std::string listed(std::vector<std::int64_t> const& numbers) {
    std::vector<std::string> said;
    for (auto const number : numbers) said.push_back(std::to_string(number));
    return text::join(said, "|");
}

/// Minutes in which nothing is missing, held and closed on the same evening.
MinutesFacts complete() {
    MinutesFacts facts;
    facts.number = facts.place = facts.recorder = facts.chair_signed = facts.recorder_signed = true;
    facts.held_on = Date{2026, 11, 20};
    facts.began = start_of_day({2026, 11, 20}) + 17 * hour_ms;
    facts.ended = start_of_day({2026, 11, 20}) + 18 * hour_ms;
    facts.closing = start_of_day({2026, 11, 20}) + 19 * hour_ms;
    facts.chair = Chair::secretary;
    facts.due = facts.present = 10;
    facts.agenda = facts.points = 1;
    return facts;
}

void check_vote(VectorCase& c, RuleSet const& rules) {
    auto facts = complete();
    facts.sittings = static_cast<int>(c.needed_number("sittings"));
    facts.votes.push_back({"决议", c["method"] == "Y", c.number("due"), c.number("present"), c.number("returned"),
                           c.number("in_favour"), c.number("against"), c.number("abstained")});
    c.expect("expected", listed(check_minutes(facts, rules)));
}

void check_time(VectorCase& c, RuleSet const& rules) {
    auto facts = complete();
    facts.held_on = c.needed_date("held_on");
    facts.began = start_of_day(*facts.held_on) + 8 * hour_ms;
    facts.ended = start_of_day(*facts.held_on) + c.needed_number("ended_minute") * minute_ms;
    facts.closing = start_of_day(c.needed_date("closed_on")) + c.needed_number("closed_minute") * minute_ms;
    c.expect("expected", listed(check_minutes(facts, rules)));
}

/// Votes of the candidates 1, 2, 3 … by blanks.
void check_elected(VectorCase& c, RuleSet const& rules, Date on) {
    std::vector<CandidateVotes> votes;
    for (auto const part : text::split(c["votes"], ' ')) {
        auto const number = text::parse_int(part);
        if (!number) c.bad("votes");
        votes.push_back({static_cast<std::int64_t>(votes.size()) + 1, *number});
    }
    auto const result = elected({c.needed_number("due"), c.needed_number("present"), c.needed_number("seats"),
                                 static_cast<std::int64_t>(votes.size())},
                                votes, rules, on);
    c.expect("expected_elected", listed(result.elected));
    c.expect("expected_tied", listed(result.tied));
    c.expect("expected_open", std::to_string(result.places_open));
}

void check_leave_out(VectorCase& c, RuleSet const& rules) {
    constexpr std::array<std::string_view, 5> reasons{"cannot_express_will", "abroad_self_funded", "serving_sentence",
                                                      "long_ill", "transfer_overdue"};
    LeaveOutFacts facts{LeaveOut::long_ill, c.needed_date("since"), c["consented"] == "Y", c["adopted"] == "Y"};
    std::size_t i = 0;
    while (i < reasons.size() && c["reason"] != reasons[i]) ++i;
    if (i == reasons.size()) c.bad("reason");
    facts.reason = static_cast<LeaveOut>(i);
    auto const verdict = leave_out_of_due(facts, rules, c.needed_date("on_date"));
    auto const* const early = verdict.find("election.leave_out_too_short");
    c.expect("expected", listed(verdict));
    c.expect("expected_earliest", early != nullptr ? early->earliest->text() : "");
}

void check_countdown(VectorCase& c, RuleSet const& rules) {
    auto const done = static_cast<unsigned>(c.needed_number("steps_done"));
    auto const countdown = re_election(c.needed_date("deadline"), (1U << done) - 1U, rules, c.needed_date("today"));
    c.expect("expected_step", countdown.next ? code(countdown.next->step) : "");
    c.expect("expected_by", countdown.next ? countdown.next->by.text() : "");
    c.expect("expected", listed(countdown.verdict));
}

void add_elections(VectorBook& book, RuleSet const& rules, Date today) {
    book.add("elected", "case_id,due,present,seats,votes,expected_elected,expected_tied,expected_open,note",
             [&rules, today](VectorCase& c) { check_elected(c, rules, today); });
    book.add("ballot_box", "case_id,present,issued,returned,invalid,expected,note", [](VectorCase& c) {
        c.expect("expected", listed(ballot_box({c.needed_number("present"), c.needed_number("issued"),
                                                c.needed_number("returned"), c.needed_number("invalid")})));
    });
    book.add("congress", "case_id,members,scattered,approved,delegates,delegate_candidates,on_date,expected,note",
             [&rules](VectorCase& c) {
                 CongressFacts const facts{c.needed_number("members"), c["scattered"] == "Y", c["approved"] == "Y",
                                           c.needed_number("delegates"), c.needed_number("delegate_candidates")};
                 c.expect("expected", listed(congress(facts, rules, c.needed_date("on_date"))));
             });
    book.add("standing_committee", "case_id,standing_seats,standing_candidates,expected,note",
             [&rules, today](VectorCase& c) {
                 c.expect("expected", listed(standing_committee(c.needed_number("standing_seats"),
                                                                c.needed_number("standing_candidates"), rules, today)));
             });
    book.add("leave_out_of_due", "case_id,reason,since,consented,adopted,on_date,expected,expected_earliest,note",
             [&rules](VectorCase& c) { check_leave_out(c, rules); });
    book.add("re_election", "case_id,deadline,steps_done,today,expected_step,expected_by,expected,note",
             [&rules](VectorCase& c) { check_countdown(c, rules); });
}

}  // namespace

void add_round_vectors(VectorBook& book, RuleSet const& rules, Date today) {
    book.add("minutes_vote", "case_id,sittings,method,due,present,returned,in_favour,against,abstained,expected,note",
             [&rules](VectorCase& c) { check_vote(c, rules); });
    book.add("minutes_time", "case_id,held_on,ended_minute,closed_on,closed_minute,expected,note",
             [&rules](VectorCase& c) { check_time(c, rules); });
    book.add(
        "appraisal_grades", "case_id,graded,members,excellent,on_date,expected_most,expected,note",
        [&rules](VectorCase& c) {
            GradeFacts const facts{c.needed_number("graded"), c.needed_number("members"), c.needed_number("excellent")};
            auto const on = c.needed_date("on_date");
            c.expect("expected_most", std::to_string(excellent_ceiling(facts, rules, on)));
            c.expect("expected", listed(grades_given(facts, rules, on)));
        });
    book.add("report_grades", "case_id,reported,good,expected,note", [&rules, today](VectorCase& c) {
        c.expect("expected", listed(report_grades(c.needed_number("reported"), c.needed_number("good"), rules, today)));
    });
    book.add("democratic_life_quorum", "case_id,body_due,body_present,expected,note", [&rules, today](VectorCase& c) {
        c.expect("expected", listed(democratic_life_quorum(c.needed_number("body_due"), c.needed_number("body_present"),
                                                           rules, today)));
    });
    book.add("party_committee_vote",
             "case_id,committee_members,present,in_favour,personnel,expected_present,expected_votes,expected,note",
             [&rules, today](VectorCase& c) {
                 auto const outcome = committee_vote({c.needed_number("committee_members"), c.needed_number("present"),
                                                      c.needed_number("in_favour"), c["personnel"] == "Y"},
                                                     rules, today);
                 c.expect("expected_present", std::to_string(outcome.present_needed));
                 c.expect("expected_votes", std::to_string(outcome.votes_needed));
                 c.expect("expected", outcome.passed ? "PASSED" : outcome.valid ? "NOT_PASSED" : "INVALID");
             });
    add_elections(book, rules, today);
}

}  // namespace xinglin::meetings
