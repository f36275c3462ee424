// Exports in clear: who consents, what is kept of the question, and the printed footer.
#include "modules/people/exports.hpp"
#include "base/text.hpp"
#include "modules/people/due.hpp"
#include "modules/people/fields.hpp"
#include "modules/people/saved_views.hpp"
#include "modules/people/test_people.hpp"
#include "platform/sheets/package.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace {

using namespace xinglin;
using namespace xinglin::people;
using people::testing::Hospital;
using xinglin::testing::with_databases;

auth::Actor office_over(Hospital& h, OrganisationId over, PersonId person = {}) {
    auto actor = h.actor(over, {"people.read", "people.export", "people.reveal", "people.approve_export"}, person);
    actor.second_factor = true;
    return actor;
}

struct Asked {
    explicit Asked(Hospital& hospital) : h(hospital) {}
    Hospital& h;
    ExportPolicy policy;
    Exports exports{h.tools, policy};

    Result<ExportRow> ask(auth::Actor const& actor, std::optional<OrganisationId> organisation = std::nullopt) {
        AskExport command;
        command.purpose = "上报党员信息";
        command.filter.organisation = organisation;
        return exports.ask(actor, command);
    }
    std::size_t shown(auth::Actor const& actor) {
        return h.db.read([&](db::Reader& reader) { return exports.list(reader, actor, true, 50).size(); });
    }
    std::int64_t due(auth::Actor const& actor) {
        return h.db.read([&](db::Reader& reader) -> std::int64_t {
            for (auto const& duty : DutySource(h.tools).due(reader, actor, h.clock.today(), 50))
                if (duty.kind == "people.consent_exports") return duty.count;
            return 0;
        });
    }
    std::string decided(auth::Actor const& actor, ExportRow const& row) {
        auto const done = exports.decide(actor, row.id, true);
        return done ? "done" : done.error().code;
    }
};

}  // namespace

TEST_SUITE("people exports") {
    TEST_CASE("who consents has the right over everybody the export shows") {
        with_databases([](db::Database& database) {
            Hospital h(database);
            h.member(h.heart, "林明旭");
            h.member(h.bones, "韦家薇");
            Asked waiting(h);
            auto const row = waiting.ask(office_over(h, h.internal));
            REQUIRE(row);
            auto const beside = office_over(h, h.surgical), beneath = office_over(h, h.heart),
                       above = office_over(h, h.committee);
            for (auto const* stranger : {&beside, &beneath}) {
                CHECK(waiting.shown(*stranger) == 0);
                CHECK(waiting.due(*stranger) == 0);
                CHECK(waiting.decided(*stranger, *row) == not_found().code);
            }
            CHECK(waiting.shown(above) == 1);
            CHECK(waiting.due(above) == 1);
            CHECK(waiting.decided(above, *row) == "done");

            // A list narrowed to one branch is consented to by who has the right over that branch.
            auto const narrow = waiting.ask(office_over(h, h.internal), h.heart);
            REQUIRE(narrow);
            CHECK(waiting.shown(beneath) == 1);
            CHECK(waiting.decided(beside, *narrow) == not_found().code);
            CHECK(waiting.decided(beneath, *narrow) == "done");

            // Rights over two subtrees: only who stands above both consents.
            auto both = office_over(h, h.heart);
            both.grants.push_back(both.grants.front());
            both.grants.back().path = h.path(h.bones);
            auto const wide = waiting.ask(both);
            REQUIRE(wide);
            CHECK(wide->people == 2);
            CHECK(waiting.shown(beneath) == 0);
            CHECK(waiting.shown(above) == 1);
        });
    }
    TEST_CASE("consent is to the people it counted: whoever came since, or lies beyond, is not in the file") {
        with_databases([](db::Database& database) {
            Hospital h(database);
            h.member(h.heart, "林明旭");
            Asked waiting(h);
            auto clerk = office_over(h, h.heart);
            auto const second = office_over(h, h.committee, h.member(h.bones, "韦家薇"));
            auto const row = waiting.ask(clerk);
            REQUIRE(row);
            REQUIRE(waiting.decided(second, *row) == "done");
            // A wider grant since then opens nothing that nobody consented to.
            auto wider = clerk;
            wider.grants.push_back(wider.grants.front());
            wider.grants.back().path = h.path(h.bones);
            auto const file = waiting.exports.file(wider, row->id, "示例医院");
            REQUIRE(file);
            h.member(h.heart, "袁三");
            auto const grown = waiting.exports.file(clerk, row->id, "示例医院");
            REQUIRE_FALSE(grown);
            CHECK(grown.error().code == "people.export_grew");
        });
    }
    TEST_CASE("another account of the same person is no second person, and expired requests are no duty") {
        with_databases([](db::Database& database) {
            Hospital h(database);
            auto const clerk = h.member(h.heart, "林明旭");
            Asked waiting(h);
            auto const first = office_over(h, h.committee, clerk), again = office_over(h, h.committee, clerk),
                       second = office_over(h, h.committee, h.member(h.heart, "韦家薇"));
            auto const row = waiting.ask(first);
            REQUIRE(row);
            CHECK(waiting.shown(again) == 0);
            CHECK(waiting.due(again) == 0);
            CHECK(waiting.decided(again, *row) == "people.own_export");
            CHECK(waiting.due(second) == 1);
            h.clock.set(row->expires_at + -1);
            CHECK(waiting.due(second) == 1);
            h.clock.set(row->expires_at);
            CHECK(waiting.due(second) == 0);
            CHECK(waiting.shown(second) == 0);
        });
    }
    TEST_CASE("numbers of people are not kept as conditions of an export or a saved view") {
        CHECK(holds_sealed_number("110101 19900307 7758"));
        CHECK(holds_sealed_number("11010119900307775X"));
        CHECK(holds_sealed_number("电话 154-1000-0001"));
        CHECK(holds_sealed_number("+8615410000001"));
        CHECK_FALSE(holds_sealed_number("E10001"));
        CHECK_FALSE(holds_sealed_number("0001"));
        CHECK_FALSE(holds_sealed_number("20260915"));
        with_databases([](db::Database& database) {
            Hospital h(database);
            h.member(h.heart, "林明旭");
            auto const office = h.office();
            Asked waiting(h);
            AskExport command;
            command.filter.q = "110101199003077758";
            auto const asked = waiting.exports.ask(office, command);
            REQUIRE_FALSE(asked);
            CHECK(asked.error().code == "people.query_number");
            command.filter.q = "林明旭";
            CHECK(waiting.exports.ask(office, command));
            auto const code = [&](char const* query) {
                auto const saved = save_view(h.tools, office, "名单", query);
                return saved ? std::string("kept") : saved.error().code;
            };
            CHECK(code("state=full&q=15410000001") == "people.query_number");
            CHECK(code("q=%EF%BC%91%EF%BC%95410000001") == "people.query_number");
            CHECK(code("organisation=123456789012345678&q=%E6%9E%97") == "kept");
        });
    }
    TEST_CASE("a footer holds a long purpose without breaking a character") {
        std::string purpose;
        for (int i = 0; i < 300; ++i) purpose += i % 10 == 9 ? "&" : "党";
        auto const footer = footer_of("填报单位：云澜医院    用途：" + purpose);
        CHECK(text::is_utf8(footer));
        CHECK(text::length(footer) <= 255);
        CHECK(text::starts_with(footer, "&L填报单位：云澜医院"));
        CHECK(text::ends_with(footer, "党&R&P/&N"));
        CHECK(text::ends_with(footer_of(std::string(300, '&')), "&&&R&P/&N"));
        CHECK(text::length(footer_of(std::string(300, '&'))) == 255);  // 2 + 246 + 7: no ampersand is halved

        ExportTable table;
        table.subtitle = "填报单位：云澜医院    用途：" + purpose;
        table.columns = {{"name", "姓名"}};
        table.rows = {{"林明旭"}};
        auto const path = std::string(std::tmpnam(nullptr)) + ".xlsx";
        std::ofstream(path, std::ios::binary) << write_xlsx(table);
        auto package = sheets::Package::open(path, {});
        REQUIRE(package);
        auto const sheet = (*package)->text("xl/worksheets/sheet1.xml", 1 << 20);
        REQUIRE(sheet);
        std::remove(path.c_str());
        CHECK(text::is_utf8(*sheet));
        CHECK(text::contains(*sheet, "&amp;R&amp;P/&amp;N"));
        CHECK(text::contains(*sheet, text::replace_all(footer, "&", "&amp;")));
    }
}
