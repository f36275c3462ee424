// Counts of votes and elections, entered by whoever runs the meeting.
#include "modules/meetings/routes_voting.hpp"

#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_shapes.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/meetings/voting.hpp"

namespace xinglin::meetings {

namespace {

using Number = Within<0, 100000>;

struct VoteWritten {
    MeetingId id;
    ItemId item;
    VoteKind kind_{VoteKind::resolution};
    VoteMethod method{VoteMethod::show_of_hands};
    std::optional<Number> written;
    std::optional<Number> issued;
    std::optional<Number> returned;
    std::optional<Number> in_favour;
    std::optional<Number> against;
    std::optional<Number> abstained;
    std::optional<Number> invalid;
    std::optional<ShortText> correction;
};
BOOST_DESCRIBE_STRUCT(VoteWritten, (),
                      (id, item, kind_, method, written, issued, returned, in_favour, against, abstained, invalid,
                       correction))

struct CandidateWritten {
    std::optional<PersonId> person;
    std::optional<ShortText> name;
};
BOOST_DESCRIBE_STRUCT(CandidateWritten, (), (person, name))

struct BallotWritten {
    MeetingId id;
    ItemId item;
    Within<1, 9> round{1};
    Within<1, 100> seats{1};
    std::vector<CandidateWritten> candidates;
};
BOOST_DESCRIBE_STRUCT(BallotWritten, (), (id, item, round, seats, candidates))

struct CandidateCount {
    std::optional<CandidateId> candidate;
    std::optional<ShortText> name;
    std::optional<Number> in_favour;
    std::optional<Number> against;
    std::optional<Number> abstained;
};
BOOST_DESCRIBE_STRUCT(CandidateCount, (), (candidate, name, in_favour, against, abstained))

struct CountSheet {
    MeetingId id;
    ItemId item;
    Within<1, 9> round{1};
    std::optional<Number> issued;
    std::optional<Number> returned;
    std::optional<Number> invalid;
    std::vector<CandidateCount> votes;
    std::optional<ShortText> correction;
};
BOOST_DESCRIBE_STRUCT(CountSheet, (), (id, item, round, issued, returned, invalid, votes, correction))

std::string words(std::optional<ShortText> const& text) { return text ? text->value : std::string(); }
std::int64_t number(std::optional<Number> const& value) { return value ? value->value : 0; }
std::optional<std::int64_t> maybe(std::optional<Number> const& value) {
    return value ? std::optional(value->value) : std::nullopt;
}
/// A number nobody typed is nothing, never nought.
Result<std::int64_t> needed(std::optional<Number> const& value, std::string pointer) {
    if (value) return value->value;
    return fail(malformed("meetings.number_missing").field(std::move(pointer), "meetings.number_missing"));
}

http::Options errors(std::vector<http::ErrorCode> more) {
    http::Options out;
    out.errors = {{Kind::not_found, "not_found"},
                  {Kind::not_found, "meetings.item_unknown"},
                  {Kind::conflict, "meetings.wrong_state"},
                  {Kind::conflict, "meetings.vote_counted"},
                  {Kind::conflict, "meetings.ballot_pending"},
                  {Kind::conflict, "meetings.electronic_stands"},
                  {Kind::malformed, "meetings.number_missing"},
                  {Kind::refused, "meetings.not_to_vote_on"},
                  {Kind::refused, "meetings.electronic_by_hand"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

Result<Done> count_vote(Service& service, http::Call const& call, VoteWritten const& in) {
    if (in.method == VoteMethod::electronic)
        return fail(refused("meetings.electronic_by_hand").field("/method", "meetings.electronic_by_hand"));
    CountedVote counted;
    counted.kind = in.kind_;
    counted.method = in.method;
    counted.written = number(in.written);
    counted.issued = maybe(in.issued);
    counted.returned = maybe(in.returned);
    TRY_ASSIGN(counted.in_favour, needed(in.in_favour, "/in_favour"));
    TRY_ASSIGN(counted.against, needed(in.against, "/against"));
    TRY_ASSIGN(counted.abstained, needed(in.abstained, "/abstained"));
    counted.invalid = number(in.invalid);
    counted.correction = words(in.correction);
    return Voting(service).count(call.actor(), in.id, in.item, counted);
}

Result<Done> count_ballots(Service& service, http::Call const& call, CountSheet const& in) {
    CountedBallot counted;
    TRY_ASSIGN(counted.issued, needed(in.issued, "/issued"));
    TRY_ASSIGN(counted.returned, needed(in.returned, "/returned"));
    TRY_ASSIGN(counted.invalid, needed(in.invalid, "/invalid"));
    for (std::size_t i = 0; i < in.votes.size(); ++i) {
        auto const& line = in.votes[i];
        auto const at = "/votes/" + std::to_string(i);
        CountedCandidate made{line.candidate, words(line.name), 0, number(line.against), number(line.abstained)};
        TRY_ASSIGN(made.in_favour, needed(line.in_favour, at + "/in_favour"));
        counted.votes.push_back(std::move(made));
    }
    counted.correction = words(in.correction);
    return Voting(service).count(call.actor(), in.id, in.item, static_cast<int>(in.round.value), counted);
}

VoteResult result_of(std::string const& outcome) {
    if (outcome == "passed") return VoteResult::passed;
    return outcome == "invalid" ? VoteResult::invalid : VoteResult::not_passed;
}
std::string title_of(VoteResult result) {
    if (result == VoteResult::passed) return "通过";
    return result == VoteResult::invalid ? "到会人数不足，表决无效" : "未通过";
}
std::pair<BallotResult, std::string> ballot_result(std::string const& outcome) {
    if (outcome == "elected") return {BallotResult::elected, "已选足"};
    if (outcome == "tied") return {BallotResult::tied, "得票相等，须在相等者中再次投票"};
    if (outcome == "too_few") return {BallotResult::too_few, "得票超过半数的少于应选名额"};
    if (outcome == "invalid") return {BallotResult::invalid, "到会人数不足，选举无效"};
    return {BallotResult::open, "尚未计票"};
}
std::pair<CandidateResult, std::string> candidate_result(std::string const& outcome) {
    if (outcome == "elected") return {CandidateResult::elected, "当选"};
    if (outcome == "tied") return {CandidateResult::tied, "票数相等"};
    if (outcome == "not_elected") return {CandidateResult::not_elected, "未当选"};
    return {CandidateResult::open, ""};
}

ElectionShown shown(Election const& e) {
    ElectionShown out;
    out.item = e.item;
    out.round = e.round;
    out.seats = e.seats;
    out.due = e.due;
    out.present = e.present;
    out.issued = e.issued;
    out.returned = e.returned;
    out.invalid = e.invalid;
    out.majority_base_title = e.majority_base == "due" ? "应到会" : "实到会";
    out.votes_needed = e.votes_needed;
    out.places_open = e.places_open;
    std::tie(out.result, out.result_title) = ballot_result(e.outcome);
    out.article = e.article;
    out.counted_at = e.counted_at;
    for (auto const& one : e.candidates) {
        auto [result, said] = candidate_result(one.outcome);
        out.candidates.push_back({one.id, one.person.none() ? std::nullopt : std::optional(one.person), one.name,
                                  one.written_in, one.in_favour, one.against, one.abstained, result, said});
    }
    return out;
}

}  // namespace

std::vector<VoteShown> votes_shown(db::Reader& reader, MeetingId meeting) {
    std::vector<VoteShown> out;
    for (auto const& v : store::votes(reader, meeting)) {
        auto const result = result_of(v.outcome);
        auto const& c = v.count;
        out.push_back({v.item, c.kind, c.method, c.due, c.present, c.written, c.issued, c.returned, c.in_favour,
                       c.against, c.abstained, c.invalid, result, title_of(result), v.present_needed, v.votes_needed,
                       v.article, v.recorded_name, v.recorded_at});
    }
    return out;
}

std::vector<ElectionShown> elections_shown(db::Reader& reader, MeetingId meeting) {
    std::vector<ElectionShown> out;
    for (auto const& one : store::elections(reader, meeting)) out.push_back(shown(one));
    return out;
}

void mount_voting(http::Router& router, Service& service) {
    router.put<VoteWritten, MeetingView>(
        "/v1/meetings/{id}/items/{item}/vote", rights::write, "The count of a vote by hand or on paper",
        errors({{Kind::refused, "count.no_ballots"},
                {Kind::refused, "count.more_issued_than_present"},
                {Kind::refused, "count.more_returned_than_issued"},
                {Kind::refused, "count.ballots_differ"},
                {Kind::refused, "count.more_hands_than_present"},
                {Kind::refused, "count.written_unknown"},
                {Kind::refused, "count.more_written_than_away"}}),
        [&service](http::Call const& call, VoteWritten const& in) -> Result<MeetingView> {
            TRY(count_vote(service, call, in));
            return show(service, call, in.id);
        });
    router.put<BallotWritten, MeetingView>(
        "/v1/meetings/{id}/items/{item}/elections/{round}", rights::write, "Who stands in a round of an election",
        errors({{Kind::refused, "election.too_few_present"},
                {Kind::refused, "election.too_few_candidates"},
                {Kind::refused, "meetings.round_unknown"},
                {Kind::refused, "meetings.more_seats_than_open"},
                {Kind::conflict, "meetings.ballot_running"},
                {Kind::malformed, "meetings.person_unknown"},
                {Kind::malformed, "meetings.candidate_twice"}}),
        [&service](http::Call const& call, BallotWritten const& in) -> Result<MeetingView> {
            BallotPlan plan;
            plan.seats = in.seats.value;
            for (auto const& one : in.candidates) plan.candidates.push_back({one.person, words(one.name)});
            TRY(Voting(service).stand(call.actor(), in.id, in.item, static_cast<int>(in.round.value), plan));
            return show(service, call, in.id);
        });
    router.put<CountSheet, MeetingView>(
        "/v1/meetings/{id}/items/{item}/elections/{round}/count", rights::write, "The count sheet of a round",
        errors({{Kind::refused, "ballots.more_issued_than_present"},
                {Kind::refused, "ballots.more_returned_than_issued"},
                {Kind::refused, "ballots.more_invalid_than_returned"},
                {Kind::refused, "count.candidate_more_than_valid"},
                {Kind::malformed, "meetings.candidate_unknown"},
                {Kind::malformed, "meetings.candidate_uncounted"},
                {Kind::malformed, "meetings.candidate_twice"},
                {Kind::not_found, "meetings.round_unknown"},
                {Kind::conflict, "meetings.round_over"}}),
        [&service](http::Call const& call, CountSheet const& in) -> Result<MeetingView> {
            TRY(count_ballots(service, call, in));
            return show(service, call, in.id);
        });
}

}  // namespace xinglin::meetings
