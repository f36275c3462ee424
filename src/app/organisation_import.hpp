#pragma once
// Ties the imports to the organisations module.
#include "modules/intake/intake.hpp"

namespace xinglin::organisations {
class Service;
}

namespace xinglin::app {

class OrganisationImport final : public intake::OrganisationTarget {
  public:
    explicit OrganisationImport(organisations::Service& service) : service_(service) {}
    Result<intake::OrganisationOutcome> write(db::Tx& tx, auth::Actor const& actor, std::vector<intake::OrganisationRow> const& rows) override;
    Result<Done> undo(db::Tx& tx, auth::Actor const& actor, std::int64_t change, std::string const& reason) override;
    std::vector<intake::Known> living(db::Reader& reader, std::unordered_map<std::string, OrganisationId>& aliases) override;

  private:
    organisations::Service& service_;
};

}  // namespace xinglin::app
