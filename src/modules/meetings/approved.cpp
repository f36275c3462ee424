#include "modules/meetings/approved.hpp"

#include "base/text.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "platform/auth/second_person.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

/// A meeting lasts a day at most.
constexpr std::int64_t longest_ms = 24 * 3600 * 1000;

Problem wrong_state(Meeting const& meeting, std::string act) {
    return conflict("meetings.wrong_state")
        .fact("state", std::string(title(meeting.state)))
        .fact("act", std::move(act));
}

}  // namespace

void Service::ask_countersignature(db::Tx& tx, auth::Actor const& actor, Meeting const& meeting,
                                   Result<Done>& outcome) const {
    if (approvals_ == nullptr) return;
    approvals::Request request;
    request.kind = "late_minutes";
    request.subject_kind = "meeting";
    request.subject = meeting.id.value;
    request.organisation = meeting.organisation;
    request.path = meeting.path;
    request.title = "补录会议记录：" + ordinal(meeting);
    request.detail =
        when_text(meeting.started_at.value_or(meeting.starts_at), meeting.ended_at.value_or(meeting.ends_at)) + "，在" +
        meeting.place + "召开；补录原因：" + meeting.late_reason;
    request.link = "/console/meetings/" + meeting.id.text() + "/minutes";
    if (auto made = approvals_->begin(tx, actor, request); !made) outcome = fail(std::move(made).error());
}

void Service::withdraw_countersignature(db::Tx& tx, auth::Actor const& actor, MeetingId id,
                                        std::string const& reason) const {
    if (approvals_ == nullptr) return;
    approvals_->settle(tx, actor, "late_minutes", "meeting", id.value, approvals::CaseState::withdrawn, reason);
}

void Service::settle_requests(db::Tx& tx, auth::Actor const& actor, MeetingId id, std::string const& why) const {
    if (approvals_ == nullptr) return;
    approvals_->settle(tx, actor, "slot_change", "meeting", id.value, approvals::CaseState::withdrawn, why);
}

Result<Done> Service::countersign_through(auth::Actor const& actor, MeetingId id,
                                          std::optional<std::int64_t> version) const {
    std::optional<approvals::Case> waiting;
    TRY(tools_.db.read([&](db::Reader& reader) -> Result<Done> {
        TRY_ASSIGN(auto const meeting, access(reader, actor, id, rights::countersign));
        if (!version) return fail(problem(Kind::precondition, "meetings.version_missing"));
        if (*version != meeting.version)
            return fail(problem(Kind::precondition, "meetings.stale").fact("changes", "请刷新后核对"));
        waiting = approvals_->waiting_case(reader, "late_minutes", "meeting", id.value);
        if (!waiting) return fail(conflict("meetings.not_to_countersign"));
        return Done{};
    }));
    return approvals_->decide(actor, waiting->id, waiting->version, approvals::Outcome::approve, "");
}

bool Service::wrote(db::Reader& reader, auth::Actor const& actor, Meeting const& meeting) {
    if (!actor.person.none() && actor.person == meeting.recorder) return true;
    auto const hands = store::hands(reader, meeting.id);
    return std::any_of(hands.begin(), hands.end(),
                       [&](auto const& hand) { return auth::same_person(actor, hand.first, hand.second); });
}

Approved::Approved(Service& meetings, approvals::Service& approvals) : meetings_(meetings), approvals_(approvals) {
    approvals.tell("late_minutes", *this);
    approvals.tell("slot_change", *this);
    meetings.ask_through(approvals);
}

Result<Done> Approved::on(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) {
    return news.what.kind == "late_minutes" ? late_entry(tx, by, news) : other_time(tx, by, news);
}

Result<Done> Approved::late_entry(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) {
    auto meeting = store::find(tx, MeetingId{news.what.subject});
    if (!meeting) return fail(not_found());
    if (meeting->state != MeetingState::closed) return fail(wrong_state(*meeting, "会签补录"));
    if (news.what.state == approvals::CaseState::approved) {
        if (Service::wrote(tx, by, *meeting)) return fail(refused("meetings.own_entry"));
        meeting->countersigned_at = meetings_.tools().clock.now();
        meeting->countersigned_by = by.account;
        meeting->countersigned_name = by.name;
        return meetings_.save(tx, by, *meeting, "meetings.countersigned", "会签补录");
    }
    bool const returned = news.what.state == approvals::CaseState::returned;
    meeting->state = MeetingState::held;
    meeting->closed_at.reset();
    // Why may tell of somebody: it stays, sealed, with the approval.
    meeting->correction = returned ? "补录被退回，原因见审批" : "撤回补录，重新整理";
    return meetings_.save(tx, by, *meeting, "meetings.reopened",
                          returned ? "补录被退回，重新整理" : "撤回补录，重新整理");
}

Result<Done> Approved::other_time(db::Tx& tx, auth::Actor const& by, approvals::Decided const& news) {
    if (news.what.state != approvals::CaseState::approved) return Done{};
    auto meeting = store::find(tx, MeetingId{news.what.subject});
    if (!meeting) return fail(not_found());
    if (meeting->state != MeetingState::called) return fail(wrong_state(*meeting, "改期"));
    auto const times = text::split(news.what.payload, ' ');
    meeting->starts_at.ms = times.size() == 2 ? text::parse_int(times[0]).value_or(0) : 0;
    meeting->ends_at.ms = times.size() == 2 ? text::parse_int(times[1]).value_or(0) : 0;
    if (meeting->starts_at <= meetings_.tools().clock.now()) return fail(refused("meetings.starts_in_past"));
    meetings_.settle_requests(tx, by, meeting->id, "会议已按另一项申请改期");
    if (auto const year = local_date(meeting->starts_at).year; year != meeting->year) {
        meeting->year = year;
        meeting->number = store::next_number(tx, meeting->organisation, meeting->kind, year);
    }
    TRY(meetings_.save(tx, by, *meeting, "meetings.changed", "按" + news.what.asked_name + "的申请改期"));
    settle_people(tx, meetings_.tools().vault, meetings_.tools().ids, *meeting);
    meetings_.tell(tx, *meeting, "meeting_changed", "会议改期：" + meeting->title,
                   "现定于" + when_text(meeting->starts_at, meeting->ends_at) + "，在" + meeting->place +
                       "召开。请看看是否还能参加，需要时重新回复。",
                   false);
    return Done{};
}

Result<approvals::CaseId> Approved::ask_other_time(auth::Actor const& actor, MeetingId id, Instant starts_at,
                                                   Instant ends_at, std::string const& reason) {
    auto const why = text::trim(reason);
    if (why.empty()) return fail(malformed("meetings.reason_missing").field("/reason", "meetings.reason_missing"));
    if (ends_at <= starts_at)
        return fail(malformed("meetings.end_before_start").field("/ends_at", "meetings.end_before_start"));
    auto const now = meetings_.tools().clock.now();
    if (starts_at <= now)
        return fail(refused("meetings.other_time_past").field("/starts_at", "meetings.other_time_past"));
    if (local_date(now).plus_days(366) < local_date(starts_at))
        return fail(refused("meetings.other_time_far").field("/starts_at", "meetings.other_time_far"));
    if (longest_ms < ends_at.ms - starts_at.ms)
        return fail(refused("meetings.other_time_long").field("/ends_at", "meetings.other_time_long"));
    return meetings_.tools().db.write([&](db::Tx& tx) -> Result<approvals::CaseId> {
        TRY_ASSIGN(auto const found, meetings_.own(tx, actor, id));
        auto const& meeting = found.first;
        if (meeting.state != MeetingState::called) return fail(wrong_state(meeting, "申请改期"));
        if (actor.has(rights::write) && actor.scope(rights::write).covers(meeting.path))
            return fail(conflict("meetings.may_change"));
        if (starts_at == meeting.starts_at && ends_at == meeting.ends_at)
            return fail(refused("meetings.other_time_same").field("/starts_at", "meetings.other_time_same"));
        approvals::Request request;
        request.kind = "slot_change";
        request.subject_kind = "meeting";
        request.subject = id.value;
        request.organisation = meeting.organisation;
        request.path = meeting.path;
        request.title = "申请改期：" + ordinal(meeting);
        request.detail = "原定" + when_text(meeting.starts_at, meeting.ends_at) + "，申请改为" +
                         when_text(starts_at, ends_at) + "，原因：" + why;
        request.payload = std::to_string(starts_at.ms) + " " + std::to_string(ends_at.ms);
        request.link = "/console/meetings/" + id.text();
        request.by_asker = true;  // the reason is theirs
        return approvals_.begin(tx, actor, request);
    });
}

}  // namespace xinglin::meetings
