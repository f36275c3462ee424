#pragma once
// What a party sanction means for votes, posts, promotion and readmission on a day. Pure.

#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace xinglin::members {

enum class Sanction : std::uint8_t {
    warning,            ///< 警告
    serious_warning,    ///< 严重警告
    removed_from_post,  ///< 撤销党内职务
    party_probation,    ///< 留党察看
    expelled,           ///< 开除党籍
};
inline constexpr int sanction_count = 5;
[[nodiscard]] std::string_view code(Sanction sanction);
[[nodiscard]] std::string_view title(Sanction sanction);
[[nodiscard]] std::optional<Sanction> parse_sanction(std::string_view code);

struct SanctionFacts {
    Sanction sanction{Sanction::warning};
    Date decided_on;
    int probation_months{0};  ///< of party probation: 12 or 24
    std::optional<Date> restored_on;  ///< of party probation: rights given back by a decision
};

/// First day that is free of the sanction's effects (the day itself is free).
/// Party probation: two years after the rights were given back; nothing while they are not.
/// @source 《中国共产党纪律处分条例》第十条至第十三条
[[nodiscard]] std::optional<Date> sanction_ends(SanctionFacts const& facts, regulations::RuleSet const& rules);

/// What is open to the person on a day.
struct SanctionEffects {
    bool in_period{false};  ///< the sanction still has effects
    bool may_vote{true};
    bool may_stand{true};  ///< for election
    bool may_be_promoted{true};  ///< to a higher party post, or recommended for one outside
    bool keeps_party_post{true};
    bool may_be_admitted{true};  ///< anew, after expulsion
    std::optional<Date> free_from;  ///< as sanction_ends
    /// sanction.no_vote (block), sanction.no_promotion (block), sanction.post_lost (advice), sanction.no_readmission
    /// (block), sanction.rights_not_restored (advice): the probation is over and no decision gave the rights back
    regulations::Verdict verdict;
};
/// @source 《中国共产党纪律处分条例》第十条至第十三条; votes: 《中国共产党基层组织选举工作条例》第五条
[[nodiscard]] SanctionEffects sanction_effects(SanctionFacts const& facts, regulations::RuleSet const& rules, Date on);

/// Whether a party probation may last so long.
/// @returns sanction.probation_length (block)
[[nodiscard]] regulations::Verdict probation_length(int months, regulations::RuleSet const& rules, Date decided_on);

}  // namespace xinglin::members
