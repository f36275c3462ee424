// Lists from kept lines say what the rows say, after every change.
#include "modules/people/browse.hpp"
#include "modules/people/store.hpp"
#include "modules/people/test_people.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::people;
using people::testing::Hospital;
using xinglin::testing::with_databases;

namespace {

std::string text_of(PersonItem const& item) {
    std::string out = item.id.text() + "/" + std::to_string(item.version) + "/" + item.name;
    for (auto const* each : {&item.staff_no, &item.sex, &item.department, &item.position, &item.birth, &item.join_date,
                             &item.full_date, &item.probation_expires, &item.phone})
        out += "/" + each->value_or("-");
    out += "/" + item.state + "/" + item.state_title + "/" + item.organisation.text();
    for (auto const& flag : item.flags) out += "/" + flag;
    return out;
}

struct Lines final : LineWriter {
    void item(PersonItem const& item) override {
        auto without = item;
        without.organisation_name.clear();
        written.push_back(text_of(without) + "@" + item.organisation_name);
    }
    void line(ShownLines::Line const& line, std::string_view organisation_name) override {
        written.push_back(std::string(line.before()) + "@" + std::string(organisation_name));
    }
    [[nodiscard]] ShownLines::Line split(PersonItem const& item) const override {
        ++made;
        auto text = text_of(item);
        auto const at = text.size();
        return {std::move(text), at};
    }
    std::vector<std::string> written;
    mutable int made{0};
};

/// The lists of an actor with kept lines and without are the same.
struct Reader {
    Hospital& hospital;
    ShownLines lines{};

    /// How many lines had to be made.
    int same(auth::Actor const& actor, ListQuery const& query = {}, int limit = 50) {
        return hospital.db.read([&](db::Reader& reader) {
            Lines kept, plain;
            auto const next = write_people(reader, hospital.tools, actor, query, {}, limit, lines, kept);
            auto const wanted = each_person(reader, hospital.tools, actor, query, {}, limit,
                                            [&](PersonItem const& item) { plain.item(item); });
            REQUIRE(next);
            REQUIRE(wanted);
            CHECK(kept.written == plain.written);
            CHECK(next->has_value() == wanted->has_value());
            if (*next && *wanted) CHECK((*next)->keys == (*wanted)->keys);
            return kept.made;
        });
    }
};

}  // namespace

TEST_SUITE("people lists") {
    TEST_CASE("a list from kept lines is the list") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            std::vector<PersonId> people;
            for (char const* name : {"林明旭", "韦家薇", "袁娜", "曾一"})
                people.push_back(hospital.member(hospital.heart, name));
            people.push_back(hospital.member(hospital.lung, "孔预备", {}, members::State::probationary));
            Reader reader{hospital};
            auto const office = hospital.office();
            auto reads_only = hospital.actor(hospital.internal, {"people.read"});
            reads_only.grants[0].clear = {auth::FieldClass::open};
            CHECK(reader.same(office) == 5);
            CHECK(reader.same(office) == 0);
            CHECK(reader.same(office, {}, 2) == 0);
            // Another clearance sees other lines, and the own one whole.
            CHECK(reader.same(reads_only) == 5);
            auto own = reads_only;
            own.person = people[1];
            CHECK(reader.same(own) == 0);  // the office has seen it so
            CHECK(reader.same(office) == 0);
            SUBCASE("a changed field") {
                ChangeFields const change{
                    people[0], "work", {{"department", "急诊科"}}, Date::parse("2026-09-01"), false, "轮岗", "office"};
                REQUIRE(hospital.service.change(office, change, hospital.roster(people[0]).version));
                CHECK(reader.same(office) == 5);
                CHECK(reader.same(office) == 0);
                CHECK(reader.same(reads_only) > 0);
            }
            SUBCASE("somebody new, and somebody who goes") {
                hospital.member(hospital.lung, "安然");
                CHECK(reader.same(office) == 6);
                CHECK(reader.same(office) == 0);
            }
            SUBCASE("an organisation with another name") {
                database.write([&](db::Tx& tx) -> Result<Done> {
                    xinglin::testing::MadeStatement const statement(
                        "UPDATE organisations SET short_name = 'X科' WHERE id = $1");
                    tx.run(statement, hospital.heart);
                    return Done{};
                });
                CHECK(reader.same(office) == 0);
                auto const names = database.read([&](db::Reader& row) {
                    Lines kept;
                    REQUIRE(write_people(row, hospital.tools, office, {}, {}, 50, reader.lines, kept));
                    return kept.written;
                });
                CHECK(names.front().ends_with("@X科"));
            }
            SUBCASE("filters, past days and a text") {
                ListQuery query;
                query.kind = "member";
                CHECK(reader.same(office, query) == 0);
                query.q = "林明旭";
                CHECK(reader.same(office, query) == 0);
                query = {};
                query.exception = "flag.floating";
                CHECK(reader.same(office, query) == 0);
                query = {};
                query.as_of = *Date::parse("2026-09-14");
                CHECK(reader.same(office, query) == 0);
            }
            SUBCASE("no more than so many") {
                Reader few{hospital, ShownLines(3)};
                CHECK(few.same(office) == 5);
                CHECK(few.same(office) == 5);
            }
        });
    }
}
