#pragma once
// Working days: weekdays, public holidays and shifted weekends. Data by year (days.yaml), widened by the institution.

#include "base/result.hpp"
#include "base/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xinglin::db {
class Reader;
}

namespace xinglin::calendar {

enum class DayKind { workday, weekend, holiday };

struct Day {
    DayKind kind{DayKind::workday};
    std::string name;  ///< 国庆节; 调休上班 of a weekend that is worked; "" else
    [[nodiscard]] bool working() const { return kind == DayKind::workday; }
};

[[nodiscard]] std::string_view name_of(DayKind kind);
[[nodiscard]] std::optional<DayKind> day_kind(std::string_view name);

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
    /// The notice the year's data follows, "" when nothing is known.
    [[nodiscard]] std::string source(int year) const;
    /// Days of a year that are not as the week has them, in order.
    [[nodiscard]] std::vector<std::pair<Date, Day>> special(int year) const;
    /// The same with a day as somebody says it is.
    void put(Date date, Day day) { known_[date] = std::move(day); }
    void know(int year, std::string source) { sources_[year] = std::move(source); }
    /// The last working day from `from` to `to`, both included; nothing when there is none.
    [[nodiscard]] std::optional<Date> last_working(Date from, Date to) const;

  private:
    std::map<Date, Day> known_;
    std::map<int, std::string> sources_;
};

/// The built-in data with what the institution said of single days and years, as this snapshot has it.
[[nodiscard]] Calendar in_force(db::Reader& reader);

}  // namespace xinglin::calendar
