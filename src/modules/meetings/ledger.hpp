#pragma once
// What a branch held and what is missing, as a by-product of its meetings; the same for all branches by what needs help.
// Reasons, never ranks: nothing here counts points or compares branches.

#include "modules/meetings/rules_life.hpp"
#include "modules/meetings/types.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/regulations/book.hpp"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace xinglin::meetings {

/// A meeting counts once it was held; a late entry once it has been countersigned. Held and not closed it counts for as long as
/// closing would not make it a late entry: who never closes has no ledger without a second person.
[[nodiscard]] bool held_and_counts(Meeting const& meeting, regulations::RuleSet const& rules, Date today);
/// What decides on a day what organisation life asks of a branch: its committee, its groups, its first and last day.
[[nodiscard]] LifeFacts life_facts(db::Reader& reader, organisations::Organisation const& branch, Date day);

struct LedgerRow {
    MeetingKind kind{MeetingKind::members_meeting};
    std::array<std::int64_t, 12> months{};  ///< meetings held, January first
    std::int64_t total{0};
};
struct Ledger {
    std::vector<LedgerRow> rows;
    std::vector<DueMeeting> asked;  ///< what the rules ask of the year, each with its state and finding
    std::vector<Meeting> unfinished;  ///< held, minutes not closed
    std::vector<Meeting> uncountersigned;  ///< late entries that do not count yet
};
/// @param meetings of the branch and its groups in that year
[[nodiscard]] Ledger ledger_of(db::Reader& reader, organisations::Organisation const& branch, int year,
                               std::span<Meeting const> meetings, regulations::RuleSet const& rules, Date today);
/// The same with the facts of the year's last day, today at the latest, at hand.
[[nodiscard]] Ledger ledger_of(organisations::Organisation const& branch, LifeFacts const& facts, int year,
                               std::span<Meeting const> meetings, regulations::RuleSet const& rules, Date today);

/// One reason to help, with the branches it concerns.
struct Concern {
    struct Branch {
        OrganisationId organisation;
        std::string name;
        std::string text;
    };
    std::string code;
    std::string title;
    std::string article;
    std::vector<Branch> branches;  ///< in the order of the tree
};
[[nodiscard]] std::vector<Concern> overview(db::Reader& reader, auth::Scope const& scope,
                                            regulations::RuleSet const& rules, Date today);

/// What the rules ask of a branch around a day: not done and time to think of it.
[[nodiscard]] std::vector<DueMeeting> waiting_for(db::Reader& reader, organisations::Organisation const& branch,
                                                  std::span<Meeting const> meetings, regulations::RuleSet const& rules,
                                                  Date today);
/// The same with today's facts at hand.
[[nodiscard]] std::vector<DueMeeting> waiting_for(organisations::Organisation const& branch, LifeFacts const& facts,
                                                  std::span<Meeting const> meetings, regulations::RuleSet const& rules,
                                                  Date today);

}  // namespace xinglin::meetings
