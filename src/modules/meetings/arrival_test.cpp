// The code of the room: whoever was asked and reads it stands on the list as present; the list stays in the secretary's hand.
#include "modules/meetings/arrival.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

using namespace xinglin;
using namespace xinglin::meetings;
using meetings::testing::Branch;
using xinglin::testing::with_databases;

namespace {

struct Room : Branch {
    using Branch::Branch;
    std::optional<ArrivalCode> shown(MeetingId id) {
        auto const code =
            hospital.db.read([&](db::Reader& reader) { return Arrivals(service).code(reader, secretary, id); });
        REQUIRE(code);
        return *code;
    }
    std::string arrives(PersonId person, MeetingId id, std::string const& code) {
        auto const done = Arrivals(service).arrive(hospital.plain(person), id, code);
        return done ? "" : done.error().code;
    }
    Presence presence(MeetingId id, PersonId person) { return line(id, person).presence; }
    void later(std::int64_t minutes) { hospital.clock.set(Instant{hospital.clock.now().ms + minutes * 60'000}); }
};

}  // namespace

TEST_SUITE("meetings") {
    TEST_CASE("a code read in the room says present, once, and the list can say otherwise") {
        with_databases([](db::Database& database) {
            Room b(database);
            auto const waiting = b.called();
            CHECK_FALSE(b.shown(waiting));
            auto const id = b.under_way();
            auto const code = b.shown(id);
            REQUIRE(code);
            CHECK(b.arrives(b.members[1], id, code->code).empty());
            CHECK(b.presence(id, b.members[1]) == Presence::present);
            CHECK(b.presence(id, b.members[2]) == Presence::unknown);
            CHECK(b.arrives(b.members[1], id, code->code).empty());
            Mark absent;
            absent.person = b.members[1];
            absent.presence = Presence::absent;
            absent.reason = AbsenceReason::surgery;
            REQUIRE(b.service.mark(b.secretary, id, {absent}));
            CHECK(b.presence(id, b.members[1]) == Presence::absent);
            CHECK(b.arrives(b.members[1], id, code->code).empty());
            CHECK(b.presence(id, b.members[1]) == Presence::present);
            CHECK_FALSE(b.line(id, b.members[1]).absence_reason);
        });
    }
    TEST_CASE("a code goes out of use, is of one meeting, and counts for nobody who was not asked") {
        with_databases([](db::Database& database) {
            Room b(database);
            auto const other = b.called();
            auto const id = b.under_way();
            REQUIRE(b.service.start(b.secretary, other, b.at(other).version, std::nullopt));
            auto const code = b.shown(id)->code;
            CHECK(b.arrives(b.members[1], other, code) == "meetings.arrival_code");
            CHECK(b.arrives(b.members[1], id, "") == "meetings.arrival_code");
            CHECK(b.arrives(b.outsider, id, code) == "not_found");
            b.later(5);
            CHECK(b.shown(id)->code != code);
            CHECK(b.arrives(b.members[1], id, code).empty());
            b.later(5);
            CHECK(b.arrives(b.members[2], id, code) == "meetings.arrival_code");
            CHECK(b.presence(id, b.members[2]) == Presence::unknown);
            auto const last = b.shown(id)->code;
            REQUIRE(b.service.end(b.secretary, id, b.at(id).version, std::nullopt));
            CHECK_FALSE(b.shown(id));
            CHECK(b.arrives(b.members[2], id, last) == "meetings.arrival_closed");
        });
    }
}
