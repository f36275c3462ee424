#include "modules/meetings/store_plans.hpp"

#include "gen/meetings/sql.hpp"

namespace xinglin::meetings::store {

namespace {

PlanEdit edit_from(db::Row const& row) {
    PlanEdit out;
    out.organisation = row.get<OrganisationId>(0);
    out.year = row.get<int>(1);
    out.key = row.get<std::string>(2);
    out.path = row.get<std::string>(3);
    out.kind = row.get<std::string>(4);
    out.title = row.get<std::string>(5);
    out.month = row.get<int>(6);
    out.note = row.get<std::string>(7);
    out.dropped = row.get<std::string>(8);
    out.done_on = row.get<std::optional<Date>>(9);
    out.changed_at = row.get<Instant>(10);
    out.changed_by = row.get<AccountId>(11);
    out.changed_name = row.get<std::string>(12);
    out.version = row.integer(13);
    return out;
}

std::optional<std::string> day_text(std::optional<Date> const& day) {
    return day ? std::optional(day->text()) : std::nullopt;
}

}  // namespace

std::vector<PlanEdit> plan_edits(db::Reader& reader, OrganisationId organisation, int year) {
    return reader.all(sql::plan_lines_of, edit_from, organisation, year);
}

bool insert(db::Tx& tx, PlanEdit const& e) {
    auto const done = day_text(e.done_on);
    return tx.run(sql::insert_plan_line, e.organisation, e.year, e.key, e.path, e.kind, e.title, e.month, e.note,
                  e.dropped, done, e.changed_at, e.changed_by, e.changed_name) == 1;
}

bool update(db::Tx& tx, PlanEdit const& e) {
    auto const done = day_text(e.done_on);
    return tx.run(sql::update_plan_line, e.organisation, e.year, e.key, e.title, e.month, e.note, e.dropped, done,
                  e.changed_at, e.changed_by, e.changed_name, e.version) == 1;
}

bool remove(db::Tx& tx, PlanEdit const& e) {
    return tx.run(sql::delete_plan_line, e.organisation, e.year, e.key, e.version) == 1;
}

}  // namespace xinglin::meetings::store
