#pragma once
#include "base/result.hpp"
#include "modules/audit/audit.hpp"

#include <string>
#include <string_view>

namespace xinglin::audit::service {

[[nodiscard]] std::string public_key(RouteParts const& parts);
/// Verifies the trail and writes down that it was done and what came out.
[[nodiscard]] Result<Report> verify_now(RouteParts const& parts, auth::Actor const& actor, std::string_view address);
/// Writes the trail, closed by a fresh checkpoint, to a file of the export folder. @returns its path
/// @errors audit.export_unwritable
[[nodiscard]] Result<std::string> export_file(RouteParts const& parts, auth::Actor const& actor,
                                              std::string_view address, Instant now);

}  // namespace xinglin::audit::service
