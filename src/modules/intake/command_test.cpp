// The import of the command line.
#include "tests/support/intake_office.hpp"

#include <doctest/doctest.h>
#include <boost/json.hpp>

#include <sstream>

using namespace xinglin;
using intake::NewAnswer;
using namespace intake::testing;

TEST_CASE("intake command: one JSON object a line, nothing kept by a dry run") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        intake::Tools const tools{office.tools, office.tree};
        std::ostringstream out, err;
        CHECK(intake::run_import(
                  tools,
                  {intake::ImportKind::people, test::sample("roster/members_messy.csv"), "", true, true, false, ""},
                  out, err) == 0);
        std::istringstream lines(out.str());
        std::string line;
        std::int64_t count = 0;
        while (std::getline(lines, line)) {
            auto const value = boost::json::parse(line).as_object();
            for (auto const* key : {"row", "staff_no", "column", "code", "handling", "cell", "value"})
                CHECK(value.contains(key));
            ++count;
        }
        CHECK(count == 231);
        CHECK(office.count_people() == 0);
        static testing::MadeStatement const imports("SELECT COUNT(*) FROM intake_imports");
        CHECK(database.read([&](db::Reader& reader) { return reader.value<std::int64_t>(imports); }) == 0);
        std::ostringstream told, nothing;
        CHECK(intake::run_import(
                  tools,
                  {intake::ImportKind::people, test::sample("roster/members_messy.csv"), "", true, false, false, ""},
                  told, nothing) == 0);
        CHECK(text::contains(told.str(), "第 626 行 E01220 整行：与第 223 行完全相同"));
        CHECK_FALSE(text::contains(told.str(), "(row)"));
        std::ostringstream quiet, complaint;
        CHECK(intake::run_import(tools, {intake::ImportKind::people, "/nonexistent.csv", "", true, true, false, ""},
                                 quiet, complaint) == 1);
        CHECK(text::contains(complaint.str(), "sheets.missing"));
    });
}
