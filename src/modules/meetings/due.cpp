#include "modules/meetings/due.hpp"

#include "base/text.hpp"
#include "modules/calendar/calendar.hpp"
#include "modules/meetings/ledger.hpp"
#include "modules/meetings/store_ledger.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/store_plans.hpp"
#include "modules/organisations/held_on.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

using duties::Duty;

constexpr int most = 50;
/// Whoever looks after more branches than this sees them in the overview, not one by one on the home screen.
constexpr std::size_t few_branches = 3;

void replies(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor, Instant now,
             std::vector<Duty>& out) {
    if (actor.person.none()) return;
    for (auto const& m : store::of_person(reader, actor.person, now, {}, most)) {
        if (m.state != MeetingState::called || m.starts_at <= now) continue;
        auto const mine = store::attendee(reader, vault, m.id, actor.person);
        if (!mine || mine->reply != Reply::none) continue;
        Duty duty;
        duty.id = "meetings.reply:" + m.id.text();
        duty.kind = "meetings.reply";
        duty.title = "回复会议通知：" + m.title;
        duty.detail = when_text(m.starts_at, m.ends_at) + "，" + m.place + "。";
        duty.due_on = local_date(m.starts_at);
        duty.weight = 40;
        duty.action = "去回复";
        duty.link = "/m/meetings/" + m.id.text();
        out.push_back(std::move(duty));
    }
}

void own_tasks(db::Reader& reader, auth::Actor const& actor, Date today, std::vector<Duty>& out) {
    if (actor.person.none()) return;
    for (auto const& task : store::tasks_of_owner(reader, actor.person, store::Owned::open, most)) {
        Duty duty;
        duty.id = "meetings.task:" + task.id.text();
        duty.kind = "meetings.task";
        auto const words = text::decode(task.body);
        duty.title =
            std::string(title(task.kind)) + "：" + text::encode(words.substr(0, 30)) + (words.size() > 30 ? "…" : "");
        duty.detail =
            task.due_on.text() + "前完成" + (task.state == TaskState::returned ? "；复核退回：" + task.check_note : "");
        duty.due_on = task.due_on;
        duty.overdue = task.due_on < today;
        duty.weight = 45;
        duty.action = "去办理";
        duty.link = "/m/tasks/" + task.id.text();
        out.push_back(std::move(duty));
    }
}

void minutes(db::Reader& reader, auth::Scope const& scope, regulations::RuleSet const& rules, Instant now,
             std::vector<Duty>& out) {
    auto const open = store::held_in(reader, scope, most);
    if (open.empty()) return;
    auto const hours = rules.nearest("minutes.finish_hours", local_date(now));
    auto const& first = open.front();
    auto const by = first.ended_at.value_or(first.ends_at) + hours.number() * hour_ms;
    Duty duty;
    duty.id = open.size() == 1 ? "meetings.minutes:" + first.id.text() : "meetings.minutes";
    duty.kind = "meetings.minutes";
    duty.title =
        open.size() == 1 ? "整理会议记录：" + first.title : std::to_string(open.size()) + "次会议的记录待整理归档";
    duty.detail = "最早的是" + ordinal(first) + "。到会、表决和发言登记后自动成稿，核对后归档。";
    duty.article = hours.article;
    duty.due_on = local_date(by);
    duty.overdue = by < now;
    duty.weight = 55;
    duty.count = static_cast<std::int64_t>(open.size());
    duty.action = "去整理";
    // Straight to the one that waits longest; the next takes its place.
    duty.link = "/console/meetings/" + first.id.text() + "/minutes";
    out.push_back(std::move(duty));
}

void to_check(db::Reader& reader, auth::Actor const& actor, auth::Scope const& scope, std::vector<Duty>& out) {
    store::TaskFilter filter;
    filter.state = TaskState::done;
    std::int64_t waiting = 0;
    for (auto const& task : store::tasks(reader, scope, filter, {}, most))
        if (task.done_by != actor.account && (actor.person.none() || task.owner != actor.person)) ++waiting;
    if (waiting == 0) return;
    Duty duty;
    duty.id = "meetings.tasks_to_check";
    duty.kind = "meetings.check_tasks";
    duty.title = std::to_string(waiting) + "项决议或整改事项待复核";
    duty.detail = "核对办理情况，通过或退回。";
    duty.weight = 25;
    duty.count = waiting;
    duty.action = "去核实";
    duty.link = "/console/meeting-tasks?state=done";
    out.push_back(std::move(duty));
}

void to_countersign(db::Reader& reader, auth::Actor const& actor, std::vector<Duty>& out) {
    std::vector<Meeting> waiting;
    for (auto& m : store::late_waiting(reader, actor.scope(rights::countersign), most))
        if (m.created_by != actor.account) waiting.push_back(std::move(m));
    if (waiting.empty()) return;
    Duty duty;
    duty.id = "meetings.late";
    duty.kind = "meetings.countersign";
    duty.title = std::to_string(waiting.size()) + "次补录的会议待会签";
    duty.detail = "补录由另一人核对后会签，会签后才计入台账。";
    duty.weight = 30;
    duty.count = static_cast<std::int64_t>(waiting.size());
    duty.action = "去核对";
    duty.link = "/console/meetings/" + waiting.front().id.text() + "/minutes";
    out.push_back(std::move(duty));
}

/// The branch's own plan has it in a later month of its period, or leaves it out for a reason.
bool put_off(DueMeeting const& one, std::vector<PlanEdit> const& edits, Date today) {
    auto const key = plan_key(code(one.kind), one.group, one.period.from.month, static_cast<int>(one.held) + 1);
    for (auto const& edit : edits)
        if (edit.key == key)
            return !edit.dropped.empty() || (today.month < edit.month && edit.month <= one.period.to.month);
    return false;
}

void asked_for(db::Reader& reader, std::vector<organisations::Organisation> const& branches, auth::Scope const& scope,
               regulations::RuleSet const& rules, Date today, std::vector<Duty>& out) {
    auto const calendar = calendar::in_force(reader);
    for (auto const& branch : branches) {
        auto const meetings = store::between(reader, scope.within(branch.path), start_of_day({today.year, 1, 1}),
                                             start_of_day({today.year + 1, 1, 1}));
        auto const edits = store::plan_edits(reader, branch.id, today.year);
        for (auto const& one : waiting_for(reader, branch, meetings, rules, today)) {
            if (put_off(one, edits, today)) continue;
            bool const planned = std::any_of(meetings.begin(), meetings.end(), [&](Meeting const& m) {
                return m.kind == one.kind && one.period.holds(m.day()) && m.state != MeetingState::cancelled;
            });
            Duty duty;
            duty.id = "meetings.life:" + branch.id.text() + ":" + std::string(code(one.kind)) + ":" +
                      std::to_string(one.group);
            duty.kind = "meetings.hold";
            duty.title = (planned ? "按计划召开" : "安排") + std::string(title(one.kind));
            duty.detail = one.finding->text + "。" + one.finding->way_forward;
            // The last day of a period is often no working day; who plans by it finds an empty ward office.
            if (auto const last = calendar.last_working(today, one.period.to); last && *last < one.period.to)
                duty.detail += "。期限内最后一个工作日是" + last->text();
            duty.article = one.finding->article;
            duty.due_on = one.period.to;
            duty.weight = planned ? 15 : 35;
            duty.action = planned ? "看会议" : "去安排";
            duty.link = planned ? "/console/meetings?kind=" + std::string(code(one.kind))
                                : "/console/meetings/new?kind=" + std::string(code(one.kind)) +
                                      "&branch=" + (one.group != 0 ? OrganisationId{one.group} : branch.id).text();
            out.push_back(std::move(duty));
        }
    }
}

}  // namespace

std::vector<Duty> DutySource::due(db::Reader& reader, auth::Actor const& actor, Date today, int limit) const {
    std::vector<Duty> out;
    auto const now = service_.tools().clock.now();
    replies(reader, service_.tools().vault, actor, now, out);
    own_tasks(reader, actor, today, out);
    if (actor.has(rights::write)) {
        auto const scope = actor.scope(rights::write);
        auto const rules = service_.rules(reader);
        auto const branches = organisations::branches_in(reader, scope, few_branches + 1);
        // Minutes and meetings of a branch are its own; whoever looks after many finds them in the overview.
        if (branches.size() <= few_branches) {
            minutes(reader, scope, rules, now, out);
            to_check(reader, actor, scope, out);
            asked_for(reader, branches, scope, rules, today, out);
        }
    }
    // With approvals a late entry waits there, for whom it falls to.
    if (actor.has(rights::countersign) && !service_.asks()) to_countersign(reader, actor, out);
    duties::rank(out, today);
    if (static_cast<int>(out.size()) > limit) out.resize(static_cast<std::size_t>(limit));
    return out;
}

}  // namespace xinglin::meetings
