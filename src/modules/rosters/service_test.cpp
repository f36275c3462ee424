// The life of a grid on both databases: what is kept, who sees it, what it makes of a search for a time.
#include "modules/rosters/service.hpp"
#include "modules/people/test_people.hpp"
#include "modules/rosters/grid.hpp"
#include "modules/rosters/retention.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace xinglin;
using namespace xinglin::rosters;

namespace {

struct Ward {
    explicit Ward(db::Database& database) : hospital(database) {
        for (auto const* name : {"甲一", "甲二", "甲三", "甲四"})
            staff.push_back(
                hospital.member(hospital.heart, name, {{"staff_no", "H0" + std::to_string(staff.size() + 1)}}));
        stranger = hospital.member(hospital.bones, "乙一", {{"staff_no", "B01"}});
        secretary = hospital.actor(hospital.heart, {"rosters.read", "rosters.write", "rosters.plan"}, staff[0]);
        secretary.account = AccountId{71};
        elsewhere = hospital.actor(hospital.bones, {"rosters.read", "rosters.write", "rosters.plan"}, stranger);
        elsewhere.account = AccountId{72};
    }
    ~Ward() { std::filesystem::remove(path); }
    Result<RosterId> start(std::string const& csv, auth::Actor const& actor) {
        std::ofstream(path, std::ios::binary) << csv;
        return service.start(actor, {path, "心内科.csv", "", "", std::nullopt});
    }
    /// A grid of the first days of October.
    RosterId held(std::string const& rows) {
        auto const id = start("心内科 2026年10月排班表\n工号,姓名,8,9,10\n" + rows, secretary);
        REQUIRE(id);
        REQUIRE(service.commit(secretary, *id));
        return *id;
    }
    Availability at(PersonId person, int day, int from = 12 * 60 + 20) {
        return hospital.db.read([&](db::Reader& reader) {
            return availability_of(reader, hospital.tools.vault, person, {{2026, 10, day}, from, from + 60});
        });
    }
    std::vector<StoredRow> rows(RosterId id) {
        return hospital.db.read([&](db::Reader& reader) { return store::rows(reader, hospital.tools.vault, id); });
    }
    Result<Roster> access(auth::Actor const& actor, RosterId id) {
        return hospital.db.read([&](db::Reader& reader) { return service.access(reader, actor, id, rights::read); });
    }

    people::testing::Hospital hospital;
    Tools tools{hospital.tools, hospital.book};
    Service service{tools};
    std::vector<PersonId> staff;
    PersonId stranger;
    auth::Actor secretary, elsewhere;
    std::string const path =
        std::filesystem::temp_directory_path() / ("rosters-" + std::to_string(::getpid()) + ".csv");
};

constexpr Availability is_free{Presence::free, Reason::none}, unknown{Presence::unknown, Reason::unknown},
    duty{Presence::hard, Reason::duty}, rest{Presence::soft, Reason::night_rest};

}  // namespace

TEST_SUITE("rosters service") {
    TEST_CASE("a grid holds once committed, a later one in its place, and the first again when that is taken back") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            auto const draft = ward.start(
                "心内科 2026年10月排班表\n工号,姓名,8,9,10\nH01,甲一,白,值,\nX9,外人,白,白,白\n", ward.secretary);
            REQUIRE(draft);
            CHECK(ward.at(ward.staff[0], 8) == unknown);
            REQUIRE(ward.service.commit(ward.secretary, *draft));
            CHECK(ward.at(ward.staff[0], 8) == is_free);
            CHECK(ward.at(ward.staff[0], 9) == duty);
            CHECK(ward.at(ward.staff[0], 10) == unknown);  // blank is not free
            CHECK(ward.rows(*draft)[1].person.none());
            auto const second = ward.held("H01,甲一,值,白,白\n");
            CHECK(ward.at(ward.staff[0], 8) == duty);
            CHECK(ward.at(ward.staff[0], 9) == rest);
            CHECK(ward.rows(*draft).size() == 2);  // nothing was overwritten
            REQUIRE(ward.service.reverse(ward.secretary, second));
            CHECK(ward.at(ward.staff[0], 8) == is_free);
            auto const again = ward.service.reverse(ward.secretary, second);
            REQUIRE_FALSE(again);
            CHECK(again.error().code == "rosters.not_committed");
        });
    }
    TEST_CASE("nobody is disturbed within a shift or while resting from a night; unknown is no reason for silence") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            (void)ward.held("H01,甲一,值,下值,\nH02,甲二,白,白,白\n");
            auto const free = [&](PersonId person, Instant at) {
                return ward.hospital.db.read([&](db::Reader& reader) {
                    return undisturbed_until(reader, ward.hospital.tools.vault, person, at);
                });
            };
            auto const on = [](int day, int hour) { return start_of_day({2026, 10, day}) + hour * hour_ms; };
            CHECK(free(ward.staff[0], on(8, 6)) == on(8, 6));
            CHECK(free(ward.staff[0], on(8, 10)) == on(10, 0));  // on duty till the 9th, then a day of rest
            CHECK(free(ward.staff[0], on(9, 12)) == on(10, 0));
            CHECK(free(ward.staff[0], on(10, 12)) == on(10, 12));
            CHECK(free(ward.staff[1], on(8, 9)) > on(8, 11));
            CHECK(free(ward.staff[1], on(8, 20)) == on(8, 20));
            CHECK(free(ward.stranger, on(8, 10)) == on(8, 10));
        });
    }
    TEST_CASE(
        "a grid holds for the people its organisation may plan for: nobody's shifts are another secretary's to "
        "replace") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            std::string const head = "心内科 2026年10月排班表\n工号,姓名,8,9,10\n";
            auto const own = ward.start(head + "B01,乙一,值,值,值\nH01,甲一,白,白,白\n", ward.elsewhere);
            REQUIRE(own);
            CHECK(ward.rows(*own)[1].person.none());
            REQUIRE(ward.service.commit(ward.elsewhere, *own));
            CHECK(ward.at(ward.stranger, 8) == duty);
            CHECK(ward.at(ward.staff[0], 8) == unknown);
            auto const other = ward.held("H01,甲一,值,白,白\nB01,乙一,白,白,白\n");
            CHECK(ward.at(ward.staff[0], 8) == duty);
            CHECK(ward.at(ward.stranger, 8) == duty);  // still as the own secretary said
            CHECK(database.read([&](db::Reader& r) { return store::in_force(r, *store::find(r, *own)); }) == *own);
            CHECK(database.read([&](db::Reader& r) { return store::in_force(r, *store::find(r, other)); }) == other);
            // Who is left out of a later grid of the same organisation has no shifts there any more.
            (void)ward.held("H02,甲二,白,白,白\n");
            CHECK(ward.at(ward.staff[0], 8) == unknown);
        });
    }
    TEST_CASE("texts in no table wait for an answer, and the ward remembers it") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            std::string const csv = "心内科 2026年10月排班表\n工号,姓名,8,9\nH01,甲一,会诊,会诊\nH02,甲二,?,白/值\n";
            auto const id = ward.start(csv, ward.secretary);
            REQUIRE(id);
            auto const early = ward.service.commit(ward.secretary, *id);
            REQUIRE_FALSE(early);
            CHECK(early.error().code == "rosters.unknown_cells");
            CHECK(early.error().facts.at(0).second == "3");
            auto const wrong = ward.service.answer(ward.secretary, {*id, {}, {{"会诊", "无此码"}}, std::nullopt});
            REQUIRE_FALSE(wrong);
            CHECK(wrong.error().code == "rosters.unknown_code");
            REQUIRE(ward.service.answer(ward.secretary, {*id, {{4, 8, ""}}, {{"会诊", "白"}}, std::nullopt}));
            auto const stale = ward.service.answer(ward.secretary, {*id, {{4, 8, "白"}}, {}, 1});
            REQUIRE_FALSE(stale);
            CHECK(stale.error().kind == Kind::precondition);
            REQUIRE(ward.service.commit(ward.secretary, *id));
            CHECK(ward.at(ward.staff[0], 9) == is_free);
            CHECK(ward.at(ward.staff[1], 8) == unknown);
            CHECK(ward.at(ward.staff[1], 9) == duty);
            auto const late = ward.service.answer(ward.secretary, {*id, {{3, 8, "值"}}, {}, std::nullopt});
            REQUIRE_FALSE(late);
            CHECK(late.error().code == "rosters.no_draft");
            // The same text is known next time; another ward has not learned it.
            auto const table = database.read([](db::Reader& reader) { return store::codes(reader, "心内科"); });
            CHECK(table.version == 1);
            CHECK(read_cell("会诊", table).codes == std::vector<std::string>{"白"});
            auto const other = database.read([](db::Reader& reader) { return store::codes(reader, "骨科"); });
            CHECK(read_cell("会诊", other).how == How::unknown);
        });
    }
    TEST_CASE("a file that is refused leaves nothing behind") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            std::string const title = "心内科 2026年9月排班表\n";
            CHECK(ward.start(title + "工号,姓名,1,31\nH01,甲一,白,白\n", ward.secretary).error().code ==
                  "rosters.grid_faulty");
            CHECK(ward.start(title + "姓名,1\n甲一,白\n", ward.secretary).error().code == "rosters.no_grid");
            CHECK(ward.start(title + "工号,姓名,1\nH01,甲一,白\nH01,甲一,夜\n", ward.secretary).error().code ==
                  "rosters.grid_faulty");
            // Nobody of one's own branch in it: not one's ward.
            CHECK(ward.start(title + "工号,姓名,1\nB01,乙一,白\n", ward.secretary).error().code ==
                  "rosters.nobody_yours");
            auto const left = database.read([](db::Reader& reader) {
                return store::list(reader, {1, 1}, {9999, 12}, "", {}, 10).size();
            });
            CHECK(left == 0);
        });
    }
    TEST_CASE("a draft is its owner's alone, a grid its organisation's") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            auto const id = ward.start("心内科 2026年10月\n工号,姓名,8\nH01,甲一,产假\nB01,乙一,白\n", ward.secretary);
            REQUIRE(id);
            auto office = ward.hospital.actor(ward.hospital.committee, {"rosters.read", "rosters.write"});
            office.account = AccountId{73};
            CHECK(ward.access(ward.secretary, *id));
            CHECK(ward.access(office, *id).error().kind == Kind::not_found);
            CHECK(ward.access(ward.elsewhere, *id).error().kind == Kind::not_found);
            CHECK(ward.service.commit(ward.elsewhere, *id).error().kind == Kind::not_found);
            REQUIRE(ward.service.commit(ward.secretary, *id));
            CHECK(ward.access(office, *id));
            CHECK(ward.access(ward.elsewhere, *id).error().kind == Kind::not_found);
            CHECK(ward.service.reverse(ward.elsewhere, *id).error().kind == Kind::not_found);
        });
    }
    TEST_CASE("codes of a ward: versions, other wards' secretaries, codes that left the table") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            ward.held("H01,甲一,白,白,白\n");
            CodeTable table{"心内科", 0, common_codes()};
            CHECK(ward.service.put_codes(ward.elsewhere, table).error().kind == Kind::not_found);
            CHECK(ward.service.put_codes(ward.secretary, {"", 0, common_codes()}).error().kind == Kind::not_found);
            std::erase_if(table.codes, [](ShiftCode const& one) { return one.code == "白"; });
            auto const stored = ward.service.put_codes(ward.secretary, table);
            REQUIRE(stored);
            CHECK(stored->version == 1);
            CHECK(stored->codes == table.codes);
            CHECK(ward.service.put_codes(ward.secretary, table).error().kind == Kind::precondition);
            CHECK(ward.at(ward.staff[0], 8) == unknown);
        });
    }
    TEST_CASE("forgotten drafts go; a rest that is given counts") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            auto const id = ward.start("心内科 2026年10月\n工号,姓名,8\nH01,甲一,下夜\n", ward.secretary);
            REQUIRE(id);
            ward.hospital.clock.advance(draft_lifetime_ms + 1);
            CHECK(ward.service.expire() == 1);
            CHECK(ward.access(ward.secretary, *id).error().kind == Kind::not_found);
            ward.held("H01,甲一,下夜,,\n");
            CHECK(ward.at(ward.staff[0], 8) == rest);
            REQUIRE(ward.service.give_rest(ward.secretary, true));
            CHECK(ward.at(ward.staff[0], 8) == Availability{Presence::soft, Reason::off});
        });
    }
    TEST_CASE("a search proposes what the grid leaves, says why, and keeps to one's own branch") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            ward.held("H01,甲一,白,值,白\nH02,甲二,白,白,值\nH03,甲三,产假,产假,产假\n");
            PlanWanted wanted;
            wanted.branch = ward.hospital.heart;
            wanted.from = {2026, 10, 8};
            wanted.to = {2026, 10, 10};
            wanted.times = {"12:20"};
            wanted.chaired = false;
            auto plan = ward.service.plan(ward.secretary, wanted);
            REQUIRE(plan);
            CHECK(plan->problem.candidates.size() == 3);  // the Saturday is a shifted working day
            CHECK(plan->known == 3);
            REQUIRE(plan->proposals.size() == 3);
            CHECK(plan->sentences[0] ==
                  "10月8日（周四）12:20，应到4人中2人能到，1人排班未知，须先询问；须补学的1人：休假1人。");
            wanted.vote = true;
            plan = ward.service.plan(ward.secretary, wanted);
            REQUIRE(plan);
            CHECK(plan->problem.quorum == 2);  // half of four voters
            CHECK(plan->quorum_article.find("第十一条") != std::string::npos);
            REQUIRE_FALSE(plan->proposals.empty());
            CHECK(plan->proposals[0].certain);
            wanted.quorum = 4;
            plan = ward.service.plan(ward.secretary, wanted);
            REQUIRE(plan);
            CHECK(plan->proposals.empty());
            CHECK(plan->why_none == "到会最多的10月8日（周四）12:20也只有3人可能到会，不足4人，请换一段时间。");
            wanted.sittings = 2;
            CHECK(ward.service.plan(ward.secretary, wanted).error().code == "rosters.vote_in_one_sitting");
            wanted.sittings = 1;
            wanted.times = {"25:00"};
            CHECK(ward.service.plan(ward.secretary, wanted).error().code == "rosters.time_form");
            wanted.times = {"12:20"};
            wanted.to = {2026, 10, 7};
            CHECK(ward.service.plan(ward.secretary, wanted).error().code == "rosters.period_turned");
            wanted.to = {2027, 1, 1};
            CHECK(ward.service.plan(ward.secretary, wanted).error().code == "rosters.too_many_slots");
            wanted.branch = ward.hospital.bones;
            CHECK(ward.service.plan(ward.secretary, wanted).error().kind == Kind::not_found);
        });
    }
    TEST_CASE("grids and replaced codes go two years after their month, a grid taken back two years after that") {
        testing::with_databases([](db::Database& database) {
            Ward ward(database);
            auto& clock = ward.hospital.clock;
            auto const october = ward.held("H01,甲一,白,夜,休\n");  // of 2026
            auto const next = ward.start("心内科 2028年12月排班表\n工号,姓名,8\nH01,甲一,白\n", ward.secretary);
            REQUIRE(next);
            REQUIRE(ward.service.commit(ward.secretary, *next));
            REQUIRE(ward.service.reverse(ward.secretary, *next));
            auto const clear = [&] {
                auto const done = clear_past(database, clock, ward.hospital.trail);
                REQUIRE(done);
                return *done;
            };
            auto const there = [&](RosterId id) { return ward.access(ward.secretary, id).has_value(); };
            auto const taken_back = clock.today();
            clock.set(start_of_day(taken_back.plus_years(2)));
            CHECK(clear().rosters == 0);
            clock.advance(day_ms);
            CHECK(clear().rosters == 1);
            CHECK_FALSE(there(*next));
            CHECK(there(october));
            clock.set(start_of_day(Date{2028, 10, 31}));
            CHECK(clear().rosters == 0);
            clock.set(start_of_day(Date{2028, 11, 1}));
            CHECK(clear().rosters == 1);
            CHECK_FALSE(there(october));
            CHECK(ward.rows(october).empty());
            CHECK(clear().rosters == 0);
        });
    }
}
