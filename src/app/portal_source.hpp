#pragma once
// Joins the public pages to the organisations and the institution's record.

#include "modules/organisations/organisations.hpp"
#include "modules/portal/portal.hpp"

#include <functional>
#include <map>

namespace xinglin::app {

class PortalSource final : public portal::Source {
  public:
    explicit PortalSource(std::function<portal::Institution(db::Reader&)> institution)
        : institution_(std::move(institution)) {}

    portal::Institution institution(db::Reader& reader) override { return institution_(reader); }
    std::vector<portal::PublicOrganisation> organisations(db::Reader& reader, OrganisationId root, int limit) override;
    std::optional<portal::PublicOrganisation> organisation(db::Reader& reader, OrganisationId id) override;
    std::vector<portal::PublicOrganisation> ancestors(db::Reader& reader, OrganisationId id) override;
    std::vector<std::pair<std::string, std::int64_t>> counts(db::Reader& reader) override;

  private:
    std::function<portal::Institution(db::Reader&)> institution_;
};

}  // namespace xinglin::app
