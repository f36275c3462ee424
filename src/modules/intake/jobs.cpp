// Each long step of an import as a job; the payload is the import's id.
#include "modules/intake/service.hpp"
#include "platform/jobs/runner.hpp"

namespace xinglin::intake {

namespace {

class JobProgress final : public Progress {
  public:
    explicit JobProgress(jobs::Turn& turn) : turn_(turn) {}
    void tell(std::int64_t done, std::int64_t total, std::string_view message) override {
        turn_.progress(done, total, message);
    }
    [[nodiscard]] bool cancelled() const override { return turn_.cancelled(); }
    [[nodiscard]] bool stopping() const override { return turn_.stopping(); }

  private:
    jobs::Turn& turn_;
};

/// Each step is taken by the person who asked for it, with what they may do today.
template <class Step>
jobs::Handler step(Service& service, Step&& run) {
    return [&service, run = std::forward<Step>(run)](jobs::Turn& turn) -> Result<Done> {
        auto const id = ImportId::parse(turn.payload());
        if (!id) return fail(malformed("intake.not_open"));
        auto const job =
            service.tools().people.db.read([&](db::Reader& reader) { return jobs::find(reader, turn.id()); });
        TRY_ASSIGN(auto const actor, service.actor_for(job ? job->owner : AccountId{}));
        JobProgress progress(turn);
        auto outcome = run(actor, *id, progress);
        if (!outcome && outcome.error().code == "intake.stopped") return fail(jobs::interrupted());
        if (!outcome && outcome.error().code == "intake.cancelled") return Done{};
        return outcome;
    };
}

}  // namespace

void add_jobs(jobs::Runner& runner, Service& service) {
    using auth::Actor;
    runner.add(
        jobs::JobKind{"intake.read", step(service, [&service](Actor const& actor, ImportId id, Progress& progress) {
                          return service.read(actor, id, progress);
                      })});
    runner.add(
        jobs::JobKind{"intake.commit", step(service, [&service](Actor const& actor, ImportId id, Progress& progress) {
                          return service.commit(actor, id, progress);
                      })});
    runner.add(
        jobs::JobKind{"intake.reverse", step(service, [&service](Actor const& actor, ImportId id, Progress& progress) {
                          return service.reverse(actor, id, progress);
                      })});
}

}  // namespace xinglin::intake
