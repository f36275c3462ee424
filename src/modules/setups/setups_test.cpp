// A secretary asks, the office agrees or sends back; asking changes nothing.
#include "modules/setups/setups.hpp"

#include "modules/approvals/store.hpp"
#include "modules/organisations/reading.hpp"
#include "modules/setups/routes.hpp"
#include "tests/support/branch.hpp"
#include "tests/support/databases.hpp"

using namespace xinglin;
using namespace xinglin::setups;
using organisations::ChangeKind;
using xinglin::testing::with_databases;

namespace {

struct Desk : meetings::testing::Branch {
    explicit Desk(db::Database& database)
        : Branch(database),
          definitions(*approvals::Definitions::load()),
          approvals(approvals::Tools{database, hospital.ids, hospital.clock, hospital.trail, notices, *hospital.vault,
                                     definitions, [](db::Reader&, AccountId) { return std::nullopt; },
                                     [](PersonId) { return std::vector<auth::Actor>(); }}),
          setups(database, hospital.tree, approvals, json_codec()) {
        secretary = hospital.actor(hospital.heart, {"organisations.read", "setups.ask"}, members.front());
        office = hospital.actor(hospital.committee, {"organisations.read", "organisations.write"}, outsider);
    }
    ChangeCommand rename(bool dry_run = false) const {
        ChangeCommand out;
        out.kind = ChangeKind::rename;
        out.dry_run = dry_run;
        out.organisation_id = hospital.heart;
        out.effective_on = hospital.clock.today();
        out.name = "云澜市第一人民医院心脏中心党支部";
        out.short_name = "心脏中心党支部";
        out.reason = "科室更名";
        return out;
    }
    organisations::Organisation heart() {
        return *hospital.db.read([&](db::Reader& reader) { return organisations::find(reader, hospital.heart); });
    }
    Result<Done> decide(approvals::CaseId id, approvals::Outcome outcome) {
        return approvals.decide(office, id, 1, outcome, outcome == approvals::Outcome::approve ? "" : "请先报批复");
    }

    approvals::Definitions definitions;
    approvals::Service approvals;
    Service setups;
};

}  // namespace

TEST_SUITE("setups") {
    TEST_CASE("a secretary sees what a change would do, asks, and the office's word makes it") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const before = d.heart();
            auto const preview = d.setups.ask(d.secretary, d.rename(true));
            REQUIRE(preview);
            CHECK_FALSE(preview->id);
            CHECK_FALSE(preview->outcome.effects.empty());
            auto const asked = d.setups.ask(d.secretary, d.rename());
            REQUIRE(asked);
            REQUIRE(asked->id);
            CHECK(d.heart() == before);
            CHECK(d.setups.ask(d.secretary, d.rename()).error().code == "approvals.already_asked");
            // Who asked decides nothing, and has nothing to change with.
            CHECK_FALSE(d.approvals.decide(d.secretary, *asked->id, 1, approvals::Outcome::approve, ""));
            CHECK_FALSE(d.hospital.tree.change(d.secretary, d.rename()));
            REQUIRE(d.decide(*asked->id, approvals::Outcome::approve));
            CHECK(d.heart().name == "云澜市第一人民医院心脏中心党支部");
        });
    }
    TEST_CASE("sent back, nothing has changed; asked again, the same case goes on") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const before = d.heart();
            auto const asked = d.setups.ask(d.secretary, d.rename());
            REQUIRE(asked);
            REQUIRE(d.decide(*asked->id, approvals::Outcome::send_back));
            CHECK(d.heart() == before);
            auto const again = d.setups.ask(d.secretary, d.rename());
            REQUIRE(again);
            CHECK(*again->id == *asked->id);
        });
    }
    TEST_CASE("what changed meanwhile is not overwritten by an old request") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto const asked = d.setups.ask(d.secretary, d.rename());
            REQUIRE(asked);
            auto other = d.rename();
            other.name = "云澜市第一人民医院心血管病中心党支部";
            REQUIRE(d.hospital.tree.change(d.office, other));
            auto const refused = d.decide(*asked->id, approvals::Outcome::approve);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().code == "organisations.stale");
            CHECK(d.heart().name == other.name);
        });
    }
    TEST_CASE("only over the own organisation, only what concerns one, and not by who may do it at once") {
        with_databases([](db::Database& database) {
            Desk d(database);
            auto wrong = d.rename();
            wrong.organisation_id = d.hospital.lung;
            CHECK(d.setups.ask(d.secretary, wrong).error().kind == Kind::not_found);
            wrong.dry_run = true;
            CHECK(d.setups.ask(d.secretary, wrong).error().kind == Kind::not_found);
            auto moved = d.rename();
            moved.kind = ChangeKind::move;
            moved.parent_id = d.hospital.surgical;
            CHECK(d.setups.ask(d.secretary, moved).error().code == "setups.kind");
            auto nowhere = d.rename();
            nowhere.organisation_id.reset();
            CHECK(d.setups.ask(d.secretary, nowhere).error().code == "setups.organisation");
            auto both =
                d.hospital.actor(d.hospital.committee, {"organisations.read", "organisations.write", "setups.ask"});
            CHECK(d.setups.ask(both, d.rename()).error().code == "setups.may_change");
            auto ending = d.rename();
            ending.kind = ChangeKind::dissolve;
            auto const refused = d.setups.ask(d.secretary, ending);
            REQUIRE_FALSE(refused);
            CHECK(refused.error().code == "organisations.has_people");
        });
    }
}
