#pragma once
// Cases that wait for somebody, for the home screen and 待我确认; paths that follow the tree.

#include "modules/approvals/approvals.hpp"
#include "modules/duties/duties.hpp"
#include "modules/organisations/followers.hpp"

namespace xinglin::approvals {

class DutySource final : public duties::Source {
  public:
    explicit DutySource(Service const& service) : service_(service) {}
    [[nodiscard]] std::vector<duties::Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const override;
    [[nodiscard]] std::vector<duties::Confirmation> confirmations(db::Reader& reader, auth::Actor const& actor,
                                                                  Instant now, int limit) const override;

  private:
    Service const& service_;
};

/// Cases of an organisation that ended stay as they are: whoever holds the role above decides what is left.
class TreeFollower final : public organisations::PathFollower {
  public:
    void path_moved(db::Tx& tx, organisations::ChangeContext const& context, std::string const& from,
                    std::string const& to) override;
};

}  // namespace xinglin::approvals
