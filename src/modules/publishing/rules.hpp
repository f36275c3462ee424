#pragma once
// Openness of party affairs (党务公开): what a publication has to go through, and how far it may go. Pure.

#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace xinglin::publishing {

using regulations::RuleSet;
using regulations::Verdict;

/// How far a publication goes, from the narrowest.
enum class Scope : std::uint8_t { person, branch, party, unit, society };
[[nodiscard]] std::string_view code(Scope scope);
[[nodiscard]] std::string_view title(Scope scope);  ///< 支部内部
[[nodiscard]] std::optional<Scope> parse_scope(std::string_view code);
/// The scope a publication begins with unless somebody chooses another.
[[nodiscard]] Scope default_scope(RuleSet const& rules, Date on);

/// When an item of the catalogue is published.
enum class Pace : std::uint8_t { regularly, by_stage, promptly };

struct PublicationFacts {
    bool in_catalogue{false};
    bool proposed{false};
    bool reviewed{false};
    bool secrecy_checked{false};  ///< the check is on record with a name
    bool approved{false};
    bool published{false};  ///< being carried out, or asked for now
    bool holds_secrets{false};  ///< state or work secrets, or what must not be public
    std::optional<Scope> scope;
};
/// Whether the next step may be taken. Every step stands on those before it; publishing without a recorded secrecy check
/// is refused whatever else is there.
/// @returns openness.secret, openness.no_secrecy_check, openness.not_proposed, not_reviewed, not_approved, no_scope: block
///          when `published`, else advice; openness.outside_catalogue (warn)
/// @source 《中国共产党党务公开条例（试行）》第十五条
[[nodiscard]] Verdict publication(PublicationFacts const& facts);

/// Whether an item of the catalogue is late.
/// @param event_on what it tells of; @param last_published of the same item, for a regular one
/// @returns openness.due (advice) or openness.overdue (warn)
[[nodiscard]] Verdict openness_due(Pace pace, Date event_on, std::optional<Date> last_published, RuleSet const& rules,
                                   Date today);

}  // namespace xinglin::publishing
