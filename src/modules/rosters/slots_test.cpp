#include "modules/rosters/slots.hpp"
#include "modules/rosters/codes.hpp"
#include "modules/rosters/grid.hpp"
#include "modules/rosters/solver.hpp"

#include <doctest/doctest.h>
#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace xinglin;
using namespace xinglin::rosters;

namespace {

constexpr Availability is_free{Presence::free, Reason::none}, is_off{Presence::soft, Reason::off},
    is_leaving{Presence::soft, Reason::on_duty}, is_resting{Presence::soft, Reason::night_rest},
    is_unknown{Presence::unknown, Reason::unknown}, is_duty{Presence::hard, Reason::duty};

Candidate evening(int day, int from = 19) { return {{{2026, 9, day}, from * 60, from * 60 + 90}, 0, 0}; }

SlotProblem problem_of(std::vector<Candidate> candidates, std::vector<std::vector<Availability>> people) {
    SlotProblem problem;
    problem.candidates = std::move(candidates);
    for (std::size_t i = 0; i < people.size(); ++i)
        problem.people.push_back(
            {static_cast<std::int64_t>(i + 1), "人" + std::to_string(i), "甲", true, 0, people[i]});
    return problem;
}

/// The best objective by trying everything: each set of candidates, each way to seat each person.
std::optional<std::int64_t> by_trying(SlotProblem const& problem, Round const& round) {
    auto const repeat = may_repeat(problem);
    auto const candidates = problem.candidates.size(), people = problem.people.size();
    std::optional<std::int64_t> best;
    for (unsigned held = 1; held < 1U << candidates; ++held) {
        std::vector<std::size_t> open;
        for (std::size_t s = 0; s < candidates; ++s)
            if (held >> s & 1U) open.push_back(s);
        if (static_cast<int>(open.size()) > (problem.vote ? 1 : problem.sittings)) continue;
        bool lawful = true;
        for (auto const a : open)
            for (auto const b : open)
                if (a < b && overlap(problem.candidates[a], problem.candidates[b])) lawful = false;
        for (auto const& taken : round.taken)
            if (std::count_if(open.begin(), open.end(), [&](std::size_t s) {
                    return std::find(taken.candidates.begin(), taken.candidates.end(), s) != taken.candidates.end();
                }) > taken.at_most)
                lawful = false;
        if (!lawful) continue;
        // Ways to seat person i: a set of open candidates, one at most unless they may repeat.
        std::vector<unsigned> seat(people, 0);
        auto const ways = 1U << open.size();
        for (;;) {
            Choice choice;
            for (auto const s : open) choice.sittings.emplace_back(s, std::vector<std::size_t>{});
            bool good = true;
            for (std::size_t i = 0; i < people && good; ++i) {
                int times = 0;
                for (std::size_t k = 0; k < open.size(); ++k)
                    if (seat[i] >> k & 1U) {
                        ++times;
                        if (!gain(problem.people[i], problem.people[i].at[open[k]])) good = false;
                        choice.sittings[k].second.push_back(i);
                    }
                if (times > 1 && !repeat[i]) good = false;
            }
            for (auto const& [s, there] : choice.sittings) {
                int voters = 0;
                bool chair = problem.chairs.empty(), recorder = problem.recorders.empty();
                std::map<std::string, int> leaving;
                for (auto const i : there) {
                    auto const& person = problem.people[i];
                    auto const counted = counts(person, s, round);
                    voters += person.votes && counted;
                    chair = chair || (counted && std::count(problem.chairs.begin(), problem.chairs.end(), i) > 0);
                    recorder =
                        recorder || (counted && std::count(problem.recorders.begin(), problem.recorders.end(), i) > 0);
                    if (person.at[s].reason == Reason::on_duty) ++leaving[person.ward];
                }
                good = good && voters >= problem.quorum && chair && recorder &&
                       (problem.candidates[s].capacity == 0 ||
                        static_cast<int>(there.size()) <= problem.candidates[s].capacity);
                for (auto const& [ward, number] : leaving) good = good && number <= problem.may_leave;
            }
            if (good) best = std::max(best.value_or(INT64_MIN), worth_of(problem, choice));
            std::size_t i = 0;
            while (i < people && ++seat[i] == ways) seat[i++] = 0;
            if (i == people) break;
        }
    }
    return best;
}

/// Whether a choice keeps every rule; its objective as `by_trying` counts it.
void check_lawful(SlotProblem const& problem, Choice const& choice, Round const& round) {
    auto fixed = problem;  // the choice itself as the only possibility must be lawful and worth what it says
    for (std::size_t i = 0; i < fixed.people.size(); ++i)
        for (std::size_t s = 0; s < fixed.candidates.size(); ++s) {
            bool there = false;
            for (auto const& [candidate, people] : choice.sittings)
                there = there || (candidate == s && std::count(people.begin(), people.end(), i) > 0);
            if (!there) fixed.people[i].at[s] = is_duty;
        }
    auto const found = by_trying(fixed, round);
    REQUIRE(found);
    CHECK(*found >= choice.worth);
}

}  // namespace

TEST_SUITE("rosters slots") {
    TEST_CASE("the exact way is never beaten by trying everything, and the quick way is lawful") {
        std::mt19937 random(20260915);
        int solved = 0, none = 0, same = 0;
        for (int round = 0; round < 120; ++round) {
            auto const candidates = 2 + random() % 2, people = 3 + random() % 2;
            std::vector<Candidate> times;
            for (std::size_t s = 0; s < candidates; ++s) {
                times.push_back(evening(1 + static_cast<int>(random() % 3), 18 + static_cast<int>(random() % 3)));
                times.back().capacity = random() % 3 == 0 ? 2 : 0;
                times.back().cost = static_cast<int>(random() % 900);
            }
            std::vector<std::vector<Availability>> at(people);
            for (auto& mine : at)
                for (std::size_t s = 0; s < candidates; ++s)
                    mine.push_back(std::array{is_free, is_free, is_off, is_leaving, is_resting, is_unknown,
                                              is_duty}[random() % 7]);
            auto problem = problem_of(times, at);
            problem.sittings = 1 + static_cast<int>(random() % 3);
            problem.vote = random() % 4 == 0;
            problem.quorum = static_cast<int>(random() % 3);
            if (random() % 2 == 0) problem.chairs = {0, 1};
            if (random() % 3 == 0) problem.recorders = {1, 2};
            for (auto& one : problem.people) {
                one.missed = static_cast<int>(random() % 3);
                one.votes = random() % 4 != 0;
                one.ward = random() % 2 == 0 ? "甲" : "乙";
            }
            Round const this_round{{}, random() % 2 == 0};
            auto const wanted = by_trying(problem, this_round);
            bool proven_none = false;
            auto const exact = solve_exactly(problem, this_round, 5, proven_none);
            auto const quick = solve_quickly(problem, this_round);
            CAPTURE(round);
            CHECK(exact.has_value() == wanted.has_value());
            CHECK(proven_none == !wanted.has_value());
            if (!wanted) {
                ++none;
                CHECK_FALSE(quick);
                continue;
            }
            ++solved;
            CHECK(exact->proven);
            CHECK(exact->worth == *wanted);
            check_lawful(problem, *exact, this_round);
            // What prunes never hides the best.
            auto const open = could_be_better(problem, this_round, *wanted - 1);
            REQUIRE(open);
            for (auto const& sitting : exact->sittings) CHECK((*open)[sitting.first]);
            if (!this_round.count_unknown) {
                auto const found = find_slots(problem);
                REQUIRE(!found.empty());
                CHECK(found.front().worth == *wanted);
                CHECK(found.front().solver == Solver::exact);
            }
            if (quick) {
                CHECK(quick->worth <= *wanted);
                check_lawful(problem, *quick, this_round);
                same += quick->worth == *wanted;
            }
        }
        CHECK(solved > 60);
        CHECK(none > 5);
        CHECK(same * 10 > solved * 7);  // the quick way finds the best mostly
    }
    TEST_CASE("a vote is one sitting whatever is asked, and reaches its quorum or is not proposed") {
        auto problem =
            problem_of({evening(1), evening(2)}, {{is_free, is_duty}, {is_duty, is_free}, {is_free, is_free}});
        problem.vote = true;
        problem.sittings = 3;
        problem.quorum = 2;
        auto const found = find_slots(problem);
        REQUIRE(found.size() == 2);
        CHECK(found[0].sittings.size() == 1);
        problem.quorum = 3;
        CHECK(find_slots(problem).empty());
        problem.vote = false;
        problem.quorum = 0;
        auto const study = find_slots(problem);
        REQUIRE_FALSE(study.empty());
        CHECK(study[0].sittings.size() == 2);
        CHECK(study[0].absent.empty());
    }
    TEST_CASE("rest after a night is left alone unless the quorum needs it, and then by consent") {
        auto problem = problem_of({evening(1)}, {{is_free}, {is_free}, {is_resting}});
        auto found = find_slots(problem);
        REQUIRE(found.size() == 1);
        CHECK(found[0].sittings[0].coming.size() == 2);
        REQUIRE(found[0].absent.size() == 1);
        CHECK(found[0].absent[0].reason == Reason::night_rest);
        problem.quorum = 3;
        found = find_slots(problem);
        REQUIRE(found.size() == 1);
        CHECK(found[0].sittings[0].asked == std::vector<std::size_t>{2});
        CHECK(found[0].certain);
    }
    TEST_CASE("who is unknown is never counted as free") {
        auto problem = problem_of({evening(1)}, {{is_free}, {is_unknown}, {is_unknown}});
        problem.quorum = 2;
        auto const found = find_slots(problem);
        REQUIRE(found.size() == 1);
        CHECK_FALSE(found[0].certain);
        CHECK(found[0].sittings[0].coming == std::vector<std::size_t>{0});
        CHECK(found[0].sittings[0].unknown == std::vector<std::size_t>{1, 2});
    }
    TEST_CASE("who missed the last one is fitted in first") {
        auto problem = problem_of({evening(1), evening(2)}, {{is_free, is_duty}, {is_duty, is_free}});
        problem.people[1].missed = 1;
        auto const found = find_slots(problem);
        REQUIRE(found.size() == 2);
        CHECK(found[0].sittings[0].candidate == 1);
    }
    TEST_CASE("without time the quick way answers, and says so") {
        auto problem = problem_of({evening(1), evening(2)}, {{is_free, is_free}, {is_duty, is_free}});
        problem.seconds = 0;
        auto const found = find_slots(problem);
        REQUIRE(found.size() == 2);
        CHECK(found[0].solver == Solver::quick);
        CHECK(found[0].sittings[0].candidate == 1);
    }
    TEST_CASE("the sample ward of cardiology: the best evening and the best two are found and proven") {
        auto const grid = read_grid_file(XINGLIN_SOURCE_DIR "/tests/data/shifts/2026-09_心血管内科.csv", "", {});
        REQUIRE(grid);
        CodeTable const table{"", 0, common_codes()};
        SlotProblem problem;
        for (int day = 1; day <= 30; ++day)
            if (Date{2026, 9, day}.weekday() <= 5) problem.candidates.push_back(evening(day, 18));
        REQUIRE(problem.candidates.size() == 22);
        for (auto const& row : grid->rows) {
            if (!row.staff_no.starts_with("E01")) continue;
            Shifts shifts;
            for (int day = 1; day <= 30; ++day) {
                auto& shift = shifts[{2026, 9, day}];
                for (auto const& code : read_cell(row.cells[static_cast<std::size_t>(day - 1)], table).codes)
                    shift.codes.push_back(table.find(code));
            }
            Invited person{static_cast<std::int64_t>(problem.people.size() + 1), row.name, "心血管内科", true, 0, {}};
            for (auto const& one : problem.candidates) person.at.push_back(availability(shifts, one.when));
            problem.people.push_back(std::move(person));
        }
        REQUIRE(problem.people.size() == 20);
        // By hand: everybody to the better of the two, for every pair of evenings.
        auto const worth = [&](std::vector<std::size_t> const& held) {
            std::int64_t sum = 0;
            for (auto const& person : problem.people) {
                int most = 0;
                for (auto const s : held) most = std::max(most, gain(person, person.at[s]).value_or(0));
                sum += most;
            }
            return sum;
        };
        std::int64_t pairs = 0;
        for (std::size_t a = 0; a < 22; ++a)
            for (std::size_t b = a + 1; b < 22; ++b) pairs = std::max(pairs, worth({a, b}));
        problem.sittings = 2;
        auto const study = find_slots(problem);
        REQUIRE(study.size() == 3);
        CHECK(study[0].worth == pairs);
        CHECK(study[0].solver == Solver::exact);
        CHECK(study[0].worth >= study[1].worth);
        CHECK(study[1].worth >= study[2].worth);
        problem.vote = true;
        problem.quorum = 8;
        auto const vote = find_slots(problem);
        REQUIRE_FALSE(vote.empty());
        CHECK(vote[0].sittings.size() == 1);
        CHECK(vote[0].solver == Solver::exact);
        auto const& sitting = vote[0].sittings[0];
        CHECK(sitting.coming.size() + sitting.asked.size() >= 8);
        CHECK(vote[0].absent.size() + sitting.coming.size() + sitting.asked.size() + sitting.unknown.size() == 20);
    }
}
