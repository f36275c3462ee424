#pragma once
// Files that people attach for others to read: which kind one is by its whole content, and whether its name says the same.

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace xinglin::files {

/// A kind of file that may be attached.
struct Paper {
    std::string type;  ///< media type, with charset for text
    std::string extension;  ///< as it is handed out, without the dot
};

/// Looks through a file: its head, its directory where it is an archive, its tail for a second file behind the first.
/// Taken are PDF, DOCX, PPTX, XLSX (also locked by a password), PNG, JPEG, GIF, WebP and plain text in UTF-8 or GB18030.
/// @param name as the sender calls it; its extension must say what the content is
/// @errors files.paper_kind, paper_old_office, paper_name, paper_broken, paper_hidden, paper_macros (media_type), files.io
[[nodiscard]] Result<Paper> paper_of(std::string const& path, std::string_view name);

/// What a person calls such a file: PDF, Word 文档, 图片.
[[nodiscard]] std::string_view paper_title(std::string_view extension);

}  // namespace xinglin::files
