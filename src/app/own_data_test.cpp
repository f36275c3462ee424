// The copy of everything kept about oneself: no table with rows about people is forgotten, and nothing of others is in it.
#include "app/own_data.hpp"

#include "base/text.hpp"
#include "modules/appraisal/store.hpp"
#include "modules/approvals/store.hpp"
#include "modules/meetings/minutes.hpp"
#include "modules/meetings/store_materials.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/meetings/tasks.hpp"
#include "modules/meetings/voting.hpp"
#include "modules/regulations/vectors.hpp"
#include "modules/rosters/store.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/installation.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>

using namespace xinglin;
using namespace xinglin::app;

namespace {

/// Tables of the inventory with a column that says whose row it is.
std::set<std::string> tables_about_people() {
    static std::set<std::string> const columns{"person",   "person_id", "account",  "account_id", "owner",
                                               "delegate", "chair",     "recorder", "scrutineer", "one",
                                               "attendee", "other",     "added_by"};
    std::ifstream in(std::string(XINGLIN_SOURCE_DIR) + "/docs/data-inventory.csv");
    REQUIRE(in.good());
    std::set<std::string> out;
    for (std::string line; std::getline(in, line);) {
        auto const field = regulations::split_csv_line(line).at(0);
        auto const dot = field.find('.');
        if (dot != std::string::npos && field.substr(0, dot) != "file" && columns.contains(field.substr(dot + 1)))
            out.insert(field.substr(0, dot));
    }
    return out;
}

using Found = std::map<std::string, std::string>;  ///< group → all items, values and sources of it

struct Life : meetings::testing::Branch {
    explicit Life(db::Database& database) : Branch(database), me(members[2]) {}

    Found copy_of(auth::Actor const& who) {
        Found out;
        for (auto const& row : hospital.db.read([&](db::Reader& r) { return module_rows(r, *hospital.vault, who); }))
            out[row.group] += row.item + "|" + row.value + "|" + row.source + "|" + row.when + "\n";
        return out;
    }
    auth::Actor self(PersonId person, std::int64_t account) {
        auto out = hospital.plain(person);
        out.account = AccountId{account};
        return out;
    }
    void meet() {
        using namespace meetings;
        auto planned = plan();
        planned.recorder = me;
        planned.items.push_back({std::nullopt, ItemKind::election, "补选", ""});
        auto const id = *service.plan(secretary, hospital.heart, MeetingKind::members_meeting, planned);
        REQUIRE(service.call(secretary, id, 1));
        REQUIRE(service.reply(self(me, 501), id, {false, AbsenceReason::sick_leave, "我的复查"}));
        REQUIRE(service.reply(self(members[3], 502), id, {false, AbsenceReason::other, "别人的原因"}));
        hospital.clock.set(*Instant::parse("2026-09-16T10:02:00Z"));
        REQUIRE(service.start(secretary, id, at(id).version, std::nullopt));
        come(id, {members[0], members[1], me, members[4]});
        auto const items = hospital.db.read([&](db::Reader& r) { return store::items(r, id); });
        Voting voting(service);
        REQUIRE(voting.stand(secretary, id, items[2].id, 1, {1, {{me, ""}, {members[1], ""}}}));
        Election round = hospital.db.read([&](db::Reader& r) { return store::elections(r, id).at(0); });
        CountedBallot counted;
        counted.issued = counted.returned = 4;
        counted.votes = {{round.candidates[0].id, "", 3, 1, 0}, {round.candidates[1].id, "", 1, 3, 0}};
        REQUIRE(voting.count(secretary, id, items[2].id, 1, counted));
        Minutes minutes(service);
        REQUIRE(minutes.write(secretary, id, {std::nullopt, items[0].id, line(id, me).id, "我的发言", true}));
        for (bool const mine : {true, false}) {
            MaterialFile file;
            file.id = MaterialId{mine ? 901 : 902};
            file.meeting = id;
            file.title = mine ? "我附的提纲" : "别人的提纲";
            file.size = 2048;
            file.added_by = AccountId{mine ? 501 : 502};
            REQUIRE(hospital.db.write([&](db::Tx& tx) -> Result<Done> {
                store::insert(tx, file);
                return Done{};
            }));
        }
        REQUIRE(
            minutes.write(secretary, id, {std::nullopt, items[0].id, line(id, members[1]).id, "别人的发言", false}));
        Tasks tasks(service);
        NewTask task;
        task.organisation = hospital.heart;
        task.body = "我的事项";
        task.owner = me;
        task.due_on = Date{2026, 12, 1};
        REQUIRE(tasks.add(secretary, task));
        task.body = "别人的事项";
        task.owner = members[1];
        REQUIRE(tasks.add(secretary, task));
    }
    void ask() {
        REQUIRE(hospital.db.write([&](db::Tx& tx) -> Result<Done> {
            auto const& vault = *hospital.vault;
            for (bool const mine : {true, false}) {
                approvals::Case one;
                one.id = hospital.ids.next<approvals::CaseId>();
                one.organisation = hospital.heart;
                one.subject = one.id.value;
                one.title = mine ? "我的申请" : "另一项申请";
                one.detail = mine ? "我的缘由" : "别人的缘由";
                one.asked_by = AccountId{mine ? 501 : 502};
                one.person = mine ? me : members[3];
                approvals::store::insert(tx, vault, one);
                approvals::Act act;
                act.id = hospital.ids.next<approvals::ActId>();
                act.what = "returned";
                act.reason = mine ? "别人写的退回" : "我写的退回";
                act.account = AccountId{mine ? 502 : 501};
                approvals::store::insert(tx, vault, one.id, act);
                approvals::Delegation given;
                given.id = hospital.ids.next<approvals::DelegationId>();
                given.account = AccountId{mine ? 501 : 502};
                given.person = mine ? me : members[3];
                given.name = mine ? "甲" : "委托者乙";
                given.delegate = mine ? members[3] : me;
                given.delegate_name = mine ? "受托者丙" : "甲";
                given.reason = mine ? "我的住院" : "别人的住院";
                given.from = given.to = hospital.clock.today();
                approvals::store::insert(tx, vault, given);
            }
            return Done{};
        }));
    }
    void work() {
        REQUIRE(hospital.db.write([&](db::Tx& tx) -> Result<Done> {
            rosters::Roster grid;
            grid.id = hospital.ids.next<rosters::RosterId>();
            grid.ward = "心血管内科";
            grid.month = Month{2026, 10};
            grid.organisation = hospital.heart;
            rosters::store::insert(tx, grid);
            for (auto const& [line, person, shift] : {std::tuple(1, me, "夜"), std::tuple(2, members[3], "产假")}) {
                rosters::StoredRow row;
                row.line = line;
                row.person = person;
                row.cells = {{shift, std::vector<std::string>{shift}}};
                rosters::store::insert_row(tx, *hospital.vault, grid.id, row);
            }
            CHECK(rosters::store::commit(tx, grid, hospital.clock.now()));
            rosters::store::put_rest(tx, me, true, hospital.clock.now());
            return Done{};
        }));
    }
    void appraise(appraisal::RoundState state, int year) {
        REQUIRE(hospital.db.write([&](db::Tx& tx) -> Result<Done> {
            appraisal::Round round;
            round.id = hospital.ids.next<appraisal::RoundId>();
            round.organisation = hospital.heart;
            round.year = year;
            appraisal::store::insert(tx, round);
            for (auto const person : {me, members[3]}) {
                appraisal::Member member;
                member.person = person;
                appraisal::store::insert(tx, round.id, member);
                member.self_text = person == me ? "我的自评" : "别人的自评";
                member.self_at = hospital.clock.now();
                appraisal::store::put_self(tx, round.id, member);
                member.grade = meetings::parse_grade("excellent");
                REQUIRE(member.grade);
                member.note = std::to_string(year) + "年的说明";
                appraisal::store::put_grade(tx, round.id, member);
            }
            round.state = state;
            CHECK(appraisal::store::update(tx, round));
            appraisal::store::insert(
                tx, hospital.heart, "",
                {hospital.ids.next<appraisal::TalkId>(), Date{year, 3, 1}, members[3], "谈话者乙", me, "甲"},
                hospital.clock.now(), AccountId{1});
            return Done{};
        }));
    }
    PersonId me;
};

}  // namespace

TEST_SUITE("own data") {
    TEST_CASE("every table with rows about people is in the copy, or has a reason why not") {
        auto const wanted = tables_about_people();
        CHECK(wanted.size() > 30);
        std::set<std::string> listed;
        for (auto const& one : own_tables()) {
            CHECK_MESSAGE(listed.insert(std::string(one.table)).second, "twice: ", one.table);
            CHECK_MESSAGE(one.group.empty() != one.left_out.empty(), one.table);
            bool const known = wanted.contains(std::string(one.table)) || one.table == "people_roster";
            CHECK_MESSAGE(known, "no longer about people: ", one.table);
        }
        for (auto const& table : wanted) CHECK_MESSAGE(listed.contains(table), "forgotten: ", table);
    }
    TEST_CASE("meetings, shifts, approvals, notices and appraisals of the one who asks, of nobody else") {
        testing::with_databases([](db::Database& database) {
            Life l(database);
            l.meet();
            l.ask();
            l.work();
            l.appraise(appraisal::RoundState::published, 2025);
            l.appraise(appraisal::RoundState::graded, 2026);
            auto const mine = l.copy_of(l.self(l.me, 501));
            auto const has = [&](std::string const& group, std::string const& words) {
                auto const found = mine.find(group);
                CHECK_MESSAGE((found != mine.end() && found->second.find(words) != std::string::npos), group, ": ",
                              words, "\n", found == mine.end() ? std::string() : found->second);
            };
            has("组织生活", "回复不能参加（病假：我的复查），到会");
            has("组织生活", "记录人");
            has("会议发言", "我的发言|不同意见");
            has("选举", "赞成");
            has("决议事项", "我的事项");
            has("审批", "我提出的：我的申请|我的缘由");
            has("审批", "退回：我写的退回");
            has("审批委托", "我委托受托者丙|我的住院");
            has("审批委托", "委托者乙委托我");
            has("排班", "心血管内科|1日 夜");
            has("排班", "愿意在休息时段参加会议");
            has("民主评议", "2025年民主评议自我评价|我的自评");
            has("民主评议", "2025年民主评议评定等次|优秀");
            has("谈心谈话", "与谈话者乙");
            has("通知", "决议事项由您负责");
            has("会议材料", "我附的提纲（2 KB）");
            for (auto const& [group, text] : mine) {
                CHECK_MESSAGE(text.find("别人的") == std::string::npos, group, ": ", text);
                CHECK_MESSAGE(text.find("产假") == std::string::npos, group);
                CHECK_MESSAGE(text.find("2026年民主评议评定") == std::string::npos, group);
                CHECK_MESSAGE(text.find("2026年的说明") == std::string::npos, group);
            }
            // Each group that a table of these modules names is filled here: none is a mere word.
            for (auto const& one : own_tables()) {
                auto const table = std::string(one.table);
                bool const of_modules = table.find("meetings_") == 0 || table.find("appraisal_") == 0 ||
                                        table.find("rosters_") == 0 || table.find("approvals_") == 0 ||
                                        table.find("notices_") == 0;
                if (of_modules && !one.group.empty()) CHECK_MESSAGE(mine.contains(std::string(one.group)), table);
            }
            CHECK(l.copy_of(l.secretary).count("审批") == 0);
        });
    }
    TEST_CASE("one takes along what is kept about oneself, in clear, and nobody else's") {
        testing::with_empty_databases([](db::Options const& options) {
            testing::Installation at(options.url);
            testing::fill(at);
            auto& core = at.core();
            auth::Actor self;
            self.account.value = 77;
            self.name = "（合成）本人";
            auto const copy = [&] {
                return core.database->read([&](db::Reader& reader) { return own_data(reader, at.parts(), self); });
            };
            CHECK(copy()->rows.empty());  // neither a person nor an account of this installation
            self.person = testing::filled_person(core);
            self.grants.push_back({"member", std::string(auth::nowhere), {"people.read"}, {}});
            auto const table = copy();
            REQUIRE(table);
            std::string all;
            for (auto const& row : table->rows) {
                REQUIRE(row.size() == table->columns.size());
                all += text::join(row, "|") + "\n";
            }
            CHECK(all.find("|韦家薇|") != std::string::npos);
            CHECK(all.find("429099199105082241") != std::string::npos);  // sealed, and masked for everybody else
            CHECK(all.find("更正申请|education|") != std::string::npos);
            CHECK(all.find("林明旭") == std::string::npos);
            CHECK(all.find("429099197605280130") == std::string::npos);
            CHECK_FALSE(people::write_xlsx(*table).empty());
        });
    }
}
