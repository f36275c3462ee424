#pragma once
// What somebody said, as it is written and shown: the same for those who run meetings and for whoever keeps the record of one.
// Only routes files include this.

#include "modules/meetings/minutes.hpp"
#include "modules/meetings/routes_shapes.hpp"

#include <string>
#include <utility>
#include <vector>

namespace xinglin::meetings {

struct PointIn {
    MeetingId id;
    std::optional<ItemId> item;
    AttendeeId attendee;
    LongText body;
    bool dissent{false};
};
BOOST_DESCRIBE_STRUCT(PointIn, (), (id, item, attendee, body, dissent))

struct PointChanged : PointIn {
    PointId point;
    std::optional<Instant> written_at;  ///< of the point as it was read: somebody else's change is not overwritten
};
BOOST_DESCRIBE_STRUCT(PointChanged, (PointIn), (point, written_at))

struct OnePoint {
    MeetingId id;
    PointId point;
};
BOOST_DESCRIBE_STRUCT(OnePoint, (), (id, point))

struct PointShown {
    PointId id;
    std::optional<ItemId> item;
    AttendeeId attendee;
    std::string name;
    std::string body;
    bool dissent{false};
    Instant written_at;
};
BOOST_DESCRIBE_STRUCT(PointShown, (), (id, item, attendee, name, body, dissent, written_at))

/// The points of a record, each with the name of who spoke.
[[nodiscard]] std::vector<PointShown> points_shown(Record const& record);
/// As the use case takes them.
[[nodiscard]] PointWritten written(PointIn const& in);
[[nodiscard]] PointWritten written(PointChanged const& in);

/// One of the two places where points are written: who may, what it says of itself, and what is shown afterwards.
template <class View>
struct PointRoutes {
    std::string path;  ///< "/v1/meetings/{id}/statements"
    auth::Right right;
    std::string summary;  ///< of a new point
    http::ScopeKind scope;
    Result<View> (*again)(Service const&, http::Call const&, MeetingId);
};

template <class View>
void mount_points(http::Router& router, Service& service, PointRoutes<View> const& at) {
    http::Options removing;
    removing.scope = at.scope;
    removing.errors = {{Kind::not_found, "not_found"}, {Kind::conflict, "meetings.wrong_state"}};
    auto writing = removing;
    writing.errors.insert(writing.errors.end(), {{Kind::malformed, "meetings.point_empty"},
                                                 {Kind::malformed, "meetings.attendee_unknown"},
                                                 {Kind::not_found, "meetings.item_unknown"},
                                                 {Kind::precondition, "meetings.point_stale"}});
    auto const one = at.path + "/{point}";
    router.post<PointIn, View>(at.path, at.right, at.summary, writing,
                               [&service, again = at.again](http::Call const& call, PointIn const& in) -> Result<View> {
                                   TRY(Minutes(service).write(call.actor(), in.id, written(in)));
                                   return again(service, call, in.id);
                               });
    router.put<PointChanged, View>(
        one, at.right, "Change a point before the minutes are closed", writing,
        [&service, again = at.again](http::Call const& call, PointChanged const& in) -> Result<View> {
            TRY(Minutes(service).write(call.actor(), in.id, written(in)));
            return again(service, call, in.id);
        });
    router.del<OnePoint, http::Nothing>(
        one, at.right, "Take a point out before the minutes are closed", removing,
        [&service](http::Call const& call, OnePoint const& in) -> Result<http::Nothing> {
            TRY(Minutes(service).remove(call.actor(), in.id, in.point));
            return http::Nothing{};
        });
}

}  // namespace xinglin::meetings
