// Who decides, in which order, back and forth, for whom; definitions as data.
#include "modules/approvals/due.hpp"
#include "modules/approvals/store.hpp"
#include "modules/meetings/approved.hpp"
#include "modules/meetings/minutes.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/voting.hpp"
#include "modules/rosters/service.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace xinglin;
using namespace xinglin::approvals;
using xinglin::testing::with_databases;

namespace {

constexpr char const* two_steps = R"(
late_minutes:
  title: 补录会议记录
  article: 约定
  versions:
    - version: 1
      running: finish
      steps: [{code: office, title: 党办核对, role: party_office}]
slot_change:
  title: 改期
  article: 约定
  versions:
    - version: 1
      running: finish
      steps:
        - {code: secretary, title: 书记同意, role: branch_secretary}
        - {code: office, title: 党办同意, role: party_office}
)";

Definitions defined(std::string const& yaml) {
    auto made = Definitions::parse(yaml, "test.yaml");
    REQUIRE(made);
    return *made;
}

struct Desk : meetings::testing::Branch {
    explicit Desk(db::Database& database, std::string const& yaml = two_steps)
        : Branch(database),
          definitions(defined(yaml)),
          approvals(Tools{database, hospital.ids, hospital.clock, hospital.trail, notices, *hospital.vault, definitions,
                          [this](db::Reader&, AccountId account) -> std::optional<auth::Actor> {
                              if (account == office.account) return office_open ? std::optional(office) : std::nullopt;
                              for (auto const& one : accounts)
                                  if (one.account == account) return one;
                              return std::nullopt;
                          },
                          [this](PersonId person) {
                              std::vector<auth::Actor> out;
                              for (auto const& one : accounts)
                                  if (one.person == person) out.push_back(one);
                              return out;
                          },
                          &hub}),
          approved(service, approvals) {
        secretary = with_role(secretary, "branch_secretary");
        office = with_role(office, "party_office");
        office.person = outsider;
        office.name = "党办";
    }
    static auth::Actor with_role(auth::Actor actor, std::string role) {
        for (auto& grant : actor.grants) grant.role = role;
        return actor;
    }
    /// A member with an account of their own and no role.
    auth::Actor member(std::size_t which) {
        auto out = hospital.plain(members[which]);
        out.account = AccountId{900 + static_cast<std::int64_t>(which)};
        out.name = "党员";
        return out;
    }
    /// Gives a member a post of the committee, and an account.
    auth::Actor colleague(std::size_t which) {
        organisations::NewPost post;
        post.organisation_id = hospital.committee;
        post.person_id = members[which];
        post.kind = organisations::PostKind::organisation;
        post.from = *Date::parse("2026-01-01");
        post.basis = "选举";
        REQUIRE(hospital.tree.give_post(hospital.system, post));
        accounts.push_back(member(which));
        return accounts.back();
    }
    CaseId other_time() {
        meeting = called();
        auto const made = approved.ask_other_time(member(2), meeting, *Instant::parse("2026-09-17T10:00:00Z"),
                                                  *Instant::parse("2026-09-17T11:00:00Z"), "当天值班");
        if (!made) FAIL(made.error().code);
        return *made;
    }
    Case at(CaseId id) {
        return *hospital.db.read([&](db::Reader& r) { return store::find(r, *hospital.vault, id); });
    }
    using Branch::at;
    Result<Done> decide(auth::Actor const& who, CaseId id, Outcome outcome = Outcome::approve,
                        std::string const& reason = "") {
        return approvals.decide(who, id, at(id).version, outcome, reason);
    }
    std::vector<Case> waiting(auth::Actor const& who) {
        return hospital.db.read([&](db::Reader& r) { return approvals.waiting(r, who, 50); });
    }
    std::vector<Act> acts(CaseId id) {
        return hospital.db.read([&](db::Reader& r) { return store::acts(r, *hospital.vault, id); });
    }
    /// Held, and closed eight days later: a late entry.
    meetings::MeetingId late() {
        auto const id = under_way();
        auto plan = this->plan();
        plan.chair = members[0];
        plan.recorder = members[1];
        plan.items.clear();
        REQUIRE(service.change(secretary, id, at(id).version, plan));
        come(id, {members[0], members[1], members[2], members[3], members[4], probationary});
        hospital.clock.set(*Instant::parse("2026-09-16T11:30:00Z"));
        REQUIRE(service.end(secretary, id, at(id).version, std::nullopt));
        hospital.clock.advance(8 * day_ms);
        auto const closed = meetings::Minutes(service).close(secretary, id, at(id).version, "记录人外出");
        if (!closed) FAIL(closed.error().code);
        return id;
    }

    Definitions definitions;
    bool office_open{true};
    std::vector<auth::Actor> accounts;  ///< open ones, besides those above
    Service approvals;
    meetings::Approved approved;
    meetings::MeetingId meeting;
};

}  // namespace

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
    TEST_CASE("nobody stands in who is an administrator, has no account or nothing to do with the organisation") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const today = d.hospital.clock.today();
            auto const give = [&](PersonId to) { return d.approvals.delegate(d.secretary, to, today, today, "外出"); };
            CHECK(give(d.members[3]).error().code == "approvals.delegate_unfit");  // no account
            d.accounts.push_back(d.member(3));
            CHECK(give(d.members[3]).error().code == "approvals.delegate_unfit");  // no post, no role
            auto elsewhere = Desk::with_role(d.actor(d.hospital.lung, d.outsider), "branch_secretary");
            d.accounts.push_back(elsewhere);
            CHECK(give(d.outsider).error().code == "approvals.delegate_unknown");
            auto admin = Desk::with_role(d.actor(d.hospital.committee, d.members[3]), "audit_admin");
            d.accounts.push_back(admin);
            CHECK(give(d.members[3]).error().code == "approvals.delegate_administrator");
            // Somebody of another branch is not there for the secretary, whether or not such a person is on file.
            auto stranger = Desk::with_role(d.actor(d.hospital.committee, d.hospital.member(d.hospital.lung, "施八")),
                                            "party_office");
            d.accounts.push_back(stranger);
            CHECK(give(stranger.person).error().code == "approvals.delegate_unknown");
            CHECK(give(PersonId{4711}).error().code == "approvals.delegate_unknown");
            auto deputy = Desk::with_role(d.actor(d.hospital.heart, d.members[4]), "branch_secretary");
            d.accounts.push_back(deputy);
            REQUIRE(give(d.members[4]));
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
    TEST_CASE("who is at work by the roster on every one of the days gives nobody their word") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const at_work = d.hospital.member(d.hospital.heart, "甲一", {{"staff_no", "H01"}});
            auto on_leave = d.hospital.member(d.hospital.heart, "甲二", {{"staff_no", "H02"}});
            auto planner = d.hospital.actor(d.hospital.heart, {"rosters.read", "rosters.write"}, d.members[0]);
            planner.account = AccountId{71};
            auto const path = std::filesystem::temp_directory_path() / ("away-" + std::to_string(::getpid()) + ".csv");
            std::ofstream(path, std::ios::binary)
                << "心内科 2026年9月排班表\n工号,姓名,16,17,18\nH01,甲一,白,白,年假\nH02,甲二,年假,白,白\n";
            rosters::Tools const desk{d.hospital.tools, d.hospital.book};  // the service keeps a reference
            rosters::Service grids(desk);
            auto const grid = grids.start(planner, {path.string(), "心内科.csv", "", "", std::nullopt});
            std::filesystem::remove(path);
            REQUIRE(grid);
            REQUIRE(grids.commit(planner, *grid));
            auto const deputy = Desk::with_role(d.actor(d.hospital.heart, d.members[4]), "branch_secretary");
            d.accounts.push_back(deputy);
            auto const give = [&](PersonId giver, Date from, Date to) {
                auto actor = Desk::with_role(d.actor(d.hospital.heart, giver), "branch_secretary");
                actor.account = AccountId{giver.value};
                return d.approvals.delegate(actor, deputy.person, from, to, "外出");
            };
            auto const refused = give(at_work, {2026, 9, 16}, {2026, 9, 17});
            REQUIRE_FALSE(refused);
            CHECK(refused.error().code == "approvals.not_away");
            CHECK(give(at_work, {2026, 9, 16}, {2026, 9, 18}));  // away on one of them
            CHECK(give(on_leave, {2026, 9, 16}, {2026, 9, 16}));
            CHECK(give(d.members[2], {2026, 9, 16}, {2026, 9, 16}));  // no roster says anything
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
    TEST_CASE(
        "a delegate decides from day to day, for whom is named; never for who asked, never once the role is gone") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.late();
            auto const waiting = d.waiting(d.office).at(0).id;
            auto const stand_in = d.colleague(4);
            auto const today = d.hospital.clock.today();
            CHECK(d.approvals.delegate(d.office, d.members[4], today.plus_days(-1), today, "x").error().code ==
                  "approvals.span_wrong");
            CHECK(d.approvals.delegate(stand_in, d.members[3], today, today, "x").error().code ==
                  "approvals.nothing_to_delegate");
            auto const given = d.approvals.delegate(d.office, d.members[4], today, today.plus_days(1), "外出开会");
            REQUIRE(given);
            REQUIRE(d.waiting(stand_in).size() == 1);
            CHECK(d.told(d.members[4]).front() == "党办委托您办理审批");
            d.office_open = false;
            CHECK(d.waiting(stand_in).empty());
            CHECK(database.read([&](db::Reader& r) {
                return d.approvals.access(r, stand_in, waiting).has_value() ||
                       !DutySource(d.approvals).due(r, stand_in, today, 5).empty();
            }) == false);
            CHECK(d.decide(stand_in, waiting).error().kind == Kind::not_found);
            d.office_open = true;
            d.hospital.clock.advance(2 * day_ms);
            CHECK(d.waiting(stand_in).empty());
            CHECK(d.decide(stand_in, waiting).error().kind == Kind::not_found);
            auto const next = d.hospital.clock.today();
            REQUIRE(d.approvals.delegate(d.office, d.members[4], next, next, "休假"));
            REQUIRE(d.decide(stand_in, waiting));
            auto const last = d.acts(waiting).back();
            CHECK(last.for_name == "党办");
            CHECK(last.name == "党员");
            CHECK(d.at(id).countersigned_by == stand_in.account);
            // The giver asked: the delegate sees nothing of it.
            auto const ended = d.approvals.delegate(d.office, d.members[4], next, next, "休假");
            REQUIRE(ended);
            REQUIRE(d.approvals.end_delegation(d.office, *ended));
            CHECK(d.approvals.end_delegation(d.office, *ended).error().kind == Kind::not_found);
        });
    }
    TEST_CASE("of two who left their cases to one person, the one who lost the role is passed over, the other stands") {
        with_databases([](db::Database& database) {
            Desk d(database);
            d.late();
            auto const waiting = d.waiting(d.office).at(0).id;
            auto const stand_in = d.colleague(4);
            auto const today = d.hospital.clock.today();
            REQUIRE(d.approvals.delegate(d.office, d.members[4], today, today, "外出开会"));
            auto second = d.office;
            second.account = AccountId{950};
            second.person = d.members[3];
            second.name = "另一位";
            d.accounts.push_back(second);
            REQUIRE(d.approvals.delegate(second, d.members[4], today, today, "休假"));
            d.office_open = false;
            REQUIRE(d.waiting(stand_in).size() == 1);
            auto const duty =
                database.read([&](db::Reader& r) { return DutySource(d.approvals).due(r, stand_in, today, 5).at(0); });
            CHECK(duty.link == "/m/approvals/" + waiting.text());  // no role, no console
            REQUIRE(d.decide(stand_in, waiting));
            CHECK(d.acts(waiting).back().for_name == "另一位");
        });
    }
    TEST_CASE("running cases go on under the new version where it says so, at the step of the same code") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.other_time();
            REQUIRE(d.decide(d.secretary, id));
            REQUIRE(d.at(id).step == "office");
            auto const newer = std::string(two_steps) + R"(    - version: 2
      running: RUNNING
      steps:
        - {code: office, title: 党办同意, role: security_admin}
)";
            auto const with = [&](std::string running) {
                auto yaml = newer;
                yaml.replace(yaml.find("RUNNING"), 7, running);
                auto const definitions = defined(yaml);
                auto tools = d.approvals.tools();
                Service changed(Tools{tools.db, tools.ids, tools.clock, tools.trail, tools.notices, tools.vault,
                                      definitions, tools.actor, tools.actors_of});
                auto const moved = changed.adopt_definitions();
                REQUIRE(moved);
                return *moved;
            };
            CHECK(with("finish") == 0);
            CHECK(d.at(id).definition == 1);
            CHECK(with("migrate") == 1);
            CHECK(d.at(id).definition == 2);
            CHECK(d.at(id).role == "security_admin");
            CHECK(d.acts(id).back().what == "migrated");
            CHECK(with("migrate") == 0);
        });
    }
    TEST_CASE("a faulty definition is refused with its line; those of the program are sound") {
        auto const faulty = [](std::string const& yaml) {
            auto const made = Definitions::parse(yaml, "x.yaml");
            return made ? std::string() : made.error().facts[0].second;
        };
        CHECK(
            faulty(
                "a:\n  title: t\n  article: a\n  versions:\n    - version: 2\n      running: finish\n      steps: []\n")
                .find("x.yaml:5: versions count up") == 0);
        CHECK(faulty("a:\n  title: t\n  article: a\n  versions: []\n").find("no version") != std::string::npos);
        CHECK(faulty("a: [").find("x.yaml:") == 0);
        auto const own = Definitions::load();
        REQUIRE(own);
        CHECK(own->find("late_minutes") != nullptr);
        CHECK(own->find("slot_change") != nullptr);
    }
}
