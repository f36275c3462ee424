// A meeting while it is held: beginning, attendance, end.
#include "modules/meetings/service.hpp"

#include "base/text.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

Problem wrong_state(Meeting const& meeting, std::string act) {
    return conflict("meetings.wrong_state")
        .fact("state", std::string(title(meeting.state)))
        .fact("act", std::move(act));
}

/// The line a mark is about.
Attendee* line_of(std::vector<Attendee>& people, Mark const& mark) {
    for (auto& one : people)
        if ((mark.attendee && one.id == *mark.attendee) ||
            (!mark.attendee && mark.person && one.person == *mark.person && !one.person.none()))
            return &one;
    return nullptr;
}

Result<Done> count_differently(Attendee& line, Mark const& mark) {
    auto const basis = text::trim(mark.basis);
    auto const natural = line.state == members::State::full ? Counting::voter : Counting::no_vote;
    if (*mark.counting == natural) {
        line.counting = natural;
        line.basis.clear();
        return Done{};
    }
    // A vote is never given by hand; it is only taken away, on a basis.
    if (*mark.counting == Counting::voter) return fail(refused("meetings.no_vote_to_give").fact("name", line.name));
    if (basis.empty()) return fail(malformed("meetings.basis_missing").fact("name", line.name));
    line.counting = *mark.counting;
    line.basis = basis;
    return Done{};
}

Result<Done> apply(Attendee& line, Mark const& mark) {
    if (line.gone) return fail(conflict("meetings.no_longer_due").fact("name", line.name));
    if (mark.counting) TRY(count_differently(line, mark));
    if (!mark.presence) return Done{};
    line.presence = *mark.presence;
    if (line.presence != Presence::absent) {
        line.absence_reason.reset();
        line.absence_text.clear();
        return Done{};
    }
    // What the member said beforehand stands until somebody says otherwise.
    bool const said = !mark.reason && line.reply == Reply::absent;
    line.absence_reason = said ? line.reply_reason : mark.reason;
    line.absence_text = said ? line.reply_text : text::trim(mark.text);
    if (line.absence_reason == AbsenceReason::other && line.absence_text.empty())
        return fail(malformed("meetings.reason_text_missing").fact("name", line.name));
    return Done{};
}

}  // namespace

Result<Done> Service::start(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                            std::optional<Instant> at) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto meeting, for_change(tx, actor, id, version));
        if (meeting.state != MeetingState::draft && meeting.state != MeetingState::called)
            return fail(wrong_state(meeting, "开始会议"));
        auto const now = tools_.clock.now();
        auto const began = at.value_or(now);
        if (began > now) return fail(malformed("meetings.in_future").field("/at", "meetings.in_future"));
        // A meeting of a past day is begun at its planned time or with the time somebody gives.
        meeting.state = MeetingState::under_way;
        meeting.started_at = began;
        auto const people = settle_people(tx, tools_.vault, tools_.ids, meeting);
        if (std::none_of(people.begin(), people.end(),
                         [](Attendee const& one) { return one.part == Part::due && !one.gone; }))
            return fail(refused("meetings.nobody_due"));
        settle_requests(tx, actor, id, "会议已开始");
        return save(tx, actor, meeting, "meetings.started", "开始会议");
    });
}

Result<Done> Service::mark(auth::Actor const& actor, MeetingId id, std::vector<Mark> const& marks) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const meeting, kept(tx, actor, id));
        if (meeting.state != MeetingState::under_way && meeting.state != MeetingState::held)
            return fail(wrong_state(meeting, "登记到会"));
        // Who counts is for those who run the meeting; a recorder writes down who is there.
        bool const runs = access(tx, actor, id, rights::write).has_value();
        if (!runs && std::any_of(marks.begin(), marks.end(), [](Mark const& one) { return one.counting.has_value(); }))
            return fail(refused("meetings.counting_not_yours"));
        auto people = settle_people(tx, tools_.vault, tools_.ids, meeting);
        std::int64_t present = 0, absent = 0;
        for (std::size_t i = 0; i < marks.size(); ++i) {
            auto* const line = line_of(people, marks[i]);
            if (line == nullptr)
                return fail(malformed("meetings.attendee_unknown")
                                .field("/marks/" + std::to_string(i), "meetings.attendee_unknown"));
            TRY(apply(*line, marks[i]));
            store::update(tx, tools_.vault, *line);
        }
        for (auto const& one : people) {
            if (one.gone || one.part != Part::due) continue;
            present += one.presence == Presence::present ? 1 : 0;
            absent += one.presence == Presence::absent ? 1 : 0;
        }
        audit::Event event;
        event.action = "meetings.attendance_marked";
        event.subject_kind = "meeting";
        event.subject = meeting.id.value;
        event.path = meeting.path;
        event.summary = ordinal(meeting) + "登记到会";
        event.details = {{"lines", std::to_string(marks.size())},
                         {"present", std::to_string(present)},
                         {"absent", std::to_string(absent)}};
        tools_.trail.record(tx, actor, event);
        announce(tx, meeting, Told::those_who_run_it);
        return Done{};
    });
}

Result<Done> Service::end(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                          std::optional<Instant> at) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto meeting, for_change(tx, actor, id, version));
        if (meeting.state != MeetingState::under_way) return fail(wrong_state(meeting, "结束会议"));
        auto const now = tools_.clock.now();
        auto const ended = at.value_or(now);
        if (ended > now) return fail(malformed("meetings.in_future").field("/at", "meetings.in_future"));
        if (ended < *meeting.started_at)
            return fail(malformed("meetings.end_before_start").field("/at", "meetings.end_before_start"));
        if (ended.ms - meeting.started_at->ms > day_ms)
            return fail(malformed("meetings.too_long")
                            .fact("began", local_text(*meeting.started_at))
                            .field("/at", "meetings.too_long"));
        // From here on the list is what was seen in the room, whatever happens to a membership later.
        settle_people(tx, tools_.vault, tools_.ids, meeting);
        meeting.state = MeetingState::held;
        meeting.ended_at = ended;
        return save(tx, actor, meeting, "meetings.ended", "结束会议");
    });
}

}  // namespace xinglin::meetings
