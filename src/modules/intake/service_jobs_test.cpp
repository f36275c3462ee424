// The steps of an import as jobs, and what the trail says of them.
#include "platform/jobs/runner.hpp"
#include "tests/support/intake_office.hpp"

#include <doctest/doctest.h>

using namespace xinglin;
using intake::NewAnswer;
using namespace intake::testing;

TEST_CASE("intake jobs: work that was given up goes on or is taken back, and never hangs") {
    testing::with_databases([](db::Database& database) {
        class Stopping final : public intake::Progress {
          public:
            void tell(std::int64_t, std::int64_t, std::string_view) override { told_ = true; }
            bool cancelled() const override { return false; }
            bool stopping() const override { return told_; }

          private:
            bool told_{false};
        };
        static testing::MadeStatement const park("UPDATE jobs_jobs SET state = 'parked', tries = 6 WHERE id = $1");
        static testing::MadeStatement const interrupt(
            "UPDATE jobs_jobs SET state = 'waiting', tries = 0 WHERE id = $1");
        static testing::MadeStatement const state("SELECT state FROM jobs_jobs WHERE id = $1");
        Office office(database);
        auto& service = office.service;
        auto const set = [&](testing::MadeStatement const& statement, JobId job) {
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                tx.run(statement, job);
                return Done{};
            }));
        };
        auto const half = [&] {
            auto const id = office.begin(test::sample("roster/members_clean.csv"));
            auto const job = service.request_commit(office.actor, id);
            REQUIRE(job);
            Stopping stop;
            CHECK(why(service.commit(office.actor, id, stop)) == "intake.stopped");
            auto const part = office.count_people();
            CHECK(part > 0);
            CHECK(part < 620);
            return std::pair(id, *job);
        };
        auto const state_of = [&](intake::ImportId id) { return service.find(id)->state; };
        {
            auto const [id, job] = half();  // its job was given up: asked again, it goes on
            CHECK(why(service.request_commit(office.actor, id)) == "intake.not_checked");
            set(park, job);
            auto const next = service.request_commit(office.actor, id);
            REQUIRE(next);
            CHECK_FALSE(*next == job);
            CHECK(database.read([&](db::Reader& r) { return r.value<std::string>(state, job); }) == "cancelled");
            office.commit(id);
            CHECK(office.count_people() == 620);
            auto const back = service.request_reversal(office.actor, id);
            REQUIRE(back);
            CHECK(why(service.request_reversal(office.actor, id)) == "intake.not_committed");
            set(park, *back);
            REQUIRE(service.request_reversal(office.actor, id));
            REQUIRE(service.reverse(office.actor, id, office.silent));
            CHECK(office.count_people() == 0);
        }
        {
            auto const [id, job] = half();  // or it is cancelled: what was written is taken back
            set(park, job);
            REQUIRE(service.cancel(office.actor, id));
            CHECK(state_of(id) == "reversing");
            REQUIRE(service.reverse(office.actor, id, office.silent));
            CHECK(state_of(id) == "reversed");
            CHECK(office.count_people() == 0);
        }
        {
            // Interrupted by a restart a job waits as if it had never begun; cancelled as a job, its half goes all the same.
            auto const [id, job] = half();
            set(interrupt, job);
            REQUIRE(database.write([&](db::Tx& tx) -> Result<Done> {
                REQUIRE(jobs::cancel(tx, job));
                service.job_cancelled(tx, office.actor, job);
                return Done{};
            }));
            CHECK(state_of(id) == "reversing");
            REQUIRE(service.reverse(office.actor, id, office.silent));
            CHECK(office.count_people() == 0);
        }
    });
}

TEST_CASE("intake trail: choosing, throwing away and the work of jobs stand in it with the person") {
    testing::with_databases([](db::Database& database) {
        Office office(database);
        auto const clerk = office.clerk("s101");
        auto const file = test::sample("roster/members_clean.csv");
        auto const started = office.service.start(clerk, {intake::ImportKind::people, "名册.csv", file, ""});
        REQUIRE(started);
        jobs::Runner runner(database, office.clock);
        intake::add_jobs(runner, office.service);
        CHECK(runner.run_due() == 1);
        REQUIRE(office.service.choose(clerk, started->id, "0", 0, {}));
        CHECK(runner.run_due() == 1);
        REQUIRE(office.service.request_commit(clerk, started->id));
        CHECK(runner.run_due() == 1);
        CHECK(office.count_people() == 620);
        auto const entries = office.trail_of(started->id);
        CHECK(std::count(entries.begin(), entries.end(), "import.mapping_chosen 经办人") == 1);
        CHECK(std::count(entries.begin(), entries.end(), "import.committed 经办人") == 1);
        for (auto const& entry : entries) CHECK(entry.ends_with(" 经办人"));

        auto const other = office.begin_as(clerk, file);
        REQUIRE(office.service.cancel(clerk, other));
        CHECK(office.trail_of(other).back() == "import.discarded 经办人");

        // Nobody's rights outlive them: a job of somebody who may no longer import stops, and the import can be let go.
        auto const gone = office.clerk("s101");
        office.accounts.erase(gone.account.value);
        auto const left = office.service.start(gone, {intake::ImportKind::people, "名册.csv", file, ""});
        REQUIRE(left);
        CHECK(runner.run_due() == 1);
        CHECK(office.service.find(left->id)->state == "reading");
        CHECK(why(office.service.actor_for(gone.account)) == "intake.owner_gone");
        REQUIRE(office.service.cancel(clerk, left->id));
        CHECK(office.service.find(left->id)->state == "cancelled");
    });
}
