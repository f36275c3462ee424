// Imports that are interrupted, cancelled or cut off by a crash.
#include "tests/support/intake_office.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using intake::NewAnswer;
using namespace intake::testing;

TEST_CASE("intake service: interrupted between turns, a commit goes on; cancelled, it leaves nothing") {
    testing::with_databases([&](db::Database& database) {
        class AfterOneTurn final : public intake::Progress {
          public:
            explicit AfterOneTurn(bool cancel) : cancel_(cancel) {}
            void tell(std::int64_t, std::int64_t, std::string_view) override { told_ = true; }
            bool cancelled() const override { return cancel_ && told_; }
            bool stopping() const override { return !cancel_ && told_; }

          private:
            bool cancel_;
            bool told_{false};
        };
        Office office(database);
        auto const import = office.begin(test::sample("roster/members_clean.csv"));
        AfterOneTurn stop(false);
        auto const stopped = office.service.commit(office.actor, import, stop);
        REQUIRE(!stopped);
        CHECK(stopped.error().code == "intake.stopped");
        auto const part = office.count_people();
        CHECK(part > 0);
        CHECK(part < 620);
        office.commit(import);
        CHECK(office.count_people() == 620);
        CHECK(office.service.find(import)->created == 620);

        REQUIRE(office.service.request_reversal(office.actor, import).has_value());
        REQUIRE(office.service.reverse(office.actor, import, office.silent).has_value());
        CHECK(office.count_people() == 0);

        auto const other = office.begin(test::sample("roster/members_clean.csv"));
        AfterOneTurn cancel(true);
        REQUIRE(office.service.commit(office.actor, other, cancel).has_value());
        CHECK(office.count_people() == 0);
        CHECK(office.service.find(other)->state == "cancelled");
    });
}

TEST_CASE("intake service: cancelling a step whose job never began leaves nothing hanging") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const clean = test::sample("roster/members_clean.csv");
        auto const import = office.service.start(office.actor, {intake::ImportKind::people, "名册.csv", clean, ""});
        REQUIRE(import);
        CHECK(office.service.cancel(office.actor, import->id));
        CHECK(office.service.find(import->id)->state == "cancelled");
        CHECK(office.service.cancel(office.actor, import->id));  // thrown away
        CHECK_FALSE(office.service.find(import->id));
        auto const next = office.begin(clean);
        REQUIRE(office.service.request_commit(office.actor, next));
        CHECK(office.service.cancel(office.actor, next));
        CHECK(office.service.find(next)->state == "cancelled");
        CHECK(office.count_people() == 0);
    });
}

namespace {

/// A crash: everything in this process is gone, what was written stays.
struct Crash {};

class CrashAfter final : public intake::Progress {
  public:
    explicit CrashAfter(int turns) : left_(turns) {}
    void tell(std::int64_t, std::int64_t, std::string_view) override {
        if (--left_ == 0) throw Crash{};
    }
    bool cancelled() const override { return false; }
    bool stopping() const override { return false; }

  private:
    int left_;
};

/// Runs a step that crashes after each turn once more than the time before, then to its end. @returns how often it crashed
template <class Step>
int crash_through(Step&& step) {
    for (int crashes = 0;; ++crashes) {
        CrashAfter progress(crashes < 6 ? crashes + 1 : 1000000);
        try {
            bool const done = step(progress);  // outside of REQUIRE, which would catch the crash itself
            REQUIRE(done);
            return crashes;
        } catch (Crash const&) {}
    }
}

}  // namespace

TEST_CASE("intake service: a crash after any turn of reading, writing or taking back changes nothing of the end") {
    testing::with_databases([&](db::Database& database) {
        Office office(database);
        auto const before = office.begin(test::sample("roster/members_messy.csv"));
        office.commit(before);
        auto const undisturbed = office.everybody();
        REQUIRE(office.service.request_reversal(office.actor, before));
        REQUIRE(office.service.reverse(office.actor, before, office.silent));
        REQUIRE(office.count_people() == 0);

        intake::Tools const tools{office.tools, office.tree};
        auto const import = office.service.start_here(
            office.actor, {intake::ImportKind::people, "名册.csv", test::sample("roster/members_messy.csv"), ""});
        REQUIRE(import);
        auto const readings = crash_through([&](intake::Progress& progress) {
            return intake::Service(tools).read(office.actor, import->id, progress).has_value();
        });
        CHECK(readings > 3);
        CHECK(office.findings(import->id).size() == 231);
        CHECK(office.rows(import->id)["ready"] == 572);
        auto const commits = crash_through([&](intake::Progress& progress) {
            return intake::Service(tools).commit(office.actor, import->id, progress).has_value();
        });
        CHECK(commits > 1);
        CHECK(office.everybody() == undisturbed);
        CHECK(office.service.find(import->id)->created == 572);
        REQUIRE(office.service.request_reversal(office.actor, import->id));
        auto const reversals = crash_through([&](intake::Progress& progress) {
            return intake::Service(tools).reverse(office.actor, import->id, progress).has_value();
        });
        CHECK(reversals > 3);
        CHECK(office.count_people() == 0);
        CHECK(office.service.find(import->id)->state == "reversed");
    });
}
