// Minutes from facts, closing and correcting, late entries.
#include "modules/meetings/ledger.hpp"
#include "modules/meetings/store_ledger.hpp"
#include "platform/crypto/crypto.hpp"
#include "tests/support/minutes_desk.hpp"

#include "base/text.hpp"

#include <algorithm>

using namespace xinglin;
using namespace xinglin::meetings;
using meetings::testing::Desk;
using xinglin::testing::with_databases;

TEST_SUITE("meetings minutes") {
    TEST_CASE("the draft holds what was entered and nothing else") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            auto const text = d.text(id);
            for (char const* part : {"主持人：林一", "记录人：韦二", "应到6人，实到5人，缺席1人", "安五（病假）",
                                     "袁三（不同意见）：同意，但要控制数量", "赞成4票，反对0票，弃权0票，通过"})
                CHECK_MESSAGE(text.find(part) != std::string::npos, part, "\n", text);
            CHECK(text.find("列席") == std::string::npos);
            CHECK(text.find("其他") == std::string::npos);
            CHECK(text.find("负责人") == std::string::npos);
        });
    }
    TEST_CASE("closing is refused while something is missing, with the rule; then it locks and keeps a version") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held(false);
            auto const refusal = d.close(id);
            REQUIRE_FALSE(refusal);
            CHECK(refusal.error().rule == "minutes.no_recorder");
            CHECK_FALSE(refusal.error().article.empty());
            CHECK(d.versions(id).empty());
            auto plan = d.plan();
            plan.chair = d.members[0];
            plan.recorder = d.members[1];
            auto const items = database.read([&](db::Reader& r) { return store::items(r, id); });
            plan.items[0].id = items[0].id;
            plan.items[1].id = items[1].id;
            auto fewer = plan;
            fewer.items.pop_back();
            CHECK(d.service.change(d.secretary, id, d.at(id).version, fewer).error().code == "meetings.item_used");
            REQUIRE(d.service.change(d.secretary, id, d.at(id).version, plan));
            REQUIRE(d.close(id));
            CHECK(d.at(id).state == MeetingState::closed);
            auto const kept = d.versions(id);
            REQUIRE(kept.size() == 1);
            CHECK(kept[0].digest == text::hex(crypto::sha256(kept[0].facts)));
            CHECK(d.service.change(d.secretary, id, d.at(id).version, plan).error().code == "meetings.wrong_state");
            CHECK(d.service.mark(d.secretary, id, {}).error().code == "meetings.wrong_state");
            CHECK(d.minutes
                      .write(d.secretary, id, {std::nullopt, std::nullopt, d.line(id, d.members[0]).id, "补充", false})
                      .error()
                      .code == "meetings.wrong_state");
            CountedVote late;
            late.in_favour = 3;
            CHECK(Voting(d.service).count(d.secretary, id, items[1].id, late).error().code == "meetings.wrong_state");
        });
    }
    TEST_CASE("a correction is the next version with its reason; the old one stays as it was") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            REQUIRE(d.close(id));
            auto const first = d.versions(id)[0];
            CHECK(d.minutes.reopen(d.secretary, id, d.at(id).version, " ").error().code == "meetings.reason_missing");
            REQUIRE(d.minutes.reopen(d.secretary, id, d.at(id).version, "漏记一人发言"));
            REQUIRE(d.minutes.write(d.secretary, id,
                                    {std::nullopt, std::nullopt, d.line(id, d.members[3]).id, "赞成", false}));
            REQUIRE(d.close(id));
            auto const kept = d.versions(id);
            REQUIRE(kept.size() == 2);
            CHECK(kept[0].number == 2);
            CHECK(kept[0].reason == "漏记一人发言");
            CHECK(kept[0].digest != first.digest);
            CHECK(kept[1].facts == first.facts);
        });
    }
    TEST_CASE("closed long after the end is a late entry: a reason, and a second person before it counts") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            d.hospital.clock.advance(7 * day_ms + 1);
            CHECK(d.close(id).error().code == "meetings.late_reason_missing");
            REQUIRE(d.close(id, "记录人外出学习"));
            CHECK(d.at(id).late);
            auto const counted = [&] {
                return database.read([&](db::Reader& r) {
                    auto const branch = *organisations::find(r, d.hospital.heart);
                    auto const all = store::between(r, d.office.scope(rights::read), start_of_day({2026, 1, 1}),
                                                    start_of_day({2027, 1, 1}));
                    return ledger_of(r, branch, 2026, all, d.service.rules(r), d.hospital.clock.today());
                });
            };
            CHECK(counted().rows.empty());
            CHECK(counted().uncountersigned.size() == 1);
            CHECK(d.minutes.countersign(d.secretary, id, d.at(id).version).error().code == "meetings.own_entry");
            REQUIRE(d.minutes.countersign(d.office, id, d.at(id).version));
            CHECK(d.minutes.countersign(d.office, id, d.at(id).version).error().code == "meetings.not_to_countersign");
            REQUIRE(counted().rows.size() == 1);
            CHECK(counted().rows[0].total == 1);
            CHECK(counted().rows[0].months[8] == 1);
            CHECK(counted().uncountersigned.empty());
        });
    }
    TEST_CASE(
        "held and never closed counts until closing would be late; a rewritten late entry waits for a second person "
        "again") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            auto const total = [&] {
                return database.read([&](db::Reader& r) {
                    auto const branch = *organisations::find(r, d.hospital.heart);
                    auto const all = store::between(r, d.office.scope(rights::read), start_of_day({2026, 1, 1}),
                                                    start_of_day({2027, 1, 1}));
                    auto const made = ledger_of(r, branch, 2026, all, d.service.rules(r), d.hospital.clock.today());
                    return made.rows.empty() ? std::int64_t{0} : made.rows[0].total;
                });
            };
            CHECK(total() == 1);
            d.hospital.clock.advance(9 * day_ms);
            CHECK(total() == 0);
            REQUIRE(d.close(id, "记录人外出学习"));
            REQUIRE(d.minutes.countersign(d.office, id, d.at(id).version));
            CHECK(total() == 1);
            REQUIRE(d.minutes.reopen(d.secretary, id, d.at(id).version, "到会人数有误"));
            CHECK_FALSE(d.at(id).countersigned_at);
            CHECK(d.at(id).countersigned_name.empty());
            REQUIRE(d.close(id));
            CHECK(total() == 0);
            REQUIRE(d.minutes.countersign(d.office, id, d.at(id).version));
            CHECK(total() == 1);
        });
    }
    TEST_CASE(
        "closed minutes stay as they were closed, whatever is changed afterwards; every version can be read and "
        "proven") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            auto const items = database.read([&](db::Reader& r) { return store::items(r, id); });
            NewTask task;
            task.organisation = d.hospital.heart;
            task.meeting = id;
            task.item = items[0].id;
            task.body = "12月10日前完成义诊";
            task.owner = d.members[1];
            task.due_on = *Date::parse("2026-12-10");
            auto const made = d.tasks.add(d.secretary, task);
            REQUIRE(made);
            REQUIRE(d.close(id));
            auto const before = d.text(id);
            CHECK(before.find("12月10日前完成义诊（负责人韦二，2026-12-10前完成）") != std::string::npos);
            REQUIRE(
                d.tasks.change(d.secretary, *made, 1, TaskPlan{"不再义诊", d.members[2], *Date::parse("2027-06-30")}));
            CHECK(d.text(id) == before);
            auto const live =
                database.read([&](db::Reader& r) { return live_record(r, *d.hospital.vault, *store::find(r, id)); });
            auto const kept =
                database.read([&](db::Reader& r) { return record_of(r, *d.hospital.vault, *store::find(r, id)); });
            CHECK(facts_json(kept) != facts_json(live));
            // Read back, nothing is lost: the same bytes, the same digest.
            CHECK(text::hex(crypto::sha256(facts_json(kept))) == d.versions(id)[0].digest);
        });
    }
    TEST_CASE("a correction long after the fact is late as well") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            REQUIRE(d.close(id));
            CHECK_FALSE(d.at(id).late);
            d.hospital.clock.advance(40 * day_ms);
            REQUIRE(d.minutes.reopen(d.secretary, id, d.at(id).version, "漏记一人发言"));
            REQUIRE(d.close(id));
            CHECK(d.at(id).late);
            CHECK(d.at(id).late_reason == "漏记一人发言");
        });
    }
    TEST_CASE("two at one point: the second is told what the first wrote, and nothing is overwritten") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            auto const read = [&] {
                return database.read([&](db::Reader& r) { return store::points(r, id); }).front();
            };
            auto const seen = read();
            d.hospital.clock.advance(1000);
            auto const change = [&](std::string body, Instant as_seen) {
                return d.minutes.write(d.secretary, id,
                                       {seen.id, seen.item, seen.attendee, std::move(body), false, as_seen});
            };
            REQUIRE(change("同意，名额控制在两名", seen.written_at));
            auto const second = change("不同意", seen.written_at);
            REQUIRE_FALSE(second);
            CHECK(second.error().code == "meetings.point_stale");
            CHECK(read().body == "同意，名额控制在两名");
            REQUIRE(change("不同意", read().written_at));
        });
    }
    TEST_CASE("no meeting lasts for days: the end is told within a day of the beginning") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.under_way();
            d.hospital.clock.advance(40 * day_ms);
            CHECK(d.service.end(d.secretary, id, d.at(id).version, std::nullopt).error().code == "meetings.too_long");
            REQUIRE(d.service.end(d.secretary, id, d.at(id).version, *Instant::parse("2026-09-16T11:30:00Z")));
        });
    }
    TEST_CASE("who was marked otherwise after a count stands in the way of closing until it is counted again") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            Mark gone;
            gone.person = d.members[3];
            gone.presence = Presence::absent;
            gone.reason = AbsenceReason::on_duty;
            REQUIRE(d.service.mark(d.secretary, id, {gone}));
            auto const refusal = d.close(id);
            REQUIRE_FALSE(refusal);
            CHECK(refusal.error().rule == "minutes.vote_people_changed");
            CountedVote again;
            again.in_favour = 3;
            again.correction = "误记一人到会";
            auto const items = database.read([&](db::Reader& r) { return store::items(r, id); });
            REQUIRE(Voting(d.service).count(d.secretary, id, items[1].id, again));
            REQUIRE(d.close(id));
        });
    }
    TEST_CASE("a part of the branch may study, never decide: whoever has a vote is asked to every vote") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto some = d.plan();
            some.participants = {d.members[0], d.members[1], d.members[2]};
            auto const plan = [&](MeetingKind kind) {
                return d.service.plan(d.secretary, d.hospital.heart, kind, some);
            };
            CHECK(plan(MeetingKind::members_meeting).error().code == "meetings.everybody_is_asked");
            CHECK(plan(MeetingKind::theme_day).error().code == "meetings.vote_needs_everybody");
            some.items.pop_back();
            auto const id = plan(MeetingKind::theme_day);
            REQUIRE(id);
            CHECK(d.list(*id).size() == 3);
            some.items.push_back({std::nullopt, ItemKind::vote, "临时动议", ""});
            auto const items = database.read([&](db::Reader& r) { return store::items(r, *id); });
            some.items[0].id = items[0].id;
            CHECK(d.service.change(d.secretary, *id, d.at(*id).version, some).error().code ==
                  "meetings.vote_needs_everybody");
        });
    }
    TEST_CASE("exactly at the limit is not late") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            d.hospital.clock.advance(7 * day_ms);
            REQUIRE(d.close(id));
            CHECK_FALSE(d.at(id).late);
        });
    }
    TEST_CASE("a point of the agenda with nothing under it is named before the minutes close") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const id = d.held();
            auto const said = [&] {
                return d.hospital.db.read([&](db::Reader& r) {
                    return checks(r, record_of(r, *d.hospital.vault, d.at(id)), d.service.rules(r),
                                  d.hospital.clock.now());
                });
            };
            CHECK(said().find("minutes.item_empty") == nullptr);
            auto plan = d.plan();
            plan.chair = d.members[0];
            plan.recorder = d.members[1];
            auto const items = d.hospital.db.read([&](db::Reader& r) { return store::items(r, id); });
            plan.items[0].id = items[0].id;
            plan.items[0].body = " ";
            plan.items[1].id = items[1].id;
            REQUIRE(d.service.change(d.secretary, id, d.at(id).version, plan));
            auto const verdict = said();
            auto const* empty = verdict.find("minutes.item_empty");
            REQUIRE(empty != nullptr);
            CHECK(empty->severity == regulations::Severity::warn);
            CHECK(d.text(id).find("学习支部工作条例") != std::string::npos);
            REQUIRE(d.minutes.write(d.secretary, id,
                                    {std::nullopt, items[0].id, d.line(id, d.members[2]).id, "结合科室谈体会", false}));
            CHECK(said().find("minutes.item_empty") == nullptr);
        });
    }
}
