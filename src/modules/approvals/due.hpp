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

}  // namespace xinglin::approvals
