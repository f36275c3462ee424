#pragma once
// What may be attached to a meeting, in which order it stands, what is new to whom. No I/O.

#include "base/result.hpp"
#include "modules/meetings/types_materials.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace xinglin::meetings {

inline constexpr std::int64_t most_material_bytes{50LL << 20};    ///< of one file
inline constexpr std::int64_t most_materials_bytes{200LL << 20};  ///< of all files of a meeting
inline constexpr std::size_t most_materials = 20;
inline constexpr std::size_t material_title_length = 100;

/// Whether materials of a meeting in this state may be changed: until its minutes are closed.
[[nodiscard]] constexpr bool takes_materials(MeetingState state) {
    return state != MeetingState::closed && state != MeetingState::cancelled;
}
/// @param there what is attached now
/// @errors meetings.materials_too_many, materials_too_large (refused), material_twice (conflict)
[[nodiscard]] Result<Done> may_attach(std::vector<MaterialFile> const& there, std::string_view digest,
                                      std::int64_t size);
/// Whether a file came after its reader was told of the meeting, which is not over yet.
[[nodiscard]] bool is_new(MaterialFile const& file, std::optional<Instant> told_at, MeetingState state);
/// The name of a file without its extension, short enough for a title; "材料" where nothing is left.
[[nodiscard]] std::string title_from(std::string_view file_name);
/// The name under which a file is handed out: its title, nothing that a folder could take for a path, its extension once.
[[nodiscard]] std::string download_name(MaterialFile const& file);
/// 812 KB, 1.3 MB
[[nodiscard]] std::string size_text(std::int64_t bytes);
/// The order after `moved` went to a place (from 1; past the end: the last).
[[nodiscard]] std::vector<MaterialId> reordered(std::vector<MaterialFile> const& there, MaterialId moved,
                                                std::int64_t place);
/// 会议材料：《…》《…》, "" when there is none.
[[nodiscard]] std::string materials_line(std::vector<MaterialNamed> const& materials);

}  // namespace xinglin::meetings
