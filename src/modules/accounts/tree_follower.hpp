#pragma once
// What becomes of power over an organisation when the tree changes. Registered by the composition root.

#include "modules/accounts/granting.hpp"
#include "modules/organisations/followers.hpp"

namespace xinglin::accounts {

/// A grant over an organisation that ends, ends with it. Where there is an heir, the same role over the heir is proposed and
/// waits for its second person as any other: nobody gains by a change of the tree, and nobody is forgotten. Invitations over
/// it lapse. Grants follow an organisation that moves, for they name it by its id; every node reads the sessions' reach anew.
class TreeFollower final : public organisations::Follower {
  public:
    TreeFollower(Context const& context, Sessions& sessions, Granting& granting)
        : context_(context), sessions_(sessions), granting_(granting) {}

    void path_moved(db::Tx& tx, organisations::ChangeContext const& context, std::string const& from,
                    std::string const& to) override;
    Result<std::vector<organisations::Effect>> reassign(db::Tx& tx, organisations::ChangeContext const& context,
                                                        organisations::Reassignment const& who) override;
    Result<std::vector<organisations::Effect>> moved(db::Tx& tx, organisations::ChangeContext const& context,
                                                     organisations::Organisation const& moved,
                                                     std::string const& to_path) override;
    Result<std::vector<organisations::Effect>> ended(db::Tx& tx, organisations::ChangeContext const& context,
                                                     organisations::Organisation const& ended,
                                                     std::optional<organisations::Organisation> const& heir) override;
    /// A role confirmed over the heir meanwhile ends again; the former one lives as it was.
    Result<Done> undo(db::Tx& tx, organisations::ChangeContext const& context, organisations::ChangeId undone) override;

  private:
    using Change = organisations::ChangeContext;
    void end(db::Tx& tx, Change const& context, Grant grant) const;
    [[nodiscard]] bool propose(db::Tx& tx, Change const& context, Grant const& former,
                               organisations::Organisation const& heir);
    [[nodiscard]] organisations::Effect effect(db::Tx& tx, Grant const& grant, organisations::Organisation const& over,
                                               std::optional<organisations::Organisation> const& heir,
                                               bool proposed) const;
    void note(db::Tx& tx, Change const& context, std::string action, std::string summary, Grant const& grant) const;

    Context const& context_;
    Sessions& sessions_;
    Granting& granting_;
};

}  // namespace xinglin::accounts
