#include "app/joints.hpp"

namespace xinglin::app {
namespace {

std::string_view kind_title(accounts::InstitutionKind kind) {
    switch (kind) {
        case accounts::InstitutionKind::hospital: return "医院";
        case accounts::InstitutionKind::college: return "高校";
        case accounts::InstitutionKind::other: break;
    }
    return "单位";
}

}  // namespace

accounts::Surroundings surroundings() {
    accounts::Surroundings around;
    around.organisation = [](db::Reader& reader, OrganisationId id) -> std::optional<accounts::Surroundings::Named> {
        auto const found = organisations::find(reader, id);
        if (!found) return std::nullopt;
        return accounts::Surroundings::Named{found->id.text(), found->name, found->path};
    };
    return around;
}

accounts::SetUpHooks set_up_hooks(Core& core, organisations::Service& service) {
    accounts::SetUpHooks hooks;
    hooks.make_top = [&core, &service](db::Tx& tx, auth::Actor const& actor, accounts::TopOrganisation const& top,
                                       accounts::InstitutionKind) -> Result<Done> {
        auto const kind = organisations::organisation_kind(top.kind);
        if (!kind) return fail(malformed("accounts.setup_organisation"));
        organisations::ChangeCommand command;
        command.kind = organisations::ChangeKind::create;
        command.effective_on = core.clock.today();
        command.reason = "初次设置";
        command.to_kind = *kind;
        command.name = top.name;
        command.published = true;
        TRY(service.change_in(tx, actor, command));
        return Done{};
    };
    hooks.make_recovery_code = [&core](db::Tx& tx) { return crypto::make_recovery_code(tx, *core.master, core.clock.now()); };
    return hooks;
}

portal::Institution institution(db::Reader& reader) {
    auto const found = accounts::institution(reader);
    if (!found) return {};
    return {found->name, std::string(kind_title(found->kind))};
}

}  // namespace xinglin::app
