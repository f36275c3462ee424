#include "modules/meetings/store_materials.hpp"

#include "gen/meetings/sql.hpp"

#include "modules/meetings/store.hpp"

namespace xinglin::meetings::store {

namespace {

MaterialFile material_from(db::Row const& row) {
    MaterialFile out;
    out.id = row.get<MaterialId>(0);
    out.meeting = row.get<MeetingId>(1);
    out.item = row.get<std::optional<ItemId>>(2);
    out.position = row.get<int>(3);
    out.title = row.get<std::string>(4);
    out.extension = row.get<std::string>(5);
    out.type = row.get<std::string>(6);
    out.digest = row.get<std::string>(7);
    out.size = row.integer(8);
    out.added_at = row.get<Instant>(9);
    out.added_by = row.get<AccountId>(10);
    out.added_name = row.get<std::string>(11);
    out.removed_at = row.get<std::optional<Instant>>(12);
    out.removed_by = row.get<AccountId>(13);
    out.removed_name = row.get<std::string>(14);
    out.version = row.integer(15);
    return out;
}

}  // namespace

std::vector<MaterialFile> material_files(db::Reader& reader, MeetingId meeting, Which which) {
    std::vector<std::string_view> blocks;
    if (which == Which::live) blocks.push_back("live");
    return reader.all(sql::material_files_of.with(blocks), material_from, meeting);
}

std::optional<MaterialFile> material_file(db::Reader& reader, MeetingId meeting, MaterialId id) {
    return reader.one(sql::find_material_file, material_from, id, meeting);
}

std::vector<MaterialFile> material_files_by(db::Reader& reader, AccountId account) {
    return reader.all(sql::own_material_files, material_from, account);
}

void insert(db::Tx& tx, MaterialFile const& f) {
    tx.run(sql::insert_material_file, f.id, f.meeting, f.item, f.position, f.title, f.extension, f.type, f.digest,
           f.size, f.added_at, f.added_by, f.added_name);
}

bool update(db::Tx& tx, MaterialFile const& f) {
    return tx.run(sql::update_material_file, f.id, f.version, f.item, f.title, f.removed_at, f.removed_by,
                  f.removed_name) == 1;
}

void place(db::Tx& tx, MaterialId id, int position) { tx.run(sql::place_material_file, id, position); }

void leave_item(db::Tx& tx, ItemId item) { tx.run(sql::leave_item, item); }

bool material_needed(db::Reader& reader, std::string_view digest) {
    return reader.value<std::int64_t>(sql::material_needed, digest).has_value();
}

bool prepares_any(db::Reader& reader, PersonId person) {
    return !person.none() && reader.value<std::int64_t>(sql::prepares_any, person).has_value();
}

std::vector<MaterialNamed> materials_named(db::Reader& reader, MeetingId meeting) {
    std::vector<MaterialNamed> out;
    for (auto& one : material_files(reader, meeting)) out.push_back({std::move(one.title), std::move(one.digest)});
    for (auto& one : materials(reader, meeting)) out.push_back({std::move(one.title), ""});
    return out;
}

}  // namespace xinglin::meetings::store
