#pragma once
// Builds the pages out of their facts; pure but for the embedded templates.

#include "modules/portal/portal.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace xinglin::portal {

/// What every page needs to know.
struct Frame {
    std::string institution;
    bool demo{false};
    bool large{false};
    std::string_view at;  ///< "home", "organisations", "help" or ""
    int password_length{12};
    int password_classes{0};
};

struct Overview {
    Institution institution;
    std::vector<std::pair<std::string, std::int64_t>> counts;
    std::string today;
};

[[nodiscard]] std::string home_page(Frame const& frame, Overview const& overview);
/// @param more whether there are more organisations than `rows`
[[nodiscard]] std::string organisations_page(Frame const& frame, std::vector<PublicOrganisation> const& rows,
                                             bool more);
[[nodiscard]] std::string organisation_page(Frame const& frame, PublicOrganisation const& organisation,
                                            std::vector<PublicOrganisation> const& ancestors,
                                            std::vector<PublicOrganisation> const& below);
[[nodiscard]] std::string help_page(Frame const& frame);
[[nodiscard]] std::string sign_in_page(Frame const& frame);

/// Address of an embedded style, script or picture of the portal; it changes with the content, so it may be cached for ever.
[[nodiscard]] std::string asset_path(std::string_view file);

}  // namespace xinglin::portal
