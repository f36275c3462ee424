// The life of an import on both engines: dry run, answers, commit, the same again, differences, reversal.
#include "modules/intake/columns.hpp"
#include "tests/support/intake_office.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace xinglin;
using intake::NewAnswer;
using namespace intake::testing;

TEST_CASE("intake service: the messy roster with its questions answered gives the people of the clean one") {
    std::string clean_people;
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const messy = office.begin(test::sample("roster/members_messy.csv"));
        CHECK(office.findings(messy).size() == 231);
        CHECK(office.rows(messy)["dropped"] == 2);
        auto const answered = office.service.answer(office.actor, messy, sample_answers());
        REQUIRE_MESSAGE(answered.has_value(), why(answered));
        CHECK(office.findings(messy, "error").empty());
        CHECK(office.findings(messy, "confirm").empty());
        CHECK(office.rows(messy)["held"] == 0);
        office.commit(messy);
        auto const import = *office.service.find(messy);
        CHECK(import.created == 620);
        CHECK(import.refused == 0);
        CHECK(office.count_people() == 620);

        // The same bytes again: what was answered is answered, nothing changes, nothing is asked.
        auto const before = office.everybody();
        auto const again = office.begin(test::sample("roster/members_messy.csv"));
        for (auto const& handling : {"confirm", "error"})
            for (auto const& one : office.findings(again, handling))
                FAIL_CHECK(one.line, " ", intake::header_of(one.column), " ", one.code, " ", one.cell, " ", one.value);
        office.commit(again);
        CHECK(office.service.find(again)->same == 620);
        CHECK(office.service.find(again)->created == 0);
        CHECK(office.everybody() == before);

        // Back to nothing.
        REQUIRE(office.service.request_reversal(office.actor, messy).has_value());
        REQUIRE(office.service.reverse(office.actor, messy, office.silent).has_value());
        CHECK(office.count_people() == 0);
    });
}

TEST_CASE("intake service: without answers the sound rows go in and the others wait") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const messy = office.begin(test::sample("roster/members_messy.csv"));
        office.commit(messy);
        auto const rows = office.rows(messy);
        auto const held = rows.contains("held") ? rows.at("held") : 0;
        CHECK(office.count_people() == 624 - 2 - held);
        // What the questions are about is not in the database in clear.
        static testing::MadeStatement const sealed("SELECT sealed FROM intake_findings");
        database.read([&](db::Reader& reader) {
            reader.each(sealed, [&](db::Row const& row) { CHECK(!text::contains(row.bytes(0), "429099")); });
        });
    });
}

TEST_CASE("intake service: a later file shows the differences, each taken or left") {
    testing::with_databases([&](db::Database& database) {
        testing::TemporaryFolder const folder;
        Office office(database);
        auto const header =
            std::string("工号,姓名,所在党支部,公民身份号码,学历,人员类别,加入党组织日期,转为正式党员日期,手机号\n");
        office.commit(office.begin(write_file(
            folder, "a.csv",
            header + "E1,林明旭,骨科党支部,429099197605280130,大学本科,正式党员,2003-05-28,2004-05-28,15477738682\n"
                     "E2,韦家薇,骨科党支部,429099199105082241,大学本科,正式党员,2016-05-08,2017-05-08,15485464282\n")));
        REQUIRE(office.count_people() == 2);
        auto const later = office.begin(
            write_file(
                folder, "b.csv",
                header +
                    "E1,林明旭,儿科党支部,429099197605280130,硕士研究生,正式党员,2003-05-28,2004-05-28,15477738682\n"
                    "E2,韦家薇,骨科党支部,429099199105082241,大学本科,正式党员,2016-05-08,2017-05-08,15485464282\n"
                    "E3,袁娜,骨科党支部,429099197204034561,大学本科,正式党员,1993-04-03,1994-04-03,15473201747\n"),
            intake::ImportKind::hr);
        auto const found = office.findings(later);
        std::set<std::string> said;
        for (auto const& one : found)
            said.insert(std::to_string(one.line) + std::string(intake::header_of(one.column)) + one.code);
        CHECK(said == std::set<std::string>{"2所在党支部CHANGED", "2学历CHANGED", "4(row)NEW_PERSON"});
        REQUIRE(office.service.answer(office.actor, later, {{0, 2, "学历", "accept", ""}}).has_value());
        office.commit(later);
        auto const people = office.everybody();
        CHECK(text::contains(people, "E1|林明旭|1|1976-05-28|14|full"));
        CHECK(office.count_people() == 2);  // nobody said yes to the new person
        CHECK(office.service.find(later)->changed == 1);
        CHECK(office.service.find(later)->same == 1);
    });
}

TEST_CASE("intake service: a personnel file with staff numbers shows its differences and nothing else") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        office.commit(office.begin(test::sample("roster/members_clean.csv")));
        testing::TemporaryFolder folder;
        static testing::MadeStatement const name_of("SELECT name FROM people_roster WHERE staff_no = 'E01017'");
        auto const known =
            office.db.read([&](db::Reader& reader) { return reader.value<std::string>(name_of).value_or(""); });
        auto const file = write_file(folder, "人事.csv", "工号,姓名,科室/岗位\nE01017," + known + ",手术室首席\n");
        auto const import = office.begin(file, intake::ImportKind::hr);
        auto const found = office.findings(import);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == "CHANGED");
        CHECK(found[0].value == "手术室首席");
    });
}

TEST_CASE("intake service: answers that fit nothing are refused") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const messy = office.begin(test::sample("roster/members_messy.csv"));
        auto const code_of = [&](NewAnswer const& answer) {
            auto const done = office.service.answer(office.actor, messy, {answer});
            return done ? std::string("taken") : done.error().code;
        };
        CHECK(code_of({0, 9999, "姓名", "mend", "张三"}) == "intake.no_such_row");
        CHECK(code_of({0, 4, "星座", "mend", "x"}) == "intake.unknown_column");
        CHECK(code_of({0, 4, "姓名", "accept", ""}) == "intake.nothing_to_accept");
        CHECK(code_of({0, 4, "姓名", "keep", "因为"}) == "intake.cannot_keep");
        CHECK(code_of({0, 4, "姓名", "guess", ""}) == "intake.unknown_action");
        // Mending a cell wrongly shows a new finding at once; undoing it takes it away.
        CHECK(code_of({0, 4, "手机号", "mend", "123"}) == "taken");
        CHECK(office.findings(messy).size() == 232);
        auto const said = [&] {
            return office.db.read([&](db::Reader& reader) {
                intake::store::Seal const seal(office.tools.vault, messy);
                return intake::store::answers_of_row(reader, seal, messy, *intake::store::row_at(reader, messy, 0, 4));
            });
        };
        REQUIRE(said().size() == 1);
        CHECK(said()[0].place == "手机号");
        CHECK(said()[0].value == "123");
        CHECK(code_of({0, 4, "手机号", "undo", ""}) == "taken");
        CHECK(said().empty());
        CHECK(office.findings(messy).size() == 231);
    });
}

TEST_CASE(
    "intake service: an uploaded file goes when no open import needs it, and abandoned imports go by themselves") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        testing::TemporaryFolder folder;
        std::vector<std::string> forgotten;
        intake::Service service(
            {office.tools, office.tree, [&](std::string const& path) { forgotten.push_back(path); }});
        auto const clean = test::sample("roster/members_clean.csv");
        auto const begin = [&](std::string const& path) {
            auto const import = service.start(office.actor, {intake::ImportKind::people, "名册.csv", path, ""});
            REQUIRE_MESSAGE(import.has_value(), why(import));
            REQUIRE(service.read(office.actor, import->id, office.silent));
            return import->id;
        };
        auto const first = begin(clean), second = begin(clean);
        CHECK(forgotten.empty());
        CHECK(service.commit(office.actor, first, office.silent));
        CHECK(forgotten.empty());  // the second one may still be read again
        CHECK(service.cancel(office.actor, second));
        CHECK(forgotten == std::vector{clean});
        // A crash behind the last turn of a commit: the job runs again and finishes what is left.
        CHECK(service.commit(office.actor, first, office.silent));
        CHECK(forgotten.size() == 2);

        auto const other = write_file(folder, "other.csv", "姓名,公民身份号码\n");
        auto const broken = service.start(office.actor, {intake::ImportKind::people, "空.csv", other, ""});
        REQUIRE(broken);
        CHECK_FALSE(service.read(office.actor, broken->id, office.silent));
        auto const waiting = begin(test::sample("roster/members_messy.csv"));
        forgotten.clear();
        CHECK(*service.expire() == 0);
        office.clock.advance(intake::abandoned_after_ms - 1);
        CHECK(*service.expire() == 0);
        office.clock.advance(2);
        CHECK(*service.expire() == 2);
        CHECK(forgotten == std::vector{other, test::sample("roster/members_messy.csv")});
        CHECK_FALSE(service.find(waiting));
        CHECK(service.find(first));  // what was committed stays, to be taken back
    });
}
