// Somebody who is asked to a meeting asks for another time.
#include "modules/meetings/approved.hpp"
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_shapes.hpp"

namespace xinglin::meetings {

namespace {

struct OtherTime {
    MeetingId id;
    Instant starts_at;
    Instant ends_at;
    LongText reason;
};
BOOST_DESCRIBE_STRUCT(OtherTime, (), (id, starts_at, ends_at, reason))

struct Asked {
    approvals::CaseId approval;  ///< where it is followed: /v1/approvals/{id}
};
BOOST_DESCRIBE_STRUCT(Asked, (), (approval))

}  // namespace

void mount_time_change(http::Router& router, Approved& approved) {
    router.post<OtherTime, Asked>(
        "/v1/own-meetings/{id}/time-change", auth::signed_in,
        "Ask for another time of a called meeting; its secretary decides",
        {.scope = http::ScopeKind::own,
         .errors = {{Kind::not_found, "not_found"},
                    {Kind::malformed, "meetings.reason_missing"},
                    {Kind::malformed, "meetings.end_before_start"},
                    {Kind::refused, "meetings.other_time_past"},
                    {Kind::refused, "meetings.other_time_far"},
                    {Kind::refused, "meetings.other_time_long"},
                    {Kind::refused, "meetings.other_time_same"},
                    {Kind::conflict, "meetings.wrong_state"},
                    {Kind::conflict, "meetings.may_change"},
                    {Kind::conflict, "approvals.already_asked"}}},
        [&approved](http::Call const& call, OtherTime const& in) -> Result<Asked> {
            TRY_ASSIGN(auto const id,
                       approved.ask_other_time(call.actor(), in.id, in.starts_at, in.ends_at, in.reason.value));
            return Asked{id};
        });
}

}  // namespace xinglin::meetings
