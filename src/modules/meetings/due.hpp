#pragma once
// What is due for whom in organisation life: replies, minutes, tasks, meetings the rules ask for.

#include "modules/duties/duties.hpp"
#include "modules/meetings/service.hpp"

namespace xinglin::meetings {

class DutySource final : public duties::Source {
  public:
    explicit DutySource(Service const& service) : service_(service) {}
    [[nodiscard]] std::vector<duties::Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const override;

  private:
    Service const& service_;
};

}  // namespace xinglin::meetings
