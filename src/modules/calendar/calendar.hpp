#pragma once
// Working days: weekdays, public holidays and shifted weekends. Data by year (days.yaml), widened by the institution.

#include "base/result.hpp"
#include "base/time.hpp"

#include <map>
#include <string>
#include <string_view>

namespace xinglin::calendar {

enum class DayKind { workday, weekend, holiday };

struct Day {
    DayKind kind{DayKind::workday};
    std::string name;  ///< 国庆节; 调休上班 of a weekend that is worked; "" else
    [[nodiscard]] bool working() const { return kind == DayKind::workday; }
};

/// Immutable and thread-safe.
class Calendar {
  public:
    /// @errors calendar.unreadable: the place and what is wrong there
    [[nodiscard]] static Result<Calendar> load(std::string_view yaml);
    /// The data the program was built with. Stops the start when it is not in order.
    [[nodiscard]] static Calendar const& embedded();

    [[nodiscard]] Day day(Date date) const;
    [[nodiscard]] bool working(Date date) const { return day(date).working(); }
    /// Whether the year's holidays are known, or its weekdays alone.
    [[nodiscard]] bool knows(int year) const { return sources_.contains(year); }

  private:
    std::map<Date, Day> known_;
    std::map<int, std::string> sources_;
};

}  // namespace xinglin::calendar
