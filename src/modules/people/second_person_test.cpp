#include "modules/people/bulk.hpp"
#include "modules/people/due.hpp"
#include "modules/people/test_people.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace {

using namespace xinglin;
using people::testing::Hospital;
using xinglin::testing::with_databases;

Date day(char const* text) { return *Date::parse(text); }

auth::Actor colleague(Hospital& h, std::int64_t account) {
    auto actor = h.office();
    actor.account = AccountId{account};
    return actor;
}

std::string code_of(Result<people::Saved> const& saved) { return saved ? "done" : saved.error().code; }

members::State state_of(Hospital& h, PersonId person) { return h.roster(person).state; }

bool asked(Hospital& h, auth::Actor const& actor) {
    auto const due = h.db.read(
        [&](db::Reader& reader) { return people::DutySource(h.tools).due(reader, actor, h.clock.today(), 50); });
    return std::any_of(due.begin(), due.end(), [](auto const& duty) { return duty.kind == "people.confirm_step"; });
}

}  // namespace

TEST_CASE("people: expulsion and transfer out take two people, who enter the same") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        auto const first = colleague(h, 501), second = colleague(h, 502);
        auto const person = h.member(h.heart, "林明旭");
        people::TakeStep const out{person, "left_expelled", day("2026-09-01"), "纪委决定"};
        CHECK(code_of(h.service.take_step(first, out)) == "people.second_person_waits");
        CHECK(state_of(h, person) == members::State::full);
        CHECK_FALSE(asked(h, first));
        CHECK(asked(h, second));
        // The same one again is no second person; another day is another step.
        CHECK(code_of(h.service.take_step(first, out)) == "people.second_person_waits");
        auto other = out;
        other.on = day("2026-09-02");
        CHECK(code_of(h.service.take_step(second, other)) == "people.second_person_waits");
        CHECK(state_of(h, person) == members::State::full);
        CHECK(code_of(h.service.take_step(first, other)) == "done");
        CHECK(state_of(h, person) == members::State::left_expelled);
        CHECK_FALSE(asked(h, second));
        auto const said = h.actions(person);
        CHECK(std::count(said.begin(), said.end(), "members.step_proposed") == 2);
        CHECK(std::count(said.begin(), said.end(), "members.state_changed") == 1);
    });
}

TEST_CASE("people: the second person agrees to what waits, or not, without entering it again") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        auto const first = colleague(h, 501), second = colleague(h, 502);
        auto const person = h.member(h.heart, "林明旭");
        auto const waiting = [&](auth::Actor const& actor) {
            return h.db.read([&](db::Reader& reader) {
                return people::DutySource(h.tools).confirmations(reader, actor, h.clock.now(), 50);
            });
        };
        people::TakeStep const out{person, "left_expelled", day("2026-09-01"), "纪委决定"};
        CHECK(code_of(h.service.take_step(first, out)) == "people.second_person_waits");
        CHECK(waiting(first).empty());
        auto const seen = waiting(second);
        REQUIRE(seen.size() == 1);
        CHECK(seen[0].title.find("林明旭") == 0);
        CHECK(seen[0].detail == "2026-09-01生效，原因：纪委决定");
        people::StepProposalId const id{seen[0].id};
        CHECK(h.service.decide_step(first, id, true).error().code == "people.own_proposal");
        CHECK(h.service.decide_step(h.plain(person), id, true).error().code == "not_found");
        REQUIRE(h.service.decide_step(second, id, false));
        CHECK(waiting(second).empty());
        CHECK(state_of(h, person) == members::State::full);
        CHECK(h.service.decide_step(second, id, true).error().code == "not_found");

        CHECK(code_of(h.service.take_step(first, out)) == "people.second_person_waits");
        people::StepProposalId const again{waiting(second).at(0).id};
        REQUIRE(h.service.decide_step(second, again, true));
        CHECK(state_of(h, person) == members::State::left_expelled);
        CHECK(waiting(second).empty());
        auto const said = h.actions(person);
        CHECK(std::count(said.begin(), said.end(), "members.step_refused") == 1);
        CHECK(std::count(said.begin(), said.end(), "members.state_changed") == 1);
    });
}

TEST_CASE("people: what waited too long is not agreed to; who entered a step takes it back") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        auto const person = h.member(h.heart, "林明旭");
        people::TakeStep const out{person, "transferred_out", day("2026-09-01"), "调离"};
        CHECK(code_of(h.service.take_step(colleague(h, 501), out)) == "people.second_person_waits");
        auto const seen = h.db.read([&](db::Reader& reader) {
            return people::DutySource(h.tools).confirmations(reader, colleague(h, 502), h.clock.now(), 50);
        });
        REQUIRE(seen.size() == 1);
        people::StepProposalId const id{seen[0].id};
        h.clock.advance(people::proposal_lifetime_ms);
        CHECK(h.service.decide_step(colleague(h, 502), id, true).error().code == "people.proposal_over");
        REQUIRE(h.service.decide_step(colleague(h, 501), id, false));
        auto const said = h.actions(person);
        CHECK(std::count(said.begin(), said.end(), "members.step_withdrawn") == 1);
    });
}

TEST_CASE("people: what waited too long for its second person is forgotten") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        auto const person = h.member(h.heart, "林明旭");
        people::TakeStep const out{person, "transferred_out", day("2026-09-01"), "调离"};
        CHECK(code_of(h.service.take_step(colleague(h, 501), out)) == "people.second_person_waits");
        h.clock.advance(people::proposal_lifetime_ms);
        CHECK(code_of(h.service.take_step(colleague(h, 502), out)) == "people.second_person_waits");
        CHECK(code_of(h.service.take_step(colleague(h, 501), out)) == "done");
    });
}

TEST_CASE("people: steps that end nothing, and a policy without a second person, need one person") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        auto const staff = h.member(h.heart, "何子安", {}, members::State::staff);
        CHECK(code_of(h.service.take_step(colleague(h, 501), {staff, "applicant", day("2026-09-01"), ""})) == "done");
        people::ExportPolicy policy;
        policy.second_person = false;
        people::Service alone(h.tools, {}, policy);
        auto const person = h.member(h.heart, "林明旭");
        CHECK(code_of(alone.take_step(colleague(h, 501), {person, "transferred_out", day("2026-09-01"), "调离"})) ==
              "done");
    });
}

TEST_CASE("people: only what the asker uploaded is evidence") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        auto const person = h.member(h.heart, "林明旭");
        UploadId const own{77};
        people::Service service(h.tools, {}, {}, [&](auth::Actor const& actor, UploadId id) {
            return actor.person == person && id == own;
        });
        people::AskCorrection command{person, "native_place", {}, "湖北武汉", "", UploadId{78}};
        auto const foreign = service.ask(h.plain(person), command);
        REQUIRE_FALSE(foreign);
        CHECK(foreign.error().code == "people.evidence_unknown");
        command.evidence = own;
        CHECK(service.ask(h.plain(person), command));
        CHECK_FALSE(h.service.ask(h.plain(person), command));  // nobody vouches for uploads here
    });
}

TEST_CASE("people: one person with two accounts is not two people") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        auto first = colleague(h, 501), again = colleague(h, 502), second = colleague(h, 503);
        first.person = again.person = h.member(h.heart, "许青禾");
        auto const person = h.member(h.heart, "林明旭");
        people::TakeStep const out{person, "left_expelled", day("2026-09-01"), "纪委决定"};
        CHECK(code_of(h.service.take_step(first, out)) == "people.second_person_waits");
        CHECK_FALSE(asked(h, again));
        CHECK(code_of(h.service.take_step(again, out)) == "people.second_person_waits");
        CHECK(state_of(h, person) == members::State::full);
        CHECK(asked(h, second));
        CHECK(code_of(h.service.take_step(second, out)) == "done");
    });
}

TEST_CASE("people: nobody takes a step on themselves, nor writes their own file") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        auto clerk = h.office();
        clerk.person = h.member(h.heart, "何子安", {}, members::State::staff);
        auto const own = clerk.person;
        auto const today = day("2026-09-15");
        for (char const* to : {"applicant", "full", "departed"})
            CHECK(code_of(h.service.take_step(clerk, {own, to, day("2026-09-01"), "组织关系转入"})) ==
                  "people.own_step");
        CHECK(code_of(h.service.transfer(clerk, {own, h.bones, today, "调动"})) == "people.own_step");
        CHECK(code_of(h.service.set_flag(clerk, {own, "floating", true, today, "外省进修"})) == "people.own_step");
        CHECK(code_of(h.service.extend_probation(clerk, {own, 6, today, "支部大会决议"})) == "people.own_step");
        CHECK(code_of(h.service.change(clerk, {own, "party", {{"join_date", "2001-07-01"}}, {}, true, "", "office"},
                                       {})) == "people.own_file");
        CHECK(code_of(h.service.change_entry(clerk, {own, "education_history", {}, {{"school", "云澜医学院"}}, ""},
                                             {})) == "people.own_file");
        CHECK(state_of(h, own) == members::State::staff);
        CHECK(h.roster(own).organisation == h.heart);
        // Many at once: the own record holds up the whole list.
        people::BulkCommand all;
        all.ids = {own, h.member(h.heart, "林明旭")};
        all.expected_count = 2;
        all.organisation = h.bones;
        all.date = today;
        auto const outcome = people::Bulk(h.service).run(clerk, all);
        REQUIRE(outcome);
        CHECK(outcome->done == 0);
        CHECK(outcome->refused.size() == 1);
        CHECK(h.roster(own).organisation == h.heart);
    });
}

TEST_CASE("people: a membership that comes with somebody takes two people") {
    with_databases([](db::Database& db) {
        Hospital h(db);
        auto const staff = h.member(h.heart, "何子安", {}, members::State::staff);
        people::TakeStep const in{staff, "full", day("2026-09-01"), "组织关系介绍信"};
        CHECK(code_of(h.service.take_step(colleague(h, 501), in)) == "people.second_person_waits");
        CHECK(state_of(h, staff) == members::State::staff);
        CHECK(code_of(h.service.take_step(colleague(h, 502), in)) == "done");
        CHECK(state_of(h, staff) == members::State::full);
    });
}
