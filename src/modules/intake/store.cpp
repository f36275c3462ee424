#include "modules/intake/store.hpp"

#include "gen/intake/sql.hpp"

namespace xinglin::intake::store {

namespace {

Import import_of(db::Row const& row) {
    Import out;
    out.id = row.get<ImportId>(0);
    out.kind = import_kind(row.text(1)).value_or(ImportKind::people);
    out.state = row.text(2);
    out.file_name = row.text(3);
    out.file_path = row.text(4);
    out.file_digest = row.text(5);
    out.sheets = row.text(6);
    out.report = row.text(7);
    out.problem = row.text(8);
    out.owner = row.get<AccountId>(9);
    out.job = row.get<JobId>(10);
    out.total = row.integer(11);
    out.created = row.integer(12);
    out.changed = row.integer(13);
    out.same = row.integer(14);
    out.refused = row.integer(15);
    out.made_at = row.get<Instant>(16);
    out.committed_at = row.get<std::optional<Instant>>(17);
    out.version = row.integer(18);
    return out;
}

}  // namespace

void insert(db::Tx& tx, Import const& import) {
    tx.run(sql::insert_import, import.id, name_of(import.kind), import.file_name, import.file_path, import.file_digest,
           import.sheets, import.owner, import.made_at);
}

std::optional<Import> find(db::Reader& reader, ImportId id) { return reader.one(sql::find_import, import_of, id); }
std::optional<Import> find_by_job(db::Reader& reader, JobId job) {
    return reader.one(sql::find_by_job, import_of, job);
}

std::vector<Import> list(db::Reader& reader, Instant before, ImportId before_id, int limit) {
    return reader.all(sql::list_imports, import_of, before, before_id.value, limit);
}

std::optional<ImportId> find_earlier(db::Reader& reader, Import const& import) {
    if (import.file_digest.empty()) return std::nullopt;
    return reader.value<ImportId>(sql::find_earlier, import.file_digest, name_of(import.kind), import.id);
}

bool set_state(db::Tx& tx, ImportId id, std::string_view to, std::string_view from, std::string_view problem) {
    return tx.run(sql::set_state, id, to, problem, from) == 1;
}
bool bump_version(db::Tx& tx, ImportId id, std::int64_t version, std::string_view state) {
    return tx.run(sql::bump_version, id, version, state) == 1;
}
void set_read(db::Tx& tx, ImportId id, std::string_view report, std::int64_t total) {
    tx.run(sql::set_read, id, report, total);
}
bool set_sheets(db::Tx& tx, ImportId id, std::string_view sheets, std::string_view report) {
    return tx.run(sql::set_sheets, id, sheets, report) == 1;
}
void set_job(db::Tx& tx, ImportId id, JobId job) { tx.run(sql::set_job, id, job); }
void add_counts(db::Tx& tx, ImportId id, std::int64_t created, std::int64_t changed, std::int64_t same,
                std::int64_t refused) {
    tx.run(sql::add_counts, id, created, changed, same, refused);
}
void set_committed(db::Tx& tx, ImportId id, Instant at) { tx.run(sql::set_committed, id, at); }
void remove(db::Tx& tx, ImportId id) {
    tx.run(sql::delete_answers, id);
    tx.run(sql::delete_import, id);
}
bool file_in_use(db::Reader& reader, std::string_view path, ImportId but) {
    return reader.value<std::int64_t>(sql::file_in_use, path, but.value).value_or(0) > 0;
}
std::vector<ImportId> abandoned(db::Reader& reader, Instant before, int limit) {
    return reader.all(
        sql::abandoned, [](db::Row const& row) { return row.get<ImportId>(0); }, before, limit);
}

}  // namespace xinglin::intake::store
