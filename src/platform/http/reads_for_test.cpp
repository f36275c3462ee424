// Whom the reader of a call reads for, as the database is told.
#include "tests/support/databases.hpp"
#include "tests/support/http_fixture.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using namespace xinglin::http;
using namespace xinglin::http::testing;
using xinglin::testing::get;

TEST_CASE("a call's reader tells the database the call's paths and account, and nothing of the program's reach") {
    xinglin::testing::with_databases([](db::Database& database) {
        if (database.engine() == db::Engine::sqlite) return;
        static xinglin::testing::MadeStatement const settings(
            "SELECT current_setting('xinglin.scope', true), COALESCE(current_setting('xinglin.account', true), '')");
        auto const told = [](Call const& call, Nothing const&) -> Result<Echo> {
            return *call.reader().one(settings, [](db::Row const& row) {
                return Echo{row.get<std::string>(0), row.get<std::string>(1)};
            });
        };
        Fixture fixture([&](ServerOptions&, Parts& parts) {
            parts.database = &database;
            auto& router = const_cast<Router&>(parts.router);
            router.get<Nothing, Echo>("/v1/told/right", write_right, "", {}, told);
            router.get<Nothing, Echo>("/v1/told/signed-in", auth::signed_in, "", {}, told);
            router.get<Nothing, Echo>("/v1/told/anybody", auth::anybody, "", {}, told);
        });
        std::string const secretary = "Cookie: xinglin=secretary\r\n", member = "Cookie: xinglin=member\r\n";
        auto const beneath = R"({"q":"{[\"a1\",\"a1~\")}","address":"1"})";
        CHECK(fixture.ask(get("/v1/told/right", secretary)).body == beneath);
        CHECK(fixture.ask(get("/v1/told/signed-in", secretary)).body == beneath);
        CHECK(fixture.ask(get("/v1/told/anybody", secretary)).body == R"({"q":"{}","address":"1"})");
        CHECK(fixture.ask(get("/v1/told/right", member)).status == 403);
        CHECK(fixture.ask(get("/v1/told/anybody", "")).body == R"({"q":"{}","address":""})");
    });
}
