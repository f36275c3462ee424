#pragma once
// A branch with people, and what its secretary does, for this module's tests.

#include "modules/meetings/followers.hpp"
#include "modules/meetings/service.hpp"
#include "modules/people/test_people.hpp"
#include "platform/push/push.hpp"

#include <doctest/doctest.h>

namespace xinglin::meetings::testing {

/// The clock stands at 2026-09-15 12:00 in Shanghai.
struct Branch {
    explicit Branch(db::Database& database)
        : hospital(database),
          notices(hospital.db, hospital.ids, hospital.clock, hub),
          service(Tools{hospital.db, hospital.ids, hospital.clock, hospital.trail, hospital.book, notices, hub,
                        *hospital.vault}),
          tree(service),
          follower(service),
          people(hospital.tools, {&follower}, people::ExportPolicy{}) {
        hospital.tree.follow(tree);
        for (char const* name : {"林一", "韦二", "袁三", "曾四", "安五"})
            members.push_back(hospital.member(hospital.heart, name));
        probationary = hospital.member(hospital.heart, "许六", {}, members::State::probationary);
        outsider = hospital.member(hospital.lung, "吕七");
        secretary = actor(hospital.heart, members.front());
        office = actor(hospital.committee, {});
    }
    auth::Actor actor(OrganisationId over, PersonId person) {
        return hospital.actor(over, {"meetings.read", "meetings.write", "meetings.countersign", "people.read"}, person);
    }
    /// Tomorrow at 18:00, an hour and a half, two points.
    Plan plan() const {
        Plan made;
        made.starts_at = *Instant::parse("2026-09-16T10:00:00Z");
        made.ends_at = *Instant::parse("2026-09-16T11:30:00Z");
        made.place = "门诊楼三楼会议室";
        made.items = {{std::nullopt, ItemKind::study, "学习支部工作条例", "第十一条"},
                      {std::nullopt, ItemKind::vote, "讨论发展党员计划", ""}};
        return made;
    }
    MeetingId planned(MeetingKind kind = MeetingKind::members_meeting) {
        auto const made = service.plan(secretary, hospital.heart, kind, plan());
        if (!made) FAIL(made.error().code);
        return *made;
    }
    MeetingId called() {
        auto const id = planned();
        REQUIRE(service.call(secretary, id, at(id).version));
        return id;
    }
    MeetingId under_way() {
        auto const id = called();
        hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
        REQUIRE(service.start(secretary, id, at(id).version, std::nullopt));
        return id;
    }
    Meeting at(MeetingId id) {
        auto const found = hospital.db.read([&](db::Reader& reader) { return store::find(reader, id); });
        REQUIRE(found);
        return *found;
    }
    std::vector<Attendee> list(MeetingId id) {
        return hospital.db.read(
            [&](db::Reader& reader) { return people_of(reader, *hospital.vault, *store::find(reader, id)); });
    }
    Attendee line(MeetingId id, PersonId person) {
        for (auto const& one : list(id))
            if (one.person == person) return one;
        FAIL("not in the list");
        return {};
    }
    /// Titles of what a person was told, the newest first.
    std::vector<std::string> told(PersonId person) {
        std::vector<std::string> out;
        auto const who = hospital.plain(person);
        auto const page = hospital.db.read([&](db::Reader& reader) { return notices.list(reader, who, {}); });
        for (auto const& one : page.items) out.push_back(one.title);
        return out;
    }
    void come(MeetingId id, std::vector<PersonId> const& who) {
        std::vector<Mark> marks;
        for (auto const person : who) {
            Mark mark;
            mark.person = person;
            mark.presence = Presence::present;
            marks.push_back(mark);
        }
        REQUIRE(service.mark(secretary, id, marks));
    }

    people::testing::Hospital hospital;
    push::Hub hub;
    notices::Service notices;
    Service service;
    TreeFollower tree;
    PeopleFollower follower;
    people::Service people;
    std::vector<PersonId> members;
    PersonId probationary, outsider;
    auth::Actor secretary, office;
};

}  // namespace xinglin::meetings::testing
