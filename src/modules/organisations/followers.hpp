#pragma once
// What the modules above do when the tree changes, inside the same transaction. The composition root registers them.

#include "base/result.hpp"
#include "modules/organisations/types.hpp"
#include "platform/auth/auth.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::db {
class Reader;
class Tx;
}// namespace xinglin::db

namespace xinglin::organisations {

/// Who changes what, and since when.
struct ChangeContext {
    ChangeId change;  ///< also in a dry run, where everything is rolled back
    auth::Actor const& actor;
    Date effective_on;
    Instant now;
    std::string reason;
};

/// People who go from one organisation to another.
struct Reassignment {
    OrganisationId from;
    OrganisationId to;
    std::string to_path;
    std::optional<std::vector<PersonId>> people;  ///< nothing: everybody who is there
};

class Follower {
  public:
    virtual ~Follower() = default;
    /// A subtree moved: every copied path that begins with `from` now begins with `to` instead (from <= p < from + "~").
    virtual void path_moved(db::Tx& tx, ChangeContext const& context, std::string const& from,
                            std::string const& to) = 0;
    /// Moves people, and adjusts the counts of both organisations (adjust_counts).
    /// @errors a Problem of its own when somebody named is not there, or may not go
    virtual Result<std::vector<Effect>> reassign(db::Tx& tx, ChangeContext const& context, Reassignment const& who) = 0;
    /// An organisation has ended; its people have been reassigned before, when an heir was named.
    /// Roles held over it end or go to the heir, invitations lapse.
    virtual Result<std::vector<Effect>> ended(db::Tx& tx, ChangeContext const& context, Organisation const& ended,
                                              std::optional<Organisation> const& heir) = 0;
    /// What goes along when an organisation and all beneath it are hung elsewhere, for the preview; paths have been moved.
    virtual Result<std::vector<Effect>> moved(db::Tx&, ChangeContext const&, Organisation const& /*moved*/,
                                              std::string const& /*to_path*/) {
        return std::vector<Effect>{};
    }
    /// Takes back what this follower did for `undone`; paths have been moved back by path_moved before.
    /// @errors a Problem when something was built on it since
    virtual Result<Done> undo(db::Tx& tx, ChangeContext const& context, ChangeId undone) = 0;
};

/// For a module that only keeps copies of paths. What it holds stays on record where it is when people go or an
/// organisation ends: nothing comes along, and there is nothing to take back.
class PathFollower : public Follower {
  public:
    Result<std::vector<Effect>> reassign(db::Tx&, ChangeContext const&, Reassignment const&) override {
        return std::vector<Effect>{};
    }
    Result<std::vector<Effect>> ended(db::Tx&, ChangeContext const&, Organisation const&,
                                      std::optional<Organisation> const&) override {
        return std::vector<Effect>{};
    }
    Result<Done> undo(db::Tx&, ChangeContext const&, ChangeId) override { return Done{}; }
};

/// In the order of registration, which is that of the ranks.
using Followers = std::vector<Follower*>;

/// What the posts want to know of a person; the people module answers.
struct Holder {
    std::string name;
    bool full_member{false};
    std::string path;  ///< of the person's organisation
};
class People {
  public:
    virtual ~People() = default;
    [[nodiscard]] virtual std::optional<Holder> holder(db::Tx& tx, PersonId id) const = 0;
    /// Path of the person's own organisation, which a member may look at; nothing when there is none.
    [[nodiscard]] virtual std::optional<std::string> path_of(db::Reader&, PersonId) const { return std::nullopt; }
};

}  // namespace xinglin::organisations
