// What a choice of candidates could be worth at most: everybody at the sitting where they are worth most, but of those who would
// leave their duty no more than may. Seats, quorum and roles only take away from it.
#include "modules/rosters/solver.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <string_view>

namespace xinglin::rosters {

namespace {

constexpr std::size_t most_choices = 60'000;

class Bounds {
  public:
    explicit Bounds(SlotProblem const& problem) : problem_(problem) {
        std::map<std::string_view, std::size_t> wards;
        for (auto const& person : problem.people) {
            ward_.push_back(wards.emplace(person.ward, wards.size()).first->second);
            auto& mine = gains_.emplace_back();
            for (auto const& at : person.at)
                mine.push_back({gain(person, at).value_or(never), at.reason == Reason::on_duty});
        }
        wards_ = wards.size();
    }

    std::int64_t of(std::vector<std::size_t> const& held) {
        std::int64_t sum = 0;
        for (auto const s : held) sum -= problem_.candidates[s].cost;
        more_.resize(std::max(more_.size(), held.size() * wards_));
        for (auto& each : more_) each.clear();
        for (std::size_t i = 0; i < gains_.size(); ++i) {
            int still = 0;
            for (auto const s : held)
                if (!gains_[i][s].leaves) still = std::max(still, gains_[i][s].worth);
            sum += still;
            for (std::size_t k = 0; k < held.size(); ++k)
                if (auto const& at = gains_[i][held[k]]; at.leaves && at.worth > still)
                    more_[k * wards_ + ward_[i]].push_back(at.worth - still);
        }
        auto const may = static_cast<std::size_t>(std::max(0, problem_.may_leave));
        for (auto& each : more_) {
            if (each.size() > may)
                std::nth_element(each.begin(), each.begin() + problem_.may_leave, each.end(), std::greater<>());
            for (std::size_t n = 0; n < std::min(may, each.size()); ++n) sum += each[n];
        }
        return sum;
    }

  private:
    static constexpr int never = std::numeric_limits<int>::min() / 2;
    struct Gain {
        int worth;
        bool leaves;  ///< their duty
    };
    SlotProblem const& problem_;
    std::vector<std::vector<Gain>> gains_;
    std::vector<std::size_t> ward_;
    std::size_t wards_{0};
    std::vector<std::vector<int>> more_;  ///< by sitting and ward: what each who leaves would add
};

/// Goes through the choices of one to `most` candidates.
template <class Each>
void choices(SlotProblem const& problem, Round const& round, std::size_t most, std::vector<std::size_t>& held,
             std::size_t from, Each const& each) {
    for (std::size_t s = from; s < problem.candidates.size(); ++s) {
        held.push_back(s);
        if (lawful(problem, round, held)) {
            each(held);
            if (held.size() < most) choices(problem, round, most, held, s + 1, each);
        }
        held.pop_back();
    }
}

}  // namespace

std::optional<std::vector<bool>> could_be_better(SlotProblem const& problem, Round const& round, std::int64_t than) {
    auto const most = static_cast<std::size_t>(problem.vote ? 1 : problem.sittings);
    double count = 1;
    for (std::size_t k = 0; k < most; ++k)
        count *= static_cast<double>(problem.candidates.size()) / static_cast<double>(k + 1);
    if (count > static_cast<double>(most_choices)) return std::nullopt;
    Bounds bounds(problem);
    std::vector<bool> out(problem.candidates.size(), false);
    std::vector<std::size_t> held;
    choices(problem, round, most, held, 0, [&](std::vector<std::size_t> const& choice) {
        if (bounds.of(choice) <= than) return;
        for (auto const s : choice) out[s] = true;
    });
    return out;
}

}  // namespace xinglin::rosters
