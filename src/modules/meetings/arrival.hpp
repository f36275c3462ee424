#pragma once
// The code on the screen of the room: a convenience beside the list, which stays what counts.

#include "modules/meetings/service.hpp"

#include <optional>
#include <string>

namespace xinglin::meetings {

/// Proves that somebody could see the screen of the room just now.
struct ArrivalCode {
    std::string code;
    Instant until;  ///< another one is shown from then on; this one is taken for one turn longer
};

/// Stateless: codes are a keyed digest of meeting and time, nothing is stored but the line of the list.
class Arrivals {
  public:
    explicit Arrivals(Service const& service) : service_(service) {}
    /// @returns nothing while the meeting is not under way
    /// @errors not_found
    [[nodiscard]] Result<std::optional<ArrivalCode>> code(db::Reader& reader, auth::Actor const& actor,
                                                          MeetingId id) const;
    /// Somebody asked read the code: their own line says present. Once more changes nothing.
    /// @errors not_found, meetings.arrival_closed (conflict), meetings.arrival_code (refused)
    [[nodiscard]] Result<Done> arrive(auth::Actor const& actor, MeetingId id, std::string const& code) const;

  private:
    Service const& service_;
};

}  // namespace xinglin::meetings
