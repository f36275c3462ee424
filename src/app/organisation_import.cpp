#include "app/organisation_import.hpp"

#include "modules/intake/branches.hpp"
#include "modules/organisations/service.hpp"

namespace xinglin::app {

Result<intake::OrganisationOutcome> OrganisationImport::write(db::Tx& tx, auth::Actor const& actor, std::vector<intake::OrganisationRow> const& rows) {
    std::vector<organisations::ImportRow> wanted;
    wanted.reserve(rows.size());
    for (auto const& row : rows)
        wanted.push_back({row.code, row.name, row.short_name, row.kind, row.parent_code, row.unit, row.phone, row.founded_on, row.elected_on,
                          row.years, row.secretary, row.contact, row.contact_phone, row.unit_case});
    TRY_ASSIGN(auto const made, service_.upsert_imported(tx, actor, wanted));
    intake::OrganisationOutcome out;
    out.created = made.created;
    out.changed = made.changed;
    out.same = made.unchanged;
    for (auto const& one : made.findings) out.findings.push_back({one.row, one.column, one.code, one.error, one.facts});
    for (auto const change : made.changes) out.changes.push_back(change.value);
    return out;
}

Result<Done> OrganisationImport::undo(db::Tx& tx, auth::Actor const& actor, std::int64_t change, std::string const& reason) {
    return service_.undo_in(tx, actor, organisations::ChangeId{change}, reason);
}

std::vector<intake::Known> OrganisationImport::living(db::Reader& reader, std::unordered_map<std::string, OrganisationId>& aliases) {
    using enum organisations::OrganisationKind;
    std::vector<intake::Known> known;
    for (auto& one : organisations::living(reader)) {
        bool const holds = one.kind == branch || one.kind == joint_branch || one.kind == temporary_branch || one.kind == temporary_joint_branch ||
                           one.kind == floating_branch;
        for (auto& alias : one.aliases) aliases.emplace(std::move(alias), one.id);
        known.push_back({one.id, one.parent, std::move(one.code), std::move(one.name), std::move(one.short_name), holds});
    }
    return known;
}

}  // namespace xinglin::app
