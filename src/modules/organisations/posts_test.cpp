#include "modules/organisations/due.hpp"
#include "modules/organisations/reading.hpp"
#include "modules/organisations/test_tree.hpp"
#include "modules/regulations/vectors.hpp"
#include "platform/crypto/rotation.hpp"
#include "tests/support/databases.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace xinglin;
using namespace xinglin::organisations;
using namespace xinglin::organisations::testing;
using xinglin::testing::with_databases;

namespace {

constexpr Date today{2026, 11, 22};

NewPost post(OrganisationId organisation, PostKind kind, PersonId person, Date from = {2026, 11, 1}) {
    NewPost made;
    made.organisation_id = organisation;
    made.kind = kind;
    made.person_id = person;
    made.from = from;
    return made;
}
NewTerm term(OrganisationId organisation, Date elected_on, std::string approval = "") {
    NewTerm made;
    made.organisation_id = organisation;
    made.elected_on = elected_on;
    made.approval = std::move(approval);
    return made;
}

/// The sample roster's organisations, read as the import would hand them over.
std::vector<ImportRow> sample() {
    std::ifstream file(std::string(XINGLIN_SOURCE_DIR) + "/tests/data/roster/orgs.csv");
    std::vector<ImportRow> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        auto const c = regulations::split_csv_line(line);
        if (c.size() < 14) continue;
        rows.push_back({c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], c[12], c[13]});
    }
    return rows;
}
Result<ImportResult> import(Hospital& h, std::vector<ImportRow> const& rows) {
    return h.db.write([&](db::Tx& tx) { return h.service.upsert_imported(tx, h.office, rows); });
}

/// Service and clock without the hospital's tree.
struct EmptyHouse {
    explicit EmptyHouse(db::Database& database)
        : db(database), book(regulations::load_embedded().value()), service(db, ids, clock, trail, book, vault) {}
    db::Database& db;
    FixedClock clock{*Instant::parse("2026-11-22T04:00:00Z")};
    IdSource ids{clock, 1};
    audit::Trail trail{clock};
    regulations::Book book;
    MirrorVault vault;
    Service service;
    auth::Actor office = auth::Actor::the_system("导入");
};

}  // namespace

TEST_SUITE("organisations posts and terms") {
    TEST_CASE("a secretary is a full member, one at a time") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const people = h.staff(h.heart, 3, 1);
            auto const probationary = h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[3]));
            REQUIRE_FALSE(probationary);
            CHECK(probationary.error().rule == "post.full_member_only");
            CHECK(probationary.error().kind == Kind::refused);
            auto dry = post(h.heart, PostKind::secretary, people[0]);
            dry.dry_run = true;
            REQUIRE(h.service.give_post(h.office, dry));
            CHECK(db.read([&](db::Reader& r) { return store::open_posts(r, h.heart); }).empty());
            auto const given = h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[0]));
            REQUIRE(given);
            CHECK(given->post.holder == "合成1");
            CHECK(h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[1])).error().code ==
                  "organisations.post_taken");
            CHECK(h.service.give_post(h.office, post(h.heart, PostKind::member, PersonId{999})).error().code ==
                  "organisations.person_unknown");
            CHECK(h.service.give_post(h.office, post(h.heart, PostKind::member, people[1], {2026, 11, 23}))
                      .error()
                      .code == "organisations.future_date");
            CHECK(h.service.give_post(h.office, post(h.heart, PostKind::member, people[1], {2019, 12, 31}))
                      .error()
                      .code == "organisations.post_before_organisation");
            auto const member = h.service.give_post(h.office, post(h.heart, PostKind::publicity, people[1]));
            REQUIRE(member);
            CHECK(member->findings.at(0).rule == "post.committee_not_needed");

            CHECK(h.service.end_post(h.office, given->post.id, {2026, 10, 31}, "").error().code ==
                  "organisations.post_end_before_start");
            REQUIRE(h.service.end_post(h.office, given->post.id, {2026, 11, 20}, "工作调动"));
            CHECK(h.service.end_post(h.office, given->post.id, {2026, 11, 20}, "").error().code ==
                  "organisations.post_ended");
            REQUIRE(h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[1], {2026, 11, 20})));
            // On any day one holds it.
            auto const on = [&](Date day) {
                return db.read([&](db::Reader& r) {
                    std::string holder;
                    for (auto const& p : store::posts(r, h.heart, day))
                        if (p.kind == PostKind::secretary) holder += p.holder;
                    return holder;
                });
            };
            CHECK(on({2026, 11, 19}) == "合成1");
            CHECK(on({2026, 11, 20}) == "合成2");
            CHECK(db.read([&](db::Reader& r) { return posts_of(r, people[0]); }).size() == 1);
        });
    }
    TEST_CASE("people and organisations of others do not show") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const others = h.staff(h.bones, 1);
            auto const secretary = actor(9, h.path(h.heart), {"organisations.posts"});
            CHECK(h.service.give_post(secretary, post(h.heart, PostKind::member, others[0])).error().code ==
                  "organisations.person_unknown");
            CHECK(h.service.give_post(secretary, post(h.bones, PostKind::member, others[0])).error().kind ==
                  Kind::not_found);
            CHECK(h.service.give_post(actor(10, "", {"organisations.read"}), post(h.heart, PostKind::member, others[0]))
                      .error()
                      .kind == Kind::forbidden);
        });
    }
    TEST_CASE("terms follow each other; early needs approval, an extension too") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const people = h.staff(h.heart, 8);
            auto const first = h.service.begin_term(h.office, term(h.heart, {2023, 11, 5}));
            REQUIRE(first);
            CHECK(first->term.due_on == Date{2026, 11, 5});
            REQUIRE(h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[0], {2023, 11, 5})));
            CHECK(h.service.begin_term(h.office, term(h.heart, {2023, 11, 5}, "批准")).error().code ==
                  "organisations.term_not_later");
            auto const early = h.service.begin_term(h.office, term(h.heart, {2026, 11, 4}));
            REQUIRE_FALSE(early);
            CHECK(early.error().rule == "term.early_without_approval");
            CHECK(early.error().detail.find("2026-11-05") != std::string::npos);

            auto const& t = first->term;
            CHECK(h.service.extend_term(h.office, t.id, {2026, 11, 5}, "批准", t.version).error().code ==
                  "organisations.extension_not_later");
            CHECK(h.service.extend_term(h.office, t.id, {2027, 5, 5}, "", t.version).error().rule ==
                  "term.extension_needs_approval");
            CHECK(h.service.extend_term(h.office, t.id, {2027, 5, 5}, "批准", t.version + 1).error().kind ==
                  Kind::precondition);
            auto const extended = h.service.extend_term(h.office, t.id, {2027, 5, 5}, "云医党〔2026〕9号", t.version);
            REQUIRE(extended);
            CHECK(extended->term.deadline() == Date{2027, 5, 5});
            CHECK(extended->term.version == t.version + 1);

            auto const second = h.service.begin_term(h.office, term(h.heart, {2026, 11, 20}));
            REQUIRE(second);
            CHECK(second->findings.empty());
            auto const all = db.read([&](db::Reader& r) { return store::terms(r, h.heart); });
            REQUIRE(all.size() == 2);
            CHECK(all[1].ended_on == Date{2026, 11, 20});
            CHECK(db.read([&](db::Reader& r) { return store::open_posts(r, h.heart); }).empty());
            CHECK(h.service.begin_term(h.office, term(h.committee, {2024, 1, 1}))->term.due_on == Date{2029, 1, 1});
            auto temporary = command(ChangeKind::create, today);
            temporary.parent_id = h.committee;
            temporary.to_kind = OrganisationKind::temporary_branch;
            temporary.name = "援外医疗队临时党支部";
            auto const made = h.service.change(h.office, temporary);
            CHECK(h.service.begin_term(h.office, term(made->organisation, today)).error().code ==
                  "organisations.no_term");
        });
    }
    TEST_CASE("terms that come due show within the scope, the nearest first") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            REQUIRE(h.service.begin_term(h.office, term(h.heart, {2024, 2, 1})));   // due 2027-02-01
            REQUIRE(h.service.begin_term(h.office, term(h.lung, {2023, 12, 1})));   // due 2026-12-01
            REQUIRE(h.service.begin_term(h.office, term(h.bones, {2023, 11, 1})));  // overdue
            REQUIRE(h.service.begin_term(h.office, term(h.stomach, {2025, 11, 1})));
            auto const due = [&](auth::Scope const& scope) {
                std::string names;
                for (auto const& d :
                     db.read([&](db::Reader& r) { return due_terms(r, scope, today.plus_months(6), 10); }))
                    names += d.organisation.short_name + " ";
                return names;
            };
            CHECK(due(auth::Scope::everything()) == "骨科党支部 呼吸内科党支部 心血管内科党支部 ");
            CHECK(due({{auth::subtree(h.path(h.internal))}, std::nullopt}) == "呼吸内科党支部 心血管内科党支部 ");
            // It follows a move.
            auto move = command(ChangeKind::move, today);
            move.organisation_id = h.lung;
            move.parent_id = h.surgical;
            REQUIRE(h.service.change(h.office, move));
            CHECK(due({{auth::subtree(h.path(h.internal))}, std::nullopt}) == "心血管内科党支部 ");
            CHECK(due({{auth::subtree(h.path(h.surgical))}, std::nullopt}) == "骨科党支部 呼吸内科党支部 ");
        });
    }
    TEST_CASE("posts and term end with the organisation and run again when the change is taken back") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const people = h.staff(h.heart, 3);
            REQUIRE(h.service.begin_term(h.office, term(h.heart, {2024, 11, 5})));
            REQUIRE(h.service.give_post(h.office, post(h.heart, PostKind::secretary, people[0])));
            auto dissolve = command(ChangeKind::dissolve, today);
            dissolve.organisation_id = h.heart;
            dissolve.heir_id = h.lung;
            auto const done = h.service.change(h.office, dissolve);
            REQUIRE(done);
            db.read([&](db::Reader& r) {
                CHECK(store::open_posts(r, h.heart).empty());
                CHECK_FALSE(store::open_term(r, h.heart));
            });
            REQUIRE(h.service.undo(h.office, done->change, "登记有误"));
            db.read([&](db::Reader& r) {
                CHECK(store::open_posts(r, h.heart).size() == 1);
                CHECK(store::open_term(r, h.heart));
            });
        });
    }
    TEST_CASE("a post known by name only is tied to the person when the file comes") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            NewPost by_name;
            by_name.organisation_id = h.internal;
            by_name.kind = PostKind::secretary;
            by_name.holder = "林明旭";
            by_name.from = {2026, 1, 1};
            REQUIRE(h.service.give_post(h.office, by_name));
            auto const linked = db.write([&](db::Tx& tx) -> Result<std::int64_t> {
                auto const named = posts_without_person(tx, {}, 10);
                REQUIRE(named.size() == 1);
                CHECK(named[0].post.holder == "林明旭");
                CHECK(named[0].path == h.path(h.internal));
                CHECK(link_post(tx, named[0].post.id, PersonId{78}));
                CHECK_FALSE(link_post(tx, named[0].post.id, PersonId{79}));  // taken
                CHECK(posts_without_person(tx, {}, 10).empty());
                CHECK(unlink_posts_of(tx, PersonId{78}) == 1);
                CHECK(posts_without_person(tx, {}, 10).size() == 1);
                return link_post(tx, named[0].post.id, PersonId{78}) ? 1 : 0;
            });
            CHECK(linked == 1);
            CHECK(db.read([&](db::Reader& r) { return posts_of(r, PersonId{78}).at(0).organisation; }) == h.internal);
            CHECK(db.write([&](db::Tx& tx) -> Result<std::int64_t> { return end_posts_of(tx, PersonId{78}, today); }) ==
                  1);
        });
    }
}

TEST_SUITE("organisations import") {
    TEST_CASE("the sample roster comes in whole, and a second time changes nothing") {
        with_databases([](db::Database& db) {
            EmptyHouse h(db);
            auto const rows = sample();
            REQUIRE(rows.size() == 29);
            auto reversed = rows;  // parents after children
            std::reverse(reversed.begin(), reversed.end());
            auto const in = [&](std::vector<ImportRow> const& list) {
                return db.write([&](db::Tx& tx) { return h.service.upsert_imported(tx, h.office, list); });
            };
            auto const first = in(reversed);
            REQUIRE(first);
            for (auto const& finding : first->findings) FAIL_CHECK(finding.row, " ", finding.column, " ", finding.code);
            CHECK(first->created == 29);
            auto const second = in(rows);
            REQUIRE(second);
            CHECK(second->unchanged == 29);
            CHECK(second->created + second->changed == 0);
            CHECK(second->changes.empty());
            CHECK(second->findings.empty());
            db.read([&](db::Reader& r) {
                auto const committee = find_by_code(r, "D01");
                REQUIRE(committee);
                CHECK(committee->kind == OrganisationKind::committee);
                CHECK(committee->unit_case == UnitCase::legal_entity);
                CHECK(published(r, false).size() == 29);
                auto const heart = find_by_code(r, "Z1B01");
                REQUIRE(heart);
                CHECK(heart->path.size() == 12);
                CHECK(heart->phone == "0600-8802101");
                CHECK(heart->founded_on == Date{2005, 3, 15});
                CHECK(find_on(r, heart->id, {2010, 1, 1}));
                CHECK_FALSE(find_on(r, heart->id, {2005, 3, 14}));
                auto const term = store::open_term(r, heart->id);
                REQUIRE(term);
                CHECK(term->due_on == Date{2026, 11, 5});
                CHECK(store::open_term(r, committee->id)->due_on == Date{2028, 9, 20});
                std::string holders;
                for (auto const& p : store::open_posts(r, heart->id))
                    holders += std::string(title_of(p.kind)) + p.holder + " ";
                CHECK(holders == "书记林明旭 党组织联系人韦家薇 ");
                // The contact's mobile number is stored sealed, where a key rotation finds it.
                auto const column = encrypted_columns().at(0);
                std::vector<std::string> sealed;
                r.each(
                    *column.next, [&](db::Row const& row) { sealed.emplace_back(row.bytes(1)); }, std::int64_t{0},
                    std::int64_t{100});
                CHECK(sealed.size() == 29);
                CHECK(std::find(sealed.begin(), sealed.end(), "15485464282") == sealed.end());
                CHECK(std::find(sealed.begin(), sealed.end(), "28246458451") != sealed.end());
                // Resolution of what rosters call it.
                auto const names = NameBook::load(r);
                CHECK(names.size() == 29);
                CHECK(names.resolve("心血管内科党支部").id == heart->id);
                CHECK(names.resolve(" 中共云澜市第一人民医院心血管内科支部委员会　").id == heart->id);
                CHECK(names.resolve("z1b01").id == heart->id);
                auto const near = names.resolve("心血管内科支部");
                CHECK_FALSE(near.id);
                REQUIRE_FALSE(near.proposals.empty());
                CHECK(near.proposals[0].id == heart->id);
                CHECK(near.proposals[0].likeness == 100);
                CHECK(names.resolve("心内科党支部").proposals.at(0).id == heart->id);
                CHECK(names.resolve("宇航中心党支部").proposals.empty());
                CHECK(names.resolve("").proposals.empty());
            });
        });
    }
    TEST_CASE("a list with secretaries, contacts and elections is taken back whole, or not at all") {
        with_databases([](db::Database& db) {
            EmptyHouse h(db);
            auto const in = [&](std::vector<ImportRow> const& list, std::int64_t batch) {
                auto const made =
                    db.write([&](db::Tx& tx) { return h.service.upsert_imported(tx, h.office, list, batch); });
                REQUIRE(made);
                auto changes = made->changes;
                std::reverse(changes.begin(), changes.end());
                return changes;
            };
            auto const back = [&](std::int64_t batch, std::vector<ChangeId> const& changes) {
                auto const done = db.write(
                    [&](db::Tx& tx) { return h.service.take_back_imported(tx, h.office, batch, changes, "撤回导入"); });
                return done ? std::string("taken back") : done.error().code;
            };
            auto const living = [&] { return db.read([](db::Reader& r) { return NameBook::load(r).size(); }); };
            auto const holder_of = [&](std::string_view code) {
                return db.read([&](db::Reader& r) {
                    for (auto const& post : store::open_posts(r, find_by_code(r, code)->id))
                        if (post.kind == PostKind::secretary) return post.holder;
                    return std::string();
                });
            };
            auto rows = sample();
            auto const first = in(rows, 7);
            CHECK(living() == 29);
            // A second list: another secretary, and an election of its own.
            REQUIRE(rows[2].code == "Z1B01");
            rows[2].secretary = "新书记";
            rows[2].elected_on = "2026-11-06";
            auto const second = in(rows, 8);
            CHECK(holder_of("Z1B01") == "新书记");
            CHECK(back(7, first) == "organisations.built_on");  // the later list stands on it
            CHECK(living() == 29);
            CHECK(back(8, second) == "taken back");
            CHECK(holder_of("Z1B01") == "林明旭");
            db.read([&](db::Reader& r) {
                CHECK(store::open_term(r, find_by_code(r, "Z1B01")->id)->elected_on == Date{2023, 11, 5});
            });
            // A post given by hand since: nothing of the list goes, not even what could.
            auto const heart = db.read([](db::Reader& r) { return find_by_code(r, "Z1B01")->id; });
            NewPost by_hand;
            by_hand.organisation_id = heart;
            by_hand.kind = PostKind::publicity;
            by_hand.holder = "许思远";
            by_hand.from = today;
            auto const given = h.service.give_post(h.office, by_hand);
            REQUIRE(given);
            CHECK(back(7, first) == "organisations.built_on");
            CHECK(living() == 29);
            CHECK(holder_of("Z1B01") == "林明旭");
        });
        with_databases([](db::Database& db) {
            EmptyHouse h(db);
            auto const made =
                db.write([&](db::Tx& tx) { return h.service.upsert_imported(tx, h.office, sample(), 7); });
            REQUIRE(made);
            auto changes = made->changes;
            std::reverse(changes.begin(), changes.end());
            auto const done = db.write(
                [&](db::Tx& tx) { return h.service.take_back_imported(tx, h.office, 7, changes, "撤回导入"); });
            CHECK_MESSAGE(done.has_value(), (done ? "" : done.error().code));
            db.read([](db::Reader& r) {
                CHECK(NameBook::load(r).size() == 0);
                CHECK(posts_without_person(r, {}, 100).empty());
            });
        });
    }
    TEST_CASE("a later list changes what it says, with history, and says what it cannot take") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            std::vector<ImportRow> rows(7);
            rows[0] = {"Z1B01",
                       "中共云澜市第一人民医院心脏中心支部委员会",
                       "心脏中心党支部",
                       "631",
                       "Z2",
                       "",
                       "0600-8802101",
                       "",
                       "",
                       "",
                       "",
                       "",
                       "",
                       ""};
            rows[1] = {"", "没有编号的党支部", "", "631", "Z1", "", "", "", "", "", "", "", "", ""};
            rows[2] = {"X1", "类别不明", "", "699", "Z1", "", "", "", "", "", "", "", "", ""};
            rows[3] = {"X2", "上级不明的党支部", "", "631", "NOWHERE", "", "", "", "", "", "", "", "", ""};
            rows[4] = {"X3", "成环甲", "", "621", "X4", "", "", "", "", "", "", "", "", ""};
            rows[5] = {"X4", "成环乙", "", "621", "X3", "", "", "2026-02-30", "", "", "", "", "", ""};
            rows[6] = {"X5", "第二个最上级", "", "611", "", "", "手机15400000001", "", "", "", "", "", "", ""};
            auto const in = import(h, rows);
            REQUIRE(in);
            CHECK(in->changed == 1);
            CHECK(in->created == 0);
            std::string codes;
            for (auto const& f : in->findings) codes += std::to_string(f.row) + ":" + f.code.substr(14) + " ";
            CHECK(codes ==
                  "1:import_no_code 2:import_kind 3:import_parent 5:import_date 5:import_parent_loop 4:import_parent "
                  "6:wrong_phone 6:import_second_top ");
            auto const heart = h.at(h.heart);
            CHECK(heart.short_name == "心脏中心党支部");
            CHECK(heart.parent == h.surgical);
            CHECK(h.at(h.heart, {2026, 11, 21})->parent == h.internal);
            CHECK(h.disagreement().empty());
            // Its changes can be taken back, the last first.
            for (auto change = in->changes.rbegin(); change != in->changes.rend(); ++change)
                CHECK(h.service.undo(h.office, *change, "撤回导入"));
            CHECK(h.at(h.heart).parent == h.internal);
            CHECK(h.disagreement().empty());
        });
    }
}

TEST_SUITE("organisations reading") {
    TEST_CASE("rows of the tree by scope and by day, in pages") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            h.staff(h.heart, 2, 1);
            h.staff(h.bones, 3);
            auto const names = [](std::vector<TreeRow> const& rows) {
                std::string text;
                for (auto const& row : rows)
                    text += row.organisation.code + ":" + std::to_string(row.children) + ":" +
                            std::to_string(row.counts.members()) + " ";
                return text;
            };
            db.read([&](db::Reader& r) {
                auto const all = auth::Scope::everything();
                CHECK(names(rows_in(r, all, std::nullopt, "", 100)) ==
                      "D01:2:6 Z1:3:3 Z1B01:0:3 Z1B02:0:0 Z1B03:0:0 Z2:2:3 Z2B01:0:0 Z2B02:0:3 ");
                CHECK(names(children_of(r, h.committee, std::nullopt, "", 10)) == "Z1:3:3 Z2:2:3 ");
                CHECK(names(children_of(r, h.internal, std::nullopt, "Z1B01", 1)) == "Z1B02:0:0 ");
                auto const first = rows_in(r, all, std::nullopt, "", 3);
                CHECK(names(rows_in(r, all, std::nullopt, first.back().organisation.path, 2)) ==
                      "Z1B02:0:0 Z1B03:0:0 ");
                auth::Scope const two{{auth::subtree(h.path(h.heart)), auth::subtree(h.path(h.surgical))},
                                      std::nullopt};
                CHECK(names(roots_of(r, two, std::nullopt)) == "Z1B01:0:3 Z2:2:3 ");
                CHECK(names(rows_in(r, two, std::nullopt, "", 10)) == "Z1B01:0:3 Z2:2:3 Z2B01:0:0 Z2B02:0:3 ");
                CHECK(rows_in(r, all, Date{2019, 12, 31}, "", 10).empty());
                CHECK(rows_in(r, {}, std::nullopt, "", 10).empty());
                CHECK(ancestors(r, *find(r, h.heart), std::nullopt).size() == 2);
            });
            auto move = command(ChangeKind::move, today);
            move.organisation_id = h.heart;
            move.parent_id = h.surgical;
            REQUIRE(h.service.change(h.office, move));
            db.read([&](db::Reader& r) {
                CHECK(names(children_of(r, h.internal, Date{2026, 11, 21}, "", 10)) ==
                      "Z1B01:0:0 Z1B02:0:0 Z1B03:0:0 ");
                CHECK(names(children_of(r, h.internal, std::nullopt, "", 10)) == "Z1B02:0:0 Z1B03:0:0 ");
                auto const past = history(r, h.heart, {}, 10);
                REQUIRE(past.size() == 2);
                CHECK(past[0].change.kind == ChangeKind::move);
                CHECK(past[0].effects.at(0).text == "“心血管内科党支部”由“内科系统党总支部”改为隶属“外科系统党总支部”");
                CHECK(history(r, h.heart, past[0].change.id, 10).size() == 1);
                CHECK(history(r, h.surgical, {}, 10).size() == 2);  // it was moved to
                CHECK(waiting(r, auth::Scope::everything(), 100).size() == 8);  // the tree was entered six years late
            });
        });
    }
    TEST_CASE("any part of a name finds, former names and aliases too, within the scope") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto amend = command(ChangeKind::amend, today);
            amend.organisation_id = h.heart;
            amend.aliases = std::vector<std::string>{"CCU 支部"};
            REQUIRE(h.service.change(h.office, amend));
            auto const found = [&](std::string_view text, auth::Scope const& scope = auth::Scope::everything()) {
                std::string codes;
                for (auto const& o : db.read([&](db::Reader& r) { return search(r, scope, text, 10); }))
                    codes += o.code + " ";
                return codes;
            };
            CHECK(found("心血管") == "Z1B01 ");
            CHECK(found("内科") == "Z1 Z1B01 Z1B02 Z1B03 ");
            CHECK(found("骨") == "Z2B02 ");
            CHECK(found("z1b0") == "Z1B01 Z1B02 Z1B03 ");
            CHECK(found("ccu支部") == "Z1B01 ");
            CHECK(found("内科", {{auth::subtree(h.path(h.heart))}, std::nullopt}) == "Z1B01 ");
            CHECK(found("没有的") == "");
            CHECK(found("科心") == "");
            CHECK(found("") == "");
            auto rename = command(ChangeKind::rename, today);
            rename.organisation_id = h.bones;
            rename.name = "中共云澜市第一人民医院运动医学支部委员会";
            rename.short_name = "运动医学党支部";
            REQUIRE(h.service.change(h.office, rename));
            CHECK(found("运动医学") == "Z2B02 ");
            CHECK(found("骨科") == "Z2B02 ");
        });
    }
    TEST_CASE("advice names the rule and since when, and ends when things are in order") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            h.staff(h.heart, 2);
            h.staff(h.lung, 7);
            auto const said = [&] {
                std::string text;
                auto const rules = db.read([&](db::Reader& r) { return regulations::rules(r, h.book); });
                for (auto const& a : db.read([&](db::Reader& r) {
                         return advice(r, {{auth::subtree(h.path(h.internal))}, std::nullopt}, rules, h.clock.today(),
                                       "", 50)
                             .rows;
                     }))
                    text += a.finding.rule + (a.since ? "@" + a.since->text() : "") + " ";
                return text;
            };
            CHECK(said() ==
                  "general_branch.below organisation.no_secretary branch.too_few_full organisation.no_secretary "
                  "branch.committee_required "
                  "organisation.no_secretary branch.too_few_full organisation.no_secretary ");
            auto const looked = h.service.note_advice("", 3);
            REQUIRE(looked);
            CHECK(looked->first == 3);
            CHECK(looked->second == h.path(h.heart));
            CHECK(h.service.note_advice(looked->second, 100)->second.empty());
            CHECK(said().find("branch.too_few_full@2026-11-22") != std::string::npos);
            h.clock.advance(day_ms);
            h.staff(h.heart, 1);
            CHECK(said().find("branch.too_few_full ") == std::string::npos);  // gone at once in the heart branch
            REQUIRE(h.service.note_advice("", 100));
            CHECK(said().find("branch.committee_required@2026-11-22") != std::string::npos);
            auto const page = db.read([&](db::Reader& r) {
                return advice(r, auth::Scope::everything(), regulations::rules(r, h.book), h.clock.today(), "", 1);
            });
            CHECK(page.next == h.path(h.committee));
        });
    }
    TEST_CASE("strangers see what is published, under the nearest published organisation") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            auto const seen = [&](bool secretary) {
                return db.read([&](db::Reader& r) { return published(r, secretary); });
            };
            CHECK(seen(false).empty());
            for (auto const id : {h.committee, h.heart}) {
                auto amend = command(ChangeKind::amend, today);
                amend.organisation_id = id;
                amend.published = true;
                REQUIRE(h.service.change(h.office, amend));
            }
            NewPost by_name;
            by_name.organisation_id = h.heart;
            by_name.kind = PostKind::secretary;
            by_name.holder = "林明旭";
            by_name.from = {2026, 1, 1};
            REQUIRE(h.service.give_post(h.office, by_name));
            auto const rows = seen(false);
            REQUIRE(rows.size() == 2);
            CHECK(rows[1].parent == h.committee);
            CHECK(rows[1].depth == 1);
            CHECK(rows[1].secretary.empty());
            CHECK(seen(true)[1].secretary == "林明旭");
            db.read([&](db::Reader& r) {
                CHECK(published_one(r, h.heart, false)->short_name == "心血管内科党支部");
                CHECK(published_one(r, h.heart, false)->parent == h.committee);
                CHECK(published_one(r, h.heart, false)->depth == 1);
                CHECK_FALSE(published_one(r, h.bones, false));
                auto const above = published_above(r, h.heart);
                REQUIRE(above.size() == 1);
                CHECK(above[0].id == h.committee);
                CHECK(published_counts(r) ==
                      std::vector<std::pair<std::string, std::int64_t>>{{"党委", 1}, {"党支部", 1}});
                CHECK(published(r, false, 10, h.path(h.internal)).size() == 1);
            });
        });
    }
}

TEST_SUITE("organisations duties") {
    TEST_CASE("one election is one duty, several are one too, and only for whom they can be finished by") {
        with_databases([](db::Database& db) {
            Hospital h(db);
            DutySource const source(h.service);
            auto const office = actor(7, "", {"organisations.posts", "organisations.read"});
            auto const due = [&](auth::Actor const& who) {
                return db.read([&](db::Reader& r) { return source.due(r, who, h.clock.today(), 5); });
            };
            CHECK(due(office).empty());
            REQUIRE(h.service.begin_term(h.office, term(h.heart, {2024, 5, 22})));  // six months to the day
            auto const one = due(office);
            REQUIRE(one.size() == 1);
            CHECK(one[0].title == "心血管内科党支部换届");
            CHECK(one[0].due_on == Date{2027, 5, 22});
            CHECK_FALSE(one[0].overdue);
            CHECK(one[0].article.find("任期") != std::string::npos);
            REQUIRE(h.service.begin_term(h.office, term(h.bones, {2023, 11, 1})));
            auto const two = due(office);
            REQUIRE(two.size() == 1);
            CHECK(two[0].count == 2);
            CHECK(two[0].overdue);
            CHECK(due(actor(8, h.path(h.heart), {"organisations.posts"})).at(0).title == "心血管内科党支部换届");
            CHECK(due(actor(9, "", {"organisations.read"})).empty());
            // The hospital of this test was entered years late: each creation waits for a second person.
            auto const late = due(actor(10, h.path(h.internal), {"organisations.countersign"}));
            REQUIRE(late.size() == 1);
            CHECK(late[0].count == 4);
        });
    }
}
