// Ballots for those who run them, confirm them, look at them, recount them.
#include "modules/ballots/routes.hpp"

#include "modules/ballots/meeting_votes.hpp"
#include "modules/ballots/routes_shapes.hpp"
#include "modules/meetings/meetings.hpp"

namespace xinglin::meetings {
BOOST_DESCRIBE_ENUM(VoteKind, resolution, admission, conversion, disposal)
}

namespace xinglin::ballots {

namespace {

struct BallotReason : Text<BallotReason> {
    static constexpr TextRule rule{.name = "BallotReason", .min = 0, .max = 200};
};

struct NewMeetingBallot {
    meetings::MeetingId id;
    meetings::ItemId item;
    PersonId scrutineer;
    std::optional<meetings::VoteKind> kind_;  ///< of a vote; resolution when not given
    std::optional<Within<0, 1000>> written;  ///< opinions in favour handed in beforehand
    std::optional<Within<1, 9>> round;  ///< of an election
};
BOOST_DESCRIBE_STRUCT(NewMeetingBallot, (), (id, item, scrutineer, kind_, written, round))

struct OfMeeting {
    meetings::MeetingId id;
};
BOOST_DESCRIBE_STRUCT(OfMeeting, (), (id))

struct Cancellation {
    BallotId id;
    BallotReason reason;
};
BOOST_DESCRIBE_STRUCT(Cancellation, (), (id, reason))

struct NewRecord {
    BallotId id;
    BallotReason purpose;
};
BOOST_DESCRIBE_STRUCT(NewRecord, (), (id, purpose))

struct PermitShown {
    std::string token;
    std::string signature;
};
BOOST_DESCRIBE_STRUCT(PermitShown, (), (token, signature))
struct ChoiceShown {
    std::string nonce;
    std::string marks;  ///< a letter a line: f a s, or e q b u s
    std::vector<std::string> write_ins;
};
BOOST_DESCRIBE_STRUCT(ChoiceShown, (), (nonce, marks, write_ins))
/// Votes of one mark for one line, as the meeting has them on record.
struct RecordedShown {
    std::string title;
    MarkCode mark{MarkCode::in_favour};
    std::int64_t votes{0};
};
BOOST_DESCRIBE_STRUCT(RecordedShown, (), (title, mark, votes))
struct RecordShown {
    BallotView ballot;
    std::vector<PermitShown> permits;
    std::vector<ChoiceShown> choices;
    std::vector<std::string> receipts;
    std::vector<RecordedShown> recorded;
};
BOOST_DESCRIBE_STRUCT(RecordShown, (), (ballot, permits, choices, receipts, recorded))

http::Options errors(std::vector<http::ErrorCode> more, http::ScopeKind scope = http::ScopeKind::organisation) {
    http::Options out;
    out.scope = scope;
    out.errors = {{Kind::not_found, "not_found"}, {Kind::conflict, "ballots.over"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

Result<BallotView> view(Service const& service, http::Call const& call, BallotId id) {
    TRY_ASSIGN(auto const found, service.view(call.actor(), id));
    return shown(found);
}

RecordShown shown(Record const& record) {
    View seen;
    seen.ballot = record.ballot;
    seen.issued = record.issued;
    seen.returned = static_cast<std::int64_t>(record.receipts.size());
    seen.totals = record.totals;
    RecordShown out;
    out.ballot = shown(seen);
    out.ballot.receipts = record.receipts;
    for (auto const& [token, signature] : record.permits) out.permits.push_back({token, signature});
    for (auto const& [nonce, choice] : record.choices) out.choices.push_back({nonce, choice.marks, choice.write_ins});
    out.receipts = record.receipts;
    for (auto const& one : record.recorded) out.recorded.push_back({one.title, mark_code(one.mark), one.votes});
    return out;
}

}  // namespace

void mount(http::Router& router, Service& service, MeetingVotes& votes) {
    router.work<NewMeetingBallot, BallotView>(
        "POST", "/v1/meetings/{id}/items/{item}/ballots", meetings::rights::write,
        "Open a secret electronic ballot on a point of the agenda",
        errors({{Kind::refused, "ballot.too_few_voters"},
                {Kind::refused, "ballots.scrutineer_wrong"},
                {Kind::conflict, "ballots.already_open"},
                {Kind::conflict, "ballots.already_counted"},
                {Kind::not_found, "meetings.item_unknown"},
                {Kind::not_found, "meetings.round_unknown"},
                {Kind::conflict, "meetings.wrong_state"},
                {Kind::conflict, "meetings.vote_counted"},
                {Kind::refused, "meetings.not_to_vote_on"},
                {Kind::refused, "meetings.vote_needs_everybody"},
                {Kind::refused, "count.written_unknown"},
                {Kind::refused, "count.more_written_than_away"}}),
        [&service, &votes](http::Call const& call, NewMeetingBallot const& in) -> Result<BallotView> {
            OpenVote wish;
            wish.meeting = in.id;
            wish.item = in.item;
            wish.round = in.round ? static_cast<int>(in.round->value) : 0;
            wish.kind = in.kind_.value_or(meetings::VoteKind::resolution);
            wish.written = in.written ? in.written->value : 0;
            wish.scrutineer = in.scrutineer;
            TRY_ASSIGN(auto const id, votes.open(call.actor(), wish));
            return view(service, call, id);
        });
    router.get<OfMeeting, BallotList>("/v1/meetings/{id}/ballots", meetings::rights::read,
                                      "The electronic ballots of a meeting",
                                      {.errors = {{Kind::not_found, "not_found"}}},
                                      [&votes](http::Call const& call, OfMeeting const& in) -> Result<BallotList> {
                                          TRY_ASSIGN(auto const found, votes.of(call.actor(), in.id));
                                          return shown(found);
                                      });
    router.get<OneBallot, BallotView>(
        "/v1/ballots/{id}", auth::signed_in,
        "A ballot: what is asked, how many came, its totals and receipts once counted",
        {.scope = http::ScopeKind::own, .errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneBallot const& in) { return view(service, call, in.id); });
    router.put<OneBallot, BallotView>("/v1/ballots/{id}/closing", meetings::rights::write,
                                      "Nothing more comes in; the scrutineer counts",
                                      errors({{Kind::refused, "ballots.scrutineer_closes"}}),
                                      [&service](http::Call const& call, OneBallot const& in) -> Result<BallotView> {
                                          TRY(service.close(call.actor(), in.id));
                                          return view(service, call, in.id);
                                      });
    router.put<OneBallot, BallotView>("/v1/ballots/{id}/counting", auth::signed_in,
                                      "The scrutineer agrees to open the box",
                                      errors({{Kind::conflict, "ballots.not_closed"},
                                              {Kind::conflict, "meetings.vote_counted"},
                                              {Kind::conflict, "meetings.wrong_state"}},
                                             http::ScopeKind::own),
                                      [&service](http::Call const& call, OneBallot const& in) -> Result<BallotView> {
                                          TRY(service.confirm(call.actor(), in.id));
                                          return view(service, call, in.id);
                                      });
    router.put<Cancellation, BallotView>(
        "/v1/ballots/{id}/cancellation", meetings::rights::write, "Give a ballot up before it is counted",
        errors({{Kind::malformed, "ballots.reason_missing"}}),
        [&service](http::Call const& call, Cancellation const& in) -> Result<BallotView> {
            TRY(service.give_up(call.actor(), in.id, in.reason.value));
            return view(service, call, in.id);
        });
    router.post<NewRecord, RecordShown>(
        "/v1/ballots/{id}/records", audit::export_right, "What a recount of a counted ballot needs, on record",
        errors({{Kind::conflict, "ballots.not_counted"},
                {Kind::malformed, "ballots.purpose_missing"},
                {Kind::refused, "ballots.own_ballot"}},
               http::ScopeKind::none),
        [&service](http::Call const& call, NewRecord const& in) -> Result<RecordShown> {
            TRY_ASSIGN(auto const found, service.record(call.actor(), in.id, in.purpose.value));
            return shown(found);
        });
    mount_own(router, service);
}

}  // namespace xinglin::ballots
