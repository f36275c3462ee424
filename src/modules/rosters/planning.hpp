#pragma once
// A search for a time, and its proposals in words.

#include "modules/rosters/slots.hpp"

namespace xinglin::rosters {

struct PlanWanted {
    OrganisationId branch;
    bool vote{false};
    bool committee{false};  ///< only those who hold a post of the branch
    Date from;
    Date to;  ///< the last day
    int minutes{60};
    std::vector<std::string> times;  ///< when it may begin: "12:20"
    bool weekends{false};  ///< days that are not worked, too
    int sittings{1};
    std::optional<int> quorum;  ///< voters who must be there; nothing: by the rules for a vote, none else
    int seats{0};               ///< 0: no limit
    int may_leave{1};           ///< of a ward, from their duty
    bool chaired{true};         ///< the secretary or a deputy comes to every sitting
    std::vector<PersonId> missed;  ///< who was not at the last one
};

/// What was looked at, what was found, and why.
struct Plan {
    SlotProblem problem;
    std::vector<Proposal> proposals;
    std::vector<std::string> sentences;  ///< one for each proposal
    std::string why_none;                ///< "" when there are proposals
    std::string quorum_article;          ///< "" when the quorum was said
    int voters{0};
    int known{0};  ///< people who stand in a grid of the period
};

/// 9月16日（周三）12:20
[[nodiscard]] std::string when_text(Span const& when);
/// One sentence: who can come, who cannot and why.
[[nodiscard]] std::string sentence_of(SlotProblem const& problem, Proposal const& proposal);
/// Why nothing could be proposed.
[[nodiscard]] std::string why_none(SlotProblem const& problem);

}  // namespace xinglin::rosters
