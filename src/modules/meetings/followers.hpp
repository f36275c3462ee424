#pragma once
// What follows for meetings when the tree or a membership changes. Registered by the composition root.

#include "modules/meetings/service.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/events.hpp"

namespace xinglin::meetings {

/// Paths of meetings follow the tree; who is due is asked anew where people came or went.
class TreeFollower final : public organisations::PathFollower {
  public:
    explicit TreeFollower(Service& service) : service_(service) {}
    void path_moved(db::Tx& tx, organisations::ChangeContext const& context, std::string const& from,
                    std::string const& to) override;
    Result<std::vector<organisations::Effect>> reassign(db::Tx& tx, organisations::ChangeContext const& context,
                                                        organisations::Reassignment const& who) override;

  private:
    Service& service_;
};

/// A member who moves or changes state between the notice and the vote: the open meetings concerned follow at once.
class PeopleFollower final : public people::Subscriber {
  public:
    explicit PeopleFollower(Service& service) : service_(service) {}
    void on(db::Tx& tx, people::StateChanged const& news) override;
    void on(db::Tx& tx, people::PersonMoved const& news) override;

  private:
    Service& service_;
};

}  // namespace xinglin::meetings
