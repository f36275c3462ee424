#pragma once
// Ballots that wait for somebody, for the home screen; paths that follow the tree.

#include "modules/ballots/ballots.hpp"
#include "modules/duties/duties.hpp"
#include "modules/organisations/followers.hpp"

namespace xinglin::ballots {

class DutySource final : public duties::Source {
  public:
    explicit DutySource(Service const& service) : service_(service) {}
    [[nodiscard]] std::vector<duties::Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const override;

  private:
    Service const& service_;
};

class TreeFollower final : public organisations::Follower {
  public:
    void path_moved(db::Tx& tx, organisations::ChangeContext const& context, std::string const& from,
                    std::string const& to) override;
    Result<std::vector<organisations::Effect>> reassign(db::Tx& tx, organisations::ChangeContext const& context,
                                                        organisations::Reassignment const& who) override;
    Result<std::vector<organisations::Effect>> ended(db::Tx& tx, organisations::ChangeContext const& context,
                                                     organisations::Organisation const& ended,
                                                     std::optional<organisations::Organisation> const& heir) override;
    Result<Done> undo(db::Tx& tx, organisations::ChangeContext const& context, organisations::ChangeId undone) override;
};

}  // namespace xinglin::ballots
