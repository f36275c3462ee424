// Who decides, in which order, back and forth.
#include "modules/approvals/due.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/voting.hpp"
#include "tests/support/approvals_desk.hpp"

#include <algorithm>

using namespace xinglin;
using namespace xinglin::approvals;
using approvals::testing::Desk;
using approvals::testing::two_steps;
using xinglin::testing::with_databases;

TEST_SUITE("approvals") {
    TEST_CASE("two steps: each falls to its role over the organisation, the last one does what was asked") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.other_time();
            CHECK(d.waiting(d.office).empty());
            REQUIRE(d.waiting(d.secretary).size() == 1);
            auto elsewhere = Desk::with_role(d.actor(d.hospital.lung, d.outsider), "branch_secretary");
            elsewhere.account = AccountId{950};
            CHECK(d.waiting(elsewhere).empty());
            CHECK(d.decide(elsewhere, id).error().kind == Kind::not_found);
            CHECK(d.decide(d.member(3), id).error().kind == Kind::not_found);
            REQUIRE(d.decide(d.secretary, id));
            CHECK(d.at(d.meeting).starts_at == *Instant::parse("2026-09-16T10:00:00Z"));
            CHECK(d.waiting(d.secretary).empty());
            REQUIRE(d.waiting(d.office).size() == 1);
            REQUIRE(d.decide(d.office, id));
            CHECK(d.at(id).state == CaseState::approved);
            CHECK(d.at(d.meeting).starts_at == *Instant::parse("2026-09-17T10:00:00Z"));
            CHECK(d.told(d.members[4]).front().find("会议改期") == 0);
            CHECK(d.decide(d.office, id).error().code == "approvals.finished");
        });
    }
    TEST_CASE("who asked does not decide, under no account; who runs the meeting changes it without asking") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.other_time();
            auto other_account = d.secretary;
            other_account.person = d.members[2];
            CHECK(d.decide(other_account, id).error().code == "approvals.own_case");
            CHECK(d.waiting(other_account).empty());
            auto const direct =
                d.approved.ask_other_time(d.secretary, d.meeting, *Instant::parse("2026-09-18T10:00:00Z"),
                                          *Instant::parse("2026-09-18T11:00:00Z"), "x");
            CHECK(direct.error().code == "meetings.may_change");
            auto const twice =
                d.approved.ask_other_time(d.member(2), d.meeting, *Instant::parse("2026-09-18T10:00:00Z"),
                                          *Instant::parse("2026-09-18T11:00:00Z"), "x");
            CHECK(twice.error().code == "approvals.already_asked");
        });
    }
    TEST_CASE(
        "another time is another time: not the one there is, not past, not over a day long, not over a year ahead") {
        with_databases([](db::Database& database) {
            Desk d(database);
            d.meeting = d.called();
            auto const meeting = d.at(d.meeting);
            auto const ask = [&](Instant from, Instant to) {
                auto const made = d.approved.ask_other_time(d.member(2), d.meeting, from, to, "值班");
                return made ? std::string() : made.error().code;
            };
            auto const at = [](char const* text) { return *Instant::parse(text); };
            CHECK(ask(meeting.starts_at, meeting.ends_at) == "meetings.other_time_same");
            CHECK(ask(at("2020-01-01T10:00:00Z"), at("2020-01-01T11:00:00Z")) == "meetings.other_time_past");
            CHECK(ask(at("2026-09-18T10:00:00Z"), at("2026-09-19T10:00:01Z")) == "meetings.other_time_long");
            CHECK(ask(at("2027-09-18T10:00:00Z"), at("2027-09-18T11:00:00Z")) == "meetings.other_time_far");
            // The same beginning and another end is another time, and a whole day is one day.
            CHECK(ask(meeting.starts_at, meeting.ends_at + 60'000).empty());
            CHECK(ask(at("2026-09-18T10:00:00Z"), at("2026-09-19T10:00:00Z")) == "approvals.already_asked");
        });
    }
    TEST_CASE(
        "two members ask for themselves: neither takes over nor reads the other's request; one agreed ends the other") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const first = d.other_time();
            REQUIRE(d.decide(d.secretary, first, Outcome::send_back, "化疗可请假"));
            auto const ask = [&](std::size_t who) {
                return d.approved.ask_other_time(d.member(who), d.meeting, *Instant::parse("2026-09-18T10:00:00Z"),
                                                 *Instant::parse("2026-09-18T11:00:00Z"), "另有手术");
            };
            auto const second = ask(3);
            REQUIRE(second);
            CHECK(*second != first);
            CHECK(d.at(first).asked_by == d.member(2).account);
            CHECK(d.at(first).detail.find("值班") != std::string::npos);
            auto const sees = [&](std::size_t who, CaseId id) {
                return database.read(
                    [&](db::Reader& r) { return d.approvals.access(r, d.member(who), id).has_value(); });
            };
            CHECK(sees(2, first));
            CHECK_FALSE(sees(2, *second));
            CHECK_FALSE(sees(3, first));
            REQUIRE(*ask(2) == first);
            REQUIRE(d.decide(d.secretary, *second));
            REQUIRE(d.decide(d.office, *second));
            CHECK(d.at(*second).state == CaseState::approved);
            CHECK(d.at(first).state == CaseState::withdrawn);
            CHECK(d.acts(first).back().reason == "会议已按另一项申请改期");
        });
    }
    TEST_CASE("a request ends when the meeting is moved, begun or cancelled, and its asker hears why") {
        enum class How { moved, cancelled, begun };
        for (auto const how : {How::moved, How::cancelled, How::begun})
            with_databases([&](db::Database& database) {
                Desk d(database);
                auto const id = d.other_time();
                auto plan = d.plan();
                plan.starts_at.ms += hour_ms;
                plan.ends_at.ms += hour_ms;
                auto const version = d.at(d.meeting).version;
                if (how == How::moved) REQUIRE(d.service.change(d.secretary, d.meeting, version, plan));
                if (how == How::cancelled) REQUIRE(d.service.cancel(d.secretary, d.meeting, version, "停电"));
                if (how == How::begun) {
                    d.hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
                    REQUIRE(d.service.start(d.secretary, d.meeting, version, std::nullopt));
                }
                CHECK(d.at(id).state == CaseState::withdrawn);
                CHECK(d.acts(id).back().reason.find("会议已") == 0);
                CHECK(d.waiting(d.secretary).empty());
            });
    }
    TEST_CASE(
        "who may change the meeting decides on its time, whatever their role; a change of roles changes who that is") {
        with_databases([](db::Database& database) {
            auto const own = Definitions::load();
            REQUIRE(own);
            CHECK(own->find("slot_change")->newest().steps.front().who == "meetings.write");
            Desk d(database, std::string(two_steps) + R"(    - version: 2
      running: finish
      steps: [{code: secretary, title: 组织者同意, right: meetings.write}]
)");
            auto const id = d.other_time();
            CHECK(d.waiting(d.office).size() == 1);
            CHECK(d.waiting(d.secretary).size() == 1);
            CHECK(d.waiting(d.member(3)).empty());
            REQUIRE(d.decide(d.office, id));
            CHECK(d.at(id).state == CaseState::approved);
        });
    }
    TEST_CASE("a request and its return wake the screens of who decides and who asked, of nobody else") {
        with_databases([](db::Database& database) {
            Desk d(database);
            int deciding = 0, asking = 0, other = 0;
            auto const listen = [&](auth::Actor const& who, int& woken) {
                static_cast<void>(d.hub.join(
                    {who.account, who.person,
                     [who](std::string_view path) {
                         return std::any_of(who.grants.begin(), who.grants.end(), [&](auth::Grant const& grant) {
                             return grant.path != auth::nowhere && path.starts_with(grant.path);
                         });
                     },
                     [&woken] { ++woken; }}));
            };
            auto stranger = Desk::with_role(d.actor(d.hospital.lung, d.outsider), "branch_secretary");
            stranger.account = AccountId{77};
            d.meeting = d.called();
            listen(d.secretary, deciding);
            listen(d.member(2), asking);
            listen(stranger, other);
            auto const id = d.approved.ask_other_time(d.member(2), d.meeting, *Instant::parse("2026-09-17T10:00:00Z"),
                                                      *Instant::parse("2026-09-17T11:00:00Z"), "当天值班");
            REQUIRE(id);
            CHECK(deciding == 1);
            CHECK(asking > 0);
            auto const before = asking;
            REQUIRE(d.decide(d.secretary, *id, Outcome::send_back, "请说明"));
            CHECK(asking > before);
            CHECK(deciding == 2);
            CHECK(other == 0);
        });
    }
    TEST_CASE("back with a reason, asked again, withdrawn; a stale decision is told so") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.other_time();
            CHECK(d.decide(d.secretary, id, Outcome::send_back).error().code == "approvals.reason_missing");
            CHECK(d.approvals.decide(d.secretary, id, 99, Outcome::approve, "").error().code == "approvals.stale");
            REQUIRE(d.decide(d.secretary, id, Outcome::send_back, "那天有手术"));
            CHECK(d.at(id).state == CaseState::returned);
            CHECK(d.at(d.meeting).starts_at == *Instant::parse("2026-09-16T10:00:00Z"));
            auto const again =
                d.approved.ask_other_time(d.member(2), d.meeting, *Instant::parse("2026-09-18T10:00:00Z"),
                                          *Instant::parse("2026-09-18T11:00:00Z"), "改到周五");
            REQUIRE(again);
            CHECK(*again == id);
            CHECK(d.approvals.withdraw(d.secretary, id, "").error().kind == Kind::not_found);
            REQUIRE(d.approvals.withdraw(d.member(2), id, "不用了"));
            CHECK(d.at(id).state == CaseState::withdrawn);
            std::vector<std::string> what;
            for (auto const& act : d.acts(id)) what.push_back(act.what);
            CHECK(what == std::vector<std::string>{"asked", "returned", "asked_again", "withdrawn"});
        });
    }
    TEST_CASE("a late entry counts once the office agreed; returned, it is open again and asked anew when closed") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.late();
            auto const cases = d.waiting(d.office);
            REQUIRE(cases.size() == 1);
            CHECK_FALSE(d.at(id).countersigned_at);
            auto writer = d.office;
            writer.account = d.secretary.account;
            CHECK(d.decide(writer, cases[0].id).error().code == "approvals.own_case");
            auto recorder = d.office;
            recorder.person = d.members[1];
            CHECK(d.decide(recorder, cases[0].id).error().code == "meetings.own_entry");
            CHECK(d.at(cases[0].id).state == CaseState::open);  // the refusal took the decision back
            REQUIRE(d.decide(d.office, cases[0].id, Outcome::send_back, "缺发言要点"));
            // Why stays with the approval: what the meeting and later its minutes keep refers to it.
            CHECK(d.at(id).correction == "补录被退回，原因见审批");
            CHECK(d.at(id).state == meetings::MeetingState::held);
            REQUIRE(meetings::Minutes(d.service).close(d.secretary, id, d.at(id).version, ""));
            CHECK(d.at(cases[0].id).state == CaseState::open);
            REQUIRE(d.decide(d.office, cases[0].id));
            CHECK(d.at(id).countersigned_name == "党办");
        });
    }
    TEST_CASE("countersigned or opened again on the meeting's own page, the case ends with it") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.late();
            auto const first = d.waiting(d.office).at(0).id;
            REQUIRE(meetings::Minutes(d.service).reopen(d.secretary, id, d.at(id).version, "补充"));
            CHECK(d.at(first).state == CaseState::withdrawn);
            REQUIRE(meetings::Minutes(d.service).close(d.secretary, id, d.at(id).version, ""));
            auto const second = d.waiting(d.office).at(0).id;
            REQUIRE(meetings::Minutes(d.service).countersign(d.office, id, d.at(id).version));
            CHECK(d.at(second).state == CaseState::approved);
        });
    }
}
