#pragma once
// What is due about files: own gaps, corrections to decide, probations that end, contradictions to mend.

#include "modules/duties/duties.hpp"
#include "modules/people/people.hpp"

namespace xinglin::people {

class DutySource final : public duties::Source {
  public:
    /// @param tools the clock, because what waits for consent expires within a day; the vault opens reasons
    explicit DutySource(Tools const& tools) : tools_(tools) {}
    [[nodiscard]] std::vector<duties::Duty> due(db::Reader& reader, auth::Actor const& actor, Date today,
                                                int limit) const override;
    /// Steps of a membership and exports in clear that a colleague asked for.
    [[nodiscard]] std::vector<duties::Confirmation> confirmations(db::Reader& reader, auth::Actor const& actor,
                                                                  Instant now, int limit) const override;

  private:
    Tools const& tools_;
};

/// Probations that end within this many days are shown to the branch. The regulation names no number; project convention.
inline constexpr int probation_notice_days = 30;

}  // namespace xinglin::people
