#pragma once
// What the installation keeps about the person who asks, as one file to take along (security.md I2; PIPL article 45).

#include "app/parts.hpp"
#include "modules/people/export_table.hpp"

namespace xinglin::app {

/// Every fact kept about the actor's own person and account, in clear, with where it came from: the file with its history, what
/// happened, posts, corrections, the account with its roles and sessions, and who looked at sealed values and what for.
/// An account that stands for no person has the account only. @errors those of people::view
[[nodiscard]] Result<people::ExportTable> own_data(db::Reader& reader, Modules::Parts& parts, auth::Actor const& actor);

/// Declares GET /v1/own-data.
void mount_own_data(http::Router& router, Modules::Parts& parts);

}  // namespace xinglin::app
