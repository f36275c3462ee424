// The quick way: the best single sitting, then others added and swapped while that helps. Deterministic.
#include "modules/rosters/solver.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace xinglin::rosters {

namespace {

class Seating {
  public:
    Seating(SlotProblem const& problem, Round const& round) : problem_(problem), round_(round) {}

    /// The best that can be made of these candidates; nothing when a sitting stays unlawful.
    std::optional<Choice> seat(std::vector<std::size_t> const& held) const {
        Work work(problem_, held);
        if (!work.roles(problem_.chairs, round_) || !work.roles(problem_.recorders, round_)) return std::nullopt;
        work.everybody([](int worth) { return worth > 0; });
        if (!work.quorum(round_)) return std::nullopt;
        Choice choice;
        for (std::size_t k = 0; k < held.size(); ++k) {
            auto& [candidate, people] = choice.sittings.emplace_back(held[k], work.people[k]);
            std::sort(people.begin(), people.end());
        }
        choice.worth = worth_of(problem_, choice);
        return choice;
    }

  private:
    struct Work {
        SlotProblem const& problem;
        std::vector<std::size_t> const& held;
        std::vector<std::vector<std::size_t>> people{};
        std::vector<std::map<std::string, int>> leaving{};
        std::vector<int> seated{};  ///< how often each person sits
        std::vector<bool> repeat{};

        Work(SlotProblem const& given, std::vector<std::size_t> const& candidates)
            : problem(given),
              held(candidates),
              people(candidates.size()),
              leaving(candidates.size()),
              seated(given.people.size(), 0),
              repeat(may_repeat(given)) {}

        bool there(std::size_t k, std::size_t i) const {
            return std::find(people[k].begin(), people[k].end(), i) != people[k].end();
        }
        bool take(std::size_t k, std::size_t i) {
            if (there(k, i)) return true;
            auto const& person = problem.people[i];
            auto const& at = person.at[held[k]];
            if (!gain(person, at) || (seated[i] > 0 && !repeat[i])) return false;
            auto const capacity = problem.candidates[held[k]].capacity;
            if (capacity > 0 && static_cast<int>(people[k].size()) >= capacity) return false;
            if (at.reason == Reason::on_duty) {
                if (leaving[k][person.ward] >= problem.may_leave) return false;
                ++leaving[k][person.ward];
            }
            people[k].push_back(i);
            ++seated[i];
            return true;
        }
        /// People by what they are worth at a sitting, the dearest first.
        std::vector<std::size_t> by_worth(std::size_t k) const {
            std::vector<std::size_t> order(problem.people.size());
            std::iota(order.begin(), order.end(), std::size_t{0});
            std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                auto const worth = [&](std::size_t i) {
                    return gain(problem.people[i], problem.people[i].at[held[k]]).value_or(-1000000);
                };
                return worth(a) > worth(b);
            });
            return order;
        }
        bool roles(std::vector<std::size_t> const& any, Round const& round) {
            if (any.empty()) return true;
            for (std::size_t k = 0; k < held.size(); ++k) {
                bool found = false;
                for (auto const i : by_worth(k)) {
                    if (found) break;
                    if (std::find(any.begin(), any.end(), i) == any.end()) continue;
                    found = counts(problem.people[i], held[k], round) && take(k, i);
                }
                if (!found) return false;
            }
            return true;
        }
        /// Each to the sitting where they are worth most.
        template <class Wanted>
        void everybody(Wanted const& wanted) {
            struct Wish {
                int worth;
                std::size_t i, k;
            };
            std::vector<Wish> wishes;
            for (std::size_t i = 0; i < problem.people.size(); ++i)
                for (std::size_t k = 0; k < held.size(); ++k)
                    if (auto const worth = gain(problem.people[i], problem.people[i].at[held[k]]);
                        worth && wanted(*worth) && !(repeat[i] && seated[i] > 0))
                        wishes.push_back({*worth, i, k});
            std::stable_sort(wishes.begin(), wishes.end(),
                             [](Wish const& a, Wish const& b) { return a.worth > b.worth; });
            for (auto const& wish : wishes)
                if (seated[wish.i] == 0) static_cast<void>(take(wish.k, wish.i));
        }
        bool quorum(Round const& round) {
            if (problem.quorum <= 0) return true;
            for (std::size_t k = 0; k < held.size(); ++k) {
                auto voters = std::count_if(people[k].begin(), people[k].end(), [&](std::size_t i) {
                    return problem.people[i].votes && counts(problem.people[i], held[k], round);
                });
                for (auto const i : by_worth(k)) {
                    if (voters >= problem.quorum) break;
                    if (problem.people[i].votes && counts(problem.people[i], held[k], round) && !there(k, i) &&
                        take(k, i))
                        ++voters;
                }
                if (voters < problem.quorum) return false;
            }
            return true;
        }
    };

    SlotProblem const& problem_;
    Round const& round_;
};

}  // namespace

bool lawful(SlotProblem const& problem, Round const& round, std::vector<std::size_t> const& held) {
    for (std::size_t a = 0; a < held.size(); ++a)
        for (std::size_t b = a + 1; b < held.size(); ++b)
            if (held[a] == held[b] || overlap(problem.candidates[held[a]], problem.candidates[held[b]])) return false;
    return std::all_of(round.taken.begin(), round.taken.end(), [&](Taken const& taken) {
        return std::count_if(held.begin(), held.end(), [&](std::size_t s) {
                   return std::find(taken.candidates.begin(), taken.candidates.end(), s) != taken.candidates.end();
               }) <= taken.at_most;
    });
}

std::optional<Choice> solve_quickly(SlotProblem const& problem, Round const& round) {
    Seating const seating(problem, round);
    auto const most = static_cast<std::size_t>(problem.vote ? 1 : problem.sittings);
    std::optional<Choice> best;
    std::vector<std::size_t> held;
    auto const better = [&](std::vector<std::size_t> const& with) {
        if (!lawful(problem, round, with)) return false;
        auto choice = seating.seat(with);
        if (!choice || (best && choice->worth <= best->worth)) return false;
        best = std::move(choice);
        held = with;
        return true;
    };
    while (held.size() < most) {
        auto const before = held;
        bool added = false;
        for (std::size_t s = 0; s < problem.candidates.size(); ++s) {
            auto with = before;
            with.push_back(s);
            added = better(with) || added;
        }
        if (!added) break;
    }
    for (bool moved = held.size() > 1; moved;) {
        moved = false;
        auto const before = held;
        for (std::size_t k = 0; k < before.size(); ++k)
            for (std::size_t s = 0; s < problem.candidates.size(); ++s) {
                auto with = before;
                with[k] = s;
                moved = better(with) || moved;
            }
    }
    if (best)
        std::sort(best->sittings.begin(), best->sittings.end(),
                  [](auto const& a, auto const& b) { return a.first < b.first; });
    return best;
}

}  // namespace xinglin::rosters
