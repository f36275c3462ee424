// A meeting while it is held.
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_shapes.hpp"

namespace xinglin::meetings {

namespace {

struct AtTime {
    MeetingId id;
    std::optional<Instant> at;  ///< none: now
};
BOOST_DESCRIBE_STRUCT(AtTime, (), (id, at))

struct MarkWritten {
    std::optional<AttendeeId> attendee;
    std::optional<PersonId> person;
    std::optional<Presence> presence;
    std::optional<AbsenceReason> reason;
    std::optional<ShortText> text;
    std::optional<Counting> counting;
    std::optional<ShortText> basis;
};
BOOST_DESCRIBE_STRUCT(MarkWritten, (), (attendee, person, presence, reason, text, counting, basis))

struct MarksWritten {
    MeetingId id;
    std::vector<MarkWritten> marks;
};
BOOST_DESCRIBE_STRUCT(MarksWritten, (), (id, marks))

http::Options time_errors(std::vector<http::ErrorCode> more) {
    http::Options out;
    out.errors = {{Kind::not_found, "not_found"},
                  {Kind::precondition, "meetings.version_missing"},
                  {Kind::precondition, "meetings.stale"},
                  {Kind::conflict, "meetings.wrong_state"},
                  {Kind::malformed, "meetings.in_future"}};
    out.errors.insert(out.errors.end(), more.begin(), more.end());
    return out;
}

}  // namespace

void mount_running(http::Router& router, Service& service) {
    router.put<AtTime, MeetingView>("/v1/meetings/{id}/start", rights::write, "Begin a meeting (If-Match)",
                                    time_errors({{Kind::refused, "meetings.nobody_due"}}),
                                    [&service](http::Call const& call, AtTime const& in) -> Result<MeetingView> {
                                        TRY(service.start(call.actor(), in.id, call.if_match(), in.at));
                                        return show(service, call, in.id);
                                    });
    router.put<AtTime, MeetingView>("/v1/meetings/{id}/end", rights::write, "End a meeting (If-Match)",
                                    time_errors({{Kind::malformed, "meetings.end_before_start"}}),
                                    [&service](http::Call const& call, AtTime const& in) -> Result<MeetingView> {
                                        TRY(service.end(call.actor(), in.id, call.if_match(), in.at));
                                        return show(service, call, in.id);
                                    });
    router.put<MarksWritten, MeetingView>(
        "/v1/meetings/{id}/attendance", rights::write, "Who is there and who is not, many at once",
        {.errors = {{Kind::not_found, "not_found"},
                    {Kind::conflict, "meetings.wrong_state"},
                    {Kind::conflict, "meetings.no_longer_due"},
                    {Kind::malformed, "meetings.attendee_unknown"},
                    {Kind::malformed, "meetings.basis_missing"},
                    {Kind::malformed, "meetings.reason_text_missing"},
                    {Kind::refused, "meetings.no_vote_to_give"}}},
        [&service](http::Call const& call, MarksWritten const& in) -> Result<MeetingView> {
            std::vector<Mark> marks;
            for (auto const& one : in.marks)
                marks.push_back({one.attendee, one.person, one.presence, one.reason, one.text ? one.text->value : "",
                                 one.counting, one.basis ? one.basis->value : ""});
            TRY(service.mark(call.actor(), in.id, marks));
            return show(service, call, in.id);
        });
}

}  // namespace xinglin::meetings
