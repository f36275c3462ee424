#include "app/joints.hpp"

#include "modules/intake/service.hpp"
#include "modules/people/people.hpp"

#include <algorithm>
#include <filesystem>

namespace xinglin::app {
namespace {

std::string_view kind_title(accounts::InstitutionKind kind) {
    switch (kind) {
        case accounts::InstitutionKind::hospital:
            return "医院";
        case accounts::InstitutionKind::college:
            return "高校";
        case accounts::InstitutionKind::other:
            break;
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
    around.person_name = [](db::Reader& reader, PersonId id) -> std::optional<std::string> {
        auto const card = people::find_card(reader, id);
        if (!card) return std::nullopt;
        return card->name;
    };
    around.branch_of = [](db::Reader& reader, PersonId id) -> std::optional<accounts::Surroundings::Named> {
        auto const card = people::find_card(reader, id);
        if (!card) return std::nullopt;
        auto const branch = organisations::find(reader, card->organisation);
        if (!branch) return std::nullopt;
        return accounts::Surroundings::Named{
            branch->id.text(), branch->short_name.empty() ? branch->name : branch->short_name, branch->path};
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
    hooks.make_recovery_code = [&core](db::Tx& tx) {
        return crypto::make_recovery_code(tx, *core.master, core.clock.now());
    };
    return hooks;
}

intake::Upload uploaded(files::Uploads const& uploads, files::Store const& store) {
    return [&uploads, &store](auth::Actor const& actor, UploadId id) -> Result<intake::UploadedFile> {
        auto const found = uploads.find(actor, id);
        if (!found || !found->stored) return fail(not_found("intake.no_upload"));
        auto const path = store.path(found->stored->digest);
        if (!path) return fail(not_found("intake.no_upload"));
        return intake::UploadedFile{*path, found->file_name};
    };
}

people::Service::OwnFile own_file(files::Uploads const& uploads) {
    return [&uploads](auth::Actor const& actor, UploadId id) {
        auto const found = uploads.find(actor, id);
        return found && found->stored;
    };
}

std::function<void(std::string const&)> forgetting(files::Store const& store) {
    return [&store](std::string const& path) {
        auto const digest = std::filesystem::path(path).filename().string();
        if (store.path(digest) == path) store.release(digest);
    };
}

files::UploadRules import_uploads(Settings const& settings, files::Store const& store, intake::Service const& service) {
    files::UploadRules rules;
    rules.on_gone = [&store, &service](files::Upload const& upload) {
        if (auto const path = store.path(upload.stored->digest)) service.release(*path);
    };
    rules.authorise = [](auth::Actor const& actor, files::Upload const&) -> Result<Done> {
        if (!actor.has(intake::rights::run)) return fail(forbidden());
        return Done{};
    };
    rules.on_complete = [](auth::Actor const&, files::Upload const&) -> Result<Done> { return Done{}; };
    rules.most = static_cast<std::int64_t>(settings.upload_limit_mb) << 20;
    return rules;
}

files::UploadRules roster_upload_rules(files::Store const& store, intake::Service const& service) {
    files::UploadRules rules;
    rules.on_gone = [&store, &service](files::Upload const& upload) {
        if (auto const path = store.path(upload.stored->digest)) service.release(*path);
    };
    rules.authorise = [](auth::Actor const& actor, files::Upload const&) -> Result<Done> {
        if (!actor.has(rosters::rights::write)) return fail(forbidden());
        return Done{};
    };
    rules.on_complete = [](auth::Actor const&, files::Upload const&) -> Result<Done> { return Done{}; };
    rules.most = std::int64_t{16} << 20;
    return rules;
}

files::UploadRules material_uploads(Settings const& settings, meetings::Materials const& materials) {
    files::UploadRules rules;
    rules.on_gone = [&materials](files::Upload const& upload) { materials.let_go(upload.stored->digest); };
    rules.authorise = [&materials](auth::Actor const& actor, files::Upload const&) {
        return materials.may_send(actor);
    };
    rules.on_complete = [&materials](auth::Actor const&, files::Upload const& upload) {
        return materials.look_at(upload);
    };
    rules.most = std::min(meetings::most_material_bytes, static_cast<std::int64_t>(settings.upload_limit_mb) << 20);
    return rules;
}

rosters::UploadHooks roster_uploads(files::Uploads const& uploads, files::Store const& store,
                                    intake::Service const& service) {
    return {[&uploads, &store](auth::Actor const& actor, UploadId id) -> Result<rosters::UploadedFile> {
                auto const found = uploads.find(actor, id);
                auto const path = found && found->stored ? store.path(found->stored->digest) : std::nullopt;
                if (!path) return fail(not_found("rosters.no_upload"));
                return rosters::UploadedFile{*path, found->file_name};
            },
            [&service](std::string const& path) { service.release(path); }};
}

audit::Refused refused(http::Refusal&& refusal) {
    return {std::move(refusal.actor), std::move(refusal.route), std::move(refusal.code), std::move(refusal.address)};
}

portal::Institution institution(db::Reader& reader) {
    auto const found = accounts::institution(reader);
    if (!found) return {};
    return {found->name, std::string(kind_title(found->kind))};
}

}  // namespace xinglin::app
