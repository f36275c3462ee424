// Lists, search, exports, bulk acts, and what follows a change of the tree.
#include "base/text.hpp"
#include "modules/people/browse.hpp"
#include "modules/people/bulk.hpp"
#include "modules/people/due.hpp"
#include "modules/people/exports.hpp"
#include "modules/people/saved_views.hpp"
#include "modules/people/store.hpp"
#include "modules/people/test_people.hpp"
#include "platform/sheets/sheets.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace xinglin;
using namespace xinglin::people;
using people::testing::Hospital;
using xinglin::testing::with_databases;

namespace {

using Names = std::vector<std::string>;

Names listed(Hospital& hospital, auth::Actor const& actor, ListQuery const& query, int limit = 100) {
    return hospital.db.read([&](db::Reader& reader) {
        Names out;
        std::optional<Cursor> cursor;
        do {
            auto const page = list_people(reader, hospital.tools, actor, query, cursor, limit);
            REQUIRE(page);
            for (auto const& item : page->items) out.push_back(item.name);
            cursor = page->next;
        } while (cursor);
        return out;
    });
}

Names found(Hospital& hospital, auth::Scope const& scope, char const* text) {
    return hospital.db.read([&](db::Reader& reader) {
        Names out;
        for (auto const& card : search(reader, *hospital.vault, scope, text, 50)) out.push_back(card.name);
        std::sort(out.begin(), out.end());
        return out;
    });
}

bool sorts_or_scans(std::string const& plan) {
    return plan.find("TEMP B-TREE") != std::string::npos || plan.find("SCAN people_") != std::string::npos ||
           plan.find("Sort") != std::string::npos || plan.find("Seq Scan") != std::string::npos;
}

}  // namespace

TEST_SUITE("people lists") {
    TEST_CASE("pages of any size give everybody in scope once, in order, and nobody else") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            for (char const* name : {"林明旭", "韦家薇", "袁娜", "曾一", "安然"}) hospital.member(hospital.heart, name);
            hospital.member(hospital.lung, "包容");
            hospital.member(hospital.bones, "外科人");
            hospital.member(hospital.lung, "孔预备", {}, members::State::probationary);
            auto const secretary = hospital.actor(hospital.internal, {"people.read"});
            auto const all = listed(hospital, secretary, {});
            CHECK(all == Names{"安然", "林明旭", "韦家薇", "袁娜", "曾一", "包容", "孔预备"});
            for (int limit : {1, 2, 3, 7}) CHECK(listed(hospital, secretary, {}, limit) == all);
            ListQuery query;
            query.state = "probationary";
            CHECK(listed(hospital, secretary, query) == Names{"孔预备"});
            query = {};
            query.organisation = hospital.lung;
            CHECK(listed(hospital, secretary, query, 1) == Names{"包容", "孔预备"});
            query.organisation = hospital.bones;
            auto const outside = database.read(
                [&](db::Reader& reader) { return list_people(reader, hospital.tools, secretary, query, {}, 10); });
            CHECK(outside.error().kind == Kind::not_found);
            auto const own = hospital.member(hospital.bones, "自己");
            CHECK(listed(hospital, hospital.plain(own), {}) == Names{"自己"});
            query = {};
            query.exception = "flag.floating";
            CHECK(listed(hospital, secretary, query).empty());
        });
    }
    TEST_CASE("lists mask without clearance") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            hospital.member(hospital.heart, "林明旭");
            auto actor = hospital.actor(hospital.heart, {"people.read"});
            auto const first = [&] {
                return database.read([&](db::Reader& reader) {
                    return list_people(reader, hospital.tools, actor, {}, {}, 10)->items.at(0);
                });
            };
            CHECK(*first().birth == "1980-05-28");
            CHECK(*first().phone == "*******0001");
            actor.grants[0].clear = {auth::FieldClass::open, auth::FieldClass::internal};
            CHECK(*first().birth == "1980-**");
            actor.grants[0].clear = {auth::FieldClass::open};
            CHECK_FALSE(first().phone.has_value());
        });
    }
    TEST_CASE("no hot list sorts or scans") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            database.write([&](db::Tx& tx) -> Result<Done> {
                Import import(hospital.tools, tx, 1, "import", {});
                for (int i = 0; i < 600; ++i)
                    if (auto made = import.write(
                            hospital.row(i % 3 == 0 ? hospital.heart : hospital.bones, "林明" + std::to_string(i)));
                        !made)
                        return fail(made.error());
                import.finish();
                return Done{};
            });
            xinglin::testing::MadeStatement const analyze("ANALYZE");
            database.write([&](db::Tx& tx) -> Result<Done> {
                tx.run(analyze);
                return Done{};
            });
            auto const scope = auth::Scope{{auth::subtree(hospital.path(hospital.internal))}, {}};
            Filter plain, group, state, chip;
            group.group = members::Group::member;
            state.state = members::State::full;
            chip.chip = "file.contact_missing";
            database.read([&](db::Reader& reader) {
                for (auto const* filter : {&plain, &group, &state, &chip}) {
                    auto const plan = store::list_plan(reader, scope, *filter);
                    // PostgreSQL may rightly prefer a scan of a table this small: its plan is looked at for sorts of the key only.
                    if (reader.engine() != db::Engine::sqlite) continue;
                    CHECK_MESSAGE(!sorts_or_scans(plan), plan);
                    CHECK_MESSAGE(plan.find(filter == &chip ? "USING PRIMARY KEY (chip="
                                                            : "USING INDEX people_roster_by_") != std::string::npos,
                                  plan);
                }
            });
        });
    }
    TEST_CASE("people are found by name, reading, initials, number, tail and ID, within the scope only") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const lin = hospital.member(hospital.heart, "林明旭");
            hospital.member(hospital.bones, "林明煦");
            hospital.member(hospital.bones, "曾国藩");
            hospital.member(hospital.lung, "迪丽热巴·买买提");
            auto const everything = auth::Scope::everything();
            auto const narrow = auth::Scope{{auth::subtree(hospital.path(hospital.heart))}, {}};
            CHECK(found(hospital, everything, "林明") == Names{"林明旭", "林明煦"});
            CHECK(found(hospital, narrow, "林明") == Names{"林明旭"});
            CHECK(found(hospital, everything, "明煦") == Names{"林明煦"});
            CHECK(found(hospital, everything, "林") == Names{"林明旭", "林明煦"});
            CHECK(found(hospital, everything, "linming") == Names{"林明旭", "林明煦"});
            CHECK(found(hospital, everything, "MINGXU") == Names{"林明旭", "林明煦"});
            CHECK(found(hospital, everything, "zgf") == Names{"曾国藩"});
            CHECK(found(hospital, everything, "dilireba") == Names{"迪丽热巴·买买提"});
            CHECK(found(hospital, everything, "买买提") == Names{"迪丽热巴·买买提"});
            CHECK(found(hospital, everything, "e10003") == Names{"曾国藩"});
            CHECK(found(hospital, everything, "0001") == Names{"林明旭"});
            CHECK(found(hospital, everything, "15410000002") == Names{"林明煦"});
            CHECK(found(hospital, everything, "15419990002").empty());
            CHECK(found(hospital, everything, people::testing::resident_id("19800528", 1).c_str()) == Names{"林明旭"});
            CHECK(found(hospital, narrow, people::testing::resident_id("19800528", 2).c_str()).empty());
            CHECK(found(hospital, everything, "").empty());
            CHECK(found(hospital, everything, "没有这人").empty());
            CHECK(found(hospital, auth::Scope{{}, lin}, "林明") == Names{"林明旭"});
        });
    }
    TEST_CASE("a wide scope is searched through the tokens with the same answers") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            database.write([&](db::Tx& tx) -> Result<Done> {
                Import import(hospital.tools, tx, 1, "import", {});
                char const* surnames[] = {"赵", "钱", "孙", "李"};
                for (int i = 0; i < 2100; ++i) {
                    ImportRow row;
                    row.organisation = i % 2 == 0 ? hospital.heart : hospital.bones;
                    row.values = {{"name", std::string(surnames[i % 4]) + "某" + (i % 7 == 0 ? "甲" : "乙")},
                                  {"staff_no", "S" + std::to_string(10000 + i)}};
                    if (auto made = import.write(row); !made) return fail(made.error());
                }
                import.finish();
                return Done{};
            });
            hospital.member(hospital.bones, "曾国藩");
            auto const everything = auth::Scope::everything();
            CHECK(found(hospital, everything, "曾国藩") == Names{"曾国藩"});
            CHECK(found(hospital, everything, "国藩") == Names{"曾国藩"});
            CHECK(found(hospital, everything, "guofan") == Names{"曾国藩"});
            CHECK(found(hospital, everything, "zgf") == Names{"曾国藩"});
            CHECK(found(hospital, everything, "S10007").size() == 1);
            CHECK(found(hospital, everything, "S1000").size() == 10);
            CHECK(found(hospital, everything, "某甲").size() == 50);
            CHECK(found(hospital,
                        auth::Scope{{auth::subtree(hospital.path(hospital.internal)),
                                     auth::subtree(hospital.path(hospital.surgical))},
                                    {}},
                        "曾")
                      .size() == 1);
        });
    }
    TEST_CASE("chips count within the scope and give their lists") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            hospital.member(hospital.heart, "甲一", {{"mobile", std::nullopt}});
            hospital.member(hospital.bones, "乙二", {{"mobile", std::nullopt}});
            hospital.member(hospital.heart, "丙三", {{"full_date", "2003-05-28"}});
            auto const office = hospital.office();
            auto const counts =
                database.read([&](db::Reader& reader) { return chip_counts(reader, office.scope(rights::read)); });
            std::map<std::string, std::int64_t> people;
            for (auto const& chip : counts) people[chip.chip] = chip.people;
            CHECK(people["file.contact_missing"] == 2);
            CHECK(people["file.full_equals_join"] == 1);
            ListQuery query;
            query.exception = "file.contact_missing";
            CHECK(listed(hospital, hospital.secretary(hospital.heart), query) == Names{"甲一"});
            CHECK(listed(hospital, office, query, 1) == Names{"甲一", "乙二"});
            query.exception = "file.nothing";
            CHECK(database
                      .read([&](db::Reader& reader) {
                          return list_people(reader, hospital.tools, office, query, {}, 10);
                      })
                      .error()
                      .kind == Kind::malformed);
        });
    }
    TEST_CASE("a past day shows who was where, as what") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const person = hospital.member(hospital.heart, "林明旭");
            hospital.member(hospital.bones, "骨科人");
            auto const office = hospital.office();
            REQUIRE(hospital.service.transfer(office, {person, hospital.bones, *Date::parse("2026-09-01"), "调动"}));
            ListQuery query;
            query.as_of = *Date::parse("2026-08-31");
            query.organisation = hospital.heart;
            CHECK(listed(hospital, office, query) == Names{"林明旭"});
            query.as_of = *Date::parse("2026-09-01");
            CHECK(listed(hospital, office, query).empty());
            query.organisation = hospital.bones;
            CHECK(listed(hospital, office, query, 1).size() == 2);
            query = {};
            query.as_of = *Date::parse("2003-12-31");
            query.state = "probationary";
            CHECK(listed(hospital, office, query).size() == 2);
        });
    }
    TEST_CASE("bulk acts name their number and do all or nothing") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const a = hospital.member(hospital.heart, "甲一"), b = hospital.member(hospital.heart, "乙二");
            auto const c = hospital.member(hospital.bones, "丙三");
            auto const office = hospital.office();
            BulkCommand command;
            command.ids = {a, b};
            command.expected_count = 3;
            command.organisation = hospital.bones;
            command.date = *Date::parse("2026-09-15");
            command.reason = "调整";
            CHECK(Bulk(hospital.service).run(office, command).error().code == "people.count_differs");
            command.ids = {a, c};
            command.expected_count = 2;
            auto const partly = Bulk(hospital.service).run(office, command);
            REQUIRE(partly);
            CHECK(partly->done == 0);
            REQUIRE(partly->refused.size() == 1);
            CHECK(partly->refused[0].name == "丙三");
            CHECK_FALSE(partly->refused[0].detail.empty());
            CHECK(hospital.roster(a).organisation == hospital.heart);
            command.ids.clear();
            command.filter = ListQuery{};
            command.filter->organisation = hospital.heart;
            CHECK(Bulk(hospital.service).run(office, command)->done == 2);
            CHECK(hospital.counts(hospital.bones).full == 3);
        });
    }
    TEST_CASE("exports equal the list, masked unless somebody else consents, and are neutral for spreadsheets") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            hospital.member(hospital.heart, "林明旭", {{"department", "=HYPERLINK(\"x\")"}});
            hospital.member(hospital.bones, "韦家薇");
            ExportPolicy policy;
            Exports exports(hospital.tools, policy);
            auto office = hospital.office();
            AskExport command;
            command.format = ExportFormat::csv;
            command.columns = {"name", "department", "mobile", "resident_id"};
            command.expected_count = 3;
            CHECK(exports.ask(office, command).error().code == "people.count_differs");
            command.expected_count = 2;
            auto const masked = exports.ask(office, command);
            REQUIRE(masked);
            auto const csv = exports.file(office, masked->id, "云澜医院");
            REQUIRE(csv);
            CHECK(text::starts_with(csv->body, "\xEF\xBB\xBF姓名,科室,手机号码,公民身份号码\r\n"));
            CHECK(text::contains(csv->body, "154****0001"));
            CHECK_FALSE(text::contains(csv->body, "15410000001"));
            CHECK(text::contains(csv->body, "\"'=HYPERLINK(\"\"x\"\")\""));
            CHECK(exports.file(hospital.office(), masked->id, "").error().kind == Kind::not_found);

            command.purpose = "上报党员信息";
            CHECK(exports.ask(office, command).error().code == "people.second_factor_needed");
            office.second_factor = true;
            auto const clear = exports.ask(office, command);
            REQUIRE(clear);
            CHECK(clear->state == "waiting");
            CHECK(exports.file(office, clear->id, "").error().code == "people.export_waiting");
            CHECK(exports.decide(office, clear->id, true).error().code == "people.own_export");
            REQUIRE(exports.decide(hospital.office(), clear->id, true));
            CHECK(text::contains(exports.file(office, clear->id, "云澜医院")->body, "15410000001"));
            hospital.clock.advance(25 * hour_ms);
            CHECK(exports.file(office, clear->id, "").error().code == "people.export_expired");
            auto const secretary = hospital.secretary(hospital.heart);
            AskExport own;
            own.format = ExportFormat::print;
            auto const page = exports.file(secretary, exports.ask(secretary, own)->id, "云澜医院");
            CHECK(text::contains(page->body, "林明旭"));
            CHECK_FALSE(text::contains(page->body, "韦家薇"));
            own.format = ExportFormat::csv_gb18030;
            CHECK_FALSE(text::is_utf8(exports.file(secretary, exports.ask(secretary, own)->id, "")->body));
        });
    }
    TEST_CASE("saved views belong to their account") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const one = hospital.office(), two = hospital.office();
            auto const view = save_view(hospital.tools, one, " 预备党员 ", "state=probationary");
            REQUIRE(view);
            CHECK(view->name == "预备党员");
            REQUIRE(save_view(hospital.tools, one, "预备党员", "state=full"));
            auto const of = [&](auth::Actor const& actor) {
                return database.read([&](db::Reader& reader) { return saved_views(reader, actor.account); });
            };
            REQUIRE(of(one).size() == 1);
            CHECK(of(one)[0].query == "state=full");
            CHECK(of(two).empty());
            CHECK(delete_view(hospital.tools, two, view->id).error().kind == Kind::not_found);
            CHECK(delete_view(hospital.tools, one, view->id).has_value());
        });
    }
    TEST_CASE("people follow the tree: moves, merges, and back again") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const a = hospital.member(hospital.heart, "甲一", {{"mobile", std::nullopt}});
            auto const b = hospital.member(hospital.lung, "乙二");
            organisations::ChangeCommand move;
            move.kind = organisations::ChangeKind::move;
            move.effective_on = *Date::parse("2026-09-10");
            move.reason = "调整隶属";
            move.organisation_id = hospital.heart;
            move.parent_id = hospital.surgical;
            REQUIRE(hospital.tree.change(hospital.system, move));
            CHECK(hospital.roster(a).path == hospital.path(hospital.heart));
            ListQuery query;
            query.exception = "file.contact_missing";
            query.organisation = hospital.surgical;
            CHECK(listed(hospital, hospital.office(), query) == Names{"甲一"});
            organisations::ChangeCommand merge;
            merge.kind = organisations::ChangeKind::merge;
            merge.effective_on = *Date::parse("2026-09-11");
            merge.reason = "合并";
            merge.organisation_id = hospital.heart;
            merge.source_ids = {hospital.lung};
            auto const merged = hospital.tree.change(hospital.system, merge);
            if (!merged) FAIL(merged.error().code);
            CHECK(hospital.roster(b).organisation == hospital.heart);
            CHECK(hospital.counts(hospital.heart).full == 2);
        });
    }
    TEST_CASE("what is due: own gaps, corrections to decide, probations that end") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const gap = hospital.member(hospital.heart, "甲一", {{"mobile", std::nullopt}});
            auto const ending =
                hospital.member(hospital.heart, "乙二", {{"join_date", "2025-10-01"}}, members::State::probationary);
            hospital.member(hospital.bones, "丙三", {{"join_date", "2025-10-01"}}, members::State::probationary);
            DutySource const source(hospital.tools);
            auto const due = [&](auth::Actor const& actor) {
                return database.read(
                    [&](db::Reader& reader) { return source.due(reader, actor, hospital.clock.today(), 5); });
            };
            REQUIRE(due(hospital.plain(gap)).size() == 1);
            CHECK(due(hospital.plain(gap))[0].kind == "people.complete_own_file");
            CHECK(due(hospital.plain(ending)).empty());
            auto const secretary = hospital.secretary(hospital.heart);
            auto duties = due(secretary);
            REQUIRE(duties.size() == 2);
            CHECK(duties[0].kind == "people.probation_ends");
            CHECK(duties[0].due_on == Date::parse("2026-10-01"));
            CHECK(duties[0].count == 1);
            REQUIRE(hospital.service.ask(hospital.plain(ending), {ending, "department", {}, "急诊科", "", {}}));
            duties = due(secretary);
            CHECK(std::any_of(duties.begin(), duties.end(),
                              [](auto const& duty) { return duty.kind == "people.decide_corrections"; }));
        });
    }
}
