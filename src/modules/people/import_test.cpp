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

std::vector<std::string> names(Hospital& hospital, auth::Scope const& scope, Filter const& filter = {}) {
    return hospital.db.read([&](db::Reader& reader) {
        std::vector<std::string> out;
        for (auto const& row : store::list(reader, scope, filter, {}, 1000)) out.push_back(row.name);
        return out;
    });
}

}  // namespace

TEST_SUITE("people import") {
    TEST_CASE(
        "a row makes a person, again it changes nothing, and the batch is taken back without a trace on the roster") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const row = hospital.row(hospital.heart, "林明旭");
            auto const made = hospital.import(row, 77);
            REQUIRE(made);
            CHECK(made->what == ImportOutcome::What::created);
            CHECK(made->digest.size() == 64);
            CHECK(hospital.counts(hospital.heart).full == 1);
            auto const again = hospital.import(row, 78);
            REQUIRE(again);
            CHECK(again->what == ImportOutcome::What::same);
            CHECK(again->person == made->person);

            auto const roster = hospital.roster(made->person);
            CHECK(roster.state == members::State::full);
            CHECK(roster.path == hospital.path(hospital.heart));
            CHECK(roster.mobile_tail == row.values.at("mobile")->substr(7));
            auto const past =
                database.read([&](db::Reader& reader) { return members::store::history(reader, made->person); });
            CHECK(members::standing_on(past, *Date::parse("2003-06-01")).state == members::State::probationary);
            CHECK(members::standing_on(past, *Date::parse("2003-05-27")).state == members::State::staff);

            PersonId after;
            auto const reversed = database.write(
                [&](db::Tx& tx) -> Result<int> { return reverse_batch(tx, hospital.tools, 77, after, 100).people; });
            CHECK(*reversed == 1);
            CHECK(names(hospital, auth::Scope::everything()).empty());
            CHECK(hospital.counts(hospital.heart).full == 0);
            auto const kept = database.read(
                [&](db::Reader& reader) { return store::changes(reader, *hospital.vault, made->person); });
            REQUIRE(kept.size() == 1);
            CHECK_MESSAGE(kept[0].withdrawn, "what was recorded stays, marked");
            auto const anew = hospital.import(row, 79);
            REQUIRE(anew);
            CHECK(anew->what == ImportOutcome::What::created);
        });
    }
    TEST_CASE("a later file changes what differs, shows it before, and can be taken back field by field") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto row = hospital.row(hospital.heart, "林明旭");
            auto const person = hospital.import(row, 1)->person;
            row.values["department"] = "急诊科";
            row.values["mobile"] = "15400000001";
            row.values["address"] = std::nullopt;
            row.organisation = hospital.lung;
            auto const differences = database.write([&](db::Tx& tx) -> Result<std::vector<FieldDifference>> {
                return Import(hospital.tools, tx, 2, "hr", {}).difference(person, row);
            });
            REQUIRE(differences->size() == 4);
            for (auto const& difference : *differences) {
                if (difference.field == "mobile") CHECK(difference.after == "154****0001");
                if (difference.field == "organisation") CHECK(difference.after == "呼吸内科党支部");
                if (difference.field == "department") {
                    CHECK(difference.before == "心内科");
                    CHECK(difference.source == "import");
                }
            }
            auto const version = hospital.roster(person).version;
            REQUIRE(hospital.import(row, 2, "hr"));
            CHECK(hospital.roster(person).version == version + 1);
            CHECK(hospital.roster(person).department == "急诊科");
            CHECK(hospital.counts(hospital.heart).full == 0);
            CHECK(hospital.counts(hospital.lung).full == 1);
            auto const file = database.read([&](db::Reader& reader) {
                return fold(store::changes(reader, *hospital.vault, person), hospital.clock.today());
            });
            CHECK(file.fields.at("department").source == "hr");
            CHECK(file.fields.at("name").source == "import");
            CHECK(file.value("address").empty());

            PersonId after;
            REQUIRE(database.write(
                [&](db::Tx& tx) -> Result<int> { return reverse_batch(tx, hospital.tools, 2, after, 100).people; }));
            CHECK(hospital.roster(person).department == "心内科");
            CHECK(hospital.roster(person).organisation == hospital.heart);
            CHECK(hospital.counts(hospital.heart).full == 1);
        });
    }
    TEST_CASE("two people never share a resident ID or staff number") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const first = hospital.row(hospital.heart, "林明旭");
            REQUIRE(hospital.import(first, 1));
            auto second = hospital.row(hospital.heart, "韦家薇");
            REQUIRE(hospital.import(second, 1));
            second.values["staff_no"] = first.values.at("staff_no");  // found by ID, number belongs to the first
            auto const refused = hospital.import(second, 2);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().code == "people.duplicate_staff_no");
            auto nowhere = hospital.row(OrganisationId{12345}, "孔某");
            CHECK(hospital.import(nowhere, 2).error().code == "people.organisation_unknown");
        });
    }
    TEST_CASE("sensitive values stand nowhere in clear") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const row = hospital.row(hospital.heart, "林明旭");
            auto const person = hospital.import(row, 1)->person;
            xinglin::testing::MadeStatement const raw("SELECT clear, sealed FROM people_changes WHERE person = $1");
            database.read([&](db::Reader& reader) {
                reader.each(
                    raw,
                    [&](db::Row const& read) {
                        for (char const* field : {"resident_id", "mobile", "address"}) {
                            CHECK(std::string(read.text(0)).find(*row.values.at(field)) == std::string::npos);
                            CHECK(std::string(read.bytes(1)).find(*row.values.at(field)) == std::string::npos);
                        }
                    },
                    person);
            });
            CHECK(hospital.roster(person).resident_key.find("429099") == std::string::npos);
        });
    }
    TEST_CASE("flags and months come with the row") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto row = hospital.row(hospital.heart, "林明旭", {{"join_date", "2003-05"}, {"full_date", "2004-05"}});
            row.flags = {{members::Flag::floating, true, "外省", std::nullopt},
                         {members::Flag::lost_contact, true, "", PartialDate::parse("2026-01")}};
            auto const person = hospital.import(row, 1)->person;
            CHECK(hospital.roster(person).join_date == "2003-05");
            CHECK(hospital.roster(person).state_since == "2004-05");
            CHECK((hospital.roster(person).flags & members::bit(members::Flag::floating)) != 0);
            auto const chips = database.read([&](db::Reader& reader) { return store::chips_of(reader, person); });
            CHECK(std::find(chips.begin(), chips.end(), "flag.floating") != chips.end());
            CHECK(std::find(chips.begin(), chips.end(), "file.lost_contact") != chips.end());
            CHECK(hospital.import(row, 2)->what == ImportOutcome::What::same);
        });
    }
    TEST_CASE("whatever was recorded since about a membership is seen before a batch is taken back") {
        with_databases([](db::Database& database) {
            Hospital hospital(database);
            auto const office = hospital.office();
            auto const today = hospital.clock.today();
            std::int64_t batch = 100;
            auto const built = [&](std::int64_t of) {
                return database.read([&](db::Reader& reader) { return built_on_batch(reader, of, 10).size(); });
            };
            auto const after = [&](auto const& act) {
                auto const person = hospital.import(hospital.row(hospital.heart, "林明旭"), ++batch)->person;
                CHECK(built(batch) == 0);
                act(person);
                CHECK(built(batch) == 1);
                PersonId from;
                auto const turn = database.write(
                    [&](db::Tx& tx) -> Result<Reversed> { return reverse_batch(tx, hospital.tools, batch, from, 10); });
                CHECK(turn->people == 1);
                CHECK(turn->kept == 1);
                CHECK(hospital.roster(person).name == "林明旭");
            };
            after([&](PersonId person) {
                REQUIRE(hospital.service.transfer(office, {person, hospital.lung, today, "转支部"}));
            });
            after([&](PersonId person) {
                REQUIRE(hospital.service.take_step(office, {person, "deceased", today, "病故"}));
            });
            after([&](PersonId person) {
                REQUIRE(hospital.service.set_flag(office, {person, "abroad", true, today, ""}));
            });
            after([&](PersonId person) {
                REQUIRE(hospital.service.ask(hospital.plain(person),
                                             {person, "name", {}, std::string("林明煦"), "写错了", {}}));
            });
            after([&](PersonId person) {  // the first of two people
                CHECK(hospital.service.take_step(office, {person, "left_removed", today, "除名"}).error().code ==
                      "people.second_person_waits");
            });
        });
    }
}
