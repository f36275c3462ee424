#pragma once
// What this module's routes answer with. Only routes files include this.

#include "modules/organisations/reading.hpp"
#include "platform/http/router.hpp"

#include <map>
#include <string>
#include <vector>

namespace xinglin::regulations {
BOOST_DESCRIBE_ENUM(Severity, advice, warn, block)
}  // namespace xinglin::regulations

namespace xinglin::organisations {

BOOST_DESCRIBE_ENUM(OrganisationKind, committee, leading_group, general_branch, branch, joint_branch, group,
                    temporary_committee, temporary_general_branch, temporary_branch, temporary_joint_branch,
                    floating_branch)
BOOST_DESCRIBE_ENUM(UnitCase, same_as_parent, legal_entity, joint_units)
BOOST_DESCRIBE_ENUM(ChangeKind, create, rename, amend, move, split, merge, upgrade, dissolve)
BOOST_DESCRIBE_ENUM(PostKind, secretary, deputy_secretary, standing_member, organisation, publicity, discipline,
                    united_front, youth, women, member, group_leader, contact)
BOOST_DESCRIBE_ENUM(TermState, running, extended, over, ended)

BOOST_DESCRIBE_STRUCT(Part, (), (code, kind, name, short_name, people, organisations))
BOOST_DESCRIBE_STRUCT(ChangeCommand, (),
                      (kind, dry_run, effective_on, reason, basis, organisation_id, parent_id, to_kind, code, name,
                       short_name, unit_case, unit, phone, address, founded_on, published, aliases, source_ids, heir_id,
                       parts, keep))

/// What a rule said, for the screen.
struct FindingShown {
    std::string rule;
    regulations::Severity severity{};
    std::string article;
    std::string text;
    std::string way_forward;
    std::optional<Date> earliest;
    std::map<std::string, std::string> facts;
};
BOOST_DESCRIBE_STRUCT(FindingShown, (), (rule, severity, article, text, way_forward, earliest, facts))

struct OrganisationName {
    OrganisationId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(OrganisationName, (), (id, name))

struct OrganisationItem {
    OrganisationId id;
    std::optional<OrganisationId> parent;
    std::string code;
    OrganisationKind kind_{};
    std::string kind_title;
    std::string name;
    std::string short_name;
    std::int64_t children{0};
    std::int64_t members{0};       ///< of the subtree, today; 0 for a past day
    std::int64_t probationary{0};  ///< of these
    bool published{false};
};
BOOST_DESCRIBE_STRUCT(OrganisationItem, (),
                      (id, parent, code, kind_, kind_title, name, short_name, children, members, probationary,
                       published))

BOOST_DESCRIBE_STRUCT(Counts, (), (full, probationary, prospects, activists, applicants, staff))

struct PostShown {
    PostId id;
    PostKind kind_{};
    std::string title;
    std::optional<PersonId> person_id;
    std::string person_name;
    Date from;
    std::optional<Date> to;
    std::string basis;
    bool has_phone{false};  ///< a number is kept with it; shown for a stated purpose (reveals)
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(PostShown, (), (id, kind_, title, person_id, person_name, from, to, basis, has_phone, version))

struct TermShown {
    TermId id;
    Date elected_on;
    std::int64_t years{0};
    Date due_on;
    std::optional<Date> extended_to;
    std::string extension_basis;
    Date deadline;
    std::optional<Date> ended_on;
    TermState state{};
    std::string basis;
    std::int64_t version{1};
};
BOOST_DESCRIBE_STRUCT(TermShown, (),
                      (id, elected_on, years, due_on, extended_to, extension_basis, deadline, ended_on, state, basis,
                       version))

struct OrganisationProfile {
    OrganisationId id;
    std::string code;
    OrganisationKind kind_{};
    std::string kind_title;
    std::string national_code;  ///< 611 …, "" where the national table has none
    std::string name;
    std::string short_name;
    std::vector<std::string> aliases;
    std::optional<OrganisationName> parent;
    std::vector<OrganisationName> ancestors;  ///< from the top down
    UnitCase unit_case{};
    std::string unit;
    std::string phone;
    std::string address;
    std::optional<Date> founded_on;
    bool published{false};
    Date since;
    std::optional<Date> ended_on;
    std::int64_t version{1};
    std::int64_t children{0};
    std::int64_t members{0};
    std::int64_t probationary{0};
    std::optional<Counts> own;      ///< without children; absent for a past day
    std::optional<Counts> subtree;  ///< absent for a past day
    std::string advised_form;       ///< what the counts speak for; "" for a past day
    std::optional<std::string> secretary;
    std::vector<PostShown> posts;
    std::optional<TermShown> term;
    std::optional<Date> term_ends_on;
    std::vector<FindingShown> advice;
};
BOOST_DESCRIBE_STRUCT(OrganisationProfile, (),
                      (id, code, kind_, kind_title, national_code, name, short_name, aliases, parent, ancestors,
                       unit_case, unit, phone, address, founded_on, published, since, ended_on, version, children,
                       members, probationary, own, subtree, advised_form, secretary, posts, term, term_ends_on, advice))

struct EffectShown {
    std::string kind_;
    std::optional<OrganisationId> organisation;
    std::optional<OrganisationId> to;
    std::int64_t count{0};
    std::string text;
};
BOOST_DESCRIBE_STRUCT(EffectShown, (), (kind_, organisation, to, count, text))

struct ChangeShown {
    ChangeId id;
    ChangeKind kind_{};
    std::string title;
    OrganisationId organisation;
    Date effective_on;
    std::string reason;
    std::string basis;
    bool late{false};
    Instant recorded_at;
    std::string recorded_by;
    std::optional<Instant> countersigned_at;
    std::optional<std::string> countersigned_by;
    std::optional<Instant> undone_at;
    std::optional<std::string> undone_by;
    std::vector<EffectShown> effects;
};
BOOST_DESCRIBE_STRUCT(ChangeShown, (),
                      (id, kind_, title, organisation, effective_on, reason, basis, late, recorded_at, recorded_by,
                       countersigned_at, countersigned_by, undone_at, undone_by, effects))

struct ChangeAnswer {
    std::optional<ChangeId> id;  ///< absent in a preview
    OrganisationId organisation;
    bool dry_run{false};
    bool late{false};
    bool blocked{false};
    std::vector<EffectShown> effects;
    std::vector<FindingShown> findings;
};
BOOST_DESCRIBE_STRUCT(ChangeAnswer, (), (id, organisation, dry_run, late, blocked, effects, findings))

struct AdviceShown {
    OrganisationId organisation;
    std::string name;
    OrganisationKind kind_{};
    FindingShown finding;
    std::optional<Date> since;
};
BOOST_DESCRIBE_STRUCT(AdviceShown, (), (organisation, name, kind_, finding, since))

[[nodiscard]] FindingShown shown(regulations::Finding finding);
[[nodiscard]] OrganisationItem shown(TreeRow const& row);
[[nodiscard]] OrganisationItem shown(Organisation const& organisation);
[[nodiscard]] PostShown shown(Post const& post);
[[nodiscard]] TermShown shown(Term const& term, Date today);
[[nodiscard]] EffectShown shown(Effect const& effect);
[[nodiscard]] ChangeShown shown(store::ChangeRow const& change, std::vector<Effect> const& effects);
template <class Out, class In>
std::vector<Out> all_shown(std::vector<In> const& rows) {
    std::vector<Out> out;
    for (auto const& row : rows) out.push_back(shown(row));
    return out;
}

}  // namespace xinglin::organisations
