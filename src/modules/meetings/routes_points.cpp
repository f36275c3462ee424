#include "modules/meetings/routes_points.hpp"

#include <algorithm>

namespace xinglin::meetings {

std::vector<PointShown> points_shown(Record const& record) {
    std::vector<PointShown> out;
    for (auto const& point : record.points) {
        auto const speaker = std::find_if(record.people.begin(), record.people.end(),
                                          [&](Attendee const& one) { return one.id == point.attendee; });
        out.push_back({point.id, point.item, point.attendee, speaker == record.people.end() ? "" : speaker->name,
                       point.body, point.dissent, point.written_at});
    }
    return out;
}

PointWritten written(PointIn const& in) {
    return {std::nullopt, in.item, in.attendee, in.body.value, in.dissent, std::nullopt};
}

PointWritten written(PointChanged const& in) {
    return {in.point, in.item, in.attendee, in.body.value, in.dissent, in.written_at};
}

}  // namespace xinglin::meetings
