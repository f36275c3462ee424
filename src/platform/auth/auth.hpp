#pragma once
// Who acts, what they may do, and over which part of the tree. Plain values: the accounts module makes them,
// every other module only reads them.

#include "base/id.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::auth {

/// A right named at a module's door: `inline constexpr auth::Right read{"people.read"};`
struct Right {
    std::string_view name;
};

/// Right of routes that anybody may call, signed in or not.
inline constexpr Right anybody{"public"};
/// Right of routes that any signed-in account may call about itself.
inline constexpr Right signed_in{"signed_in"};

/// Classes of fields (security.md A3). A role names those it sees in clear; the rest is masked.
enum class FieldClass { open, internal, personal, sensitive };

/// A subtree of organisations as a range over the materialised path: every path p with from <= p < to.
/// Paths are made of fixed-width segments, so a subtree is one contiguous index range.
struct PathRange {
    std::string from;
    std::string to;
    bool operator==(PathRange const&) const = default;
};
/// The range of the subtree whose root has this path ("" is the whole tree).
[[nodiscard]] PathRange subtree(std::string_view path);

/// Path of a role that is about the own record only: no organisation lies beneath it.
inline constexpr std::string_view nowhere{"-"};

/// What a list may show: the union of subtrees, the own person, and an audience.
struct Scope {
    std::vector<PathRange> subtrees;  ///< merged, sorted, disjoint
    std::optional<PersonId> self;     ///< the own record, wherever it is
    [[nodiscard]] bool empty() const { return subtrees.empty() && !self; }
    [[nodiscard]] bool covers(std::string_view path) const;
    [[nodiscard]] static Scope everything();
    /// Only what both this scope and the subtree of `path` cover (for a list narrowed to one organisation).
    [[nodiscard]] Scope within(std::string_view path) const;
};

/// A role held over a part of the tree.
struct Grant {
    std::string role;
    std::string path;  ///< path of the organisation it is held over; "" = whole installation
    std::vector<std::string_view> rights;
    std::vector<FieldClass> clear;  ///< field classes seen in clear
};

/// The acting account. `account` is none for strangers and for the system itself.
struct Actor {
    AccountId account;
    PersonId person;      ///< the person behind the account; none for pure administrators
    SessionId session;
    std::string name;     ///< shown in the audit trail
    std::vector<Grant> grants;
    bool system{false};   ///< jobs, the command line
    bool second_factor{false};

    [[nodiscard]] bool known() const { return system || !account.none(); }
    [[nodiscard]] bool has(Right right) const;
    [[nodiscard]] bool has_role(std::string_view role) const;
    /// Where the right is held: subtrees of the grants that carry it; `self` when the actor has a person.
    [[nodiscard]] Scope scope(Right right) const;
    /// Whether fields of this class are clear for a record at this path.
    [[nodiscard]] bool sees(FieldClass field_class, std::string_view path) const;
    /// The system itself (jobs, the command line): every right everywhere.
    [[nodiscard]] static Actor the_system(std::string name);
};

}  // namespace xinglin::auth
