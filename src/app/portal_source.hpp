#pragma once
// Joins the public pages to the organisations and the institution's record.

#include "modules/organisations/organisations.hpp"
#include "modules/portal/portal.hpp"
#include "modules/regulations/regulations.hpp"

#include <functional>
#include <map>

namespace xinglin::app {

class PortalSource final : public portal::Source {
  public:
    PortalSource(db::Database& database, std::function<portal::Institution(db::Reader&)> institution,
                 regulations::Book const& book, Clock const& clock)
        : database_(database), institution_(std::move(institution)), book_(book), clock_(clock) {}

    std::optional<std::int64_t> mark() override;
    portal::Institution institution(db::Reader& reader) override { return institution_(reader); }
    std::vector<portal::PublicOrganisation> organisations(db::Reader& reader, OrganisationId root, int limit) override;
    std::optional<portal::PublicOrganisation> organisation(db::Reader& reader, OrganisationId id) override;
    std::vector<portal::PublicOrganisation> ancestors(db::Reader& reader, OrganisationId id) override;
    std::vector<std::pair<std::string, std::int64_t>> counts(db::Reader& reader) override;

  private:
    /// Whether the institution shows strangers who its secretaries are (a setting, off unless it says so).
    bool with_secretary(db::Reader& reader) const;

    db::Database& database_;
    std::function<portal::Institution(db::Reader&)> institution_;
    regulations::Book const& book_;
    Clock const& clock_;
};

}  // namespace xinglin::app
