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

template <class Step>
jobs::Handler step(Step&& run) {
    return [run = std::forward<Step>(run)](jobs::Turn& turn) -> Result<Done> {
        auto const id = ImportId::parse(turn.payload());
        if (!id) return fail(malformed("intake.not_open"));
        JobProgress progress(turn);
        auto const outcome = run(*id, progress);
        if (!outcome && outcome.error().code == "intake.stopped") return fail(jobs::interrupted());
        if (!outcome && outcome.error().code == "intake.cancelled") return Done{};
        return outcome;
    };
}

}  // namespace

void add_jobs(jobs::Runner& runner, Service& service) {
    auto const actor = auth::Actor::the_system("导入作业");
    runner.add(jobs::JobKind{"intake.read",
                             step([&service](ImportId id, Progress& progress) { return service.read(id, progress); })});
    runner.add(jobs::JobKind{"intake.commit", step([&service, actor](ImportId id, Progress& progress) {
                                 return service.commit(actor, id, progress);
                             })});
    runner.add(jobs::JobKind{"intake.reverse", step([&service, actor](ImportId id, Progress& progress) {
                                 return service.reverse(actor, id, progress);
                             })});
}

}  // namespace xinglin::intake
