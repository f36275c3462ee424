#pragma once
// Pure decisions on the tree, its posts and its terms. Facts, rule set and "today" come in, a verdict goes out.
// Sentences are filled later (regulations::phrase).

#include "modules/organisations/types.hpp"
#include "modules/regulations/book.hpp"
#include "modules/regulations/verdict.hpp"

namespace xinglin::organisations {

using regulations::RuleSet;
using regulations::Verdict;

[[nodiscard]] bool is_branch(OrganisationKind kind);     ///< a branch of any sort: members belong to it directly
[[nodiscard]] bool is_committee(OrganisationKind kind);  ///< committee or leading group, lasting or temporary
[[nodiscard]] bool is_general(OrganisationKind kind);
[[nodiscard]] bool is_temporary(OrganisationKind kind);
/// Posts that make up the committee (all but the leader of a group and the contact person).
[[nodiscard]] bool in_committee(PostKind post);

/// Whether this kind may stand under that one; `parent` nothing: at the top.
/// @returns organisation.parent_kind (block)
/// @source Constitution, article 30: which primary organisations there are
[[nodiscard]] Verdict stands_under(OrganisationKind kind, std::optional<OrganisationKind> parent);

/// What is looked at to compare an organisation with the thresholds.
struct Structure {
    OrganisationKind kind{OrganisationKind::branch};
    Counts counts;  ///< a branch: its own; general branch and committee: the subtree
    int committee_posts{0};
    bool secretary{false};
    int units{0};  ///< of a joint branch
};
/// Compares with the thresholds of §1.1 and §1.2; never blocks: the tree is changed by people.
/// @returns branch.too_few_full, branch.over_usual_max, branch.committee_required, branch.committee_not_needed,
///          branch.committee_too_large, general_branch.possible, general_branch.below, committee.possible, committee.below,
///          joint_branch.too_many_units, group.below, organisation.no_secretary
[[nodiscard]] Verdict advise(Structure const& structure, RuleSet const& rules, Date on);

/// The form the counts speak for: joint_branch, branch_without_committee, branch_with_committee, branch_or_general_branch,
/// general_branch, committee.
[[nodiscard]] std::string_view advised_form(std::int64_t full_members, std::int64_t members, RuleSet const& rules,
                                            Date on);

/// What is looked at when an organisation is set up by creating, splitting, merging or upgrading.
struct SetUp {
    Structure structure;
    bool people_known{false};  ///< its members come with the change; a bare creation fills it later
    bool approved{false};  ///< a document of the upper organisation is named
    bool remainder{false};  ///< it existed before and goes on with fewer people: reported, never refused
};
/// @returns branch.too_few_full (block when set up anew with known members, warn as a remainder), branch.over_usual_max,
///          general_branch.below, committee.below, joint_branch.too_many_units (warn), organisation.approval_missing (warn),
///          temporary_branch.limits (advice)
[[nodiscard]] Verdict set_up(SetUp const& facts, RuleSet const& rules, Date on);

/// Years of a term for this kind; nothing for kinds without an elected committee (groups, temporary ones: appointed).
/// @source opinions on terms, July 2018
[[nodiscard]] std::optional<std::int64_t> term_years(OrganisationKind kind, RuleSet const& rules, Date elected_on);

/// An election held on a day, against the deadline of the term before it.
/// @returns term.early_without_approval (block), term.late_without_approval (warn), term.shift_too_long (warn)
/// @source opinions on terms 2018; election rules 2020, article 3
[[nodiscard]] Verdict election_held(Date deadline, Date due_on, Date elected_on, bool approved, RuleSet const& rules);

/// A term to be run beyond its due day.
/// @returns term.extension_needs_approval (block), term.shift_too_long (warn)
[[nodiscard]] Verdict extension(Date due_on, Date extended_to, bool approved, RuleSet const& rules, Date on);

/// How near the deadline is: the number of months of the reminder that has begun (6, 3, 1, 0), -1 when it is over,
/// nothing while it is farther than the farthest reminder.
[[nodiscard]] std::optional<std::int64_t> reminder(Date deadline, Date today, RuleSet const& rules);
/// @returns term.due (advice) or term.overdue (warn), or nothing
[[nodiscard]] Verdict term_reminder(Term const& term, Date today, RuleSet const& rules);

/// What is looked at when a post is given.
struct Appointment {
    OrganisationKind kind{OrganisationKind::branch};
    PostKind post{PostKind::member};
    std::optional<bool> full_member;  ///< nothing: known by name only
    std::int64_t full_members{0};  ///< of the organisation
    int committee_after{0};  ///< size of the committee with this post
    int deputies_after{0};
};
/// @returns post.full_member_only (block), post.committee_not_needed, branch.committee_too_large, post.one_deputy (warn)
[[nodiscard]] Verdict appoint(Appointment const& facts, RuleSet const& rules, Date on);

/// Whether the form of a fixed line holds: area code, hyphen, seven or eight digits, an extension perhaps.
[[nodiscard]] bool is_fixed_line(std::string_view phone);

/// Whether an entry counts as late: recorded more days after its day than the convention allows.
[[nodiscard]] bool is_late(Date effective_on, Date recorded_on, RuleSet const& rules);

}  // namespace xinglin::organisations
