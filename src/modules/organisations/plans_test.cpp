// Hot statements are answered by an index, in its order: no scan, no sort.
#include "gen/organisations/sql.hpp"
#include "modules/organisations/test_tree.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::organisations::testing;

namespace {

std::string plan(db::Database& db, db::Statement const& statement, std::vector<db::Value> const& parameters) {
    return db.read([&](db::Reader& reader) { return reader.plan(statement.with({}), parameters); });
}

bool works_hard(std::string const& plan) {
    return plan.find("SCAN") != std::string::npos || plan.find("TEMP B-TREE") != std::string::npos;
}

}  // namespace

TEST_CASE("hot statements of the tree neither scan nor sort") {
    xinglin::testing::with_databases([](db::Database& db) {
        // PostgreSQL plans by table size; with a handful of rows it rightly reads them all.
        if (db.engine() != db::Engine::sqlite) return;
        Hospital h(db);
        namespace sql = organisations::sql;
        using namespace std::string_view_literals;
        std::int64_t const limit = 50;
        for (auto const& [statement, parameters] : std::vector<std::pair<db::Statement const*, std::vector<db::Value>>>{
                 {&sql::find, {h.heart.value}},
                 {&sql::find_by_code, {"Z1B01"sv}},
                 {&sql::children_now, {h.internal.value, ""sv, limit}},
                 {&sql::rows_now, {""sv, "~"sv, ""sv, limit}},
                 {&sql::find_on, {h.heart.value, "2026-01-01"sv}},
                 {&sql::counts_under, {""sv, "~"sv}},
                 {&sql::structures, {""sv, "~"sv, ""sv, limit}},
                 {&sql::terms_due, {"2027-01-01"sv, ""sv, "~"sv, limit}},
                 {&sql::posts_without_person, {std::int64_t{0}, std::int64_t{10}}},
                 {&sql::changes_waiting, {""sv, "~"sv, limit}},
                 {&sql::search_pair, {"内科"sv}}}) {
            auto const text = plan(db, *statement, parameters);
            CHECK_MESSAGE(!works_hard(text), statement->name, ": ", text);
        }
        // The check can fail: this one reads every row, as an import may once.
        CHECK(works_hard(plan(db, sql::all_names, {})));
    });
}
