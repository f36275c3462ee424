#include "base/text.hpp"
#include "modules/organisations/reading.hpp"
#include "modules/organisations/test_tree.hpp"
#include "modules/regulations/vectors.hpp"
#include "platform/crypto/rotation.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace xinglin;
using namespace xinglin::organisations;
using namespace xinglin::organisations::testing;
using xinglin::testing::with_databases;

namespace {

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
