#include "modules/calendar/store.hpp"

#include "base/check.hpp"
#include "gen/calendar/sql.hpp"
#include "platform/db/db.hpp"

namespace xinglin::calendar {

std::vector<OwnDay> own_days(db::Reader& reader) {
    return reader.all(sql::days, [](db::Row const& row) {
        auto const kind = day_kind(row.text(1));
        XL_CHECK(kind.has_value());
        return OwnDay{row.get<Date>(0),        {*kind, row.get<std::string>(2)},
                      row.get<std::string>(3), row.get<Instant>(4),
                      row.get<AccountId>(5),   row.get<std::string>(6)};
    });
}

std::vector<CheckedYear> checked_years(db::Reader& reader) {
    return reader.all(sql::years, [](db::Row const& row) {
        return CheckedYear{row.get<int>(0), row.get<std::string>(1), row.get<Instant>(2), row.get<AccountId>(3),
                           row.get<std::string>(4)};
    });
}

Calendar in_force(db::Reader& reader) {
    auto out = Calendar::embedded();
    for (auto const& year : checked_years(reader)) out.know(year.year, year.source);
    for (auto const& one : own_days(reader)) out.put(one.day, one.what);
    return out;
}

namespace store {

void put(db::Tx& tx, OwnDay const& one) {
    auto const day = one.day.text();
    tx.run(sql::put_day, day, name_of(one.what.kind), one.what.name, one.basis, one.set_at, one.set_by,
           one.set_by_name);
}

bool remove(db::Tx& tx, Date one) {
    auto const day = one.text();
    return tx.run(sql::remove_day, day) == 1;
}

void put(db::Tx& tx, CheckedYear const& one) {
    tx.run(sql::put_year, one.year, one.source, one.checked_at, one.checked_by, one.checked_by_name);
}

}  // namespace store

}  // namespace xinglin::calendar
