// Who chairs or records a meeting keeps its record, without a role over the branch; candidates and minutes wait for a ballot.
#include "modules/meetings/minutes.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/voting.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

using namespace xinglin;
using namespace xinglin::meetings;
using meetings::testing::Branch;
using xinglin::testing::with_databases;

namespace {

struct Recorded : Branch {
    explicit Recorded(db::Database& database) : Branch(database) {
        auto made = plan();
        made.recorder = members[2];
        auto const planned = service.plan(secretary, hospital.heart, MeetingKind::members_meeting, made);
        REQUIRE(planned);
        id = *planned;
        recorder = keeper(members[2]);
        other = keeper(members[3]);
    }
    /// A member without a role over others: the right says what they may do where they are named.
    auth::Actor keeper(PersonId person) {
        auto out = hospital.actor(hospital.heart, {"meetings.keep"}, person);
        return out;
    }
    void begin() {
        REQUIRE(service.call(secretary, id, at(id).version));
        hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
        REQUIRE(service.start(secretary, id, at(id).version, std::nullopt));
    }
    std::string marked(auth::Actor const& who, bool counting = false) {
        Mark mark;
        mark.person = members[0];
        mark.presence = Presence::present;
        if (counting) mark.counting = Counting::left_out;
        mark.basis = counting ? "（合成）长期病假" : "";
        auto const done = service.mark(who, id, {mark});
        return done ? "" : done.error().code;
    }
    Result<PointId> wrote(auth::Actor const& who) {
        PointWritten point;
        point.attendee = line(id, members[0]).id;
        point.body = "同意。";
        return Minutes(service).write(who, id, point);
    }
    MeetingId id;
    auth::Actor recorder, other;
};

struct Running final : OpenBallots {
    std::string title;
    [[nodiscard]] std::string running(db::Reader&, MeetingId, std::optional<ItemId>) const override { return title; }
};

}  // namespace

TEST_SUITE("meetings keeping") {
    TEST_CASE("the recorder takes attendance and types points of that meeting, and neither runs nor closes it") {
        with_databases([](db::Database& database) {
            Recorded b(database);
            CHECK(b.marked(b.recorder) == "meetings.wrong_state");
            b.begin();
            CHECK(b.marked(b.recorder).empty());
            CHECK(b.line(b.id, b.members[0]).presence == Presence::present);
            CHECK(b.marked(b.recorder, true) == "meetings.counting_not_yours");
            auto const point = b.wrote(b.recorder);
            REQUIRE(point);
            REQUIRE(Minutes(b.service).remove(b.recorder, b.id, *point));
            CHECK(b.service.end(b.recorder, b.id, b.at(b.id).version, std::nullopt).error().code == "forbidden");
            b.hospital.clock.set(*Instant::parse("2026-09-16T11:30:00Z"));
            REQUIRE(b.service.end(b.secretary, b.id, b.at(b.id).version, std::nullopt));
            REQUIRE(b.wrote(b.recorder));
            CHECK(Minutes(b.service).close(b.recorder, b.id, b.at(b.id).version, "").error().code == "forbidden");
        });
    }
    TEST_CASE("for anybody else, and without the right, the meeting is not there") {
        with_databases([](db::Database& database) {
            Recorded b(database);
            b.begin();
            CHECK(b.marked(b.other) == "not_found");
            CHECK(b.wrote(b.other).error().code == "not_found");
            CHECK(b.marked(b.hospital.plain(b.members[2])) == "not_found");
            auto const kept = b.hospital.db.read([&](db::Reader& reader) {
                return b.service.kept(reader, b.recorder, MeetingId{b.id.value + 1}).has_value();
            });
            CHECK_FALSE(kept);
        });
    }
    TEST_CASE("while a secret ballot runs, candidates stay and the minutes wait") {
        with_databases([](db::Database& database) {
            Recorded b(database);
            Running ballot;
            b.service.watch(ballot);
            auto plan = b.plan();
            plan.items = {{std::nullopt, ItemKind::election, "选举支部委员", ""}};
            auto const made = b.service.plan(b.secretary, b.hospital.heart, MeetingKind::members_meeting, plan);
            REQUIRE(made);
            b.id = *made;
            b.begin();
            b.come(b.id, b.members);
            auto const item =
                b.hospital.db.read([&](db::Reader& reader) { return store::items(reader, b.id).at(0).id; });
            BallotPlan const standing{1, {{b.members[0], ""}, {b.members[1], ""}}};
            Voting voting(b.service);
            REQUIRE(voting.stand(b.secretary, b.id, item, 1, standing));
            ballot.title = "选举支部委员";
            BallotPlan const changed{1, {{b.members[0], ""}, {b.members[2], ""}}};
            CHECK(voting.stand(b.secretary, b.id, item, 1, changed).error().code == "meetings.ballot_running");
            b.hospital.clock.set(*Instant::parse("2026-09-16T11:30:00Z"));
            REQUIRE(b.service.end(b.secretary, b.id, b.at(b.id).version, std::nullopt));
            auto const said = b.hospital.db.read(
                [&](db::Reader& reader) { return open_ballot(b.service, reader, b.at(b.id)).blocked(); });
            CHECK(said);
            ballot.title.clear();
            REQUIRE(voting.stand(b.secretary, b.id, item, 1, changed));
            auto const free = b.hospital.db.read(
                [&](db::Reader& reader) { return open_ballot(b.service, reader, b.at(b.id)).findings.empty(); });
            CHECK(free);
        });
    }
}
