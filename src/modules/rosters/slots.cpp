#include "modules/rosters/slots.hpp"

#include "modules/rosters/solver.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace xinglin::rosters {

namespace {

constexpr int coming_free = 1000, per_missed = 500, most_missed = 2, at_off = 300, leaving_duty = 500, at_rest = -400,
              perhaps = 100;

/// Everything on the days of a proposal, so that the next one has a day of its own.
Taken days_of(SlotProblem const& problem, Choice const& choice) {
    std::set<Date> days;
    for (auto const& [candidate, people] : choice.sittings) days.insert(problem.candidates[candidate].when.day);
    Taken taken;
    for (std::size_t s = 0; s < problem.candidates.size(); ++s)
        if (days.contains(problem.candidates[s].when.day)) taken.candidates.push_back(s);
    taken.at_most = static_cast<int>(choice.sittings.size()) - 1;
    return taken;
}

Proposal proposal_of(SlotProblem const& problem, Choice const& choice, bool certain) {
    Proposal out;
    out.certain = certain;
    out.worth = choice.worth;
    out.solver = choice.proven ? Solver::exact : Solver::quick;
    std::set<std::size_t> seated;
    for (auto const& [candidate, people] : choice.sittings) {
        Sitting sitting{candidate, {}, {}, {}};
        for (auto const i : people) {
            auto const& at = problem.people[i].at[candidate];
            auto& list = at.presence == Presence::unknown  ? sitting.unknown
                         : at.reason == Reason::night_rest ? sitting.asked
                                                           : sitting.coming;
            list.push_back(i);
            seated.insert(i);
        }
        out.sittings.push_back(std::move(sitting));
    }
    for (std::size_t i = 0; i < problem.people.size(); ++i) {
        if (seated.contains(i)) continue;
        auto const& at = problem.people[i].at;
        auto least = at[out.sittings.front().candidate];
        for (auto const& sitting : out.sittings)
            if (worse(at[sitting.candidate], least) == least) least = at[sitting.candidate];
        out.absent.push_back({i, least.reason});
    }
    return out;
}

/// Exactly while there is time, else quickly. What the quick way found prunes: often nothing is left that could be better.
std::optional<Choice> solve(SlotProblem const& problem, Round const& round, double& seconds) {
    auto quick = solve_quickly(problem, round);
    if (seconds < 0.01) return quick;
    auto const begun = std::chrono::steady_clock::now();
    auto left = round;
    if (auto const better = quick ? could_be_better(problem, round, quick->worth) : std::nullopt) {
        Taken worse{{}, 0};
        for (std::size_t s = 0; s < better->size(); ++s)
            if (!(*better)[s]) worse.candidates.push_back(s);
        if (worse.candidates.size() == better->size()) {
            quick->proven = true;
            return quick;
        }
        left.taken.push_back(std::move(worse));
    }
    bool none = false;
    auto choice = solve_exactly(problem, left, seconds, none);
    seconds -= std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    if (quick && (!choice || quick->worth >= choice->worth)) {
        quick->proven = none || (choice && choice->proven);
        return quick;
    }
    return choice;
}

}  // namespace

int full_worth(Invited const& person) { return coming_free + per_missed * std::min(person.missed, most_missed); }

std::optional<int> gain(Invited const& person, Availability const& at) {
    switch (at.presence) {
        case Presence::free:
            return full_worth(person);
        case Presence::unknown:
            return perhaps;
        case Presence::hard:
            return std::nullopt;
        case Presence::soft:
            break;
    }
    if (at.reason == Reason::night_rest) return at_rest;
    return full_worth(person) - (at.reason == Reason::on_duty ? leaving_duty : at_off);
}

bool overlap(Candidate const& a, Candidate const& b) {
    return a.when.day == b.when.day && a.when.from < b.when.to && b.when.from < a.when.to;
}

bool counts(Invited const& person, std::size_t candidate, Round const& round) {
    auto const presence = person.at[candidate].presence;
    return presence != Presence::hard && (presence != Presence::unknown || round.count_unknown);
}

std::vector<bool> may_repeat(SlotProblem const& problem) {
    std::vector<bool> out(problem.people.size(), false);
    for (auto const* roles : {&problem.chairs, &problem.recorders})
        for (auto const i : *roles) out[i] = true;
    return out;
}

std::int64_t worth_of(SlotProblem const& problem, Choice const& choice) {
    auto const repeat = may_repeat(problem);
    std::set<std::size_t> counted;
    std::int64_t worth = 0;
    for (auto const& [candidate, people] : choice.sittings) {
        worth -= problem.candidates[candidate].cost;
        for (auto const i : people) {
            auto const& person = problem.people[i];
            worth += gain(person, person.at[candidate]).value_or(0);
            if (repeat[i] && !counted.insert(i).second) worth -= full_worth(person);
        }
    }
    return worth;
}

std::vector<Proposal> find_slots(SlotProblem const& problem) {
    std::vector<Proposal> proposals;
    if (problem.candidates.empty() || problem.people.empty()) return proposals;
    double seconds = problem.seconds;
    Round round;
    while (static_cast<int>(proposals.size()) < problem.proposals) {
        auto choice = solve(problem, round, seconds);
        if (!choice && !round.count_unknown) {  // nothing certain is left: perhaps with those of whom nothing is known
            round.count_unknown = true;
            choice = solve(problem, round, seconds);
        }
        if (!choice) break;
        round.taken.push_back(days_of(problem, *choice));
        proposals.push_back(proposal_of(problem, *choice, !round.count_unknown));
    }
    return proposals;
}

}  // namespace xinglin::rosters
