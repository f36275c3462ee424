#include "modules/organisations/store.hpp"

#include "base/check.hpp"
#include "gen/organisations/sql.hpp"

namespace xinglin::organisations::store {

void insert_change(db::Tx& tx, ChangeRow const& c) {
    auto const effective = c.effective_on.text();
    tx.run(sql::insert_change, c.id, name_of(c.kind), c.organisation.value, c.path, effective, c.reason, c.basis,
           c.late, c.recorded_at, c.recorded_by, c.recorded_by_name, c.recorded_by_person);
}

void finish_change(db::Tx& tx, ChangeId id, OrganisationId organisation, std::string const& path) {
    tx.run(sql::finish_change, id, organisation, path);
}

ChangeRow change_from(db::Row const& row) {
    ChangeRow c;
    c.id = row.get<ChangeId>(0);
    auto const kind = change_kind(row.text(1));
    XL_CHECK(kind.has_value());
    c.kind = *kind;
    c.organisation = row.get<OrganisationId>(2);
    c.path = row.get<std::string>(3);
    c.effective_on = row.get<Date>(4);
    c.reason = row.get<std::string>(5);
    c.basis = row.get<std::string>(6);
    c.late = row.get<bool>(7);
    c.recorded_at = row.get<Instant>(8);
    c.recorded_by = row.get<AccountId>(9);
    c.recorded_by_name = row.get<std::string>(10);
    c.countersigned_at = row.get<std::optional<Instant>>(11);
    c.countersigned_by_name = row.get<std::string>(12);
    c.undone_at = row.get<std::optional<Instant>>(13);
    c.undone_by_name = row.get<std::string>(14);
    c.undone_reason = row.get<std::string>(15);
    c.recorded_by_person = row.get<PersonId>(16);
    return c;
}

std::optional<ChangeRow> find_change(db::Reader& reader, ChangeId id) {
    return reader.one(sql::find_change, change_from, id);
}

bool countersign(db::Tx& tx, ChangeId id, Instant at, AccountId by, std::string const& name) {
    return tx.run(sql::countersign_change, id, at, by, name) == 1;
}
bool mark_undone(db::Tx& tx, ChangeId id, Instant at, AccountId by, std::string const& name,
                 std::string const& reason) {
    return tx.run(sql::undo_change, id, at, by, name, reason) == 1;
}

void insert_effects(db::Tx& tx, ChangeId id, std::vector<Effect> const& effects) {
    std::int64_t ordinal = 0;
    for (auto const& e : effects)
        tx.run(sql::insert_effect, id, ordinal++, e.kind, e.organisation, e.to, e.count, e.text);
}
std::vector<Effect> effects(db::Reader& reader, ChangeId id) {
    return reader.all(
        sql::effects,
        [](db::Row const& row) {
            return Effect{row.get<std::string>(0), row.get<OrganisationId>(1), row.get<OrganisationId>(2),
                          row.get<std::int64_t>(3), row.get<std::string>(4)};
        },
        id);
}

void insert_moves(db::Tx& tx, ChangeId id, std::vector<std::pair<std::string, std::string>> const& moves) {
    std::int64_t ordinal = 0;
    for (auto const& [from, to] : moves) tx.run(sql::insert_move, id, ordinal++, from, to);
}
std::vector<std::pair<std::string, std::string>> moves_back(db::Reader& reader, ChangeId id) {
    return reader.all(
        sql::moves_back, [](db::Row const& row) { return std::pair(row.get<std::string>(0), row.get<std::string>(1)); },
        id);
}

std::vector<OrganisationId> touched_by(db::Reader& reader, ChangeId id) {
    return reader.all(
        sql::touched_by, [](db::Row const& row) { return row.get<OrganisationId>(0); }, id);
}
std::vector<OrganisationId> born_in(db::Reader& reader, ChangeId id) {
    return reader.all(
        sql::born_in, [](db::Row const& row) { return row.get<OrganisationId>(0); }, id);
}
std::optional<ChangeId> built_on(db::Reader& reader, ChangeId id) {
    if (auto const later = reader.value<ChangeId>(sql::superseded_by, id)) return later;
    return reader.value<ChangeId>(sql::built_under, id);
}

void swap_back(db::Tx& tx, ChangeId undone, ChangeId undo) {
    tx.run(sql::retire_change, undone, undo);
    tx.run(sql::revive_change, undone);
}

}  // namespace xinglin::organisations::store
