#pragma once
// A meeting with its ballots, for the tests of this module.

#include "modules/ballots/ballots.hpp"
#include "modules/ballots/meeting_votes.hpp"
#include "modules/ballots/store.hpp"
#include "modules/meetings/store_votes.hpp"
#include "tests/support/blind_voter.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

namespace xinglin::ballots::testing {

/// A meeting under way, six voters there and one away, a vote and an election on the agenda.
struct Room : meetings::testing::Branch {
    explicit Room(db::Database& database)
        : meetings::testing::Branch(database),
          ballots(Tools{hospital.db, hospital.ids, hospital.clock, hospital.trail, hospital.book, notices, hub,
                        *hospital.vault}),
          votes(ballots, service) {
        members.push_back(hospital.member(hospital.heart, "白八"));
        absent = hospital.member(hospital.heart, "丁九");
        auto planned = plan();
        planned.items.push_back({std::nullopt, meetings::ItemKind::election, "补选支部委员", ""});
        id = *service.plan(secretary, hospital.heart, meetings::MeetingKind::members_meeting, planned);
        hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
        REQUIRE(service.start(secretary, id, 1, std::nullopt));
        auto there = members;
        there.push_back(probationary);
        come(id, there);
        auto const items = hospital.db.read([&](db::Reader& r) { return meetings::store::items(r, id); });
        item = items[1].id;
        chosen = items[2].id;
    }
    Result<BallotId> open(meetings::ItemId what, int round = 0, std::optional<PersonId> scrutineer = {}) {
        return votes.open(secretary,
                          {id, what, round, meetings::VoteKind::resolution, 0, scrutineer.value_or(members[5])});
    }
    BallotId opened() {
        auto const made = open(item);
        if (!made) FAIL(made.error().code);
        return *made;
    }
    Ballot at(BallotId ballot) {
        return *hospital.db.read([&](db::Reader& r) { return store::find(r, ballot); });
    }
    View seen(BallotId ballot, auth::Actor const& who) {
        auto const found = hospital.db.read([&](db::Reader& r) { return ballots.view(r, who, ballot); });
        REQUIRE(found);
        return *found;
    }
    /// A slip with a permit of this person's.
    Slip slip(BallotId ballot, PersonId person, std::string marks, std::vector<std::string> others = {}) {
        xinglin::testing::BlindVoter const voter(at(ballot).modulus);
        auto const signature = ballots.permit(hospital.plain(person), ballot, voter.blinded);
        if (!signature) FAIL(signature.error().code);
        return {voter.token, voter.unblinded(*signature), voter.nonce, {std::move(marks), std::move(others)}};
    }
    std::string permit_refused(BallotId ballot, PersonId person) {
        xinglin::testing::BlindVoter const voter(at(ballot).modulus);
        auto const answer = ballots.permit(hospital.plain(person), ballot, voter.blinded);
        return answer ? "" : answer.error().code;
    }
    /// The shown count moves in steps of ten seconds.
    void later() { hospital.clock.set(Instant{hospital.clock.now().ms + 10'000}); }
    /// The one who was away comes.
    PersonId absent_now() {
        come(id, {absent});
        return absent;
    }
    std::string refused(Result<std::string> const& answer) { return answer ? "" : answer.error().code; }

    Service ballots;
    MeetingVotes votes;
    PersonId absent;
    meetings::MeetingId id;
    meetings::ItemId item, chosen;
};

}  // namespace xinglin::ballots::testing
