#include "modules/calendar/routes.hpp"

#include "modules/calendar/service.hpp"
#include "modules/regulations/regulations.hpp"
#include "platform/http/router.hpp"

#include <algorithm>

namespace xinglin::calendar {

BOOST_DESCRIBE_ENUM(DayKind, workday, weekend, holiday)

namespace {

using Year = Within<2000, 2200>;

struct DayName : Text<DayName> {
    static constexpr TextRule rule{.name = "CalendarDayName", .min = 0, .max = 30, .example = "国庆节"};
};
struct Basis : Text<Basis> {
    static constexpr TextRule rule{.name = "CalendarBasis", .min = 0, .max = 200};
};

struct AskYear {
    std::optional<Year> year;  ///< none: this one
};
BOOST_DESCRIBE_STRUCT(AskYear, (), (year))

struct DayShown {
    Date day;
    DayKind day_kind{};
    std::string name;
    bool own{false};  ///< said by the institution
    std::optional<std::string> basis;
    std::optional<std::string> set_by;
    std::optional<Instant> set_at;
};
BOOST_DESCRIBE_STRUCT(DayShown, (), (day, day_kind, name, own, basis, set_by, set_at))

struct YearShown {
    std::int64_t year{0};
    bool known{false};    ///< holidays are on file; else the weekdays alone decide
    bool checked{false};  ///< somebody compared them with the notice; else they are unsure
    std::string source;
    std::optional<std::string> checked_by;
    std::optional<Instant> checked_at;
    bool may_change{false};
    std::vector<DayShown> days;  ///< those that are not as the week has them
};
BOOST_DESCRIBE_STRUCT(YearShown, (), (year, known, checked, source, checked_by, checked_at, may_change, days))

struct DayIn {
    Date day;
    DayKind day_kind{DayKind::holiday};
    std::optional<DayName> name;  ///< of a holiday
    Basis basis;
};
BOOST_DESCRIBE_STRUCT(DayIn, (), (day, day_kind, name, basis))

struct OneDay {
    Date day;
};
BOOST_DESCRIBE_STRUCT(OneDay, (), (day))

struct Comparison {
    Year year{2026};
    Basis source;
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (year, source))

using Top = std::function<std::string()>;

bool may(auth::Actor const& actor, Top const& top) {
    return actor.has(regulations::rights::set) && actor.scope(regulations::rights::set).covers(top());
}

YearShown shown(db::Reader& reader, int year) {
    YearShown out;
    auto const calendar = in_force(reader);
    out.year = year;
    out.known = calendar.knows(year);
    out.source = calendar.source(year);
    for (auto const& one : checked_years(reader))
        if (one.year == year) {
            out.checked = true;
            out.checked_by = one.checked_by_name;
            out.checked_at = one.checked_at;
        }
    auto const own = own_days(reader);
    for (auto const& [date, what] : calendar.special(year)) {
        DayShown day{date, what.kind, what.name, false, {}, {}, {}};
        auto const said = std::find_if(own.begin(), own.end(), [&](OwnDay const& one) { return one.day == date; });
        if (said != own.end()) {
            day.own = true;
            day.basis = said->basis;
            day.set_by = said->set_by_name;
            day.set_at = said->set_at;
        }
        out.days.push_back(std::move(day));
    }
    return out;
}

}  // namespace

void mount(http::Router& router, Service& service, Top const& top) {
    auto const whole = [top](http::Call const& call) -> Result<Done> {
        if (!may(call.actor(), top)) return fail(forbidden("calendar.whole_only"));
        return Done{};
    };
    router.get<AskYear, YearShown>(
        "/v1/calendar-days", regulations::rights::read,
        "Holidays and shifted working days of a year, and how sure they are", {.scope = http::ScopeKind::none},
        [&service, top](http::Call const& call, AskYear const& in) -> Result<YearShown> {
            auto out = shown(call.reader(), in.year ? static_cast<int>(in.year->value) : service.clock().today().year);
            out.may_change = may(call.actor(), top);
            return out;
        });
    router.put<DayIn, http::Nothing>(
        "/v1/calendar-days/{day}", regulations::rights::set, "Say what a day is, on what notice",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::forbidden, "calendar.whole_only"},
                    {Kind::malformed, "calendar.name_missing"},
                    {Kind::malformed, "calendar.basis_missing"},
                    {Kind::conflict, "calendar.as_it_is"}}},
        [&service, whole](http::Call const& call, DayIn const& in) -> Result<http::Nothing> {
            TRY(whole(call));
            TRY(service.set(call.actor(), in.day, {in.day_kind, in.name ? in.name->value : std::string()},
                            in.basis.value));
            return http::Nothing{};
        });
    router.del<OneDay, http::Nothing>(
        "/v1/calendar-days/{day}", regulations::rights::set, "Let the built-in data hold for a day again",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::forbidden, "calendar.whole_only"}, {Kind::not_found, "not_found"}}},
        [&service, whole](http::Call const& call, OneDay const& in) -> Result<http::Nothing> {
            TRY(whole(call));
            TRY(service.take_back(call.actor(), in.day));
            return http::Nothing{};
        });
    router.put<Comparison, http::Nothing>(
        "/v1/calendar-years/{year}", regulations::rights::set, "Say that a year was compared with the notice",
        {.scope = http::ScopeKind::none,
         .errors = {{Kind::forbidden, "calendar.whole_only"}, {Kind::malformed, "calendar.basis_missing"}}},
        [&service, whole](http::Call const& call, Comparison const& in) -> Result<http::Nothing> {
            TRY(whole(call));
            TRY(service.check(call.actor(), static_cast<int>(in.year.value), in.source.value));
            return http::Nothing{};
        });
}

}  // namespace xinglin::calendar
