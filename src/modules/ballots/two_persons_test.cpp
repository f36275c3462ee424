// A ballot against the hand: nobody alone puts another result on record, and no count is lost because somebody left the room.
#include "modules/ballots/test_room.hpp"
#include "modules/meetings/minutes.hpp"
#include "modules/meetings/voting.hpp"

using namespace xinglin;
using namespace xinglin::ballots;
using ballots::testing::Room;
using xinglin::testing::with_databases;

namespace {

struct Hand : Room {
    using Room::Room;
    std::string said(Result<Done> const& answer) {
        return answer ? "" : answer.error().rule.empty() ? answer.error().code : answer.error().rule;
    }
    std::string vote_by_hand() {
        meetings::CountedVote all;
        all.in_favour = 6;
        all.correction = "更正";
        return said(voting.count(secretary, id, item, all));
    }
    std::string round_by_hand() {
        meetings::CountedBallot all;
        all.issued = all.returned = 6;
        auto const rounds = hospital.db.read([&](db::Reader& r) { return meetings::store::elections(r, id); });
        for (auto const& one : rounds.at(0).candidates)
            if (!one.written_in)
                all.votes.push_back({one.id, "", one.position == 1 ? 6 : 0, one.position == 1 ? 0 : 6, 0});
        all.correction = "更正";
        return said(voting.count(secretary, id, chosen, 1, all));
    }
    void all_vote(BallotId ballot, std::string const& marks, std::size_t many = 6) {
        for (std::size_t i = 0; i < many; ++i) REQUIRE(ballots.cast(ballot, slip(ballot, members[i], marks)));
    }
    void called_away(PersonId person) {
        meetings::Mark away;
        away.person = person;
        away.presence = meetings::Presence::absent;
        away.reason = meetings::AbsenceReason::surgery;
        REQUIRE(service.mark(secretary, id, {away}));
    }
    meetings::Vote vote() {
        return hospital.db.read([&](db::Reader& r) { return meetings::store::votes(r, id); }).at(0);
    }
    meetings::Verdict minutes() {
        return hospital.db.read([&](db::Reader& r) {
            return meetings::checks(r, meetings::live_record(r, service.tools().vault, *meetings::store::find(r, id)),
                                    service.rules(r), hospital.clock.now());
        });
    }
    meetings::Voting voting{service};
};

}  // namespace

TEST_SUITE("ballots and the hand") {
    TEST_CASE("a result by hand waits for the ballot that runs and never takes the place of a counted one") {
        with_databases([](db::Database& database) {
            Hand r(database);
            auto const first = r.opened();
            CHECK(r.vote_by_hand() == "meetings.ballot_pending");
            REQUIRE(r.ballots.give_up(r.secretary, first, "投影故障"));
            auto const ballot = r.opened();
            r.all_vote(ballot, "a");
            REQUIRE(r.ballots.close(r.secretary, ballot));
            CHECK(r.vote_by_hand() == "meetings.ballot_pending");
            REQUIRE(r.ballots.confirm(r.hospital.plain(r.members[5]), ballot));
            CHECK(r.vote_by_hand() == "meetings.electronic_stands");
            CHECK(r.vote().count.against == 6);
            CHECK(r.vote().count.in_favour == 0);
        });
    }
    TEST_CASE("so with a round of an election; given up, paper takes its place") {
        with_databases([](db::Database& database) {
            Hand r(database);
            REQUIRE(r.voting.stand(r.secretary, r.id, r.chosen, 1, {1, {{r.members[1], ""}, {r.members[2], ""}}}));
            auto const ballot = *r.open(r.chosen, 1);
            CHECK(r.round_by_hand() == "meetings.ballot_pending");
            SUBCASE("given up") {
                REQUIRE(r.ballots.give_up(r.secretary, ballot, "改用纸质选票"));
                CHECK(r.round_by_hand() == "");
            }
            SUBCASE("counted") {
                r.all_vote(ballot, "fa");
                REQUIRE(r.ballots.close(r.secretary, ballot));
                CHECK(r.round_by_hand() == "meetings.ballot_pending");
                REQUIRE(r.ballots.confirm(r.hospital.plain(r.members[5]), ballot));
                CHECK(r.round_by_hand() == "meetings.electronic_stands");
            }
        });
    }
    TEST_CASE(
        "called away after voting: the count stands on the people of the close, and the minutes only mention it") {
        with_databases([](db::Database& database) {
            Hand r(database);
            auto const ballot = r.opened();
            r.all_vote(ballot, "f");
            r.called_away(r.members[1]);  // between the vote and the close
            REQUIRE(r.ballots.close(r.secretary, ballot));
            r.called_away(r.members[2]);  // and before the scrutineer's word
            REQUIRE(r.ballots.confirm(r.hospital.plain(r.members[5]), ballot));
            CHECK(r.vote().count.issued == 6);
            CHECK(r.vote().count.present == 6);
            CHECK(r.vote().count.due == 7);
            CHECK(r.vote().outcome == "passed");
            r.called_away(r.members[3]);
            auto const found = r.minutes();
            CHECK(found.find("minutes.vote_people_changed") == nullptr);
            CHECK(found.find("minutes.vote_more_than_present") == nullptr);
            auto const* left = found.find("minutes.vote_people_left");
            REQUIRE(left != nullptr);
            CHECK(left->severity == regulations::Severity::warn);
            CHECK_FALSE(left->text.empty());
        });
    }
    TEST_CASE("an election, too, is judged by the people of its close") {
        with_databases([](db::Database& database) {
            Hand r(database);
            REQUIRE(r.voting.stand(r.secretary, r.id, r.chosen, 1, {1, {{r.members[1], ""}, {r.members[2], ""}}}));
            auto const ballot = *r.open(r.chosen, 1);
            r.all_vote(ballot, "fa");
            REQUIRE(r.ballots.close(r.secretary, ballot));
            for (std::size_t i = 0; i < 3; ++i) r.called_away(r.members[i]);  // below the quorum, had they not voted
            REQUIRE(r.ballots.confirm(r.hospital.plain(r.members[5]), ballot));
            auto const rounds =
                database.read([&](db::Reader& reader) { return meetings::store::elections(reader, r.id); });
            CHECK(rounds.at(0).present == 6);
            CHECK(rounds.at(0).outcome == "elected");
            CHECK(r.minutes().find("minutes.vote_people_changed") == nullptr);
        });
    }
    TEST_CASE("what could never be counted is not opened: opinions in writing that do not count, a meeting of a few") {
        with_databases([](db::Database& database) {
            Hand r(database);
            auto const with = [&](meetings::VoteKind kind, std::int64_t written) {
                auto const made = r.votes.open(r.secretary, {r.id, r.item, 0, kind, written, r.members[5]});
                return made ? "" : made.error().rule.empty() ? made.error().code : made.error().rule;
            };
            CHECK(with(meetings::VoteKind::resolution, 3) == "count.written_unknown");
            CHECK(with(meetings::VoteKind::admission, 2) == "count.more_written_than_away");  // one is away
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                meetings::store::set_participants(tx, r.id, {r.members.begin(), r.members.begin() + 5});
                return Done{};
            }));
            CHECK(with(meetings::VoteKind::resolution, 0) == "meetings.vote_needs_everybody");
        });
    }
    TEST_CASE("who wrote beforehand and came after all votes once: the count does not fail on it") {
        with_databases([](db::Database& database) {
            Hand r(database);
            auto const made =
                r.votes.open(r.secretary, {r.id, r.item, 0, meetings::VoteKind::admission, 1, r.members[5]});
            REQUIRE(made);
            r.come(r.id, {r.absent});
            r.all_vote(*made, "f");
            REQUIRE(r.ballots.close(r.secretary, *made));
            REQUIRE(r.ballots.confirm(r.hospital.plain(r.members[5]), *made));
            CHECK(r.vote().count.written == 0);
        });
    }
    TEST_CASE(
        "the scrutineer does not close, a meeting that ended takes no slip, what was counted is not asked again") {
        with_databases([](db::Database& database) {
            Hand r(database);
            auto const ballot = r.opened();
            r.all_vote(ballot, "f", 5);
            auto const late = r.slip(ballot, r.members[5], "a");
            auto const scrutineer = r.actor(r.hospital.heart, r.members[5]);
            CHECK(r.ballots.close(scrutineer, ballot).error().code == "ballots.scrutineer_closes");
            REQUIRE(r.service.end(r.secretary, r.id, r.Branch::at(r.id).version, std::nullopt));
            CHECK(r.refused(r.ballots.cast(ballot, late)) == "meetings.ballot_over");
            auto const standing = [&] {
                auto const one = database.read(
                    [&](db::Reader& reader) { return r.ballots.standing(reader, "meeting", r.id.value); });
                return one ? std::string(code(one->state)) : std::string();
            };
            CHECK(standing() == "open");
            REQUIRE(r.ballots.close(r.secretary, ballot));
            REQUIRE(r.ballots.confirm(r.hospital.plain(r.members[5]), ballot));
            CHECK(standing() == "counted");
            auto const again = r.ballots.open(r.secretary, [&](db::Tx&) -> Result<NewBallot> {
                NewBallot asked;
                asked.organisation = r.hospital.heart;
                asked.subject_kind = "meeting";
                asked.subject = r.id.value;
                asked.part = r.item.value;
                asked.voters = 6;
                return asked;
            });
            CHECK(again.error().code == "ballots.already_counted");
        });
    }
}
