#include "app/demo_meetings.hpp"

#include "base/check.hpp"
#include "modules/meetings/minutes.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/tasks.hpp"
#include "modules/meetings/voting.hpp"

#include <array>

namespace xinglin::app {
namespace {

using meetings::AbsenceReason;
using meetings::ItemKind;
using meetings::MeetingId;
using meetings::MeetingKind;
using meetings::Presence;

constexpr std::array<char const*, 4> branches{"Z1B01", "Z1B02", "Z1B03", "Z2B01"};
constexpr std::array<AbsenceReason, 4> reasons{AbsenceReason::on_duty, AbsenceReason::surgery,
                                               AbsenceReason::after_night, AbsenceReason::travel};

/// The demo's secretary of one branch: a service of the module whose clock stands where a past meeting stood.
class Life {
  public:
    Life(Modules::Parts& parts, OrganisationId branch)
        : parts_(parts),
          branch_(branch),
          clock_(parts.core.clock.now()),
          service_(meetings::Tools{*parts.core.database, parts.core.ids, clock_, parts.core.trail, parts.book,
                                   parts.notices, parts.shop.hub, *parts.core.vault}) {}

    /// Plans a meeting as it was planned: two days before.
    Result<MeetingId> plan(MeetingKind kind, Instant starts_at, std::vector<meetings::PlannedItem> items) {
        clock_.set(starts_at + -2 * day_ms);
        meetings::Plan plan;
        plan.starts_at = starts_at;
        plan.ends_at = starts_at + 90 * minute_ms;
        plan.place = "科室示教室";
        plan.items = std::move(items);
        TRY_ASSIGN(auto const id, service_.plan(actor_, branch_, kind, plan));
        // Somebody other than the chair writes the minutes.
        auto const at = find(id);
        for (auto const& one : people(id)) {
            if (one.person.none() || one.person == at.chair) continue;
            plan.recorder = one.person;
            break;
        }
        if (!at.chair.none()) plan.chair = at.chair;
        for (auto const& item : items_of(id)) plan.items[static_cast<std::size_t>(item.position) - 1].id = item.id;
        TRY(service_.change(actor_, id, at.version, plan));
        return id;
    }
    /// Everybody but every `away`th is there; those away each have their reason.
    Result<Done> begin(MeetingId id, int away) {
        clock_.set(find(id).starts_at);
        TRY(service_.start(actor_, id, find(id).version, std::nullopt));
        std::vector<meetings::Mark> marks;
        int count = 0;
        for (auto const& one : people(id)) {
            meetings::Mark mark;
            mark.attendee = one.id;
            bool const absent = away > 0 && ++count % away == 0 && one.person != find(id).chair;
            mark.presence = absent ? Presence::absent : Presence::present;
            if (absent) mark.reason = reasons[static_cast<std::size_t>(count / away) % reasons.size()];
            marks.push_back(mark);
        }
        return service_.mark(actor_, id, marks);
    }
    Result<Done> say(MeetingId id, ItemKind kind, std::string const& words) {
        for (auto const& item : items_of(id))
            if (item.kind == kind)
                for (auto const& one : people(id))
                    if (one.presence == Presence::present && one.person != find(id).chair) {
                        TRY(meetings::Minutes(service_).write(actor_, id,
                                                              {std::nullopt, item.id, one.id, words, false}));
                        return Done{};
                    }
        return Done{};
    }
    /// All voters in the room are in favour but one, who abstains.
    Result<Done> vote(MeetingId id) {
        std::int64_t voters = 0;
        for (auto const& one : people(id))
            voters += one.counting == meetings::Counting::voter && one.presence == Presence::present ? 1 : 0;
        for (auto const& item : items_of(id)) {
            if (item.kind != ItemKind::vote) continue;
            meetings::CountedVote counted;
            counted.in_favour = voters - 1;
            counted.abstained = 1;
            TRY(meetings::Voting(service_).count(actor_, id, item.id, counted));
        }
        return Done{};
    }
    Result<Done> end(MeetingId id) {
        clock_.set(find(id).ends_at);
        return service_.end(actor_, id, find(id).version, std::nullopt);
    }
    Result<Done> close(MeetingId id) {
        clock_.set(find(id).ends_at + 3 * hour_ms);
        return meetings::Minutes(service_).close(actor_, id, find(id).version, "");
    }
    /// A meeting as most are: held, written up, closed.
    Result<MeetingId> hold(MeetingKind kind, Instant starts_at, std::vector<meetings::PlannedItem> items, int away) {
        TRY_ASSIGN(auto const id, plan(kind, starts_at, std::move(items)));
        TRY(begin(id, away));
        TRY(say(id, ItemKind::discussion, "结合科室实际，把学习安排到交班之后，值班的同志随后补学。"));
        TRY(vote(id));
        TRY(end(id));
        TRY(close(id));
        return id;
    }
    Result<Done> call(MeetingId id) {
        clock_.set(parts_.core.clock.now());
        TRY(service_.call(actor_, id, find(id).version));
        int count = 0;
        for (auto const& one : people(id)) {
            if (one.person.none() || ++count % 3 == 0) continue;  // a third has not answered yet
            auto who = auth::Actor::the_system("演示数据");
            who.person = one.person;
            meetings::Answer answer;
            if (count % 5 == 0) answer = {false, reasons[static_cast<std::size_t>(count) % reasons.size()], ""};
            TRY(service_.reply(who, id, answer));
        }
        return Done{};
    }
    Result<Done> task(MeetingId meeting, meetings::TaskKind kind, std::string body, Date due_on) {
        meetings::NewTask command;
        command.organisation = branch_;
        command.kind = kind;
        command.body = std::move(body);
        command.due_on = due_on;
        command.meeting = meeting;
        for (auto const& one : people(meeting))
            if (!one.person.none() && one.presence == Presence::present) command.owner = one.person;
        TRY(meetings::Tasks(service_).add(actor_, command));
        return Done{};
    }

  private:
    meetings::Meeting find(MeetingId id) {
        auto const found =
            parts_.core.database->read([&](db::Reader& reader) { return meetings::store::find(reader, id); });
        XL_CHECK(found.has_value());
        return *found;
    }
    std::vector<meetings::Attendee> people(MeetingId id) {
        return parts_.core.database->read(
            [&](db::Reader& reader) { return meetings::store::attendees(reader, *parts_.core.vault, id); });
    }
    std::vector<meetings::Item> items_of(MeetingId id) {
        return parts_.core.database->read([&](db::Reader& reader) { return meetings::store::items(reader, id); });
    }

    Modules::Parts& parts_;
    OrganisationId branch_;
    FixedClock clock_;
    meetings::Service service_;
    auth::Actor actor_ = auth::Actor::the_system("演示数据");
};

/// Half past five in the afternoon, after the ward round.
Instant afternoon(Date day) { return start_of_day(day) + 17 * hour_ms + 30 * minute_ms; }

Result<Done> past_months(Life& life, Date today, int months, bool lecture) {
    for (int back = months; back >= 1; --back) {
        auto const month = Date{today.year, today.month, 1}.plus_months(-back);
        TRY(life.hold(MeetingKind::committee_meeting, afternoon(month.plus_days(3)),
                      {{std::nullopt, ItemKind::discussion, "研究本月组织生活安排", ""}}, 0));
        TRY(life.hold(MeetingKind::theme_day, afternoon(month.plus_days(11)),
                      {{std::nullopt, ItemKind::study, "学习《中国共产党支部工作条例（试行）》", "第十一条至第十九条"},
                       {std::nullopt, ItemKind::discussion, "讨论如何把服务患者落到实处", ""}},
                      6));
        if (month.month % 3 == 1)
            TRY(life.hold(MeetingKind::members_meeting, afternoon(month.plus_days(18)),
                          {{std::nullopt, ItemKind::report, "支部委员会季度工作报告", ""},
                           {std::nullopt, ItemKind::vote, "通过本季度学习计划", ""}},
                          7));
        if (lecture && month.month % 3 == 2)
            TRY(life.hold(MeetingKind::party_lecture, afternoon(month.plus_days(22)),
                          {{std::nullopt, ItemKind::study, "书记讲党课：医者初心", ""}}, 5));
    }
    return Done{};
}

/// Cardiology: a meeting called with replies, one of yesterday to be written up, a decision and a rectification to do.
Result<Done> busy_branch(Life& life, Date today) {
    TRY_ASSIGN(auto const yesterday, life.plan(MeetingKind::theme_day, afternoon(today.plus_days(-1)),
                                               {{std::nullopt, ItemKind::study, "学习身边的先进典型", ""},
                                                {std::nullopt, ItemKind::discussion, "义诊活动安排", ""}}));
    TRY(life.begin(yesterday, 5));
    TRY(life.say(yesterday, ItemKind::discussion, "义诊放在周六上午，门诊护理组负责登记人数。"));
    TRY(life.end(yesterday));
    TRY(life.task(yesterday, meetings::TaskKind::decision, "联系社区，确定义诊场地和时间", today.plus_days(6)));
    TRY(life.task(yesterday, meetings::TaskKind::rectification, "谈心谈话记录不全，逐人补齐", today.plus_days(14)));
    TRY_ASSIGN(auto const next, life.plan(MeetingKind::members_meeting, afternoon(today.plus_days(3)),
                                          {{std::nullopt, ItemKind::report, "支部委员会工作报告", ""},
                                           {std::nullopt, ItemKind::vote, "讨论并通过下季度工作安排", ""}}));
    return life.call(next);
}

}  // namespace

Result<Done> hold_meetings(Modules::Parts& parts) {
    auto const now = parts.core.clock.now();
    auto const today = local_date(now);
    for (std::size_t i = 0; i < branches.size(); ++i) {
        auto const branch = parts.core.database->read(
            [&](db::Reader& reader) { return organisations::find_by_code(reader, branches[i]); });
        if (!branch) return fail(problem(Kind::fault, "app.demo_import").fact("reason", branches[i]));
        Life life(parts, branch->id);
        // Not every branch is as thorough, so that the overview has something to say.
        TRY(past_months(life, today, i == 3 ? 1 : 4, i != 2));
        if (i == 0) TRY(busy_branch(life, today));
        if (i != 1) continue;
        TRY_ASSIGN(auto const running, life.plan(MeetingKind::members_meeting, now + -20 * minute_ms,
                                                 {{std::nullopt, ItemKind::report, "通报近期工作", ""},
                                                  {std::nullopt, ItemKind::vote, "推荐优秀共产党员", ""}}));
        TRY(life.begin(running, 8));
    }
    return Done{};
}

}  // namespace xinglin::app
