#pragma once
// Rows of attached files, to types and back.

#include "modules/meetings/types_materials.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::meetings::store {

/// What is attached, in its order. `every` gives what was taken away as well.
enum class Which { live, every };
[[nodiscard]] std::vector<MaterialFile> material_files(db::Reader& reader, MeetingId meeting,
                                                       Which which = Which::live);
/// One that is attached to this meeting.
[[nodiscard]] std::optional<MaterialFile> material_file(db::Reader& reader, MeetingId meeting, MaterialId id);
/// What somebody attached anywhere.
[[nodiscard]] std::vector<MaterialFile> material_files_by(db::Reader& reader, AccountId account);
void insert(db::Tx& tx, MaterialFile const& file);
/// Point, title and removal, where the version is still `file.version`.
/// @returns false when somebody was first
[[nodiscard]] bool update(db::Tx& tx, MaterialFile const& file);
void place(db::Tx& tx, MaterialId id, int position);
/// The point is about to go from the agenda.
void leave_item(db::Tx& tx, ItemId item);
/// Whether a content may still be read, or closed minutes name it.
[[nodiscard]] bool material_needed(db::Reader& reader, std::string_view digest);
/// Whether somebody chairs or records a meeting that is not over.
[[nodiscard]] bool prepares_any(db::Reader& reader, PersonId person);
/// Titles as minutes and papers name them: files in their order, then links.
[[nodiscard]] std::vector<MaterialNamed> materials_named(db::Reader& reader, MeetingId meeting);

}  // namespace xinglin::meetings::store
