#include "modules/calendar/service.hpp"

#include "base/text.hpp"
#include "modules/calendar/store.hpp"
#include "platform/db/db.hpp"

namespace xinglin::calendar {

void Service::note(db::Tx& tx, auth::Actor const& actor, std::string action, std::int64_t subject,
                   std::string what) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "calendar";
    event.subject = subject;
    event.summary = std::move(what);
    trail_.record(tx, actor, event);
}

Result<Done> Service::set(auth::Actor const& actor, Date day, Day what, std::string const& basis) {
    what.name = text::trim(what.name);
    if (what.kind == DayKind::holiday && what.name.empty())
        return fail(malformed("calendar.name_missing").field("/name", "calendar.name_missing"));
    if (what.kind == DayKind::workday && what.name.empty()) what.name = "调休上班";
    auto const rests_on = text::trim(basis);
    if (rests_on.empty()) return fail(malformed("calendar.basis_missing").field("/basis", "calendar.basis_missing"));
    return db_.write([&](db::Tx& tx) -> Result<Done> {
        auto const now = in_force(tx).day(day);
        if (now.kind == what.kind && (what.kind != DayKind::holiday || now.name == what.name))
            return fail(conflict("calendar.as_it_is").fact("day", day.text()));
        auto const text = day.text();
        store::put(tx, {day, what, rests_on, clock_.now(), actor.account, actor.name});
        note(tx, actor, "calendar.day_set", day.days(),
             text + (what.kind == DayKind::holiday   ? "设为放假：" + what.name
                     : what.kind == DayKind::workday ? "设为上班"
                                                     : "设为休息日"));
        return Done{};
    });
}

Result<Done> Service::take_back(auth::Actor const& actor, Date day) {
    return db_.write([&](db::Tx& tx) -> Result<Done> {
        auto const text = day.text();
        if (!store::remove(tx, day)) return fail(not_found());
        note(tx, actor, "calendar.day_taken_back", day.days(), text + "恢复为内置数据");
        return Done{};
    });
}

Result<Done> Service::check(auth::Actor const& actor, int year, std::string const& source) {
    auto const rests_on = text::trim(source);
    if (rests_on.empty()) return fail(malformed("calendar.basis_missing").field("/source", "calendar.basis_missing"));
    return db_.write([&](db::Tx& tx) -> Result<Done> {
        store::put(tx, CheckedYear{year, rests_on, clock_.now(), actor.account, actor.name});
        note(tx, actor, "calendar.year_checked", year, std::to_string(year) + "年节假日已核对：" + rests_on);
        return Done{};
    });
}

}  // namespace xinglin::calendar
