#pragma once
#include "base/id.hpp"
#include "base/time.hpp"
#include "modules/regulations/verdict.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::organisations {

using ChangeId = Id<struct OrganisationChangeTag>;
using PostId = Id<struct PostTag>;
using TermId = Id<struct TermTag>;

/// Kinds of party organisation. The national three-digit codes are in national_code(); a floating branch has none.
enum class OrganisationKind {
    committee,                 ///< 611 党委
    leading_group,             ///< 612 党组
    general_branch,            ///< 621 党总支部
    branch,                    ///< 631 党支部
    joint_branch,              ///< 632 联合党支部
    group,                     ///< 641 党小组 (no organisation in the statistics)
    temporary_committee,       ///< 911 临时党委
    temporary_general_branch,  ///< 921 临时党总支
    temporary_branch,          ///< 931 临时党支部
    temporary_joint_branch,    ///< 932 临时联合党支部
    floating_branch,           ///< 流动党员党支部
};

/// 党组织所在单位情况
enum class UnitCase { same_as_parent, legal_entity, joint_units };

/// What is true of an organisation over a span of days.
struct Facts {
    std::string code;  ///< 党组织编号
    OrganisationKind kind{OrganisationKind::branch};
    std::string name;        ///< full name as on the seal
    std::string short_name;  ///< as people say it
    OrganisationId parent;   ///< none: the top
    std::string path;        ///< segments of 4 characters from the top; its subtree is auth::subtree(path)
    UnitCase unit_case{UnitCase::same_as_parent};
    std::string unit;   ///< department, legal entity, or the units of a joint branch, one per line
    std::string phone;  ///< fixed line with area code
    std::string address;
    std::optional<Date> founded_on;
    bool published{false};  ///< shown on the public pages
    bool operator==(Facts const&) const = default;
};

/// An organisation as it stands, or stood on the day asked.
struct Organisation : Facts {
    OrganisationId id;
    Date since;                    ///< first day of these facts
    std::optional<Date> ended_on;  ///< first day it was no more
    std::int64_t version{1};       ///< of the present record, for If-Match
    [[nodiscard]] bool live() const { return !ended_on; }
};

/// People of one organisation by state; exact after every write.
struct Counts {
    std::int64_t full{0};
    std::int64_t probationary{0};
    std::int64_t prospects{0};
    std::int64_t activists{0};
    std::int64_t applicants{0};
    std::int64_t staff{0};  ///< non-member staff who have asked for nothing

    [[nodiscard]] std::int64_t members() const { return full + probationary; }
    [[nodiscard]] std::int64_t people() const { return members() + prospects + activists + applicants + staff; }
    bool operator==(Counts const&) const = default;
    Counts& operator+=(Counts const& other);
    Counts operator-() const { return {-full, -probationary, -prospects, -activists, -applicants, -staff}; }
};

enum class ChangeKind { create, rename, amend, move, split, merge, upgrade, dissolve };

/// A new organisation made by a split, or by an upgrade beneath the upgraded one.
struct Part {
    std::optional<std::string> code;
    OrganisationKind kind{OrganisationKind::branch};
    std::string name;
    std::string short_name;
    std::vector<PersonId> people;            ///< who goes there
    std::vector<OrganisationId> organisations;  ///< child organisations that go there
};

/// One change of the tree. Which members are needed depends on the kind; the service says so per field.
struct ChangeCommand {
    ChangeKind kind{ChangeKind::create};
    bool dry_run{false};  ///< the same work, rolled back: what would change, and what the rules say
    Date effective_on;    ///< first day of the new state; never in the future
    std::string reason;
    std::string basis;  ///< number and title of the document it rests on
    std::optional<OrganisationId> organisation_id;  ///< all but create; merge: who takes the others in, none: a new one
    std::optional<OrganisationId> parent_id;  ///< create, move; merge into a new one
    std::optional<OrganisationKind> to_kind;  ///< create, upgrade; merge into a new one
    std::optional<std::string> code;
    std::optional<std::string> name;
    std::optional<std::string> short_name;
    std::optional<UnitCase> unit_case;
    std::optional<std::string> unit;
    std::optional<std::string> phone;
    std::optional<std::string> address;
    std::optional<Date> founded_on;
    std::optional<bool> published;
    std::optional<std::vector<std::string>> aliases;  ///< create, amend: replaces the given aliases
    std::vector<OrganisationId> source_ids;  ///< merge: who goes into it
    std::optional<OrganisationId> heir_id;  ///< dissolve: who takes the people and child organisations
    std::vector<Part> parts;  ///< split, upgrade
    bool keep{true};  ///< split: the organisation itself goes on with who is left
    std::optional<std::int64_t> expected_version{};  ///< If-Match: the version of the organisation the person saw
    bool historic{false};  ///< part of a list brought in as a whole, which is reviewed as such: not a late entry
};

/// One thing a change does, in plain words and as data.
struct Effect {
    std::string
        kind;  ///< organisation_created, renamed, amended, moved, kind_changed, dissolved, people_moved, post_ended, …
    OrganisationId organisation;
    OrganisationId to;  ///< where to, when something moves
    std::int64_t count{1};
    std::string text;  ///< Chinese sentence
};

/// What a change did, or would do.
struct ChangeOutcome {
    ChangeId change;  ///< none in a dry run
    OrganisationId organisation;  ///< the one concerned; the new one of a create or merge
    bool dry_run{false};
    bool late{false};  ///< entered long after its day: waits for a countersignature
    bool blocked{false};  ///< a rule refuses; only a dry run answers so
    std::vector<Effect> effects;
    std::vector<regulations::Finding> findings;
};

/// Posts in an organisation's committee, and the contact person.
enum class PostKind {
    secretary,
    deputy_secretary,
    standing_member,
    organisation,
    publicity,
    discipline,
    united_front,
    youth,
    women,
    member,
    group_leader,
    contact
};

struct Post {
    PostId id;
    OrganisationId organisation;
    PostKind kind{PostKind::member};
    PersonId person;  ///< none: known by name only
    std::string holder;  ///< name as written
    Date from;
    std::optional<Date> to;  ///< first day the post was no longer held
    TermId term;  ///< none: not tied to a term
    std::string basis;
    std::int64_t version{1};
    bool phone{false};  ///< a telephone number is kept with it, sealed
};

enum class TermState { running, extended, over, ended };

struct Term {
    TermId id;
    OrganisationId organisation;
    Date elected_on;
    std::int64_t years{0};
    Date due_on;  ///< elected_on plus years
    std::optional<Date> extended_to;  ///< with approval
    std::string extension_basis;
    std::optional<Date> ended_on;  ///< the day the next committee was elected, or the organisation ended
    std::string basis;
    std::int64_t version{1};
    /// The day by which the next election is due.
    [[nodiscard]] Date deadline() const { return extended_to.value_or(due_on); }
};

/// What the program calls these: names in files, the database and the contract.
[[nodiscard]] std::string_view name_of(OrganisationKind kind);
[[nodiscard]] std::string_view name_of(UnitCase unit_case);
[[nodiscard]] std::string_view name_of(ChangeKind kind);
[[nodiscard]] std::string_view name_of(PostKind kind);
[[nodiscard]] std::optional<OrganisationKind> organisation_kind(std::string_view name);
[[nodiscard]] std::optional<UnitCase> unit_case(std::string_view name);
[[nodiscard]] std::optional<ChangeKind> change_kind(std::string_view name);
[[nodiscard]] std::optional<PostKind> post_kind(std::string_view name);

/// What people call these: 党支部, 组织委员, …
[[nodiscard]] std::string_view title_of(OrganisationKind kind);
[[nodiscard]] std::string_view title_of(UnitCase unit_case);
[[nodiscard]] std::string_view title_of(ChangeKind kind);
[[nodiscard]] std::string_view title_of(PostKind kind);

/// National code 611 …; "" for a floating branch, which has none.
[[nodiscard]] std::string_view national_code(OrganisationKind kind);
/// From a national code ("631") or from a name people write (党支部, 支部委员会, 党总支 …).
[[nodiscard]] std::optional<OrganisationKind> kind_from_text(std::string_view text);
[[nodiscard]] std::optional<UnitCase> unit_case_from_text(std::string_view text);

}  // namespace xinglin::organisations
