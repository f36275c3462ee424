#pragma once
// Rows of the year plans, to types and back.

#include "modules/meetings/rules_board.hpp"
#include "platform/db/db.hpp"

#include <vector>

namespace xinglin::meetings::store {

[[nodiscard]] std::vector<PlanEdit> plan_edits(db::Reader& reader, OrganisationId organisation, int year);
/// @returns false when somebody was first
[[nodiscard]] bool insert(db::Tx& tx, PlanEdit const& edit);
/// @returns false when it is not there in this version
[[nodiscard]] bool update(db::Tx& tx, PlanEdit const& edit);
[[nodiscard]] bool remove(db::Tx& tx, PlanEdit const& edit);

}  // namespace xinglin::meetings::store
