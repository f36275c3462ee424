#pragma once
// What follows for people when the tree changes, and what posts want to know of them. Registered by the composition root.

#include "modules/organisations/organisations.hpp"
#include "modules/people/people.hpp"

namespace xinglin::people {

class TreeFollower final : public organisations::Follower, public organisations::People {
  public:
    explicit TreeFollower(Tools const& tools) : tools_(tools) {}

    void path_moved(db::Tx& tx, organisations::ChangeContext const& context, std::string const& from,
                    std::string const& to) override;
    /// @errors people.not_in_organisation (refused) when somebody named belongs elsewhere
    Result<std::vector<organisations::Effect>> reassign(db::Tx& tx, organisations::ChangeContext const& context,
                                                        organisations::Reassignment const& who) override;
    /// @errors people.organisation_not_empty (refused) when people remain and nobody takes them
    Result<std::vector<organisations::Effect>> ended(db::Tx& tx, organisations::ChangeContext const& context,
                                                     organisations::Organisation const& ended,
                                                     std::optional<organisations::Organisation> const& heir) override;
    /// @errors people.moved_since (conflict)
    Result<Done> undo(db::Tx& tx, organisations::ChangeContext const& context, organisations::ChangeId undone) override;
    std::optional<organisations::Holder> holder(db::Tx& tx, PersonId id) const override;
    std::optional<std::string> path_of(db::Reader& reader, PersonId id) const override;

  private:
    Tools const& tools_;
};

}  // namespace xinglin::people
