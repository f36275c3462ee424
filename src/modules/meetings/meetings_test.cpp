// Planning, calling, answering, cancelling; who is due follows the memberships until the attendance is settled.
#include "base/text.hpp"
#include "modules/meetings/calendar.hpp"
#include "modules/meetings/figures.hpp"
#include "modules/meetings/finding.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

#include <algorithm>

using namespace xinglin;
using namespace xinglin::meetings;
using meetings::testing::Branch;
using xinglin::testing::with_databases;

namespace {

Answer not_coming(AbsenceReason reason, std::string text = "") { return {false, reason, std::move(text)}; }

}  // namespace

TEST_SUITE("meetings") {
    TEST_CASE("who is due are the members of the day; probationary ones have no vote; the secretary chairs") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.planned();
            auto const people = b.list(id);
            CHECK(people.size() == 6);
            CHECK(b.line(id, b.members[0]).counting == Counting::voter);
            CHECK(b.line(id, b.probationary).counting == Counting::no_vote);
            CHECK(
                std::none_of(people.begin(), people.end(), [&](auto const& one) { return one.person == b.outsider; }));
            CHECK(b.at(id).number == 1);
            CHECK(b.at(b.planned()).number == 2);
            CHECK(b.at(b.planned(MeetingKind::theme_day)).number == 1);
            CHECK(ordinal(b.at(id)) == "2026年第1次支部党员大会");
            auto const wrong = b.service.plan(b.office, b.hospital.internal, MeetingKind::members_meeting, b.plan());
            REQUIRE_FALSE(wrong);
            CHECK(wrong.error().code == "meetings.wrong_organisation");
            auto const group = b.service.plan(b.secretary, b.hospital.heart, MeetingKind::group_meeting, b.plan());
            REQUIRE_FALSE(group);
            CHECK(group.error().code == "meetings.group_people_missing");
            auto some = b.plan();
            some.participants = {b.members[0], b.members[1]};
            some.items.pop_back();
            auto const narrowed = b.service.plan(b.secretary, b.hospital.heart, MeetingKind::group_meeting, some);
            REQUIRE(narrowed);
            CHECK(b.list(*narrowed).size() == 2);
            some.participants = {b.outsider};
            CHECK(b.service.plan(b.secretary, b.hospital.heart, MeetingKind::party_lecture, some).error().code ==
                  "meetings.not_due");
        });
    }
    TEST_CASE("a committee meeting asks those who hold posts on the day") {
        with_databases([](db::Database& database) {
            Branch b(database);
            organisations::NewPost post;
            post.organisation_id = b.hospital.heart;
            post.from = *Date::parse("2026-01-01");
            post.basis = "选举";
            for (std::size_t i = 0; i < 2; ++i) {
                post.person_id = b.members[i];
                post.kind = i == 0 ? organisations::PostKind::secretary : organisations::PostKind::organisation;
                REQUIRE(b.hospital.tree.give_post(b.hospital.system, post));
            }
            auto const id = b.planned(MeetingKind::committee_meeting);
            CHECK(b.list(id).size() == 2);
            CHECK(b.at(id).chair == b.members[0]);
        });
    }
    TEST_CASE("a committee's meeting is called by the kind of its organisation, and keeps that name") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const meets = [&](OrganisationId place) {
                auto plan = b.plan();
                plan.items = {{std::nullopt, ItemKind::discussion, "研究工作", ""}};
                plan.title.clear();
                auto const made = b.service.plan(b.office, place, MeetingKind::committee_meeting, plan);
                REQUIRE(made);
                return b.at(*made);
            };
            auto const above = meets(b.hospital.internal);
            CHECK(ordinal(above) == "2026年第1次党总支委员会会议");
            CHECK(above.title == "党总支委员会会议");
            auto const top = meets(b.hospital.committee);
            CHECK(ordinal(top) == "2026年第1次党委会议");
            CHECK(top.title == "党委会议");
            CHECK(ordinal(meets(b.hospital.heart)) == "2026年第1次支部委员会会议");
        });
    }
    TEST_CASE("calling tells everybody due once, with time and place in the body") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto plan = b.plan();
            plan.guests = {{b.outsider, ""}, {std::nullopt, "科主任"}};  // of another branch: the office names them
            auto const id = b.service.plan(b.office, b.hospital.heart, MeetingKind::members_meeting, plan);
            REQUIRE(id);
            CHECK(b.told(b.members[1]).empty());
            REQUIRE(b.service.call(b.secretary, *id, b.at(*id).version));
            REQUIRE(b.service.call(b.secretary, *id, b.at(*id).version));
            CHECK(b.told(b.members[1]) == std::vector<std::string>{"会议通知：支部党员大会"});
            CHECK(b.told(b.outsider).size() == 1);
            auto const who = b.hospital.plain(b.members[1]);
            auto const body = database.read([&](db::Reader& r) { return b.notices.list(r, who, {}); }).items.at(0).body;
            CHECK(body.find("9月16日（周三）18:00—19:30") != std::string::npos);
            CHECK(body.find("门诊楼三楼会议室") != std::string::npos);
            CHECK(b.at(*id).state == MeetingState::called);
        });
    }
    TEST_CASE("what stops a call: no place, a time that has passed, nobody due") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto plan = b.plan();
            plan.place = " ";
            auto const bare = b.service.plan(b.secretary, b.hospital.heart, MeetingKind::theme_day, plan);
            CHECK(b.service.call(b.secretary, *bare, 1).error().code == "meetings.place_missing");
            auto const id = b.planned();
            b.hospital.clock.set(*Instant::parse("2026-09-16T10:00:00Z"));
            CHECK(b.service.call(b.secretary, id, 1).error().code == "meetings.starts_in_past");
            b.hospital.clock.set(*Instant::parse("2026-09-15T04:00:00Z"));
            auto const empty = b.service.plan(b.office, b.hospital.bones, MeetingKind::theme_day, b.plan());
            REQUIRE(empty);
            CHECK(b.service.call(b.office, *empty, 1).error().code == "meetings.nobody_due");
            CHECK(b.at(*empty).state == MeetingState::draft);
        });
    }
    TEST_CASE("a committee known by names only cannot be told, and is held all the same") {
        with_databases([](db::Database& database) {
            Branch b(database);
            organisations::NewPost post;
            post.organisation_id = b.hospital.committee;
            post.from = *Date::parse("2026-01-01");
            post.kind = organisations::PostKind::secretary;
            post.holder = "周书记";
            post.basis = "任命";
            REQUIRE(b.hospital.tree.give_post(b.hospital.system, post));
            auto const id = b.service.plan(b.office, b.hospital.committee, MeetingKind::committee_meeting, b.plan());
            REQUIRE(id);
            CHECK(b.service.call(b.office, *id, 1).error().code == "meetings.nobody_to_tell");
            b.hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
            REQUIRE(b.service.start(b.office, *id, 1, std::nullopt));
            CHECK(b.at(*id).state == MeetingState::under_way);
        });
    }
    TEST_CASE("two secretaries edit one meeting: the second learns who changed what, and nothing is lost") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.planned();
            auto other = b.actor(b.hospital.heart, b.members[1]);
            other.name = "韦二";
            auto first = b.plan();
            first.place = "示教室";
            REQUIRE(b.service.change(other, id, 1, first));
            auto second = b.plan();
            second.title = "九月党员大会";
            auto const refusal = b.service.change(b.secretary, id, 1, second);
            REQUIRE_FALSE(refusal);
            CHECK(refusal.error().kind == Kind::precondition);
            CHECK(refusal.error().code == "meetings.stale");
            auto const& said = refusal.error().facts.at(0).second;
            CHECK(said.find("韦二") != std::string::npos);
            CHECK(said.find("地点") != std::string::npos);
            CHECK(said.find("时间") == std::string::npos);
            CHECK(b.at(id).place == "示教室");
            CHECK(b.at(id).title == "支部党员大会");
            // The same sent once more: nothing happened, and the history does not say that something did.
            auto const history = [&] {
                return b.hospital.db.read([&](db::Reader& r) { return store::changes_since(r, id, 0); });
            };
            auto const lines = history().size();
            auto const stored = b.hospital.db.read([&](db::Reader& r) { return store::items(r, id); });
            for (std::size_t i = 0; i < stored.size(); ++i) first.items[i].id = stored[i].id;
            REQUIRE(b.service.change(b.secretary, id, 2, first));
            CHECK(b.at(id).version == 2);
            CHECK(history().size() == lines);
            first.guests = {{std::nullopt, "（合成）客人"}};
            REQUIRE(b.service.change(b.secretary, id, 2, first));
            CHECK(history().back().what == "修改列席人员");
            CHECK(b.service.change(b.secretary, id, std::nullopt, second).error().code == "meetings.version_missing");
        });
    }
    TEST_CASE("an item that stays keeps its identity, others come and go") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.planned();
            auto const items = [&] { return database.read([&](db::Reader& r) { return store::items(r, id); }); };
            auto const before = items();
            auto plan = b.plan();
            plan.items = {{std::nullopt, ItemKind::report, "通报", ""},
                          {before[1].id, ItemKind::vote, "讨论计划", "改过"},
                          {ItemId{12345}, ItemKind::discussion, "别处的编号", ""}};
            REQUIRE(b.service.change(b.secretary, id, 1, plan));
            auto const after = items();
            REQUIRE(after.size() == 3);
            CHECK(after[1].id == before[1].id);
            CHECK(after[1].body == "改过");
            CHECK(after[2].id != ItemId{12345});
        });
    }
    TEST_CASE("a change of time or place after the call is told, other changes are not") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.called();
            auto plan = b.plan();
            plan.title = "九月党员大会";
            REQUIRE(b.service.change(b.secretary, id, b.at(id).version, plan));
            CHECK(b.told(b.members[1]).size() == 1);
            plan.place = "示教室";
            REQUIRE(b.service.change(b.secretary, id, b.at(id).version, plan));
            CHECK(b.told(b.members[1]).front() == "会议改期或改地点：九月党员大会");
            CHECK(b.service.cancel(b.secretary, id, b.at(id).version, " ").error().code == "meetings.reason_missing");
            REQUIRE(b.service.cancel(b.secretary, id, b.at(id).version, "抢救病人"));
            CHECK(b.told(b.members[1]).front() == "会议取消：九月党员大会");
            CHECK(b.service.reply(b.hospital.plain(b.members[1]), id, {}).error().code == "meetings.reply_cancelled");
        });
    }
    TEST_CASE("a reply changes until the start, comes once however often it is sent, and is told when it is late") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.called();
            auto const me = b.hospital.plain(b.members[2]);
            CHECK(b.service.reply(me, id, {false, std::nullopt, ""}).error().code == "meetings.reason_missing");
            CHECK(b.service.reply(me, id, not_coming(AbsenceReason::other)).error().code ==
                  "meetings.reason_text_missing");
            REQUIRE(b.service.reply(me, id, {}));
            REQUIRE(b.service.reply(me, id, not_coming(AbsenceReason::surgery)));
            CHECK(b.line(id, b.members[2]).reply_reason == AbsenceReason::surgery);
            b.hospital.clock.set(*Instant::parse("2026-09-16T10:00:00Z"));
            CHECK(b.service.reply(me, id, not_coming(AbsenceReason::surgery)));  // the same again
            auto const late = b.service.reply(me, id, {});
            REQUIRE_FALSE(late);
            CHECK(late.error().code == "meetings.reply_closed");
            CHECK(b.line(id, b.members[2]).reply == Reply::absent);
            CHECK(b.service.reply(b.hospital.plain(b.outsider), id, {}).error().kind == Kind::not_found);
            auto const draft = b.planned(MeetingKind::theme_day);
            CHECK(b.service.reply(me, draft, {}).error().kind == Kind::not_found);
        });
    }
    TEST_CASE("a sibling branch answers as if the meeting were not there") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.called();
            auto const neighbour = b.actor(b.hospital.lung, b.outsider);
            CHECK(b.service.cancel(neighbour, id, 2, "x").error().kind == Kind::not_found);
            CHECK(b.service.mark(neighbour, id, {}).error().kind == Kind::not_found);
            CHECK(b.service.plan(neighbour, b.hospital.heart, MeetingKind::theme_day, b.plan()).error().kind ==
                  Kind::not_found);
            auto const seen = [&](auth::Actor const& who) {
                return database.read(
                    [&](db::Reader& r) { return store::list(r, who.scope(rights::read), {}, {}, 10).size(); });
            };
            CHECK(seen(b.secretary) == 1);
            CHECK(seen(neighbour) == 0);
            CHECK(seen(b.office) == 1);
        });
    }
    TEST_CASE("a member who moves away between notice and vote no longer counts, and the secretary is told") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.under_way();
            auto const leaver = b.members[4];
            auto office = b.hospital.office();
            REQUIRE(b.people.transfer(office, {leaver, b.hospital.lung, *Date::parse("2026-09-16"), "轮转"}));
            auto const stored =
                database.read([&](db::Reader& r) { return store::attendees(r, *b.hospital.vault, id); });
            auto const line =
                std::find_if(stored.begin(), stored.end(), [&](auto const& a) { return a.person == leaver; });
            REQUIRE(line != stored.end());
            CHECK(line->gone);  // at once, by the news of the move
            auto const figures = figures_of(MeetingKind::members_meeting, b.list(id),
                                            regulations::RuleSet(b.hospital.book, {}), *Date::parse("2026-09-16"));
            CHECK(figures.voters_due == 4);
            CHECK(figures.due == 5);
            auto const shifts = shifts_of(b.at(id), b.list(id));
            REQUIRE(shifts.size() == 1);
            CHECK(shifts[0].find("安五") != std::string::npos);
            Mark mark;
            mark.person = leaver;
            mark.presence = Presence::present;
            CHECK(b.service.mark(b.secretary, id, {mark}).error().code == "meetings.no_longer_due");
        });
    }
    TEST_CASE("once the attendance is settled a later move changes nothing") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.under_way();
            b.hospital.clock.set(*Instant::parse("2026-09-16T11:30:00Z"));
            REQUIRE(b.service.end(b.secretary, id, b.at(id).version, std::nullopt));
            REQUIRE(b.people.transfer(b.hospital.office(),
                                      {b.members[4], b.hospital.lung, *Date::parse("2026-09-16"), "轮转"}));
            CHECK_FALSE(b.line(id, b.members[4]).gone);
        });
    }
    TEST_CASE("attendance: many lines at once, the reply's reason stands, a vote is taken away only on a basis") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.called();
            REQUIRE(b.service.reply(b.hospital.plain(b.members[3]), id, not_coming(AbsenceReason::after_night)));
            CHECK(b.service.mark(b.secretary, id, {}).error().code == "meetings.wrong_state");
            b.hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
            REQUIRE(b.service.start(b.secretary, id, b.at(id).version, std::nullopt));
            b.come(id, {b.members[0], b.members[1], b.probationary});
            Mark absent;
            absent.person = b.members[3];
            absent.presence = Presence::absent;
            Mark out;
            out.person = b.members[4];
            out.counting = Counting::left_out;
            CHECK(b.service.mark(b.secretary, id, {absent, out}).error().code == "meetings.basis_missing");
            CHECK(b.line(id, b.members[3]).presence == Presence::unknown);  // all or nothing
            out.basis = "长期病休，经上级党组织同意并经大会通过";
            REQUIRE(b.service.mark(b.secretary, id, {absent, out}));
            CHECK(b.line(id, b.members[3]).absence_reason == AbsenceReason::after_night);
            Mark give;
            give.person = b.probationary;
            give.counting = Counting::voter;
            CHECK(b.service.mark(b.secretary, id, {give}).error().code == "meetings.no_vote_to_give");
            auto const figures = figures_of(MeetingKind::members_meeting, b.list(id),
                                            regulations::RuleSet(b.hospital.book, {}), *Date::parse("2026-09-16"));
            CHECK(figures.voters_due == 4);
            CHECK(figures.voters_present == 2);
            CHECK(figures.due == 5);
            CHECK(figures.present == 3);
            CHECK(figures.absent == 1);
            REQUIRE(figures.quorums.size() == 3);
            CHECK(figures.quorums[0].met);         // half or more of 4
            CHECK_FALSE(figures.quorums[1].met);   // more than half of 4
            CHECK(figures.quorums[1].present_needed == 3);
            CHECK_FALSE(figures.quorums[1].article.empty());
            CHECK_FALSE(figures.quorums[1].text.empty());
            CHECK(figures.quorums[2].present_needed == 4);
        });
    }
    TEST_CASE("paths of meetings follow the tree") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto const id = b.planned();
            organisations::ChangeCommand move;
            move.kind = organisations::ChangeKind::move;
            move.effective_on = *Date::parse("2026-09-15");
            move.reason = "调整隶属";
            move.organisation_id = b.hospital.heart;
            move.parent_id = b.hospital.surgical;
            REQUIRE(b.hospital.tree.change(b.hospital.system, move));
            CHECK(b.at(id).path == b.hospital.path(b.hospital.heart));
        });
    }
    TEST_CASE("a meeting is found by its title, kind, branch and day, and by nothing that stands across two of them") {
        Meeting m;
        m.kind = MeetingKind::theme_day;
        m.title = "“守护生命”义诊";
        m.year = 2026;
        m.number = 11;
        m.starts_at = *Instant::parse("2026-11-20T07:00:00Z");
        for (char const* words :
             {"义诊", "主题党日", "2026-11-20", "11月20日", "2026年11月20日", "心血管 义诊", "第11次"})
            CHECK(found_by(words, m, "心血管内科党支部"));
        CHECK_FALSE(found_by("党课", m, "心血管内科党支部"));
        CHECK_FALSE(found_by("11月21日", m, "心血管内科党支部"));
        CHECK_FALSE(found_by("呼吸 义诊", m, "心血管内科党支部"));
        CHECK_FALSE(found_by("义诊主题党日", m, "心血管内科党支部"));
    }
    TEST_CASE("pages of the list give every meeting once, the latest first") {
        with_databases([](db::Database& database) {
            Branch b(database);
            auto plan = b.plan();
            for (int i = 0; i < 7; ++i) {
                REQUIRE(b.service.plan(b.secretary, b.hospital.heart, MeetingKind::theme_day, plan));
                if (i % 2 == 0) plan.starts_at.ms += day_ms, plan.ends_at.ms += day_ms;
            }
            std::vector<MeetingId> seen;
            store::ListKey key;
            while (true) {
                auto const rows = database.read(
                    [&](db::Reader& r) { return store::list(r, b.office.scope(rights::read), {}, key, 2); });
                if (rows.empty()) break;
                for (auto const& row : rows) {
                    CHECK(std::pair(row.starts_at, row.id) < std::pair(key.starts_at, key.id));
                    seen.push_back(row.id);
                    key = {row.starts_at, row.id};
                }
            }
            CHECK(seen.size() == 7);
        });
    }
    TEST_CASE("a calendar file folds at 75 bytes without cutting a character and escapes what must be") {
        CalendarEntry entry;
        entry.uid = "meeting-1@xinglin";
        entry.sequence = 3;
        entry.made_at = *Instant::parse("2026-09-15T04:00:00Z");
        entry.starts_at = *Instant::parse("2026-09-16T10:00:00Z");
        entry.ends_at = *Instant::parse("2026-09-16T11:30:00Z");
        entry.summary = "学习,讨论;表决\\一";
        entry.place = "门诊楼";
        entry.description = "第一行\n第二行：";
        for (int i = 0; i < 40; ++i) entry.description += "党";
        auto const file = calendar_file(entry);
        CHECK(file.find("SUMMARY:学习\\,讨论\\;表决\\\\一\r\n") != std::string::npos);
        CHECK(file.find("DTSTART:20260916T100000Z\r\n") != std::string::npos);
        CHECK(file.find("第一行\\n第二行") != std::string::npos);
        std::size_t from = 0;
        while (from < file.size()) {
            auto const until = file.find("\r\n", from);
            REQUIRE(until != std::string::npos);
            auto const line = file.substr(from, until - from);
            CHECK(line.size() <= 75);
            CHECK(text::is_utf8(line));
            from = until + 2;
        }
        entry.cancelled = true;
        CHECK(calendar_file(entry).find("STATUS:CANCELLED") != std::string::npos);
    }
}
