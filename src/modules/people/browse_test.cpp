// Lists with a search text: nobody is left out silently, every part of a query holds together, on past days too.
#include "modules/people/browse.hpp"
#include "base/text.hpp"
#include "modules/people/bulk.hpp"
#include "modules/people/exports.hpp"
#include "modules/people/test_people.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace xinglin;
using namespace xinglin::people;
using people::testing::Hospital;
using xinglin::testing::with_databases;

namespace {

Date day(char const* text) { return *Date::parse(text); }

std::vector<std::string> listed(Hospital& h, auth::Actor const& actor, ListQuery const& query, int limit) {
    return h.db.read([&](db::Reader& reader) {
        std::vector<std::string> out;
        std::optional<Cursor> cursor;
        do {
            auto const page = list_people(reader, h.tools, actor, query, cursor, limit);
            REQUIRE(page);
            CHECK(static_cast<int>(page->items.size()) <= limit);
            for (auto const& item : page->items) out.push_back(item.name);
            cursor = page->next;
        } while (cursor);
        return out;
    });
}

std::int64_t counted(Hospital& h, auth::Actor const& actor, ListQuery const& query) {
    return h.db.read([&](db::Reader& reader) {
        auto const people = count_people(reader, h.tools, actor.scope(rights::read), query);
        return people ? *people : -1;
    });
}

/// So many people of one surname in one branch; every tenth is an applicant. A wide scope when there are more than 2,000.
void fill(Hospital& h, int people) {
    REQUIRE(h.db.write([&](db::Tx& tx) -> Result<Done> {
        Import import(h.tools, tx, 1, "import", {});
        for (int i = 0; i < people; ++i) {
            auto row = h.row(h.heart, "李" + std::to_string(h.next), {{"resident_id", std::nullopt}},
                             i % 10 == 9 ? members::State::applicant : members::State::full);
            if (i % 10 == 9) row.values["join_date"] = std::nullopt;
            if (auto made = import.write(row); !made) return fail(made.error());
        }
        import.finish();
        return Done{};
    }));
}

}  // namespace

TEST_SUITE("people browse") {
    TEST_CASE("a name many people bear is paged, filtered before it is cut, counted and exported whole") {
        with_databases([](db::Database& database) {
            Hospital h(database);
            for (int const more : {300, 1900}) {  // walked whole, then through the tokens
                fill(h, more);
                auto const all = h.next;
                auto office = h.office();
                ListQuery query;
                query.q = "李";
                auto const names = listed(h, office, query, 77);
                CHECK(static_cast<int>(names.size()) == all);
                CHECK(static_cast<int>(std::set(names.begin(), names.end()).size()) == all);
                CHECK(counted(h, office, query) == all);
                query.kind = "development";
                CHECK(counted(h, office, query) == all / 10);
                CHECK(static_cast<int>(listed(h, office, query, 7).size()) == all / 10);
                AskExport command;
                command.filter = query;
                command.expected_count = all / 10;
                office.second_factor = true;
                ExportPolicy const policy;
                Exports exports(h.tools, policy);
                auto const asked = exports.ask(office, command);
                REQUIRE(asked);
                CHECK(asked->people == all / 10);
            }
        });
    }
    TEST_CASE("text and findings hold for a past day, and its count is of that day") {
        with_databases([](db::Database& database) {
            Hospital h(database);
            h.member(h.heart, "林明旭", {{"staff_no", "Z0001"}});
            h.member(h.heart, "韦家薇", {{"address", std::nullopt}, {"mobile", std::nullopt}});
            h.member(h.bones, "林小雨", {{"join_date", "2010-07-01"}, {"full_date", "2011-07-01"}});
            auto const office = h.office();
            ListQuery query;
            query.as_of = day("2008-12-31");
            auto const everybody = counted(h, office, query);
            CHECK(everybody == 3);
            query.q = "林";
            CHECK(listed(h, office, query, 1).size() == 2);
            CHECK(counted(h, office, query) == 2);
            query.q = "linming";
            CHECK(listed(h, office, query, 10) == std::vector<std::string>{"林明旭"});
            query.q = "z0001";
            CHECK(listed(h, office, query, 10) == std::vector<std::string>{"林明旭"});
            query.q = "王";
            CHECK(listed(h, office, query, 10).empty());
            query.q.reset();
            query.state = "full";
            CHECK(counted(h, office, query) == 2);
            query.state.reset();
            query.exception = "file.contact_missing";
            CHECK(listed(h, office, query, 10) == std::vector<std::string>{"韦家薇"});
            CHECK(counted(h, office, query) == 1);
            // What acts on people acts on those of today.
            BulkCommand command;
            command.filter = query;
            command.expected_count = 1;
            command.organisation = h.bones;
            command.date = h.clock.today();
            CHECK(Bulk(h.service).run(office, command).error().code == "people.bulk_as_of");
        });
    }
    TEST_CASE("a role about oneself lists the own record, and only where it fits") {
        with_databases([](db::Database& database) {
            Hospital h(database);
            auto const own = h.member(h.heart, "林明旭");
            h.member(h.heart, "韦家薇");
            auto member = h.plain(own);
            member.grants = {{"member", std::string(auth::nowhere), {"people.read"}, {auth::FieldClass::open}}};
            CHECK(listed(h, member, {}, 10) == std::vector<std::string>{"林明旭"});
            CHECK(counted(h, member, {}) == 1);
            ListQuery query;
            query.state = "applicant";
            CHECK(listed(h, member, query, 10).empty());
            query = {};
            query.exception = "flag.floating";
            CHECK(listed(h, member, query, 10).empty());
        });
    }
    TEST_CASE("more people than a branch has are not exported on a password alone") {
        with_databases([](db::Database& database) {
            Hospital h(database);
            fill(h, 51);
            auto secretary = h.secretary(h.heart);
            ExportPolicy policy;
            Exports exports(h.tools, policy);
            CHECK(exports.ask(secretary, {}).error().code == "people.second_factor_needed");
            AskExport members;
            members.filter.kind = "member";
            CHECK(exports.ask(secretary, members));
            secretary.second_factor = true;
            CHECK(exports.ask(secretary, {}));
            policy.second_factor = false;  // a demonstration
            secretary.second_factor = false;
            CHECK(exports.ask(secretary, {}));
        });
    }
    TEST_CASE("why somebody was expelled is shown to those who deal with discipline, and to the person") {
        with_databases([](db::Database& database) {
            Hospital h(database);
            auto const person = h.member(h.heart, "林明旭");
            ExportPolicy policy;
            policy.second_person = false;
            Service service(h.tools, {}, policy);
            REQUIRE(service.take_step(h.office(), {person, "left_expelled", day("2026-09-01"), "因受贿"}));
            auto const told = [&](auth::Actor const& actor) {
                return h.db.read([&](db::Reader& reader) {
                    auto const items = timeline(reader, h.tools, actor, person);
                    REQUIRE(items);
                    return std::any_of(items->begin(), items->end(),
                                       [](TimelineItem const& item) { return item.detail == "因受贿"; });
                });
            };
            CHECK_FALSE(told(h.secretary(h.heart)));
            CHECK(told(h.office()));
            CHECK(told(h.plain(person)));
            // At rest nobody reads it without the key.
            auto const sealed = h.db.read([&](db::Reader& reader) {
                static xinglin::testing::MadeStatement const reasons(
                    "SELECT reason_sealed FROM members_states WHERE reason_sealed IS NOT NULL");
                return reader.all(static_cast<db::Statement const&>(reasons),
                                  [](db::Row const& row) { return std::string(row.bytes(0)); });
            });
            REQUIRE(sealed.size() == 1);
            CHECK_FALSE(text::contains(sealed.front(), "因受贿"));
        });
    }
}
