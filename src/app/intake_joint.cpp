#include "app/intake_joint.hpp"

#include "modules/intake/branches.hpp"
#include "modules/organisations/reading.hpp"

namespace xinglin::app {
namespace {

constexpr int page = 1000;

bool holds_members(organisations::OrganisationKind kind) {
    using organisations::OrganisationKind;
    return kind == OrganisationKind::branch || kind == OrganisationKind::joint_branch ||
           kind == OrganisationKind::temporary_branch || kind == OrganisationKind::temporary_joint_branch ||
           kind == OrganisationKind::floating_branch;
}

organisations::ImportRow row_of(intake::OrganisationRow const& row) {
    return {row.code,      row.name,    row.short_name,    row.kind,       row.parent_code,
            row.unit,      row.phone,   row.founded_on,    row.elected_on, row.years,
            row.secretary, row.contact, row.contact_phone, row.unit_case};
}

}  // namespace

Result<intake::OrganisationOutcome> IntakeOrganisations::write(db::Tx& tx, auth::Actor const& actor,
                                                               std::vector<intake::OrganisationRow> const& rows,
                                                               std::int64_t batch) {
    std::vector<organisations::ImportRow> given;
    given.reserve(rows.size());
    for (auto const& row : rows) given.push_back(row_of(row));
    TRY_ASSIGN(auto made, service_.upsert_imported(tx, actor, given, batch));
    intake::OrganisationOutcome outcome;
    outcome.created = made.created;
    outcome.changed = made.changed;
    outcome.same = made.unchanged;
    for (auto& said : made.findings) {
        outcome.findings.push_back(
            {said.row, std::move(said.column), std::move(said.code), said.error, std::move(said.facts)});
    }
    for (auto const change : made.changes) outcome.changes.push_back(change.value);
    return outcome;
}

Result<Done> IntakeOrganisations::take_back(db::Tx& tx, auth::Actor const& actor, std::int64_t batch,
                                            std::vector<std::int64_t> const& changes, std::string const& reason) {
    std::vector<organisations::ChangeId> made;
    for (auto const change : changes) made.push_back(organisations::ChangeId{change});
    return service_.take_back_imported(tx, actor, batch, made, reason);
}

std::vector<intake::Known> IntakeOrganisations::living(db::Reader& reader,
                                                       std::unordered_map<std::string, OrganisationId>& aliases) {
    std::vector<intake::Known> known;
    std::string after;
    for (;;) {
        auto const rows = organisations::rows_in(reader, auth::Scope::everything(), std::nullopt, after, page);
        for (auto const& row : rows) {
            auto const& one = row.organisation;
            known.push_back(
                {one.id, one.parent, one.code, one.name, one.short_name, holds_members(one.kind), one.path});
        }
        if (static_cast<int>(rows.size()) < page) break;
        after = rows.back().organisation.path;
    }
    for (auto const& [organisation, alias] : organisations::aliases(reader))
        aliases.emplace(intake::Branches::key(alias), organisation);
    return known;
}

}  // namespace xinglin::app
