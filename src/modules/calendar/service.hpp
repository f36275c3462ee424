#pragma once
// The institution's own days: what its notice says over the built-in data, and that a year was compared with the notice.

#include "modules/audit/audit.hpp"
#include "modules/calendar/calendar.hpp"
#include "modules/calendar/store.hpp"
#include "platform/auth/auth.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xinglin::db {
class Database;
}

namespace xinglin::calendar {

class Service {
  public:
    Service(db::Database& db, Clock const& clock, audit::Trail const& trail) : db_(db), clock_(clock), trail_(trail) {}
    [[nodiscard]] Clock const& clock() const { return clock_; }

    /// The day is what the notice says, from now on and for every day that asks; what was decided before keeps its day.
    /// @errors calendar.name_missing, basis_missing (malformed), as_it_is (conflict)
    [[nodiscard]] Result<Done> set(auth::Actor const& actor, Date day, Day what, std::string const& basis);
    /// The built-in data, or the week, holds again. @errors not_found
    [[nodiscard]] Result<Done> take_back(auth::Actor const& actor, Date day);
    /// Somebody compared the year with the notice: it is no longer marked unsure. @errors calendar.basis_missing
    [[nodiscard]] Result<Done> check(auth::Actor const& actor, int year, std::string const& source);

  private:
    void note(db::Tx& tx, auth::Actor const& actor, std::string action, std::int64_t subject, std::string what) const;
    db::Database& db_;
    Clock const& clock_;
    audit::Trail const& trail_;
};

}  // namespace xinglin::calendar
