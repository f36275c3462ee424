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

class TreeFollower final : public organisations::PathFollower {
  public:
    void path_moved(db::Tx& tx, organisations::ChangeContext const& context, std::string const& from,
                    std::string const& to) override;
};

}  // namespace xinglin::ballots
