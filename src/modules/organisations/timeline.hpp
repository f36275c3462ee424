#pragma once
// The life of one organisation as slices of days, each with its facts. Pure; the store loads and saves it.

#include "modules/organisations/types.hpp"

#include <functional>
#include <vector>

namespace xinglin::organisations {

/// "Still so": the end of a slice that nothing has ended.
inline constexpr Date forever{9999, 12, 31};

struct Slice {
    std::int64_t row{0};  ///< stored row, 0 for a new one
    ChangeId change;      ///< that wrote the stored row
    Date from;
    Date to;  ///< first day it no longer holds
    Facts facts;
};

class Timeline {
  public:
    OrganisationId organisation;
    std::vector<Slice> slices;  ///< in order; a gap means it did not exist

    /// Changes the facts from a day on, slice by slice, cutting the one that the day falls into.
    /// @param patch answers false to leave this slice and all later ones alone
    void patch(Date from, std::function<bool(Facts&)> const& patch);
    /// Nothing of it is left from that day on.
    void end(Date on);
    void begin(Date on, Facts facts);

    [[nodiscard]] Slice const* on(Date day) const;
    [[nodiscard]] Slice const* last() const { return slices.empty() ? nullptr : &slices.back(); }
    /// The first slice that begins after the day, or nothing.
    [[nodiscard]] Slice const* after(Date day) const;

    /// Stored rows that no longer hold.
    struct Gone {
        std::int64_t row;
        ChangeId change;
    };
    std::vector<Gone> gone;

  private:
    void let_go(Slice& slice);
};

}  // namespace xinglin::organisations
