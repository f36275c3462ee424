#include "modules/ballots/meeting_votes.hpp"

#include "base/check.hpp"
#include "modules/ballots/store.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/voting.hpp"
#include "platform/db/db.hpp"

#include <charconv>

namespace xinglin::ballots {

namespace {

/// Kind of the vote, opinions written beforehand, round: "admission 2 0".
std::string detail_of(OpenVote const& wish) {
    return std::string(meetings::code(wish.kind)) + " " + std::to_string(wish.written) + " " +
           std::to_string(wish.round);
}
OpenVote wish_of(std::string_view detail) {
    OpenVote out;
    auto const first = detail.find(' '), second = detail.find(' ', first + 1);
    XL_CHECK(second != std::string_view::npos);
    out.kind = meetings::parse_vote_kind(detail.substr(0, first)).value_or(meetings::VoteKind::resolution);
    std::from_chars(detail.data() + first + 1, detail.data() + second, out.written);
    std::from_chars(detail.data() + second + 1, detail.data() + detail.size(), out.round);
    return out;
}

/// Who puts the count on record: the program, in the scrutineer's name.
auth::Actor counter(Ballot const& ballot) {
    return auth::Actor::the_system("电子计票（监票人" + ballot.scrutineer_name + "）");
}

meetings::CountedVote vote_of(OpenVote const& wish, Count const& count) {
    meetings::CountedVote out;
    out.kind = wish.kind;
    out.method = meetings::VoteMethod::electronic;
    out.written = wish.written;
    out.issued = count.issued;
    out.returned = count.returned;
    out.in_favour = count.of(0, 'f');
    out.against = count.of(0, 'a');
    out.abstained = count.of(0, 's');
    return out;
}

meetings::CountedBallot sheet_of(Ballot const& ballot, Count const& count) {
    meetings::CountedBallot out;
    out.issued = count.issued;
    out.returned = count.returned;
    auto const lines = static_cast<std::int64_t>(ballot.lines.size());
    for (std::int64_t i = 0; i < lines; ++i)
        out.votes.push_back({meetings::CandidateId{ballot.lines[static_cast<std::size_t>(i)].about}, "",
                             count.of(i, 'f'), count.of(i, 'a'), count.of(i, 's')});
    for (auto const& one : count.totals)
        if (one.position >= lines) out.votes.push_back({std::nullopt, one.title, one.votes, 0, 0});
    return out;
}

}  // namespace

Result<BallotId> MeetingVotes::open(auth::Actor const& actor, OpenVote const& wish) {
    return ballots_.open(actor, [&](db::Tx& tx) -> Result<NewBallot> {
        TRY_ASSIGN(auto const subject,
                   meetings::ballot_subject(meetings_, tx, actor, wish.meeting, wish.item, wish.round));
        NewBallot out;
        out.organisation = subject.meeting.organisation;
        out.path = subject.meeting.path;
        out.subject_kind = std::string(subject_kind);
        out.subject = wish.meeting.value;
        out.part = wish.item.value;
        out.detail = detail_of(wish);
        out.title = subject.item.title;
        out.scrutineer = wish.scrutineer;
        out.voters = subject.voters;
        if (!subject.round) {
            out.lines.push_back({0, subject.item.title});
            return out;
        }
        out.form = Form::election;
        out.most = subject.round->seats;
        out.write_ins = true;
        for (auto const& one : subject.round->candidates) {
            if (one.written_in) continue;
            if (one.person == wish.scrutineer && !one.person.none())
                return fail(refused("ballots.scrutineer_wrong").field("/scrutineer", "ballots.scrutineer_wrong"));
            out.lines.push_back({one.id.value, one.name});
        }
        return out;
    });
}

Result<std::vector<View>> MeetingVotes::of(auth::Actor const& actor, meetings::MeetingId meeting) const {
    return ballots_.tools().db.read([&](db::Reader& reader) -> Result<std::vector<View>> {
        TRY_ASSIGN(auto const found, meetings_.access(reader, actor, meeting, meetings::rights::read));
        auto out = ballots_.of(reader, std::string(subject_kind), found.id.value);
        auto const runs = meetings_.access(reader, actor, meeting, meetings::rights::write).has_value();
        for (auto& one : out) {
            one.runs = runs;
            one.confirms = !actor.person.none() && one.ballot.scrutineer == actor.person;
        }
        return out;
    });
}

Result<Done> MeetingVotes::entitled(db::Reader& reader, Ballot const& ballot, PersonId person) const {
    return meetings::may_vote(reader, meetings_.tools().vault, meetings::MeetingId{ballot.subject}, person);
}

bool MeetingVotes::asked(db::Reader& reader, Ballot const& ballot, PersonId person) const {
    return meetings::store::attendee(reader, meetings_.tools().vault, meetings::MeetingId{ballot.subject}, person)
        .has_value();
}

std::set<PersonId> MeetingVotes::told(db::Reader& reader, Ballot const& ballot) const {
    std::set<PersonId> out;
    for (auto const& one :
         meetings::store::attendees(reader, meetings_.tools().vault, meetings::MeetingId{ballot.subject}))
        if (!one.gone && !one.person.none()) out.insert(one.person);
    return out;
}

Result<Done> MeetingVotes::counted(db::Tx& tx, Ballot const& ballot, Count const& count) {
    auto const wish = wish_of(ballot.detail);
    meetings::MeetingId const meeting{ballot.subject};
    meetings::ItemId const item{ballot.part};
    meetings::Voting voting(meetings_);
    auto const by = counter(ballot);
    if (ballot.form == Form::election) return voting.count(tx, by, meeting, item, wish.round, sheet_of(ballot, count));
    return voting.count(tx, by, meeting, item, vote_of(wish, count));
}

std::string MeetingVotes::running(db::Reader& reader, meetings::MeetingId meeting,
                                  std::optional<meetings::ItemId> item) const {
    for (auto const& one : store::of(reader, std::string(subject_kind), meeting.value))
        if ((one.state == State::open || one.state == State::closed) && (!item || one.part == item->value))
            return one.title;
    return {};
}

std::string MeetingVotes::title_of(db::Reader& reader, Ballot const& ballot) const {
    return meetings::ballot_about(reader, meetings::MeetingId{ballot.subject});
}

}  // namespace xinglin::ballots
