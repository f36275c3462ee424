// docs/data-inventory.csv against the schema and the catalogue (security.md I1): nothing is kept that the inventory does not name.
#include "modules/people/fields.hpp"
#include "modules/regulations/vectors.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace xinglin;
using namespace xinglin::people;

namespace {

struct Item {
    std::string field_class, purpose, basis, retention, who;
};

std::map<std::string, Item> inventory() {
    std::ifstream in(std::string(XINGLIN_SOURCE_DIR) + "/docs/data-inventory.csv");
    REQUIRE(in.good());
    std::map<std::string, Item> out;
    std::string line;
    std::getline(in, line);
    CHECK(line == "field,class,purpose,basis,retention,who_sees");
    while (std::getline(in, line)) {
        auto const cells = regulations::split_csv_line(line);
        REQUIRE_MESSAGE(cells.size() == 6, line);
        CHECK_MESSAGE(out.emplace(cells[0], Item{cells[1], cells[2], cells[3], cells[4], cells[5]}).second,
                      "twice: ", cells[0]);
    }
    return out;
}

/// Folders of migrations: of every module and of every part of the platform.
std::vector<std::filesystem::path> migration_folders() {
    std::vector<std::filesystem::path> out;
    for (char const* layer : {"modules", "platform"})
        for (auto const& entry :
             std::filesystem::directory_iterator(std::filesystem::path(XINGLIN_SOURCE_DIR) / "src" / layer))
            if (auto const folder = entry.path() / "migrations"; std::filesystem::is_directory(folder))
                out.push_back(folder);
    return out;
}

/// "table.column" of every table that the migrations create.
std::set<std::string> schema() {
    std::set<std::string> out, dropped;
    for (auto const& folder : migration_folders())
        for (auto const& entry : std::filesystem::directory_iterator(folder)) {
            std::ifstream in(entry.path());
            std::string table;
            for (std::string line; std::getline(in, line);) {
                using std::regex_constants::icase;
                static std::regex const added("^ *ALTER TABLE (\\w+) ADD COLUMN (\\w+)", icase),
                    gone("^ *ALTER TABLE (\\w+) DROP COLUMN (\\w+)", icase),
                    made("^ *CREATE TABLE (?:IF NOT EXISTS )?(\\w+)", icase),
                    column("^ +([a-z_]+) (BIGINT|INTEGER|SMALLINT|REAL|TEXT|BLOB|BYTEA|BOOLEAN)", icase);
                std::smatch match;
                if (std::regex_search(line, match, added)) {
                    out.insert(match[1].str() + "." + match[2].str());
                } else if (std::regex_search(line, match, gone)) {
                    dropped.insert(match[1].str() + "." + match[2].str());
                } else if (std::regex_search(line, match, made)) {
                    table = match[1];
                } else if (line.rfind(")", 0) == 0) {
                    table.clear();
                } else if (!table.empty() && std::regex_search(line, match, column)) {
                    out.insert(table + "." + match[1].str());
                }
            }
        }
    for (auto const& column : dropped) out.erase(column);
    return out;
}

}  // namespace

TEST_SUITE("data inventory") {
    TEST_CASE("every field of the catalogue stands in the inventory with its class") {
        auto const items = inventory();
        for (auto const& field : fields()) {
            auto const found = items.find("file." + std::string(field.name));
            REQUIRE_MESSAGE(found != items.end(), "not in the inventory: ", field.name);
            auto const name = field.field_class == auth::FieldClass::sensitive  ? "sensitive"
                              : field.field_class == auth::FieldClass::personal ? "personal"
                              : field.field_class == auth::FieldClass::internal ? "internal"
                                                                                : "open";
            CHECK_MESSAGE(found->second.field_class == name, field.name);
            CHECK_MESSAGE(found->second.purpose == field.purpose, field.name);
        }
    }
    TEST_CASE("every column of the tables stands in the inventory, and the inventory names nothing that is not there") {
        auto const items = inventory();
        auto const columns = schema();
        CHECK(columns.size() > 600);
        for (auto const& column : columns) CHECK_MESSAGE(items.count(column) == 1, "not in the inventory: ", column);
        for (auto const& [name, item] : items) {
            bool const field = name.rfind("file.", 0) == 0 && find_field(name.substr(5)) != nullptr;
            CHECK_MESSAGE((field || columns.count(name) == 1), "no longer there: ", name);
            for (auto const* text : {&item.purpose, &item.basis, &item.retention, &item.who})
                CHECK_MESSAGE(!text->empty(), name);
        }
    }
}
