#include "modules/ballots/meeting_votes.hpp"

#include "base/check.hpp"
#include "modules/ballots/store.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/meetings/voting.hpp"
#include "platform/db/db.hpp"

#include <algorithm>
#include <sstream>

namespace xinglin::ballots {

namespace {

/// Kind of the vote, opinions written beforehand, round; once closed who was due and there: "admission 2 0 7 6".
std::string detail_of(OpenVote const& wish) {
    return std::string(meetings::code(wish.kind)) + " " + std::to_string(wish.written) + " " +
           std::to_string(wish.round);
}
struct Asked {
    OpenVote wish;
    std::optional<meetings::Electorate> electorate;
};
Asked asked_by(std::string const& detail) {
    std::istringstream words(detail);
    std::string kind;
    Asked out;
    XL_CHECK(static_cast<bool>(words >> kind >> out.wish.written >> out.wish.round));
    out.wish.kind = meetings::parse_vote_kind(kind).value_or(meetings::VoteKind::resolution);
    meetings::Electorate then;
    if (words >> then.due >> then.present) out.electorate = then;
    return out;
}
/// Those of the close; whoever had a permit was there when it was given, though marked otherwise since.
meetings::Electorate voted(meetings::Electorate then, std::int64_t issued) {
    then.present = std::max(then.present, issued);
    then.due = std::max(then.due, then.present);
    return then;
}

/// The numbers a vote would have before anybody voted contradict one another already.
Result<Done> possible(OpenVote const& wish, meetings::Electorate const& now) {
    meetings::VoteCount empty;
    empty.kind = wish.kind;
    empty.method = meetings::VoteMethod::electronic;
    empty.due = now.due;
    empty.present = now.present;
    empty.written = wish.written;
    empty.issued = empty.returned = 0;
    auto verdict = meetings::check_count(empty);
    regulations::phrase(verdict);
    return verdict.enforce();
}

/// Who puts the count on record: the program, in the scrutineer's name.
auth::Actor counter(Ballot const& ballot) {
    return auth::Actor::the_system("电子计票（监票人" + ballot.scrutineer_name + "）");
}

meetings::CountedVote vote_of(OpenVote const& wish, Count const& count, meetings::Electorate const& then) {
    meetings::CountedVote out;
    out.kind = wish.kind;
    out.method = meetings::VoteMethod::electronic;
    // Whoever wrote beforehand and came after all votes at the meeting, not twice.
    out.written = std::min(wish.written, then.due - then.present);
    out.electorate = then;
    out.issued = count.issued;
    out.returned = count.returned;
    out.in_favour = count.of(0, 'f');
    out.against = count.of(0, 'a');
    out.abstained = count.of(0, 's');
    return out;
}

meetings::CountedBallot sheet_of(Ballot const& ballot, Count const& count, meetings::Electorate const& then) {
    meetings::CountedBallot out;
    out.electorate = then;
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
        auto kept = wish;
        // A vote has no rounds; at an election nobody votes in writing beforehand.
        if (subject.round)
            kept.written = 0;
        else
            kept.round = 0;
        NewBallot out;
        out.organisation = subject.meeting.organisation;
        out.path = subject.meeting.path;
        out.subject_kind = std::string(subject_kind);
        out.subject = wish.meeting.value;
        out.part = wish.item.value;
        out.detail = detail_of(kept);
        out.title = subject.item.title;
        out.scrutineer = wish.scrutineer;
        out.voters = subject.electorate.present;
        out.again = true;  // a vote or round that was counted is refused above
        if (!subject.round) {
            TRY(possible(kept, subject.electorate));
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
    auto const [wish, electorate] = asked_by(ballot.detail);
    meetings::MeetingId const meeting{ballot.subject};
    meetings::ItemId const item{ballot.part};
    meetings::Voting voting(meetings_);
    auto const by = counter(ballot);
    auto const then = voted(electorate.value_or(meetings::electorate(meetings_, tx, meeting)), count.issued);
    if (ballot.form == Form::election)
        return voting.count(tx, by, meeting, item, wish.round, sheet_of(ballot, count, then));
    return voting.count(tx, by, meeting, item, vote_of(wish, count, then));
}

Result<Done> MeetingVotes::still_open(db::Reader& reader, Ballot const& ballot) const {
    return meetings::voting_goes_on(reader, meetings::MeetingId{ballot.subject});
}

std::vector<Total> MeetingVotes::recorded(db::Reader& reader, Ballot const& ballot) const {
    std::vector<Total> out;
    meetings::MeetingId const meeting{ballot.subject};
    auto const line = [&](std::int64_t at, std::string const& title, std::int64_t f, std::int64_t a, std::int64_t s) {
        out.push_back({at, title, 'f', f});
        out.push_back({at, title, 'a', a});
        out.push_back({at, title, 's', s});
    };
    if (ballot.form != Form::election) {
        for (auto const& one : meetings::store::votes(reader, meeting))
            if (one.item.value == ballot.part)
                line(0, ballot.title, one.count.in_favour, one.count.against, one.count.abstained);
        return out;
    }
    auto const round = asked_by(ballot.detail).wish.round;
    for (auto const& one : meetings::store::elections(reader, meeting)) {
        if (one.item.value != ballot.part || one.round != round) continue;
        for (std::size_t i = 0; i < one.candidates.size(); ++i) {
            auto const& c = one.candidates[i];
            auto const at = static_cast<std::int64_t>(i);
            if (c.written_in)
                out.push_back({at, c.name, 'f', c.in_favour.value_or(0)});
            else
                line(at, c.name, c.in_favour.value_or(0), c.against.value_or(0), c.abstained.value_or(0));
        }
    }
    return out;
}

void MeetingVotes::closing(db::Tx& tx, Ballot& ballot) const {
    auto const now = meetings::electorate(meetings_, tx, meetings::MeetingId{ballot.subject});
    ballot.detail += " " + std::to_string(now.due) + " " + std::to_string(now.present);
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
