#pragma once
// What the institution said of single days, and which years it compared with the notice.

#include "base/id.hpp"
#include "modules/calendar/calendar.hpp"
#include "platform/auth/auth.hpp"

#include <string>

namespace xinglin::calendar {

struct OwnDay {
    Date day;
    Day what;
    std::string basis;  ///< the notice it rests on
    Instant set_at;
    AccountId set_by;
    std::string set_by_name;
};
struct CheckedYear {
    int year{0};
    std::string source;
    Instant checked_at;
    AccountId checked_by;
    std::string checked_by_name;
};

}  // namespace xinglin::calendar
