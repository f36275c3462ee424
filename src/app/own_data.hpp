#pragma once
// What the installation keeps about the person who asks, as one file to take along (security.md I2; PIPL article 45).

#include "app/parts.hpp"
#include "base/own_row.hpp"
#include "modules/people/export_table.hpp"

namespace xinglin::app {

/// Every fact kept about the actor's own person and account, in clear, with where it came from: the file with its history, what
/// happened, posts, corrections, meetings, shifts, approvals, notices and appraisals, the account with its roles and sessions, and
/// who looked at sealed values and what for.
/// An account that stands for no person has the account only. @errors those of people::view
[[nodiscard]] Result<people::ExportTable> own_data(db::Reader& reader, Modules::Parts& parts, auth::Actor const& actor);

/// What the modules of organisation life keep about the actor's person and account.
[[nodiscard]] std::vector<OwnRow> module_rows(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor);

/// A table with rows about people or accounts: the group of the copy that holds them, or why the copy leaves them out. A test
/// compares the list with the inventory, so that a new table is not forgotten.
struct OwnTable {
    std::string_view table;
    std::string_view group;
    std::string_view left_out;
};
[[nodiscard]] std::vector<OwnTable> own_tables();

/// Declares GET /v1/own-data.
void mount_own_data(http::Router& router, Modules::Parts& parts);

}  // namespace xinglin::app
