// Who reaches which import and which rows, and what no file may set.
#include "modules/intake/branches.hpp"
#include "modules/intake/columns.hpp"
#include "tests/support/intake_office.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace xinglin;
using intake::NewAnswer;
using namespace intake::testing;

namespace {

std::string const header = "工号,姓名,所在党支部,公民身份号码,学历,人员类别,加入党组织日期,转为正式党员日期,手机号\n";
std::string const lin = "E1,林明旭,骨科党支部,429099197605280130,大学本科,正式党员,2003-05-28,2004-05-28,15477738682\n";
std::string const wei = "E2,韦家薇,儿科党支部,429099199105082241,大学本科,正式党员,2016-05-08,2017-05-08,15485464282\n";

std::set<std::string> said_by(std::vector<intake::Finding> const& findings) {
    std::set<std::string> said;
    for (auto const& one : findings)
        said.insert(std::to_string(one.line) + std::string(intake::header_of(one.column)) + one.code);
    return said;
}

}  // namespace

TEST_CASE("intake scope: whoever imports for a part reaches no import of others") {
    testing::with_databases([](db::Database& database) {
        Office office(database);
        testing::TemporaryFolder const folder;
        auto const file = write_file(folder, "a.csv", header + lin + wei);
        auto const whole = office.clerk("s101");
        auto const part = office.clerk(office.tree.path_of("骨科党支部"));
        auto const theirs = office.begin_as(whole, file);
        auto& service = office.service;
        auto const each = [&](std::string const& wanted) {
            CHECK(office.db.read([&](db::Reader& reader) {
                return why(intake::Service::access(reader, part, theirs));
            }) == wanted);
            CHECK(why(service.choose(part, theirs, "", 0, {})) == wanted);
            CHECK(why(service.answer(part, theirs, {{0, 2, "姓名", "mend", "别人"}})) == wanted);
            CHECK(why(service.accept_all(part, theirs)) == wanted);
            CHECK(why(service.request_commit(part, theirs)) == wanted);
            CHECK(why(service.request_reversal(part, theirs)) == wanted);
            CHECK(why(service.cancel(part, theirs)) == wanted);
        };
        each("not_found");
        REQUIRE(service.commit(whole, theirs, office.silent));
        each("not_found");
        CHECK(why(service.start_here(part, {intake::ImportKind::organisations, "组织.csv", file, ""})) ==
              "intake.whole_only");
        CHECK(service.start_here(whole, {intake::ImportKind::organisations, "组织.csv", file, ""}));
        // The whole institution's office sees what its parts bring in; a part's own stays its own while it holds the right.
        auto const own = office.begin_as(part, file);
        office.db.read([&](db::Reader& reader) {
            CHECK(intake::Service::access(reader, part, own));
            CHECK(intake::Service::access(reader, whole, own));
            auto former = part;
            former.grants.clear();
            CHECK_FALSE(intake::Service::access(reader, former, own));
        });
    });
}

TEST_CASE("intake scope: rows about others' people and branches are refused, and show nothing") {
    testing::with_databases([](db::Database& database) {
        Office office(database);
        testing::TemporaryFolder const folder;
        office.commit(office.begin(write_file(folder, "a.csv", header + lin + wei)));
        auto const before = office.everybody();
        auto const part = office.clerk(office.tree.path_of("骨科党支部"));
        auto const id = office.begin_as(
            part,
            write_file(
                folder, "b.csv",
                header +
                    "E1,林明旭,儿科党支部,429099197605280130,硕士研究生,正式党员,2003-05-28,2004-05-28,15477738682\n"
                    "E2,韦改名,骨科党支部,429099199105082241,大学本科,正式党员,2016-05-08,2017-05-08,15485464282\n"
                    "E3,袁娜,儿科党支部,429099197204034561,大学本科,正式党员,1993-04-03,1994-04-03,15473201747\n"
                    "E4,孔文,骨科党支部,429099198503120042,大学本科,正式党员,2010-07-01,2011-07-01,15490000004\n"));
        auto const said = said_by(office.findings(id, "error"));
        CHECK(said ==
              std::set<std::string>{"2所在党支部BRANCH_OUTSIDE", "3(row)PERSON_OUTSIDE", "4所在党支部BRANCH_OUTSIDE"});
        for (auto const& one : office.findings(id)) {
            CHECK_FALSE((one.line == 3 && one.code == "CHANGED"));  // what is known of others' people is not told
            CHECK_FALSE(one.cell == "韦家薇");
        }
        REQUIRE(office.service.commit(part, id, office.silent));
        auto const import = *office.service.find(id);
        CHECK(import.created == 1);  // the own one
        CHECK(import.changed == 0);
        CHECK(text::contains(office.everybody(), before.substr(0, before.find('\n'))));
        CHECK(text::contains(office.everybody(), "E2|韦家薇"));
        CHECK_FALSE(text::contains(office.everybody(), "袁娜"));
        // The door itself: what no check has seen is refused as well.
        auto const refused = office.db.write([&](db::Tx& tx) -> Result<people::ImportOutcome> {
            people::Import door(office.tools, tx, 99, "hr", {});
            door.act_for(part, part.scope(intake::rights::run));
            people::ImportRow row;
            row.values = {{"staff_no", "E2"}, {"name", "韦改名"}};
            return door.write(row);
        });
        CHECK(why(refused) == "people.outside_scope");
    });
}

TEST_CASE("intake states: what takes two people, is not lawful or is about oneself comes in by no file") {
    testing::with_databases([](db::Database& database) {
        struct News final : people::Subscriber {
            std::vector<std::string> heard;
            void on(db::Tx&, people::StateChanged const& news) override {
                heard.push_back(std::string(members::code(news.to)));
            }
            void on(db::Tx&, people::PersonMoved const&) override { heard.emplace_back("moved"); }
        };
        News news;
        Office office(database, {&news});
        testing::TemporaryFolder const folder;
        auto const columns =
            std::string("工号,姓名,所在党支部,公民身份号码,人员类别,党籍状态,加入党组织日期,转为正式党员日期\n");
        auto const young = [](std::string const& category, std::string const& full, std::string const& branch) {
            return "E2,韦家薇," + branch + ",429099199105082241," + category + ",," + "2025-05-08," + full + "\n";
        };
        office.commit(office.begin(
            write_file(folder, "a.csv",
                       columns + "E1,林明旭,骨科党支部,429099197605280130,正式党员,,2003-05-28,2004-05-28\n" +
                           young("预备党员", "", "骨科党支部"))));
        auto const expelled =
            write_file(folder, "b.csv",
                       columns + "E1,林明旭,骨科党支部,429099197605280130,正式党员,开除党籍,2003-05-28,2004-05-28\n");
        auto const id = office.begin(expelled, intake::ImportKind::hr);
        CHECK(said_by(office.findings(id)) == std::set<std::string>{"2人员类别STATE_STEP"});
        CHECK(why(office.service.answer(office.actor, id, {{0, 2, "人员类别", "accept", ""}})) ==
              "intake.nothing_to_accept");
        REQUIRE(office.service.accept_all(office.actor, id));
        office.commit(id);
        CHECK(text::contains(office.everybody(), "E1|林明旭|1|1976-05-28||full"));
        // The register itself refuses it, whatever an answer of an earlier import says.
        auto const refused = office.db.write([&](db::Tx& tx) -> Result<people::ImportOutcome> {
            people::ImportRow row;
            row.state = members::State::left_expelled;
            return people::Import(office.tools, tx, 99, "hr", {}).write_to(office.person("E1"), row);
        });
        CHECK(why(refused) == "people.state_by_file");

        auto const full = write_file(folder, "c.csv", columns + young("正式党员", "2026-05-08", "骨科党支部"));
        auto const oneself = office.clerk("s101", office.person("E2"));
        auto const own = office.begin_as(oneself, full, intake::ImportKind::hr);
        CHECK(said_by(office.findings(own, "warn")).contains("2人员类别STATE_STEP"));
        REQUIRE(office.service.accept_all(oneself, own));
        REQUIRE(office.service.commit(oneself, own, office.silent));
        CHECK(text::contains(office.everybody(), "E2|韦家薇|2|1991-05-08||probationary"));
        auto const early =
            office.begin(write_file(folder, "d.csv", columns + young("正式党员", "2025-11-08", "骨科党支部")),
                         intake::ImportKind::hr);
        CHECK(said_by(office.findings(early)).contains("2人员类别STATE_STEP"));  // half a year of probation
        CHECK(news.heard.empty());

        // A lawful step of one person about another may come by a file; those concerned are told.
        auto const lawful =
            office.begin(write_file(folder, "e.csv", columns + young("正式党员", "2026-05-08", "儿科党支部")),
                         intake::ImportKind::hr);
        CHECK(said_by(office.findings(lawful)).contains("2人员类别CHANGED"));
        REQUIRE(office.service.accept_all(office.actor, lawful));
        office.commit(lawful);
        CHECK(text::contains(office.everybody(), "E2|韦家薇|2|1991-05-08||full"));
        CHECK(news.heard == std::vector<std::string>{"full", "moved"});
    });
}

TEST_CASE("intake reversal: steps, moves and flags recorded since keep an import from being taken back") {
    testing::with_databases([](db::Database& database) {
        Office office(database);
        testing::TemporaryFolder const folder;
        auto const import = office.begin(write_file(folder, "a.csv", header + lin + wei));
        office.commit(import);
        people::Service people(office.tools);
        auto const person = office.person("E1");
        people::SetFlag const flag{person, "abroad", true, office.clock.today(), ""};
        // Asked for while nothing stood in the way, recorded before the job came to it: that person is left as they are.
        REQUIRE(office.service.request_reversal(office.actor, import));
        REQUIRE(people.set_flag(office.actor, flag));
        REQUIRE(office.service.reverse(office.actor, import, office.silent));
        CHECK(office.count_people() == 1);
        CHECK(office.person("E1") == person);
        CHECK(office.service.find(import)->state == "committed");
        CHECK(office.service.find(import)->problem.starts_with("intake.reversal_kept"));
        CHECK(why(office.service.request_reversal(office.actor, import)) == "intake.built_on");

        auto const clean = office.begin(test::sample("roster/members_clean.csv"));
        office.commit(clean);
        auto const other = office.person("E01002");
        REQUIRE_FALSE(other.none());
        auto const built = [&] {
            return office.db.read([&](db::Reader& reader) { return people::built_on_batch(reader, clean.value, 10); });
        };
        CHECK(built().empty());
        REQUIRE(people.take_step(office.actor, {other, "deceased", office.clock.today(), "病故"}));
        CHECK(built() == std::vector{other});
        CHECK(why(office.service.request_reversal(office.actor, clean)) == "intake.built_on");
        CHECK(office.service.find(clean)->state == "committed");
    });
}
