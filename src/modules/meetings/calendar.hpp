#pragma once
// One meeting as a calendar file (iCalendar, RFC 5545), for the calendar of whoever wants it there.

#include "base/time.hpp"

#include <string>
#include <string_view>

namespace xinglin::meetings {

struct CalendarEntry {
    std::string uid;
    std::int64_t sequence{0};  ///< counts up with every change
    Instant made_at;
    Instant starts_at;
    Instant ends_at;
    std::string summary;
    std::string place;
    std::string description;
    bool cancelled{false};
};

/// The file, lines ended by CR LF and folded at 75 bytes without cutting a character.
[[nodiscard]] std::string calendar_file(CalendarEntry const& entry);

}  // namespace xinglin::meetings
