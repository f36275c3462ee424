// The integer programme, by COIN-OR CBC.
//   y_s  candidate s is held            x_is person i comes to s (only where they can)
//   c_i  somebody who may sit in every sitting comes to one at least: worth once, however often they come
//   max  sum g_is x_is + sum w_i c_i - sum cost_s y_s     (for those with a c_i: g_is less w_i)
//   s.t. x_is <= y_s; sum_s x_is <= 1 (chairs and recorders: any number); 1 <= sum_s y_s <= K; y_s + y_t <= 1 where they
//        overlap; at each sitting: quorum of voters, seats, a chair, a recorder, leave of each ward; earlier choices are out.
#include "modules/rosters/solver.hpp"

#include <coin/Cbc_C_Interface.h>

#include <fmt/format.h>
#include <algorithm>
#include <csignal>
#include <map>
#include <memory>
#include <mutex>

namespace xinglin::rosters {

namespace {

/// CBC keeps process-wide state while it solves and takes over SIGINT: one at a time, and the handler comes back.
class Alone {
  public:
    Alone() : lock_(mutex()) { ::sigaction(SIGINT, nullptr, &before_); }
    ~Alone() { ::sigaction(SIGINT, &before_, nullptr); }
    Alone(Alone const&) = delete;
    Alone& operator=(Alone const&) = delete;

  private:
    static std::mutex& mutex() {
        static std::mutex one;
        return one;
    }
    std::lock_guard<std::mutex> lock_;
    struct sigaction before_ {};
};

using Model = std::unique_ptr<Cbc_Model, decltype(&Cbc_deleteModel)>;

struct Programme {
    SlotProblem const& problem;
    Round const& round;
    std::vector<std::vector<int>> x;  ///< column of person and candidate, -1 none
    std::vector<int> y;
    std::vector<bool> repeat{may_repeat(problem)};
    int columns{0};
    Model model{Cbc_newModel(), &Cbc_deleteModel};
    int names{0};

    Programme(SlotProblem const& given, Round const& this_round) : problem(given), round(this_round) {
        Cbc_setLogLevel(model.get(), 0);
        Cbc_setObjSense(model.get(), -1);
        add_columns();
        add_sittings();
        add_people();
        add_times();
    }

    int column(double worth) {
        Cbc_addCol(model.get(), fmt::format("c{}", columns).c_str(), 0, 1, worth, 1, 0, nullptr, nullptr);
        return columns++;
    }
    void row(std::vector<int> const& at, std::vector<double> const& by, char sense, double right) {
        Cbc_addRow(model.get(), fmt::format("r{}", names++).c_str(), static_cast<int>(at.size()), at.data(), by.data(),
                   sense, right);
    }
    void add_columns() {
        std::vector<bool> closed(problem.candidates.size(), false);
        for (auto const& taken : round.taken)
            if (taken.at_most == 0)
                for (auto const s : taken.candidates) closed[s] = true;
        for (auto const& one : problem.candidates) y.push_back(column(-one.cost));
        for (std::size_t i = 0; i < problem.people.size(); ++i) {
            auto const& person = problem.people[i];
            auto& mine = x.emplace_back(problem.candidates.size(), -1);
            for (std::size_t s = 0; s < mine.size(); ++s)
                if (auto const worth = gain(person, person.at[s]); worth && !closed[s])
                    mine[s] = column(*worth - (repeat[i] ? full_worth(person) : 0));
        }
    }
    /// sum of `chosen` at s, minus `at_least` y_s, >= 0
    template <class Chosen>
    void at_least(std::size_t s, double least, Chosen const& chosen) {
        std::vector<int> at{y[s]};
        std::vector<double> by{-least};
        for (std::size_t i = 0; i < x.size(); ++i)
            if (x[i][s] >= 0 && chosen(i)) at.push_back(x[i][s]), by.push_back(1);
        row(at, by, 'G', 0);
    }
    void add_sittings() {
        for (std::size_t s = 0; s < y.size(); ++s) {
            if (problem.quorum > 0)
                at_least(s, problem.quorum,
                         [&](std::size_t i) { return problem.people[i].votes && counts(problem.people[i], s, round); });
            for (auto const* roles : {&problem.chairs, &problem.recorders})
                if (!roles->empty())
                    at_least(s, 1, [&](std::size_t i) {
                        return counts(problem.people[i], s, round) &&
                               std::find(roles->begin(), roles->end(), i) != roles->end();
                    });
            if (problem.candidates[s].capacity > 0) {
                std::vector<int> at{y[s]};
                std::vector<double> by{-static_cast<double>(problem.candidates[s].capacity)};
                for (auto const& mine : x)
                    if (mine[s] >= 0) at.push_back(mine[s]), by.push_back(1);
                row(at, by, 'L', 0);
            }
            std::map<std::string, std::vector<int>> leaving;
            for (std::size_t i = 0; i < x.size(); ++i)
                if (x[i][s] >= 0 && problem.people[i].at[s].reason == Reason::on_duty)
                    leaving[problem.people[i].ward].push_back(x[i][s]);
            for (auto const& [ward, who] : leaving)
                if (static_cast<int>(who.size()) > problem.may_leave)
                    row(who, std::vector<double>(who.size(), 1), 'L', problem.may_leave);
        }
    }
    void add_people() {
        for (std::size_t i = 0; i < x.size(); ++i) {
            std::vector<int> mine;
            for (std::size_t s = 0; s < y.size(); ++s) {
                if (x[i][s] < 0) continue;
                mine.push_back(x[i][s]);
                row({x[i][s], y[s]}, {1, -1}, 'L', 0);
            }
            if (repeat[i]) {
                auto by = std::vector<double>(mine.size(), 1);
                mine.push_back(column(full_worth(problem.people[i])));
                by.push_back(-1);
                row(mine, by, 'G', 0);
            } else if (mine.size() > 1) {
                row(mine, std::vector<double>(mine.size(), 1), 'L', 1);
            }
        }
    }
    void add_times() {
        std::vector<double> const ones(y.size(), 1);
        row(y, ones, 'L', problem.vote ? 1 : problem.sittings);
        row(y, ones, 'G', 1);
        for (std::size_t s = 0; s < y.size(); ++s)
            for (std::size_t t = s + 1; t < y.size() && problem.sittings > 1; ++t)
                if (overlap(problem.candidates[s], problem.candidates[t])) row({y[s], y[t]}, {1, 1}, 'L', 1);
        for (auto const& taken : round.taken) {
            std::vector<int> at;
            for (auto const s : taken.candidates) at.push_back(y[s]);
            row(at, std::vector<double>(at.size(), 1), 'L', taken.at_most);
        }
    }
    Choice read() const {
        Choice choice;
        double const* values = Cbc_getColSolution(model.get());
        for (std::size_t s = 0; s < y.size(); ++s) {
            if (values[y[s]] < 0.5) continue;
            auto& sitting = choice.sittings.emplace_back(s, std::vector<std::size_t>{});
            for (std::size_t i = 0; i < x.size(); ++i)
                if (x[i][s] >= 0 && values[x[i][s]] > 0.5) sitting.second.push_back(i);
        }
        choice.worth = worth_of(problem, choice);
        return choice;
    }
};

}  // namespace

std::optional<Choice> solve_exactly(SlotProblem const& problem, Round const& round, double seconds, bool& proven_none) {
    proven_none = false;
    Alone const alone;
    Programme programme(problem, round);
    auto* model = programme.model.get();
    Cbc_setParameter(model, "seconds", fmt::format("{:.3f}", seconds).c_str());
    // Small and nearly integral as it stands: what CBC would do to it beforehand takes longer than solving it.
    Cbc_setParameter(model, "preprocess", "off");
    Cbc_setParameter(model, "heuristics", "off");
    Cbc_setParameter(model, "randomSeed", "1");
    Cbc_setParameter(model, "randomCbcSeed", "1");
    Cbc_solve(model);
    proven_none = Cbc_isProvenInfeasible(model) != 0;
    if (proven_none || Cbc_bestSolution(model) == nullptr) return std::nullopt;
    auto choice = programme.read();
    choice.proven = Cbc_isProvenOptimal(model) != 0;
    return choice;
}

}  // namespace xinglin::rosters
