#include "app/vectors.hpp"

#include "modules/regulations/regulations.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace xinglin;

TEST_SUITE("vectors") {
    TEST_CASE("every case the program ships holds, and every rule has cases") {
        auto const book = regulations::load_embedded();
        REQUIRE(book);
        regulations::RuleSet const rules(*book, {});
        regulations::VectorBook vectors;
        app::add_every_rule(vectors, rules, {2026, 11, 22});
        auto const files = regulations::embedded_files();
        auto const report = vectors.run(files);
        CHECK(report.files >= 45);
        CHECK(report.cases >= 400);
        for (auto const& m : report.mismatches)
            FAIL_CHECK(m.file, ":", m.line, " ", m.case_id, " ", m.column, ": expected ", m.expected, ", given ",
                       m.given);
        std::set<std::string> with_cases;
        for (auto const& file : files)
            if (auto const* const rule = vectors.by_columns(regulations::columns_of(file.text)))
                with_cases.insert(rule->name);
        for (auto const& rule : vectors.rules()) {
            INFO(rule.name);
            CHECK(with_cases.contains(rule.name));
        }
    }
}
