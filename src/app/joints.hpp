#pragma once
// What one module asks of another that stands beside or above it, answered here where both are known.

#include "app/core.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/organisations/service.hpp"
#include "modules/portal/portal.hpp"

namespace xinglin::app {

/// Names of organisations and people for the accounts.
[[nodiscard]] accounts::Surroundings surroundings();
/// The top organisation and the recovery code of a set-up.
[[nodiscard]] accounts::SetUpHooks set_up_hooks(Core& core, organisations::Service& service);
/// The institution as the public pages name it.
[[nodiscard]] portal::Institution institution(db::Reader& reader);

}  // namespace xinglin::app
