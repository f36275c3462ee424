#pragma once
// A meeting that was held, ready for its minutes, for the tests of what follows.

#include "modules/meetings/minutes.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/tasks.hpp"
#include "modules/meetings/voting.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

namespace xinglin::meetings::testing {

/// A branch whose meetings come to minutes, and to tasks.
struct Desk : Branch {
    explicit Desk(db::Database& database) : Branch(database), minutes(service), tasks(service) {}

    /// Held and ready to close but for what the test leaves out.
    MeetingId held(bool with_recorder = true) {
        auto const id = under_way();
        auto plan = this->plan();
        plan.chair = members[0];
        if (with_recorder) plan.recorder = members[1];
        auto const items = hospital.db.read([&](db::Reader& r) { return store::items(r, id); });
        plan.items[0].id = items[0].id;
        plan.items[1].id = items[1].id;
        REQUIRE(service.change(secretary, id, at(id).version, plan));
        come(id, {members[0], members[1], members[2], members[3], probationary});
        Mark away;
        away.person = members[4];
        away.presence = Presence::absent;
        away.reason = AbsenceReason::sick_leave;
        REQUIRE(service.mark(secretary, id, {away}));
        CountedVote counted;
        counted.in_favour = 4;
        REQUIRE(Voting(service).count(secretary, id, items[1].id, counted));
        REQUIRE(minutes.write(secretary, id,
                              {std::nullopt, items[1].id, line(id, members[2]).id, "同意，但要控制数量", true}));
        hospital.clock.set(*Instant::parse("2026-09-16T11:30:00Z"));
        REQUIRE(service.end(secretary, id, at(id).version, std::nullopt));
        return id;
    }
    std::vector<MinutesVersion> versions(MeetingId id) {
        return hospital.db.read([&](db::Reader& r) { return store::minutes(r, *hospital.vault, id); });
    }
    std::string text(MeetingId id) {
        std::string out;
        auto const record =
            hospital.db.read([&](db::Reader& r) { return record_of(r, *hospital.vault, *store::find(r, id)); });
        for (auto const& section : compose(record)) {
            out += section.title + "\n";
            for (auto const& line : section.lines) out += line + "\n";
        }
        return out;
    }
    Result<Done> close(MeetingId id, std::string const& late_reason = "") {
        return minutes.close(secretary, id, at(id).version, late_reason);
    }
    Minutes minutes;
    Tasks tasks;
};

}  // namespace xinglin::meetings::testing
