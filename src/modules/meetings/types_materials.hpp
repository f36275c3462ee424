#pragma once
// 会议材料: files attached to a meeting for who is asked to it.

#include "modules/meetings/types.hpp"

#include <string>

namespace xinglin::meetings {

using MaterialId = Id<struct MeetingMaterialTag>;

/// One attached file. What is in it lies in the file store under its digest.
struct MaterialFile {
    MaterialId id;
    MeetingId meeting;
    std::optional<ItemId> item;  ///< none: of the meeting as a whole
    int position{0};             ///< in the order of the meeting
    std::string title;
    std::string extension;  ///< by content: pdf, docx …
    std::string type;       ///< media type by content
    std::string digest;
    std::int64_t size{0};  ///< bytes
    Instant added_at;
    AccountId added_by;
    std::string added_name;
    std::optional<Instant> removed_at;  ///< taken away since then; the line stays
    AccountId removed_by;
    std::string removed_name;
    std::int64_t version{1};
};

/// A material as the minutes name it.
struct MaterialNamed {
    std::string title;
    std::string digest;  ///< "" for a link
};

}  // namespace xinglin::meetings
