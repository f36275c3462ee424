#include "modules/duties/duties.hpp"
#include "tests/support/databases.hpp"

#include <doctest/doctest.h>

namespace xinglin::duties {
namespace {

class Given final : public Source {
  public:
    explicit Given(std::vector<Duty> rows) : rows_(std::move(rows)) {}
    std::vector<Duty> due(db::Reader&, auth::Actor const&, Date, int limit) const override {
        auto out = rows_;
        if (static_cast<int>(out.size()) > limit) out.resize(static_cast<std::size_t>(limit));
        return out;
    }

  private:
    std::vector<Duty> rows_;
};

Duty named(std::string id) {
    Duty duty;
    duty.id = std::move(id);
    return duty;
}
Duty by(std::string id, Date day) {
    auto duty = named(std::move(id));
    duty.due_on = day;
    return duty;
}
Duty asked(std::string id, Date day, int weight) {
    auto duty = named(std::move(id));
    duty.asked_on = day;
    duty.weight = weight;
    return duty;
}
std::vector<std::string> ids(std::vector<Duty> const& duties) {
    std::vector<std::string> out;
    for (auto const& duty : duties) out.push_back(duty.id);
    return out;
}

}  // namespace

TEST_SUITE("duties") {
    constexpr Date today{2026, 11, 22};

    TEST_CASE("dates far away do not hide what somebody waits for; among requests the oldest is first") {
        auto late = by("late", {2026, 11, 20});
        late.overdue = true;
        std::vector<Duty> all{by("plan of the year", {2026, 12, 31}),     named("files to mend"),
                              asked("second person", {2026, 11, 21}, 60), by("tomorrow", {2026, 11, 23}),
                              asked("correction", {2026, 11, 12}, 30),    late};
        rank(all, today);
        CHECK(ids(all) == std::vector<std::string>{"late", "correction", "tomorrow", "second person", "files to mend",
                                                   "plan of the year"});
    }
    TEST_CASE("of the same day the heavier is first, and equals keep their order") {
        std::vector<Duty> all{asked("light", today, 1), asked("heavy", today, 9), asked("light too", today, 1)};
        rank(all, today);
        CHECK(ids(all) == std::vector<std::string>{"heavy", "light", "light too"});
    }
    TEST_CASE("what stands behind the first five is counted over all sources and can be asked for") {
        xinglin::testing::with_databases([&](db::Database& database) {
            std::vector<Duty> many;
            for (int day = 1; day <= 6; ++day) many.push_back(by("dated " + std::to_string(day), {2026, 12, day}));
            Given const dated(many), other({asked("request", today, 35)});
            std::vector<Source const*> const sources{&dated, &other};
            database.read([&](db::Reader& reader) {
                auto const home = most_urgent(sources, reader, {}, today);
                CHECK(ids(home.duties) ==
                      std::vector<std::string>{"request", "dated 1", "dated 2", "dated 3", "dated 4"});
                CHECK(home.more == 2);
                auto const all = most_urgent(sources, reader, {}, today, most_duties);
                CHECK(all.duties.size() == 7);
                CHECK(all.more == 0);
                return 0;
            });
        });
    }
}

}  // namespace xinglin::duties
