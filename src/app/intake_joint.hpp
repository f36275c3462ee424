#pragma once
// The tree as an import sees it.

#include "modules/intake/intake.hpp"
#include "modules/organisations/service.hpp"

namespace xinglin::app {

class IntakeOrganisations final : public intake::OrganisationTarget {
  public:
    explicit IntakeOrganisations(organisations::Service& service) : service_(service) {}

    Result<intake::OrganisationOutcome> write(db::Tx& tx, auth::Actor const& actor,
                                              std::vector<intake::OrganisationRow> const& rows,
                                              std::int64_t batch) override;
    Result<Done> take_back(db::Tx& tx, auth::Actor const& actor, std::int64_t batch,
                           std::vector<std::int64_t> const& changes, std::string const& reason) override;
    std::vector<intake::Known> living(db::Reader& reader,
                                      std::unordered_map<std::string, OrganisationId>& aliases) override;

  private:
    organisations::Service& service_;
};

}  // namespace xinglin::app
