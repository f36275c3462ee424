#pragma once
// Yearly evaluation: the scheme of a branch, strongest branches, four-excellent members, pioneer posts. All figures are
// templates an institution sets for itself. Branches are put into bands with reasons; people are not compared.

#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace xinglin::honours {

using regulations::RuleSet;
using regulations::Verdict;

/// Parts of the branch scheme, in the order of the figures.
enum class BranchPart : std::uint8_t { structure, organisation_life, development, education, clinical_work, integrity };
inline constexpr int branch_part_count = 6;
[[nodiscard]] std::string_view title(BranchPart part);

enum class Band : std::uint8_t { rectify, pass, three_star, four_star, five_star };
[[nodiscard]] std::string_view code(Band band);
[[nodiscard]] std::string_view title(Band band);

struct BranchEvaluation {
    std::vector<std::int64_t> parts;  ///< given for each part, whole
    bool discipline_case{false};  ///< in the branch committee
    bool false_records{false};
    bool serious_ethics_case{false};
};
struct BranchResult {
    std::int64_t total{0};
    Band band{Band::rectify};
    bool vetoed{false};
    /// evaluation.scheme (block: the parts do not make a hundred), evaluation.parts_missing, evaluation.part_over (block),
    /// evaluation.veto (warn: the lowest band whatever the total)
    Verdict verdict;
};
[[nodiscard]] BranchResult evaluate(BranchEvaluation const& facts, RuleSet const& rules, Date on);

/// Strongest branches (最强党支部) there may be among so many.
[[nodiscard]] std::int64_t strongest_places(std::int64_t branches, RuleSet const& rules, Date on);
/// Whether a branch may be put to the vote as a strongest branch.
/// @returns evaluation.strongest_vetoed (block)
[[nodiscard]] Verdict strongest(BranchResult const& result);

struct FourExcellent {
    std::vector<std::int64_t> parts;  ///< political quality, post skills, results, public opinion
    bool grade_qualified{false};  ///< appraisal: excellent or qualified
    bool dues_clear{false};
    bool sanctioned{false};  ///< inside the period of a sanction
    bool ethics_good{false};  ///< medical ethics good or better
};
/// Whether a member may be named a four-excellent member (四优共产党员).
/// @returns four_excellent.grade, .dues, .sanction, .ethics, .parts (block)
[[nodiscard]] Verdict four_excellent(FourExcellent const& facts, RuleSet const& rules, Date on);

/// @returns pioneer_post.too_few_members, pioneer_post.head (block)
[[nodiscard]] Verdict pioneer_post(std::int64_t staff, std::int64_t members, bool head_is_member, RuleSet const& rules,
                                   Date on);

}  // namespace xinglin::honours
