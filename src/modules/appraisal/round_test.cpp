// Whose meeting counts for which year, a test that still runs, who left and who joined.
#include "modules/appraisal/store.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/year.hpp"

using namespace xinglin;
using namespace xinglin::appraisal;
using appraisal::testing::Year;
using xinglin::testing::with_databases;

namespace {

/// The round of the year before, opened in January as most branches do, and a meeting of appraisal then.
struct January : Year {
    explicit January(db::Database& database) : Year(database) {
        hospital.clock.set(*Instant::parse("2027-01-15T02:00:00Z"));
    }
    void meeting_on(char const* from, char const* to) {
        auto made = plan();
        made.starts_at = *Instant::parse(from);
        made.ends_at = *Instant::parse(to);
        auto const id = service.plan(secretary, hospital.heart, meetings::MeetingKind::democratic_appraisal, made);
        if (!id) FAIL(id.error().code);
        hospital.clock.set(made.starts_at);
        REQUIRE(service.start(secretary, *id, at(*id).version, std::nullopt));
    }
};

}  // namespace

TEST_SUITE("appraisal rounds") {
    TEST_CASE("a meeting of January finishes the round of last year, and is not the new year's") {
        with_databases([](db::Database& database) {
            January y(database);
            y.everybody_says();
            y.meeting_on("2027-01-20T10:00:00Z", "2027-01-20T11:30:00Z");
            REQUIRE(y.appraisal.test_on_paper(y.secretary, y.round, *Date::parse("2027-01-20")));
            REQUIRE(y.grade(1));
            REQUIRE(y.decide(approvals::Outcome::approve));
            y.hospital.clock.advance(60'000);
            REQUIRE(y.appraisal.publish(y.secretary, y.round));
            auto const next = y.appraisal.open(y.secretary, y.hospital.heart, 2027);
            REQUIRE(next);
            y.round = *next;
            CHECK(y.found("appraisal.no_mutual"));
            y.meeting_on("2027-11-20T10:00:00Z", "2027-11-20T11:30:00Z");
            CHECK_FALSE(y.found("appraisal.no_mutual"));
        });
    }
    TEST_CASE("what was held before the next round was opened is not that round's, published or not") {
        with_databases([](db::Database& database) {
            January y(database);
            y.meeting_on("2027-01-20T10:00:00Z", "2027-01-20T11:30:00Z");
            CHECK_FALSE(y.found("appraisal.no_mutual"));
            auto const last = y.round;
            y.hospital.clock.advance(60'000);
            y.round = *y.appraisal.open(y.secretary, y.hospital.heart, 2027);
            CHECK(y.found("appraisal.no_mutual"));
            y.meeting_on("2027-03-20T10:00:00Z", "2027-03-20T11:30:00Z");
            CHECK_FALSE(y.found("appraisal.no_mutual"));
            y.round = last;
            CHECK_FALSE(y.found("appraisal.no_mutual"));
        });
    }
    TEST_CASE("a test that runs or waits for its count holds back grades and paper; a counted one is not held again") {
        with_databases([](db::Database& database) {
            Year y(database);
            y.everybody_says();
            y.meeting_held();
            y.test_opened();
            auto const paper = [&] {
                return y.appraisal.test_on_paper(y.secretary, y.round, *Date::parse("2026-09-16")).error().code;
            };
            CHECK(y.grade(1).error().code == "appraisal.test_running");
            CHECK(paper() == "appraisal.test_running");
            CHECK(y.appraisal.take_in(y.secretary, y.round).error().code == "appraisal.test_running");
            y.everybody_votes();
            REQUIRE(y.ballots.close(y.secretary, y.test));
            CHECK(y.grade(1).error().code == "appraisal.test_running");
            CHECK(paper() == "appraisal.test_running");
            REQUIRE(y.ballots.confirm(y.plain(4), y.test));
            CHECK(y.appraisal.test(y.secretary, y.round, y.members[4]).error().code == "appraisal.tested");
            CHECK(paper() == "appraisal.tested");
            REQUIRE(y.grade(1));
        });
    }
    TEST_CASE(
        "a counted test is set aside by who answers from above, with a reason; its totals stay, another is held") {
        with_databases([](db::Database& database) {
            Year y(database);
            y.everybody_says();
            y.meeting_held();
            y.test_counted();
            auto const first = y.test;
            auto const annul = [&](auth::Actor const& who, std::string const& why) {
                return y.appraisal.annul_test(who, y.round, first, why);
            };
            // Neither who ran it, nor who counted it, though they answer for the whole hospital; nor a neighbour or a stranger.
            CHECK(annul(y.secretary, "重来").error().code == "appraisal.annulled_above");
            auto counted_it = y.office;
            counted_it.person = y.members[4];
            CHECK(annul(counted_it, "重来").error().code == "appraisal.annulled_above");
            auto ran_it = y.office;
            ran_it.person = y.secretary.person;
            CHECK(annul(ran_it, "重来").error().code == "appraisal.annulled_above");
            CHECK(annul(y.actor(y.hospital.lung, y.outsider), "重来").error().kind == Kind::not_found);
            CHECK(y.appraisal.annul_test(y.office, y.round, ballots::BallotId{1}, "x").error().kind == Kind::not_found);
            CHECK(annul(y.office, "  ").error().code == "ballots.reason_missing");
            CHECK_FALSE(y.view().annuls);
            CHECK(y.appraisal.view(y.office, y.round)->annuls);
            REQUIRE(annul(y.office, "监票人当天病假，由他人代为确认"));
            CHECK(annul(y.office, "再来").error().code == "ballots.not_counted");
            CHECK(y.told(y.members[1]).front() == "2026年度民主评议的民主测评已作废");
            CHECK(y.found("appraisal.no_test_ballot"));
            // History for those who weigh it, with the reason; its voters read neither.
            auto const seen = [&](auth::Actor const& who) { return *y.ballots.view(who, first); };
            CHECK(seen(y.secretary).ballot.state == ballots::State::annulled);
            CHECK(seen(y.secretary).totals.size() == 25);  // five members, four grades and no answer
            CHECK(seen(y.secretary).void_reason == "监票人当天病假，由他人代为确认");
            CHECK(seen(y.plain(1)).receipts.size() == 6);
            CHECK(seen(y.plain(1)).void_reason.empty());
            CHECK(seen(y.plain(1)).totals.empty());
            CHECK(y.ballots.confirm(y.plain(4), first).error().code == "ballots.over");
            CHECK(y.ballots.give_up(y.secretary, first, "x").error().code == "ballots.over");
            // The reason is nowhere in clear, nor on the trail.
            for (char const* place : {"select void_reason from ballots_ballots", "select summary from audit_entries",
                                      "select details from audit_entries", "select body from notices_notices"}) {
                xinglin::testing::MadeStatement const all(place);
                database.read([&](db::Reader& reader) {
                    reader.each(static_cast<db::Statement const&>(all), [&](db::Row const& row) {
                        CHECK_MESSAGE(row.text(0).find("病假") == std::string_view::npos, place);
                    });
                });
            }
            y.test_counted();
            CHECK(y.test != first);
            CHECK_FALSE(y.found("appraisal.no_test_ballot"));
            REQUIRE(y.grade(1));
            CHECK(y.appraisal.annul_test(y.office, y.round, y.test, "晚了").error().code == "appraisal.grades_set");
        });
    }
    TEST_CASE(
        "a slip comes too late once the grades are set, though its permit was given before and the box stands open") {
        with_databases([](db::Database& database) {
            Year y(database);
            y.everybody_says();
            y.meeting_held();
            y.test_opened();
            auto const ballot = y.ballots.view(y.secretary, y.test)->ballot;
            xinglin::testing::BlindVoter const voter(ballot.modulus);
            auto const permit = y.ballots.permit(y.plain(1), y.test, voter.blinded);
            REQUIRE(permit);
            auto const moved_on = [&](RoundState state) {
                REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                    auto round = *store::find(tx, y.round);
                    round.state = state;
                    CHECK(store::update(tx, round));
                    return Done{};
                }));
            };
            auto const cast = [&] {
                return y.ballots.cast(y.test, {voter.token, voter.unblinded(*permit), voter.nonce, {"eqqbs", {}}});
            };
            moved_on(RoundState::graded);
            auto const late = cast();
            REQUIRE_FALSE(late);
            CHECK(late.error().code == "appraisal.grades_set");
            moved_on(RoundState::open);
            CHECK(cast());
        });
    }
    TEST_CASE("a round names its meeting: that one counts whatever the days say, and no other round guesses it") {
        with_databases([](db::Database& database) {
            Year y(database);
            auto const planned = [&](meetings::MeetingKind kind, char const* from, char const* to) {
                auto made = y.plan();
                made.starts_at = *Instant::parse(from);
                made.ends_at = *Instant::parse(to);
                made.title = "专题会议";
                auto const id = y.service.plan(y.secretary, y.hospital.heart, kind, made);
                if (!id) FAIL(id.error().code);
                return *id;
            };
            auto const hold = [&](meetings::MeetingId id) {
                y.hospital.clock.set(y.at(id).starts_at);
                REQUIRE(y.service.start(y.secretary, id, y.at(id).version, std::nullopt));
            };
            auto const name = [&](std::optional<meetings::MeetingId> id) {
                return y.appraisal.name_meeting(y.secretary, y.round, id);
            };
            using meetings::MeetingKind;
            auto const study = planned(MeetingKind::members_meeting, "2026-09-20T10:00:00Z", "2026-09-20T11:00:00Z");
            auto const autumn =
                planned(MeetingKind::democratic_appraisal, "2026-10-20T10:00:00Z", "2026-10-20T11:00:00Z");
            auto const winter =
                planned(MeetingKind::organisation_life_meeting, "2027-02-20T10:00:00Z", "2027-02-20T11:00:00Z");
            CHECK(name(study).error().code == "appraisal.meeting_wrong");
            CHECK(name(meetings::MeetingId{7}).error().code == "appraisal.meeting_wrong");
            CHECK(y.appraisal.name_meeting(y.actor(y.hospital.lung, y.outsider), y.round, autumn).error().kind ==
                  Kind::not_found);
            CHECK(y.view().namable.size() == 2);
            REQUIRE(name(winter));
            CHECK(y.view().meeting->id == winter);
            hold(autumn);
            // One of appraisal was held in the year; the round is graded at the other one.
            CHECK(y.found("appraisal.no_mutual"));
            REQUIRE(name(std::nullopt));
            CHECK_FALSE(y.found("appraisal.no_mutual"));
            REQUIRE(name(winter));
            y.hospital.clock.set(*Instant::parse("2027-01-10T02:00:00Z"));
            auto const last = y.round;
            y.round = *y.appraisal.open(y.secretary, y.hospital.heart, 2027);
            CHECK(name(winter).error().code == "appraisal.meeting_taken");
            hold(winter);
            CHECK(y.found("appraisal.no_mutual"));  // a meeting of 2027, and the round of 2026 has it
            y.round = last;
            CHECK_FALSE(y.found("appraisal.no_mutual"));
            auto const took = [&](int year, std::string const& rule) {
                auto const all = y.appraisal.pack(y.secretary, y.hospital.heart, year)->findings;
                return std::none_of(all.begin(), all.end(), [&](auto const& one) { return one.rule == rule; });
            };
            CHECK(took(2026, "life_meeting.no_theme"));
            CHECK_FALSE(took(2027, "life_meeting.no_theme"));
        });
    }
    TEST_CASE("who moved away after the opening is shown and asked, graded and told nothing") {
        with_databases([](db::Database& database) {
            Year y(database);
            y.everybody_says();
            y.meeting_held();
            REQUIRE(y.appraisal.test_on_paper(y.secretary, y.round, *Date::parse("2026-09-16")));
            auto const moved = y.members[3];
            REQUIRE(
                y.people.transfer(y.hospital.office(), {moved, y.hospital.lung, *Date::parse("2026-09-16"), "轮岗"}));
            CHECK(y.grade(1).error().code == "appraisal.left");
            auto given = y.grades(1);
            std::erase_if(given, [&](Graded const& one) { return one.person == moved; });
            REQUIRE(y.appraisal.grade(y.secretary, y.round, y.view().round.version, given));
            auto const lines = y.view().members;
            for (auto const& one : lines) CHECK(one.gone == (one.person == moved));
            CHECK(lines.size() == 6);
            CHECK(y.appraisal.say(y.hospital.plain(moved), y.round, {"再写", Grade::basic}).error().code ==
                  "appraisal.grades_set");
            REQUIRE(y.decide(approvals::Outcome::approve));
            REQUIRE(y.appraisal.publish(y.secretary, y.round));
            CHECK(y.told(y.members[1]).front() == "2026年度民主评议结果已公布");
            CHECK(y.told(moved).front() != "2026年度民主评议结果已公布");
        });
    }
    TEST_CASE(
        "who left without a word of their own is no step that is missing; who joined is taken in until the grades") {
        with_databases([](db::Database& database) {
            Year y(database);
            y.meeting_held();
            REQUIRE(y.appraisal.test_on_paper(y.secretary, y.round, *Date::parse("2026-09-16")));
            for (std::size_t i = 0; i < 4; ++i)
                REQUIRE(y.appraisal.say(y.plain(i), y.round, {"自评", Grade::qualified}));
            REQUIRE(y.appraisal.say(y.hospital.plain(y.probationary), y.round, {"自评", Grade::qualified}));
            CHECK(y.found("appraisal.no_self"));
            REQUIRE(y.people.transfer(y.hospital.office(),
                                      {y.members[4], y.hospital.lung, *Date::parse("2026-09-16"), "轮岗"}));
            CHECK_FALSE(y.found("appraisal.no_self"));
            CHECK(y.appraisal.say(y.plain(4), y.round, {"自评", Grade::basic}).error().code == "appraisal.not_asked");
            CHECK(y.appraisal.take_in(y.secretary, y.round).error().code == "appraisal.nobody_joined");
            REQUIRE(y.people.transfer(y.hospital.office(),
                                      {y.outsider, y.hospital.heart, *Date::parse("2026-09-16"), "轮岗"}));
            CHECK(y.view().joined == std::vector<std::string>{"吕七"});
            CHECK(y.appraisal.say(y.hospital.plain(y.outsider), y.round, {"自评", Grade::basic}).error().kind ==
                  Kind::not_found);
            auto const neighbour = y.actor(y.hospital.lung, y.outsider);
            CHECK(y.appraisal.take_in(neighbour, y.round).error().kind == Kind::not_found);
            auto const taken = y.appraisal.take_in(y.secretary, y.round);
            REQUIRE(taken);
            CHECK(*taken == 1);
            CHECK(y.view().joined.empty());
            CHECK(y.found("appraisal.no_self"));
            REQUIRE(y.appraisal.say(y.hospital.plain(y.outsider), y.round, {"自评", Grade::basic}));
            CHECK_FALSE(y.found("appraisal.no_self"));
            CHECK(y.told(y.outsider).front() == "2026年度民主评议：请写个人自评");
        });
    }
}
