#pragma once
// A document in the form somebody asked for. Only routes files of this module include this.

#include "modules/meetings/service.hpp"
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
/// What a paper is about, for the trail.
struct About {
    std::string kind;  ///< meeting, re_election, appraisal
    std::int64_t id{0};
    std::string path;
};
/// The paper in its form, and that somebody took a copy, in the trail before they have it.
/// @errors those of paper
[[nodiscard]] Result<http::Content> taken(meetings::Tools const& tools, auth::Actor const& actor, About const& about,
                                          paper::Document const& document, Format format, std::string const& fonts);

}  // namespace xinglin::documents
