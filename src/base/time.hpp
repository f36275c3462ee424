#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace xinglin {

/// A point in time: UTC milliseconds since 1970.
struct Instant {
    std::int64_t ms{0};
    auto operator<=>(Instant const&) const = default;
    /// RFC 3339 in UTC with milliseconds: 2026-11-22T04:49:00.000Z
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static std::optional<Instant> parse(std::string_view rfc3339);
};
[[nodiscard]] constexpr Instant operator+(Instant at, std::int64_t ms) { return {at.ms + ms}; }
constexpr std::int64_t second_ms = 1000, minute_ms = 60 * second_ms, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;

/// A calendar month; year 1…9999.
struct Month {
    int year{0};
    int month{0};  ///< 1…12
    auto operator<=>(Month const&) const = default;
    [[nodiscard]] std::string text() const;  ///< YYYY-MM
    [[nodiscard]] static std::optional<Month> parse(std::string_view text);
    [[nodiscard]] int days() const;
};

/// A calendar day in Asia/Shanghai; always a day that exists when made by parse/of.
struct Date {
    int year{0};
    int month{0};
    int day{0};
    auto operator<=>(Date const&) const = default;
    [[nodiscard]] std::string text() const;  ///< YYYY-MM-DD
    [[nodiscard]] static std::optional<Date> parse(std::string_view text);  ///< only YYYY-MM-DD
    [[nodiscard]] static std::optional<Date> of(int year, int month, int day);
    [[nodiscard]] static Date from_days(std::int64_t days_since_1970);
    [[nodiscard]] std::int64_t days() const;  ///< days since 1970-01-01
    [[nodiscard]] Date plus_days(std::int64_t n) const { return from_days(days() + n); }
    /// Month steps by calendar, clamped to the month's end (31 Jan + 1 = 28/29 Feb).
    [[nodiscard]] Date plus_months(int n) const;
    [[nodiscard]] Date plus_years(int n) const { return plus_months(12 * n); }
    [[nodiscard]] int weekday() const;  ///< 1 Monday … 7 Sunday
    [[nodiscard]] Month in_month() const { return {year, month}; }
};

/// Full years between two days (a 29 Feb birthday counts on 28 Feb's following day, 1 March, in common years).
[[nodiscard]] int full_years(Date from, Date to);

/// A day known exactly or only to the month: text is YYYY-MM-DD or YYYY-MM. A day is never invented.
struct PartialDate {
    int year{0};
    int month{0};
    int day{0};  ///< 0: known to the month only
    bool operator==(PartialDate const&) const = default;
    [[nodiscard]] bool exact() const { return day != 0; }
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static std::optional<PartialDate> parse(std::string_view text);
    [[nodiscard]] static PartialDate of(Date date) { return {date.year, date.month, date.day}; }
    [[nodiscard]] Date earliest() const;  ///< the first day it can mean
    [[nodiscard]] Date latest() const;    ///< the last day it can mean
};

/// The one zone of the product: UTC+8 without daylight saving (Asia/Shanghai since 1992).
[[nodiscard]] Date local_date(Instant at);
[[nodiscard]] Instant start_of_day(Date day);
/// 2026-11-22 12:49 in Asia/Shanghai
[[nodiscard]] std::string local_text(Instant at);

class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] Date today() const { return local_date(now()); }
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] Instant now() const override;
};

/// For tests and for the demo: stands still until moved.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(Instant at) : at_(at) {}
    [[nodiscard]] Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }
    void advance(std::int64_t ms) { at_.ms += ms; }

  private:
    Instant at_;
};

}  // namespace xinglin
