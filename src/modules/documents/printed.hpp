#pragma once
// A document in the form somebody asked for. Only routes files of this module include this.

#include "platform/http/router.hpp"
#include "platform/paper/paper.hpp"

#include <string>
#include <string_view>

namespace xinglin::documents {

enum class Format { docx, pdf, print };
BOOST_DESCRIBE_ENUM(Format, docx, pdf, print)

[[nodiscard]] inline std::string_view code(Format format) {
    return format == Format::print ? "print" : format == Format::docx ? "docx" : "pdf";
}
/// @errors those of paper
[[nodiscard]] Result<http::Content> printed(paper::Document const& document, Format format, std::string const& fonts);

}  // namespace xinglin::documents
