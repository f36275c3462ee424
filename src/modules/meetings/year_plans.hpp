#pragma once
// The plan of a branch for a year: read beside what was held, moved, added to, noted, dropped with a reason.

#include "modules/meetings/rules_board.hpp"
#include "modules/meetings/service.hpp"
#include "modules/organisations/types.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::meetings {

/// A line as it shall be; everything at once.
struct PlanWish {
    int month{1};
    std::string note;
    std::string dropped;  ///< "" : it is held
    std::optional<Date> done_on;  ///< of what is no meeting
    std::string title;  ///< of an added line
    std::string kind;  ///< of a new line: code of a MeetingKind, or other
};

class YearPlans {
  public:
    explicit YearPlans(Service& service) : service_(service) {}

    /// @returns false for whoever has no right to change it; the plan itself is read by whoever reads the branch's meetings
    [[nodiscard]] std::vector<PlanLine> read(db::Reader& reader, organisations::Organisation const& branch,
                                             int year) const;
    /// A line the rules do not ask for.
    /// @errors not_found, meetings.wrong_organisation (refused), plan_title_missing
    [[nodiscard]] Result<std::string> add(auth::Actor const& actor, OrganisationId branch, int year,
                                          PlanWish const& wish);
    /// @param version of the line as it was seen; 0 where nobody had touched it
    /// @errors not_found, plan.outside_period, plan.required (refused, with article), meetings.plan_held (conflict),
    ///         plan_by_meeting, in_future, version_missing, plan_stale
    [[nodiscard]] Result<Done> change(auth::Actor const& actor, OrganisationId branch, int year, std::string const& key,
                                      std::optional<std::int64_t> version, PlanWish const& wish);
    /// An added line goes; another stands again as the rules propose it.
    /// @errors not_found, version_missing, plan_stale
    [[nodiscard]] Result<Done> take_back(auth::Actor const& actor, OrganisationId branch, int year,
                                         std::string const& key, std::optional<std::int64_t> version);

  private:
    [[nodiscard]] Result<organisations::Organisation> branch_of(db::Reader& reader, auth::Actor const& actor,
                                                                OrganisationId branch) const;
    [[nodiscard]] Result<PlanLine> line_of(db::Reader& reader, organisations::Organisation const& branch, int year,
                                           std::string const& key, std::optional<std::int64_t> version) const;
    void note(db::Tx& tx, auth::Actor const& actor, organisations::Organisation const& branch, int year,
              std::string action, std::string what) const;
    Service& service_;
};

}  // namespace xinglin::meetings
