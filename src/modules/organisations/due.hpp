#pragma once
// What is due about organisations: elections that come near, late entries that wait for a second person.

#include "modules/duties/duties.hpp"
#include "modules/organisations/service.hpp"

namespace xinglin::organisations {

class DutySource final : public duties::Source {
  public:
    explicit DutySource(Service const& service) : service_(service) {}
    [[nodiscard]] std::vector<duties::Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const override;
    /// Late entries of a colleague.
    [[nodiscard]] std::vector<duties::Confirmation> confirmations(db::Reader& reader, auth::Actor const& actor,
                                                                  Instant now, int limit) const override;

  private:
    Service const& service_;
};

}  // namespace xinglin::organisations
