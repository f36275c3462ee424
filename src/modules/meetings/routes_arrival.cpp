// A code in the room instead of a tap on the list. The list stays what counts: who runs the meeting may change every line.
#include "modules/meetings/arrival.hpp"
#include "modules/meetings/routes.hpp"
#include "modules/meetings/routes_shapes.hpp"

namespace xinglin::meetings {

namespace {

struct ShownCode {
    std::optional<std::string> code;  ///< none while the meeting is not under way
    std::optional<Instant> until;  ///< another one follows then
};
BOOST_DESCRIBE_STRUCT(ShownCode, (), (code, until))

struct Arrived {
    MeetingId id;
    ShortText code;
};
BOOST_DESCRIBE_STRUCT(Arrived, (), (id, code))

}  // namespace

void mount_arrival(http::Router& router, Service& service) {
    router.get<OneMeeting, ShownCode>(
        "/v1/meetings/{id}/arrival-code", rights::write, "The code the screen of the room shows to those who come",
        {.errors = {{Kind::not_found, "not_found"}}},
        [&service](http::Call const& call, OneMeeting const& in) -> Result<ShownCode> {
            TRY_ASSIGN(auto const shown, Arrivals(service).code(call.reader(), call.actor(), in.id));
            ShownCode out;
            if (!shown) return out;
            out.code = shown->code;
            out.until = shown->until;
            return out;
        });
    router.put<Arrived, http::Nothing>("/v1/own-meetings/{id}/arrival", auth::signed_in,
                                       "I am here: the code read in the room",
                                       {.scope = http::ScopeKind::own,
                                        .errors = {{Kind::not_found, "not_found"},
                                                   {Kind::conflict, "meetings.arrival_closed"},
                                                   {Kind::refused, "meetings.arrival_code"}}},
                                       [&service](http::Call const& call, Arrived const& in) -> Result<http::Nothing> {
                                           TRY(Arrivals(service).arrive(call.actor(), in.id, in.code.value));
                                           return http::Nothing{};
                                       });
}

}  // namespace xinglin::meetings
