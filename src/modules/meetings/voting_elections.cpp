// Elections: who stands in a round, and what its ballots say.
#include "modules/meetings/voting_room.hpp"

#include "base/text.hpp"
#include "modules/meetings/rules_ballots.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/people/known.hpp"
#include "platform/db/db.hpp"
#include "platform/text/stroke.hpp"

#include <algorithm>
#include <set>

namespace xinglin::meetings {

namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

regulations::Finding too_many_votes(std::string const& name, std::int64_t marked, std::int64_t valid) {
    regulations::Finding made;
    made.rule = "count.candidate_more_than_valid";
    made.severity = regulations::Severity::block;
    made.article = "本项目约定（选举计票）";
    made.fact("name", name).fact("first", marked).fact("second", valid);
    return made;
}

Election const* round_of(std::vector<Election> const& all, ItemId item, int round) {
    for (auto const& one : all)
        if (one.item == item && one.round == round) return &one;
    return nullptr;
}

/// Somebody who may stand: at the meeting, standing already, or whoever the search shows to the one who names them.
std::optional<people::Card> may_stand(db::Reader& reader, auth::Actor const& actor, Election const& election,
                                      std::vector<Attendee> const& asked, PersonId person) {
    auto const is = [&](auto const& one) { return one.person == person; };
    bool const known = std::any_of(asked.begin(), asked.end(), is) ||
                       std::any_of(election.candidates.begin(), election.candidates.end(), is);
    return known ? people::find_card(reader, person) : people::known_card(reader, actor, person);
}

/// Fills the candidates of a round in the order of strokes.
Result<Done> fill(db::Reader& reader, Tools const& tools, auth::Actor const& actor, Election& election,
                  std::vector<Guest> const& named) {
    auto const asked = store::attendees(reader, tools.vault, election.meeting);
    std::vector<Candidate> given;
    std::set<std::string> seen;
    for (auto const& one : named) {
        Candidate made;
        made.id = tools.ids.next<CandidateId>();
        if (one.person) {
            auto const card = may_stand(reader, actor, election, asked, *one.person);
            if (!card)
                return fail(malformed("meetings.person_unknown").field("/candidates", "meetings.person_unknown"));
            made.person = *one.person;
            made.name = card->name;
        } else {
            made.name = text::trim(one.name);
        }
        if (made.name.empty()) return fail(malformed("meetings.person_unknown"));
        if (!seen.insert(made.person.none() ? made.name : made.person.text()).second)
            return fail(malformed("meetings.candidate_twice").fact("name", made.name));
        given.push_back(std::move(made));
    }
    std::vector<std::string> names;
    for (auto const& one : given) names.push_back(one.name);
    election.candidates.clear();
    for (auto const at : text::by_strokes(names)) {
        given[at].position = static_cast<int>(election.candidates.size()) + 1;
        election.candidates.push_back(given[at]);
    }
    return Done{};
}

/// Who of `named` was elected in a round before this one, "" for nobody: nobody takes two places.
std::string elected_before(std::vector<Election> const& all, ItemId item, int round, std::vector<Guest> const& named) {
    for (auto const& one : all) {
        if (one.item != item || one.round >= round) continue;
        for (auto const& candidate : one.candidates)
            for (auto const& guest : named)
                if (candidate.outcome == "elected" && guest.person && candidate.person == *guest.person)
                    return candidate.name;
    }
    return "";
}

/// The count sheet as entered, laid over the candidates of the round.
Result<Done> lay_over(IdSource& ids, Election& election, CountedBallot const& counted) {
    auto const valid = counted.returned - counted.invalid;
    std::set<CandidateId> met;
    election.candidates.erase(std::remove_if(election.candidates.begin(), election.candidates.end(),
                                             [](Candidate const& one) { return one.written_in; }),
                              election.candidates.end());
    auto const standing = election.candidates.size();
    Verdict verdict;
    for (auto const& line : counted.votes) {
        auto at = std::find_if(election.candidates.begin(), election.candidates.end(),
                               [&](Candidate const& one) { return line.id && one.id == *line.id; });
        if (at == election.candidates.end()) {
            auto const name = text::trim(line.name);
            if (line.id || name.empty()) return fail(malformed("meetings.candidate_unknown"));
            // A second line of one name would split that person's votes: they belong to the line there is.
            if (std::any_of(election.candidates.begin(), election.candidates.end(),
                            [&](Candidate const& one) { return one.name == name; }))
                return fail(malformed("meetings.candidate_twice").fact("name", name));
            Candidate made;
            made.id = ids.next<CandidateId>();
            made.position = static_cast<int>(election.candidates.size()) + 1;
            made.name = name;
            made.written_in = true;
            election.candidates.push_back(std::move(made));
            at = std::prev(election.candidates.end());
        }
        if (!met.insert(at->id).second) return fail(malformed("meetings.candidate_twice").fact("name", at->name));
        at->in_favour = line.in_favour;
        at->against = line.against;
        at->abstained = line.abstained;
        auto const marked = line.in_favour + line.against + line.abstained;
        if (marked > valid || (!at->written_in && marked != valid))
            verdict.add(too_many_votes(at->name, marked, valid));
    }
    for (std::size_t i = 0; i < standing; ++i)
        if (met.count(election.candidates[i].id) == 0)
            return fail(malformed("meetings.candidate_uncounted").fact("name", election.candidates[i].name));
    return enforce(std::move(verdict));
}

/// Who is elected by the rules; words in the rows, nothing decided beyond them.
void decide(Election& election, bool quorum_met, regulations::RuleSet const& rules, Date on) {
    std::vector<CandidateVotes> votes;
    for (std::size_t i = 0; i < election.candidates.size(); ++i)
        votes.push_back({static_cast<std::int64_t>(i), election.candidates[i].in_favour.value_or(0)});
    ElectionFacts const facts{election.due, election.present, election.seats,
                              static_cast<std::int64_t>(election.candidates.size())};
    auto const result = elected(facts, votes, rules, on);
    auto const majority = rules.nearest("election.pass_over_percent", on);
    election.majority_base = majority_base(rules, on) == MajorityBase::due ? "due" : "present";
    election.votes_needed = result.votes_needed;
    election.places_open = quorum_met ? result.places_open : election.seats;
    election.article = majority.article;
    election.rule_version = majority.version;
    for (auto& one : election.candidates) one.outcome = "not_elected";
    if (!quorum_met) {
        election.outcome = "invalid";
        return;
    }
    for (auto const at : result.elected) election.candidates[static_cast<std::size_t>(at)].outcome = "elected";
    for (auto const at : result.tied) election.candidates[static_cast<std::size_t>(at)].outcome = "tied";
    election.outcome = !result.tied.empty() ? "tied" : result.places_open > 0 ? "too_few" : "elected";
}

}  // namespace

Result<Done> Voting::stand(auth::Actor const& actor, MeetingId meeting, ItemId item, int round,
                           BallotPlan const& plan) {
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const at, room(tx, actor, meeting, item, ItemKind::election));
        auto const all = store::elections(tx, meeting);
        auto const* before = round_of(all, item, round);
        if (before != nullptr && before->counted_at)
            return fail(conflict("meetings.vote_counted")
                            .fact("who", before->counted_name)
                            .fact("at", local_text(*before->counted_at)));
        // Those who voted already marked these names: others would take their votes.
        if (auto const running = service_.running_ballot(tx, meeting, item); !running.empty())
            return fail(conflict("meetings.ballot_running").fact("title", running));
        auto const* previous = round > 1 ? round_of(all, item, round - 1) : nullptr;
        if (round > 1 && (previous == nullptr || !previous->counted_at || previous->places_open == 0))
            return fail(refused("meetings.round_unknown"));
        if (previous != nullptr && plan.seats > previous->places_open)
            return fail(refused("meetings.more_seats_than_open").fact("open", number(previous->places_open)));
        if (auto const chosen = elected_before(all, item, round, plan.candidates); !chosen.empty())
            return fail(refused("meetings.elected_already").fact("name", chosen));
        auto verdict = election({at.figures.voters_due, at.figures.voters_present, plan.seats,
                                 static_cast<std::int64_t>(plan.candidates.size())},
                                at.rules, at.meeting.day());
        // Between the tied there is no difference to keep, and a committee elects its secretary by equal number.
        if (round > 1 || at.meeting.kind == MeetingKind::committee_meeting)
            verdict.findings.erase(
                std::remove_if(verdict.findings.begin(), verdict.findings.end(),
                               [](auto const& f) { return f.rule == "election.too_few_candidates"; }),
                verdict.findings.end());
        TRY(enforce(std::move(verdict)));
        Election made = before != nullptr ? *before : Election{};
        if (before == nullptr) made.id = service_.tools().ids.next<ElectionId>();
        made.meeting = meeting;
        made.item = item;
        made.round = round;
        made.seats = plan.seats;
        made.due = at.figures.voters_due;
        made.present = at.figures.voters_present;
        made.places_open = plan.seats;
        made.outcome = "open";
        made.majority_base = majority_base(at.rules, at.meeting.day()) == MajorityBase::due ? "due" : "present";
        TRY(fill(tx, service_.tools(), actor, made, plan.candidates));
        if (before == nullptr) {
            store::insert(tx, made);
        } else {
            store::update(tx, made);
        }
        finish(tx, actor, at, "meetings.candidates_named", ordinal(at.meeting) + "登记候选人：" + at.item.title,
               {{"round", number(round)},
                {"seats", number(plan.seats)},
                {"candidates", number(static_cast<std::int64_t>(plan.candidates.size()))}});
        return Done{};
    });
}

Result<Done> Voting::count(auth::Actor const& actor, MeetingId meeting, ItemId item, int round,
                           CountedBallot const& counted) {
    return service_.tools().db.write([&](db::Tx& tx) { return count(tx, actor, meeting, item, round, counted); });
}

Result<Done> Voting::count(db::Tx& tx, auth::Actor const& actor, MeetingId meeting, ItemId item, int round,
                           CountedBallot const& counted) {
    TRY_ASSIGN(auto const at, room(tx, actor, meeting, item, ItemKind::election));
    auto const all = store::elections(tx, meeting);
    auto const* before = round_of(all, item, round);
    if (before == nullptr) return fail(not_found("meetings.round_unknown"));
    if (round_of(all, item, round + 1) != nullptr) return fail(conflict("meetings.round_over"));
    if (!counted.electorate) TRY(no_ballot_runs(tx, meeting, item));
    auto now = *before;
    now.due = counted.electorate ? counted.electorate->due : at.figures.voters_due;
    now.present = counted.electorate ? counted.electorate->present : at.figures.voters_present;
    now.issued = counted.issued;
    now.returned = counted.returned;
    now.invalid = counted.invalid;
    TRY(enforce(ballot_box({now.present, counted.issued, counted.returned, counted.invalid})));
    TRY(lay_over(service_.tools().ids, now, counted));
    bool const quorum = now.present >= voters_needed(now.due, at.rules, at.meeting.day());
    decide(now, quorum, at.rules, at.meeting.day());
    auto const numbers = [](Election const& e) {
        std::vector<std::pair<std::string, std::int64_t>> out{
            {"", e.issued.value_or(-1)}, {"", e.returned.value_or(-1)}, {"", e.invalid.value_or(-1)}};
        for (auto const& one : e.candidates)
            out.emplace_back(one.name, one.in_favour.value_or(-1) * 1000000 + one.against.value_or(0));
        return out;
    };
    if (before->counted_at) {
        if (numbers(*before) == numbers(now)) return Done{};
        // What no account entered the program counted.
        if (before->counted_by.none()) return fail(conflict("meetings.electronic_stands"));
        if (text::trim(counted.correction).empty())
            return fail(conflict("meetings.vote_counted")
                            .fact("who", before->counted_name)
                            .fact("at", local_text(*before->counted_at)));
    }
    now.counted_at = service_.tools().clock.now();
    now.counted_by = actor.account;
    now.counted_name = actor.name;
    store::update(tx, now);
    finish(tx, actor, at, "meetings.ballots_counted", ordinal(at.meeting) + "登记计票结果：" + at.item.title,
           {{"round", number(round)},
            {"issued", number(counted.issued)},
            {"returned", number(counted.returned)},
            {"outcome", now.outcome},
            {"correction", text::trim(counted.correction)}});
    return Done{};
}

}  // namespace xinglin::meetings
