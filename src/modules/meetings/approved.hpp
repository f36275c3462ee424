#pragma once
// What this module asks another person's word for, and what their word does: late entries, other times of called meetings.

#include "modules/approvals/approvals.hpp"
#include "modules/meetings/service.hpp"

#include <string>

namespace xinglin::meetings {

class Approved final : public approvals::Listener {
  public:
    /// Registers itself with both.
    Approved(Service& meetings, approvals::Service& approvals);
    Result<Done> on(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) override;

    /// Somebody asked to a called meeting asks for another time; the secretary decides.
    /// @errors not_found, meetings.wrong_state, meetings.may_change (conflict): who runs the meeting changes it,
    ///         end_before_start, starts_in_past, reason_missing, approvals.already_asked
    [[nodiscard]] Result<approvals::CaseId> ask_other_time(auth::Actor const& actor, MeetingId id, Instant starts_at,
                                                           Instant ends_at, std::string const& reason);

  private:
    [[nodiscard]] Result<Done> late_entry(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news);
    [[nodiscard]] Result<Done> other_time(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news);

    Service& meetings_;
    approvals::Service& approvals_;
};

}  // namespace xinglin::meetings
