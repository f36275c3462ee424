#include "base/time.hpp"

#include "base/clock_step.hpp"

#include <time.h>

#include <chrono>
#include <cstdio>
#include <mutex>

namespace xinglin {

namespace {

constexpr std::int64_t zone_ms = 8 * hour_ms;

std::chrono::year_month_day ymd(Date date) {
    return std::chrono::year{date.year} / std::chrono::month{static_cast<unsigned>(date.month)} /
           std::chrono::day{static_cast<unsigned>(date.day)};
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    if (text.empty()) return std::nullopt;
    for (char const c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }

template <class... A>
std::string format(char const* pattern, A... args) {
    char buffer[48];
    int const length = std::snprintf(buffer, sizeof buffer, pattern, args...);
    return {buffer, static_cast<std::size_t>(length)};
}

// Lists print a date per row: digits are put down directly (snprintf costs twenty times as much).
void put(char* at, int value, int width) {
    while (width-- > 0) {
        at[width] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
}
bool four_digits(int year) { return year >= 0 && year <= 9999; }

}  // namespace

std::string Month::text() const {
    if (!four_digits(year)) return format("%04d-%02d", year, month);
    std::string out(7, '-');
    put(out.data(), year, 4);
    put(out.data() + 5, month, 2);
    return out;
}

std::optional<Month> Month::parse(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    auto const year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2));
    if (!year || !month || *year < 1 || *month < 1 || *month > 12) return std::nullopt;
    return Month{*year, *month};
}

int Month::days() const {
    auto const last = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} / std::chrono::last;
    return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::string Date::text() const {
    if (!four_digits(year)) return format("%04d-%02d-%02d", year, month, day);
    std::string out(10, '-');
    put(out.data(), year, 4);
    put(out.data() + 5, month, 2);
    put(out.data() + 8, day, 2);
    return out;
}

std::optional<Date> Date::of(int year, int month, int day) {
    Date const made{year, month, day};
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || !ymd(made).ok()) return std::nullopt;
    return made;
}

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    auto const year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    return of(*year, *month, *day);
}

Date Date::from_days(std::int64_t days_since_1970) {
    std::chrono::year_month_day const made{std::chrono::sys_days{std::chrono::days{days_since_1970}}};
    return {static_cast<int>(made.year()), static_cast<int>(static_cast<unsigned>(made.month())),
            static_cast<int>(static_cast<unsigned>(made.day()))};
}

std::int64_t Date::days() const { return std::chrono::sys_days{ymd(*this)}.time_since_epoch().count(); }

Date Date::plus_months(int n) const {
    auto const count = static_cast<std::int64_t>(year) * 12 + (month - 1) + n;
    Month const target{static_cast<int>(floor_div(count, 12)), static_cast<int>(count - floor_div(count, 12) * 12) + 1};
    int const last = target.days();
    return {target.year, target.month, day < last ? day : last};
}

int Date::weekday() const {
    return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{ymd(*this)}}.iso_encoding());
}

int full_years(Date from, Date to) {
    int years = to.year - from.year;
    if (to.month < from.month || (to.month == from.month && to.day < from.day)) --years;
    return years;
}

std::string PartialDate::text() const { return day == 0 ? Month{year, month}.text() : Date{year, month, day}.text(); }

std::optional<PartialDate> PartialDate::parse(std::string_view text) {
    if (auto const date = Date::parse(text)) return of(*date);
    if (auto const month = Month::parse(text)) return PartialDate{month->year, month->month, 0};
    return std::nullopt;
}

Date PartialDate::earliest() const { return {year, month, day == 0 ? 1 : day}; }
Date PartialDate::latest() const { return {year, month, day == 0 ? Month{year, month}.days() : day}; }

Date local_date(Instant at) { return Date::from_days(floor_div(at.ms + zone_ms, day_ms)); }
Instant start_of_day(Date day) { return {day.days() * day_ms - zone_ms}; }

std::string Instant::text() const {
    auto const days = floor_div(ms, day_ms);
    auto const rest = ms - days * day_ms;
    char time[] = "T00:00:00.000Z";
    put(time + 1, static_cast<int>(rest / hour_ms), 2);
    put(time + 4, static_cast<int>(rest / minute_ms % 60), 2);
    put(time + 7, static_cast<int>(rest / second_ms % 60), 2);
    put(time + 10, static_cast<int>(rest % 1000), 3);
    return Date::from_days(days).text() + time;
}

std::optional<Instant> Instant::parse(std::string_view text) {
    // YYYY-MM-DDTHH:MM:SS[.mmm](Z|+HH:MM|-HH:MM)
    if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':') return std::nullopt;
    auto const date = Date::parse(text.substr(0, 10));
    auto const hour = digits(text.substr(11, 2)), minute = digits(text.substr(14, 2)),
               second = digits(text.substr(17, 2));
    if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    std::int64_t value = date->days() * day_ms + *hour * hour_ms + *minute * minute_ms + *second * second_ms;
    auto rest = text.substr(19);
    if (rest.size() > 4 && rest[0] == '.') {
        auto const fraction = digits(rest.substr(1, 3));
        if (!fraction) return std::nullopt;
        value += *fraction;
        rest.remove_prefix(4);
    }
    if (rest == "Z") return Instant{value};
    if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':') return std::nullopt;
    auto const offset_hours = digits(rest.substr(1, 2)), offset_minutes = digits(rest.substr(4, 2));
    if (!offset_hours || !offset_minutes || *offset_hours > 14 || *offset_minutes > 59) return std::nullopt;
    auto const offset = *offset_hours * hour_ms + *offset_minutes * minute_ms;
    return Instant{rest[0] == '+' ? value - offset : value + offset};
}

std::string local_text(Instant at) {
    auto const shifted = at.ms + zone_ms;
    auto const rest = shifted - floor_div(shifted, day_ms) * day_ms;
    return local_date(at).text() +
           format(" %02d:%02d", static_cast<int>(rest / hour_ms), static_cast<int>(rest / minute_ms % 60));
}

Instant StepFilter::at(Instant wall, std::int64_t since_boot_ms) {
    auto const expected = begun_ ? Instant{last_.ms + (since_boot_ms - boot_)} : wall;
    auto const ahead = wall.ms - ignored_ - expected.ms;
    if (ahead > followed_ms || ahead < -followed_ms) {
        ignored_ = wall.ms - expected.ms;
        if (ignored_ <= followed_ms && ignored_ >= -followed_ms) ignored_ = 0;  // it was set back to where we are
    }
    auto const now = Instant{wall.ms - ignored_};
    last_ = begun_ && now.ms < last_.ms ? last_ : now;
    boot_ = since_boot_ms;
    begun_ = true;
    return last_;
}

namespace {

struct ProcessTime {
    std::mutex mutex;
    StepFilter filter;
};

ProcessTime& process_time() {
    static ProcessTime time;
    return time;
}

}  // namespace

Instant SystemClock::now() const {
    using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::system_clock;
    auto& time = process_time();
    std::lock_guard const lock(time.mutex);
    timespec boot{};
    clock_gettime(CLOCK_BOOTTIME, &boot);
    return time.filter.at({duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()},
                          std::int64_t{boot.tv_sec} * 1000 + boot.tv_nsec / 1'000'000);
}

std::int64_t ignored_clock_step() {
    (void)SystemClock().now();
    auto& time = process_time();
    std::lock_guard const lock(time.mutex);
    return time.filter.ignored_ms();
}

}  // namespace xinglin
