// Counts: contradictions refused with their rule, outcomes by the rules of the day, elections to a second ballot.
#include "modules/meetings/voting.hpp"
#include "modules/meetings/store_votes.hpp"
#include "platform/text/stroke.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

#include <array>

using namespace xinglin;
using namespace xinglin::meetings;
using meetings::testing::Branch;
using xinglin::testing::with_databases;

namespace {

CountedVote hands(std::int64_t in_favour, std::int64_t against = 0, std::int64_t abstained = 0) {
    CountedVote made;
    made.in_favour = in_favour;
    made.against = against;
    made.abstained = abstained;
    return made;
}
CountedVote paper(std::int64_t issued, std::int64_t returned, std::int64_t in_favour, std::int64_t against,
                  std::int64_t invalid) {
    auto made = hands(in_favour, against);
    made.method = VoteMethod::paper;
    made.issued = issued;
    made.returned = returned;
    made.invalid = invalid;
    return made;
}

/// A meeting under way with an election besides, four of five voters present.
struct Room : Branch {
    explicit Room(db::Database& database) : Branch(database), voting(service) {
        auto planned = plan();
        planned.items.push_back({std::nullopt, ItemKind::election, "补选支部委员", ""});
        auto const made = service.plan(secretary, hospital.heart, MeetingKind::members_meeting, planned);
        REQUIRE(made);
        id = *made;
        hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
        REQUIRE(service.start(secretary, id, 1, std::nullopt));
        come(id, {members[0], members[1], members[2], members[3], probationary});
        auto const items = hospital.db.read([&](db::Reader& r) { return store::items(r, id); });
        study = items[0].id;
        item = items[1].id;
        chosen = items[2].id;
    }
    Vote vote() {
        auto const all = hospital.db.read([&](db::Reader& r) { return store::votes(r, id); });
        REQUIRE(all.size() == 1);
        return all[0];
    }
    Election ballot(int round = 1) {
        for (auto const& one : hospital.db.read([&](db::Reader& r) { return store::elections(r, id); }))
            if (one.round == round) return one;
        FAIL("no such round");
        return {};
    }
    std::string refused_by(CountedVote const& counted) {
        auto const answer = voting.count(secretary, id, item, counted);
        REQUIRE_FALSE(answer);
        CHECK_FALSE(answer.error().article.empty());
        return answer.error().rule;
    }
    CountedBallot sheet(std::vector<std::int64_t> in_favour, int round = 1, std::int64_t valid = 4) {
        CountedBallot made;
        made.issued = made.returned = valid;
        auto const candidates = ballot(round).candidates;
        for (std::size_t i = 0; i < in_favour.size(); ++i)
            made.votes.push_back({candidates[i].id, "", in_favour[i], valid - in_favour[i], 0});
        return made;
    }
    MeetingId id;
    ItemId study, item, chosen;
    Voting voting;
};

}  // namespace

TEST_SUITE("meetings counts") {
    TEST_CASE("numbers that cannot be are refused with rule and article") {
        with_databases([](db::Database& database) {
            Room r(database);
            CHECK(r.refused_by(hands(5)) == "count.more_hands_than_present");
            CHECK(r.refused_by(paper(5, 4, 4, 0, 0)) == "count.more_issued_than_present");
            CHECK(r.refused_by(paper(3, 4, 4, 0, 0)) == "count.more_returned_than_issued");
            CHECK(r.refused_by(paper(4, 4, 2, 1, 0)) == "count.ballots_differ");
            auto bare = hands(4);
            bare.method = VoteMethod::paper;
            CHECK(r.refused_by(bare) == "count.no_ballots");
            auto written = hands(3);
            written.written = 1;
            CHECK(r.refused_by(written) == "count.written_unknown");
            written.kind = VoteKind::admission;
            written.written = 2;
            CHECK(r.refused_by(written) == "count.more_written_than_away");
            CHECK(database.read([&](db::Reader& reader) { return store::votes(reader, r.id); }).empty());
            REQUIRE(r.voting.count(r.secretary, r.id, r.item, paper(4, 4, 3, 0, 1)));
            CHECK(r.vote().count.invalid == 1);
        });
    }
    TEST_CASE("the outcome is of those due: three of five pass, two do not; too few make it invalid") {
        with_databases([](db::Database& database) {
            Room r(database);
            REQUIRE(r.voting.count(r.secretary, r.id, r.item, hands(2, 1, 1)));
            CHECK(r.vote().outcome == "not_passed");
            CHECK(r.vote().votes_needed == 3);
            CHECK(r.vote().count.due == 5);
            CHECK(r.vote().count.present == 4);
            auto again = hands(3, 1, 0);
            auto const refusal = r.voting.count(r.secretary, r.id, r.item, again);
            REQUIRE_FALSE(refusal);
            CHECK(refusal.error().code == "meetings.vote_counted");
            CHECK(r.voting.count(r.secretary, r.id, r.item, hands(2, 1, 1)));  // the same once more
            again.correction = "点票有误";
            REQUIRE(r.voting.count(r.secretary, r.id, r.item, again));
            CHECK(r.vote().outcome == "passed");
            CHECK_FALSE(r.vote().article.empty());
            CHECK_FALSE(r.vote().rule_version.empty());
        });
    }
    TEST_CASE("a result wakes those asked and those over the branch, a tap of attendance only the latter") {
        with_databases([](db::Database& database) {
            Room r(database);
            int asked = 0, running = 0, elsewhere = 0;
            auto const listen = [&](PersonId person, bool runs, int& woken) {
                static_cast<void>(
                    r.hub.join({{}, person, [runs](std::string_view) { return runs; }, [&woken] { ++woken; }}));
            };
            listen(r.members[2], false, asked);
            listen(r.members[0], true, running);
            listen(r.outsider, false, elsewhere);
            r.come(r.id, {r.members[4]});
            CHECK(std::array{asked, running, elsewhere} == std::array{0, 1, 0});
            REQUIRE(r.voting.count(r.secretary, r.id, r.item, hands(4)));
            CHECK(std::array{asked, running, elsewhere} == std::array{1, 2, 0});
        });
    }
    TEST_CASE("a vote before the start or after the close is told, a study is not voted on") {
        with_databases([](db::Database& database) {
            Room r(database);
            CHECK(r.voting.count(r.secretary, r.id, r.study, hands(1)).error().code == "meetings.not_to_vote_on");
            CHECK(r.voting.count(r.secretary, r.id, ItemId{99}, hands(1)).error().kind == Kind::not_found);
            auto const neighbour = r.actor(r.hospital.lung, r.outsider);
            CHECK(r.voting.count(neighbour, r.id, r.item, hands(1)).error().kind == Kind::not_found);
            auto const draft = r.planned();
            auto const items = database.read([&](db::Reader& reader) { return store::items(reader, draft); });
            CHECK(r.voting.count(r.secretary, draft, items[1].id, hands(1)).error().code == "meetings.wrong_state");
        });
    }
    TEST_CASE("an election needs four fifths and a fifth more candidates than places, named by strokes") {
        with_databases([](db::Database& database) {
            Room r(database);
            BallotPlan plan{2, {{r.members[3], ""}, {r.members[0], ""}}};
            auto const few = r.voting.stand(r.secretary, r.id, r.chosen, 1, plan);
            REQUIRE_FALSE(few);
            CHECK(few.error().rule == "election.too_few_candidates");
            plan.candidates.push_back({std::nullopt, "丁一"});
            REQUIRE(r.voting.stand(r.secretary, r.id, r.chosen, 1, plan));
            auto const ballot = r.ballot();
            REQUIRE(ballot.candidates.size() == 3);
            CHECK(ballot.candidates[0].name == "丁一");  // two strokes
            CHECK(ballot.candidates[1].name == "林一");  // eight
            CHECK(ballot.candidates[2].name == "曾四");  // twelve
            CHECK(ballot.outcome == "open");
            CHECK_FALSE(ballot.candidates[0].in_favour);
            Mark away;
            away.person = r.members[3];
            away.presence = Presence::absent;
            away.reason = AbsenceReason::surgery;
            REQUIRE(r.service.mark(r.secretary, r.id, {away}));
            CHECK(r.voting.stand(r.secretary, r.id, r.chosen, 1, plan).error().rule == "election.too_few_present");
        });
    }
    TEST_CASE("elected by more than half of those due; a tie goes to a second ballot, nothing is decided by hand") {
        with_databases([](db::Database& database) {
            Room r(database);
            REQUIRE(r.voting.stand(r.secretary, r.id, r.chosen, 1,
                                   {2, {{r.members[0], ""}, {r.members[1], ""}, {r.members[2], ""}}}));
            auto wrong = r.sheet({4, 3, 3});
            wrong.votes[0].against = 1;
            CHECK(r.voting.count(r.secretary, r.id, r.chosen, 1, wrong).error().rule ==
                  "count.candidate_more_than_valid");
            auto missing = r.sheet({4, 3, 3});
            missing.votes.pop_back();
            CHECK(r.voting.count(r.secretary, r.id, r.chosen, 1, missing).error().code ==
                  "meetings.candidate_uncounted");
            CHECK(r.voting.stand(r.secretary, r.id, r.chosen, 2, {1, {{r.members[1], ""}}}).error().code ==
                  "meetings.round_unknown");
            REQUIRE(r.voting.count(r.secretary, r.id, r.chosen, 1, r.sheet({4, 3, 3})));
            auto const first = r.ballot();
            CHECK(first.outcome == "tied");
            CHECK(first.votes_needed == 3);
            CHECK(first.places_open == 1);
            int elected = 0, tied = 0;
            for (auto const& one : first.candidates) {
                elected += one.outcome == "elected" ? 1 : 0;
                tied += one.outcome == "tied" ? 1 : 0;
            }
            CHECK(elected == 1);
            CHECK(tied == 2);
            CHECK(r.voting.stand(r.secretary, r.id, r.chosen, 2, {2, {{r.members[1], ""}, {r.members[2], ""}}})
                      .error()
                      .code == "meetings.more_seats_than_open");
            BallotPlan again{1, {}};
            for (auto const& one : first.candidates) {
                if (one.outcome == "tied") again.candidates.push_back({one.person, ""});
                if (one.outcome == "elected")
                    CHECK(r.voting.stand(r.secretary, r.id, r.chosen, 2, {1, {{one.person, ""}}}).error().code ==
                          "meetings.elected_already");
            }
            REQUIRE(r.voting.stand(r.secretary, r.id, r.chosen, 2, again));
            REQUIRE(r.voting.count(r.secretary, r.id, r.chosen, 2, r.sheet({3, 1}, 2)));
            CHECK(r.ballot(2).outcome == "elected");
            CHECK(r.voting.count(r.secretary, r.id, r.chosen, 1, r.sheet({4, 4, 3})).error().code ==
                  "meetings.round_over");
        });
    }
    TEST_CASE("somebody written in counts by votes, too few over half leave places open") {
        with_databases([](db::Database& database) {
            Room r(database);
            REQUIRE(r.voting.stand(r.secretary, r.id, r.chosen, 1, {1, {{r.members[0], ""}, {r.members[1], ""}}}));
            auto sheet = r.sheet({2, 1});
            auto standing = sheet;
            standing.votes.push_back({std::nullopt, r.ballot().candidates[0].name, 1, 0, 0});
            CHECK(r.voting.count(r.secretary, r.id, r.chosen, 1, standing).error().code == "meetings.candidate_twice");
            sheet.votes.push_back({std::nullopt, "安五", 1, 0, 0});
            auto twice = sheet;
            twice.votes.push_back({std::nullopt, " 安五", 1, 0, 0});
            CHECK(r.voting.count(r.secretary, r.id, r.chosen, 1, twice).error().code == "meetings.candidate_twice");
            REQUIRE(r.voting.count(r.secretary, r.id, r.chosen, 1, sheet));
            auto const ballot = r.ballot();
            CHECK(ballot.outcome == "too_few");
            CHECK(ballot.places_open == 1);
            REQUIRE(ballot.candidates.size() == 3);
            CHECK(ballot.candidates[2].written_in);
            CHECK(ballot.candidates[2].outcome == "not_elected");
        });
    }
    TEST_CASE("names in the order of strokes keep their places when they are the same") {
        std::vector<std::string> const names{"鲁九", "王二", "丁一", "王二"};
        CHECK(text::by_strokes(names) == std::vector<std::size_t>{2, 1, 3, 0});
    }
}
