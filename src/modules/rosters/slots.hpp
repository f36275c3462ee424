#pragma once
// Finding a time for a meeting: the best sittings for the people who have to come, as an integer programme. Pure: who is
// free when comes in, up to three proposals go out. README.md has the model.

#include "modules/rosters/availability.hpp"

namespace xinglin::rosters {

/// One time (and room) at which the meeting could be held.
struct Candidate {
    Span when;
    int capacity{0};  ///< seats; 0: no limit
    int cost{0};  ///< how much worse this time is than others, whoever comes (evening, last week of the month)
};

/// Somebody who ought to come.
struct Invited {
    std::int64_t id{0};
    std::string name;
    std::string ward;  ///< "" none; for the cap on who may leave their duty
    bool votes{false};
    int missed{0};  ///< sittings missed lately: the more, the sooner they are fitted in
    std::vector<Availability> at{};  ///< for each candidate
};

/// What is looked for.
struct SlotProblem {
    std::vector<Candidate> candidates;
    std::vector<Invited> people;
    std::vector<std::size_t> chairs{};  ///< at least one of them at every sitting; empty: anybody
    std::vector<std::size_t> recorders{};  ///< likewise
    bool vote{false};  ///< one sitting, and the quorum holds
    int quorum{0};  ///< voters who must be there at each sitting; 0: none
    int sittings{1};  ///< at most so many with the same content; never more than one for a vote
    int may_leave{1};  ///< how many of a ward may leave their duty for the same sitting
    int proposals{3};
    double seconds{2.0};  ///< for all proposals together; then the quick way answers
};

/// Why somebody comes to none of the sittings of a proposal: of what stands least in the way.
struct Absent {
    std::size_t person{0};
    Reason reason{Reason::unknown};
};

struct Sitting {
    std::size_t candidate{0};
    std::vector<std::size_t> coming;  ///< free, or at little cost
    std::vector<std::size_t> asked;  ///< would have to give up their rest after a night: only with their consent
    std::vector<std::size_t> unknown;  ///< have no roster for that day: not counted, to be asked
};

enum class Solver : std::uint8_t { exact, quick };  ///< proven best, or the best found in time

struct Proposal {
    std::vector<Sitting> sittings;  ///< by time
    std::vector<Absent> absent;  ///< who is at no sitting; for study: the make-up list
    bool certain{true};  ///< false: the quorum is reached only if people come of whom nothing is known
    std::int64_t worth{0};
    Solver solver{Solver::exact};
};

/// Up to three proposals that differ by their days, best first. None: no sitting can be held lawfully.
[[nodiscard]] std::vector<Proposal> find_slots(SlotProblem const& problem);

/// What it is worth when somebody comes to a candidate; nothing: they cannot.
[[nodiscard]] std::optional<int> gain(Invited const& person, Availability const& at);

}  // namespace xinglin::rosters
