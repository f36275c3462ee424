// Calling a meeting, cancelling it, answering.
#include "modules/meetings/service.hpp"

#include "base/text.hpp"
#include "modules/meetings/store_materials.hpp"
#include "modules/people/people.hpp"
#include "platform/db/db.hpp"
#include "platform/push/push.hpp"

namespace xinglin::meetings {

namespace {

Problem wrong_state(Meeting const& meeting, std::string act) {
    return conflict("meetings.wrong_state")
        .fact("state", std::string(title(meeting.state)))
        .fact("act", std::move(act));
}

}  // namespace

std::int64_t Service::tell(db::Tx& tx, Meeting const& meeting, std::string const& kind, std::string const& head,
                           std::string const& body, bool only_untold) {
    std::int64_t told = 0;
    auto people = settle_people(tx, tools_.vault, tools_.ids, meeting);
    for (auto& one : people) {
        // Whoever holds a post by name only cannot be told here; the secretary sees them in the list.
        if (one.gone || one.person.none() || (only_untold ? one.told_at.has_value() : !one.told_at)) continue;
        notices::Message message;
        message.person = one.person;
        message.kind = kind;
        message.title = head;
        message.body = body;
        message.link = "/m/meetings/" + meeting.id.text();
        // What begins within a day does not wait for the end of a shift.
        message.urgent = meeting.starts_at.ms - tools_.clock.now().ms < day_ms;
        message.source_key =
            kind + ":" + meeting.id.text() + ":" + std::to_string(meeting.version) + ":" + one.person.text();
        tools_.notices.tell(tx, message);
        ++told;
        if (!only_untold) continue;
        one.told_at = tools_.clock.now();
        store::update(tx, tools_.vault, one);
    }
    return told;
}

Result<Done> Service::call(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version) {
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto meeting, for_change(tx, actor, id, version));
        if (meeting.state != MeetingState::draft && meeting.state != MeetingState::called)
            return fail(wrong_state(meeting, "发出通知"));
        if (text::trim(meeting.place).empty())
            return fail(malformed("meetings.place_missing").field("/place", "meetings.place_missing"));
        auto const now = tools_.clock.now();
        if (meeting.starts_at <= now) return fail(refused("meetings.starts_in_past"));
        meeting.state = MeetingState::called;
        bool const first = !meeting.called_at;
        if (first) meeting.called_at = now;
        auto const chair = meeting.chair.none() ? std::nullopt : people::find_card(tx, meeting.chair);
        auto body = "时间：" + when_text(meeting.starts_at, meeting.ends_at) + "；地点：" + meeting.place +
                    (chair ? "；主持：" + chair->name : std::string()) + "。请回复能否参加。";
        if (auto const count = store::materials_named(tx, id).size(); count > 0)
            body += "会议材料" + std::to_string(count) + "份，点开可看。";
        auto const told = tell(tx, meeting, "meeting_called", "会议通知：" + meeting.title, body, true);
        if (told == 0 && first) {
            // Who holds a post by name only is due and cannot be told: the meeting is held without a notice from here.
            auto const people = settle_people(tx, tools_.vault, tools_.ids, meeting);
            bool const by_name = std::any_of(people.begin(), people.end(),
                                             [](Attendee const& one) { return one.part == Part::due && !one.gone; });
            return fail(refused(by_name ? "meetings.nobody_to_tell" : "meetings.nobody_due"));
        }
        return save(tx, actor, meeting, "meetings.called", "发出通知" + std::to_string(told) + "份");
    });
}

Result<Done> Service::cancel(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                             std::string const& reason) {
    auto const why = text::trim(reason);
    if (why.empty()) return fail(malformed("meetings.reason_missing").field("/reason", "meetings.reason_missing"));
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto meeting, for_change(tx, actor, id, version));
        if (meeting.state != MeetingState::draft && meeting.state != MeetingState::called)
            return fail(wrong_state(meeting, "取消"));
        bool const told = meeting.state == MeetingState::called;
        if (told)
            tell(tx, meeting, "meeting_cancelled", "会议取消：" + meeting.title,
                 "原定" + when_text(meeting.starts_at, meeting.ends_at) + "的会议不开了。原因：" + why, false);
        settle_people(tx, tools_.vault, tools_.ids, meeting);
        settle_requests(tx, actor, id, "会议已取消");
        meeting.state = MeetingState::cancelled;
        meeting.cancelled_at = tools_.clock.now();
        meeting.cancel_reason = why;
        return save(tx, actor, meeting, "meetings.cancelled", "取消会议");
    });
}

Result<Done> Service::reply(auth::Actor const& actor, MeetingId id, Answer const& answer) {
    auto const said = text::trim(answer.text);
    if (!answer.coming && !answer.reason)
        return fail(malformed("meetings.reason_missing").field("/reason", "meetings.reason_missing"));
    if (!answer.coming && *answer.reason == AbsenceReason::other && said.empty())
        return fail(malformed("meetings.reason_text_missing").field("/text", "meetings.reason_text_missing"));
    return tools_.db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto found, own(tx, actor, id));
        auto& [meeting, mine] = found;
        if (meeting.state == MeetingState::cancelled) return fail(conflict("meetings.reply_cancelled"));
        auto const now = tools_.clock.now();
        auto const wanted = answer.coming ? Reply::coming : Reply::absent;
        auto const reason = answer.coming ? std::nullopt : answer.reason;
        auto const text = answer.coming ? std::string() : said;
        // A phone that lost the network sends the same once more: it counts once, however late it comes.
        if (mine.reply == wanted && mine.reply_reason == reason && mine.reply_text == text) return Done{};
        if (meeting.state != MeetingState::called || meeting.starts_at <= now)
            return fail(conflict("meetings.reply_closed")
                            .fact("at", local_text(meeting.started_at.value_or(meeting.starts_at))));
        if (mine.id.none()) {  // became due after the last write
            for (auto& one : settle_people(tx, tools_.vault, tools_.ids, meeting))
                if (one.person == actor.person) mine = one;
        }
        mine.reply = wanted;
        mine.reply_reason = reason;
        mine.reply_text = text;
        mine.replied_at = now;
        store::update(tx, tools_.vault, mine);
        audit::Event event;
        event.action = "meetings.replied";
        event.subject_kind = "meeting";
        event.subject = meeting.id.value;
        event.path = meeting.path;
        event.summary = "回复" + ordinal(meeting) + (answer.coming ? "：参加" : "：不能参加");
        tools_.trail.record(tx, actor, event);
        tx.after_commit([&hub = tools_.hub, path = meeting.path, id = meeting.id.value, version = meeting.version] {
            hub.notify(push::Audience::over(path), {"meeting", id, version});
        });
        return Done{};
    });
}

}  // namespace xinglin::meetings
