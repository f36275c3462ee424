#include "modules/people/store.hpp"

#include "base/check.hpp"
#include "gen/people/sql.hpp"
#include "modules/people/field_map.hpp"
#include "modules/people/roster_columns.hpp"

namespace xinglin::people::store {

namespace {

std::optional<std::string_view> text_or_null(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}
std::optional<std::int64_t> number_or_null(std::int64_t number) {
    return number == 0 ? std::nullopt : std::optional<std::int64_t>(number);
}

crypto::Place place(std::int64_t change) { return {"people_changes", "sealed", change}; }

void write_row(db::Tx& tx, db::Statement const& statement, RosterRow const& row) {
    tx.run(statement, row.id, row.version, row.name, row.sort, row.initials, text_or_null(row.staff_no),
           text_or_null(row.sex), text_or_null(row.birth), text_or_null(row.education), row.organisation, row.path,
           static_cast<std::int64_t>(members::group_of(row.state)), members::code(row.state),
           text_or_null(row.state_since), text_or_null(row.probation_until), text_or_null(row.join_date),
           text_or_null(row.full_date), text_or_null(row.department), text_or_null(row.position), row.flags,
           text_or_null(row.resident_key), text_or_null(row.mobile_tail), text_or_null(row.recheck_on),
           number_or_null(row.created_batch), row.created_at, row.changed_at);
}

}  // namespace

void insert(db::Tx& tx, crypto::Vault const& vault, Change const& change) {
    auto const from = change.effective_from.text();
    auto const clear = write_values(change.values, false);
    std::optional<db::Blob> sealed;
    if (has_values(change.values, true))
        sealed = db::Blob{vault.seal(place(change.id), write_values(change.values, true))};
    tx.run(sql::insert_change, change.id, change.person, change.section, change.entry.value, from, change.origin.source,
           number_or_null(change.origin.batch), change.origin.account, change.origin.at, text_or_null(change.reason),
           clear, sealed, change.removed);
}

std::vector<Change> changes(db::Reader& reader, crypto::Vault const& vault, PersonId person) {
    return reader.all(
        sql::changes_of,
        [&](db::Row const& row) {
            Change change;
            change.id = row.integer(0);
            change.person = person;
            change.section = row.get<std::string>(1);
            change.entry = EntryId{row.integer(2)};
            change.effective_from = row.get<Date>(3);
            change.origin = {row.get<std::string>(4), row.get<std::optional<std::int64_t>>(5).value_or(0),
                             row.get<AccountId>(6), row.get<Instant>(7)};
            change.reason = row.get<std::string>(8);
            read_values(row.text(9), change.values);
            if (!row.null(10))
                if (auto const clear = vault.open(place(change.id), row.bytes(10))) read_values(*clear, change.values);
            change.removed = row.get<bool>(11);
            change.withdrawn = !row.null(12);
            return change;
        },
        person);
}

std::int64_t withdraw_changes(db::Tx& tx, PersonId person, std::int64_t batch, Instant at) {
    return tx.run(sql::withdraw_changes, person, batch, at);
}

std::vector<std::pair<PersonId, std::int64_t>> batch_last(db::Reader& reader, std::int64_t batch, PersonId after,
                                                          int limit) {
    return reader.all(
        sql::batch_last, [](db::Row const& row) { return std::pair(row.get<PersonId>(0), row.integer(1)); }, batch,
        after.value, limit);
}
bool later_than(db::Reader& reader, PersonId person, std::int64_t last, std::int64_t batch) {
    return reader.value<std::int64_t>(sql::later_than, person, last, batch).has_value();
}
std::vector<PersonId> people_of_batch(db::Reader& reader, std::int64_t batch, PersonId after, int limit) {
    return reader.all(
        sql::people_of_batch, [](db::Row const& row) { return row.get<PersonId>(0); }, batch, after.value, limit);
}

void insert(db::Tx& tx, RosterRow const& row) { write_row(tx, sql::insert_roster, row); }
void replace(db::Tx& tx, RosterRow const& row) { write_row(tx, sql::upsert_roster, row); }
void remove(db::Tx& tx, PersonId person) {
    tx.run(sql::delete_chips, person);
    tx.run(sql::delete_roster, person);
}

std::optional<RosterRow> find(db::Reader& reader, PersonId person) {
    return reader.one(sql::roster_of, roster_row, person);
}
std::optional<RosterRow> find_by_staff_no(db::Reader& reader, std::string_view staff_no) {
    return reader.one(sql::roster_by_staff_no, roster_row, staff_no);
}
std::optional<RosterRow> find_by_resident_key(db::Reader& reader, std::string_view key) {
    return reader.one(sql::roster_by_resident_key, roster_row, key);
}

void insert_tokens(db::Tx& tx, PersonId person, std::vector<std::string> const& tokens) {
    for (auto const& token : tokens) tx.run(sql::insert_token, token, person);
}
void delete_tokens(db::Tx& tx, PersonId person, std::vector<std::string> const& tokens) {
    for (auto const& token : tokens) tx.run(sql::delete_token, token, person);
}

void set_chips(db::Tx& tx, RosterRow const& row, std::vector<std::string> const& chips, Before before) {
    if (before == Before::some) tx.run(sql::delete_chips, row.id);
    for (auto const& chip : chips) tx.run(sql::insert_chip, chip, row.path, row.sort, row.id);
}

std::vector<std::string> chips_of(db::Reader& reader, PersonId person) {
    return reader.all(
        sql::chips_of, [](db::Row const& row) { return row.get<std::string>(0); }, person);
}

std::vector<PersonId> recheck_due(db::Reader& reader, Date day, int limit) {
    auto const on = day.text();
    return reader.all(
        sql::recheck_due, [](db::Row const& row) { return row.get<PersonId>(0); }, on, limit);
}

void repath(db::Tx& tx, std::string_view from, std::string_view to) {
    auto const range = auth::subtree(from);
    auto const length = static_cast<std::int64_t>(from.size());
    tx.run(sql::repath_roster, range.from, range.to, to, length);
    tx.run(sql::repath_chips, range.from, range.to, to, length);
}

}  // namespace xinglin::people::store
