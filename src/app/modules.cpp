#include "app/modules.hpp"

#include "app/application.hpp"
#include "modules/portal/portal.hpp"
#include "modules/regulations/regulations.hpp"
#include "platform/idempotency/keys.hpp"

namespace xinglin::app {

namespace {
class Nobody final : public http::Authenticator {
    std::shared_ptr<http::Identity const> identify(std::string_view, std::string_view, Instant, bool) override { return nullptr; }
};
class Empty final : public portal::Source {
    portal::Institution institution(db::Reader&) override { return {}; }
    std::vector<portal::PublicOrganisation> organisations(db::Reader&, OrganisationId, int) override { return {}; }
    std::optional<portal::PublicOrganisation> organisation(db::Reader&, OrganisationId) override { return {}; }
    std::vector<portal::PublicOrganisation> ancestors(db::Reader&, OrganisationId) override { return {}; }
    std::vector<std::pair<std::string, std::int64_t>> counts(db::Reader&) override { return {}; }
};
}  // namespace

struct Modules::Parts {
    Parts(Core& with, Workshop&)
        : core(with), keys(*core.database, *core.vault, core.clock), audit_parts{*core.database, core.trail, core.vault->signer(), core.settings.data + "/exports"} {}
    Core& core;
    idempotency::Keys keys;
    Nobody nobody;
    Empty source;
    audit::RouteParts audit_parts;
};

Modules::Modules(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Modules::~Modules() = default;

Result<std::unique_ptr<Modules>> Modules::build(Core& core, Workshop& workshop) {
    return std::unique_ptr<Modules>(new Modules(std::make_unique<Parts>(core, workshop)));
}

void Modules::mount(http::Router& router) {
    audit::mount(router, parts_->audit_parts);
    portal::routes(router, parts_->source, parts_->core.clock, parts_->core.settings.demo);
}
http::Authenticator& Modules::authenticator() { return parts_->nobody; }
http::Idempotency* Modules::idempotency() { return &parts_->keys; }
std::string Modules::unready() const { return ""; }

}  // namespace xinglin::app
