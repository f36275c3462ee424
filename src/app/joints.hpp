#pragma once
// What one module asks of another that stands beside or above it, answered here where both are known.

#include "app/core.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/audit/refusals.hpp"
#include "modules/intake/intake.hpp"
#include "modules/meetings/materials.hpp"
#include "modules/organisations/service.hpp"
#include "modules/people/service.hpp"
#include "modules/portal/portal.hpp"
#include "modules/rosters/routes.hpp"
#include "platform/files/files.hpp"
#include "platform/http/edge.hpp"

namespace xinglin::app {

/// Names of organisations and people for the accounts.
[[nodiscard]] accounts::Surroundings surroundings();
/// The top organisation and the recovery code of a set-up.
[[nodiscard]] accounts::SetUpHooks set_up_hooks(Core& core, organisations::Service& service);
/// Where a finished upload of somebody lies, for the imports.
[[nodiscard]] intake::Upload uploaded(files::Uploads const& uploads, files::Store const& store);
/// Who may send files for an import, and how large.
/// Whether an upload is whole and the actor's own: evidence for a correction.
[[nodiscard]] people::Service::OwnFile own_file(files::Uploads const& uploads);
/// Takes an uploaded table out of the store; empty paths and foreign ones are left alone.
[[nodiscard]] std::function<void(std::string const&)> forgetting(files::Store const& store);
/// Uploads of the purpose "import": who may send one, and that its file goes once no import needs it.
[[nodiscard]] files::UploadRules import_uploads(Settings const& settings, files::Store const& store,
                                                intake::Service const& service);
/// Uploads of the purpose "roster": who may send a ward's grid; it goes as soon as it was read, unless an import needs it.
[[nodiscard]] files::UploadRules roster_upload_rules(files::Store const& store, intake::Service const& service);
[[nodiscard]] rosters::UploadHooks roster_uploads(files::Uploads const& uploads, files::Store const& store,
                                                  intake::Service const& service);
/// Uploads of the purpose "meeting_material": who prepares a meeting sends one; refused, it leaves nothing.
[[nodiscard]] files::UploadRules material_uploads(Settings const& settings, meetings::Materials const& materials);
/// The institution as the public pages name it.
[[nodiscard]] portal::Institution institution(db::Reader& reader);

/// A request turned away at the edge, as the trail takes it.
[[nodiscard]] audit::Refused refused(http::Refusal&& refusal);

}  // namespace xinglin::app
