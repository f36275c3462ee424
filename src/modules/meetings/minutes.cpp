#include "modules/meetings/minutes.hpp"

#include "base/text.hpp"
#include "modules/meetings/figures.hpp"
#include "modules/meetings/rules_minutes.hpp"
#include "modules/meetings/store_materials.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/people/people.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

Problem wrong_state(Meeting const& meeting, std::string act) {
    return conflict("meetings.wrong_state")
        .fact("state", std::string(title(meeting.state)))
        .fact("act", std::move(act));
}

std::string name_of(db::Reader& reader, PersonId person) {
    if (person.none()) return {};
    auto const card = people::find_card(reader, person);
    return card ? card->name : std::string();
}

Chair chair_of(db::Reader& reader, Meeting const& m) {
    if (m.chair.none()) return Chair::none;
    for (auto const& post : organisations::posts_on(reader, m.organisation, m.day())) {
        if (post.person != m.chair) continue;
        if (post.kind == organisations::PostKind::secretary) return Chair::secretary;
        if (post.kind == organisations::PostKind::group_leader) return Chair::group_leader;
        if (post.kind != organisations::PostKind::contact) return Chair::deputy_or_member;
    }
    return Chair::other;
}

void add_people(MinutesFacts& facts, std::vector<Attendee> const& people) {
    for (auto const& one : people) {
        if (one.gone || one.part != Part::due || one.counting == Counting::left_out) continue;
        ++facts.due;
        facts.present += one.presence == Presence::present ? 1 : 0;
        if (one.presence != Presence::absent) continue;
        ++facts.absent;
        facts.absent_without_reason += one.absence_reason ? 0 : 1;
    }
}

void add_votes(MinutesFacts& facts, Record const& record) {
    for (auto const& item : record.items) {
        if (item.kind != ItemKind::vote) continue;
        MinutesVote line;
        line.title = item.title;
        for (auto const& vote : record.votes) {
            if (vote.item != item.id) continue;
            auto const& c = vote.count;
            line.method_given = true;
            line.due = c.due;
            line.present = c.present;
            line.in_favour = c.in_favour;
            line.against = c.against;
            line.abstained = c.abstained;
            // Void ballots came back and say nothing; a show of hands has none.
            line.returned = c.returned ? *c.returned - c.invalid : c.in_favour + c.against + c.abstained;
        }
        facts.votes.push_back(std::move(line));
    }
}

void add_decisions(MinutesFacts& facts, Record const& record) {
    for (auto const& item : record.items) {
        if (item.kind != ItemKind::decision) continue;
        MinutesDecision line{item.title, false, false};
        for (auto const& task : record.tasks)
            if (task.item == item.id) line.owner = line.deadline = true;
        facts.decisions.push_back(std::move(line));
    }
}

/// A count was made with the people of its moment: whoever was marked otherwise since then is not in its quorum.
void compare_people(Verdict& out, Record const& record, regulations::RuleSet const& rules) {
    auto const now = figures_of(record.meeting.kind, record.people, rules, record.meeting.day());
    // An electronic ballot keeps the people of its close: who is called away afterwards has voted. The program entered it, no account.
    auto const say = [&](ItemId item, std::int64_t due, std::int64_t present, bool by_hand) {
        if (due == now.voters_due && present == now.voters_present) return;
        auto const found =
            std::find_if(record.items.begin(), record.items.end(), [&](Item const& one) { return one.id == item; });
        regulations::Finding changed;
        changed.rule = by_hand ? "minutes.vote_people_changed" : "minutes.vote_people_left";
        changed.severity = by_hand ? regulations::Severity::block : regulations::Severity::warn;
        changed.article = "本项目约定（会议记录）";
        changed.fact("title", found == record.items.end() ? std::string() : found->title);
        changed.fact("due", due).fact("present", present);
        out.add(std::move(changed.fact("due_now", now.voters_due).fact("present_now", now.voters_present)));
    };
    for (auto const& vote : record.votes)
        say(vote.item, vote.count.due, vote.count.present, vote.count.method != VoteMethod::electronic);
    for (auto const& election : record.elections)
        if (election.counted_at) say(election.item, election.due, election.present, !election.counted_by.none());
}

/// Points of the agenda that would stand empty in the minutes. Votes and decisions have findings of their own.
void add_empty_items(MinutesFacts& facts, Record const& record) {
    auto const any = [](auto const& all, auto const& is) { return std::any_of(all.begin(), all.end(), is); };
    for (auto const& item : record.items) {
        if (item.kind == ItemKind::vote || item.kind == ItemKind::decision || !text::trim(item.body).empty()) continue;
        auto const about = [&](auto const& one) { return one.item == item.id; };
        if (!any(record.points, about) && !any(record.votes, about) && !any(record.elections, about) &&
            !any(record.tasks, about))
            facts.empty_items.push_back(item.title);
    }
}

}  // namespace

Record record_of(db::Reader& reader, crypto::Vault const& vault, Meeting const& m) {
    if (m.state == MeetingState::closed)
        if (auto const kept = store::minutes(reader, vault, m.id); !kept.empty())
            return record_from(m, kept.front().facts);
    return live_record(reader, vault, m);
}

Record live_record(db::Reader& reader, crypto::Vault const& vault, Meeting const& m) {
    Record out;
    out.meeting = m;
    if (auto const found = organisations::find_on(reader, m.organisation, m.day())) out.organisation = found->name;
    out.chair = name_of(reader, m.chair);
    out.recorder = name_of(reader, m.recorder);
    out.items = store::items(reader, m.id);
    out.materials = store::materials_named(reader, m.id);
    out.people = people_of(reader, vault, m);
    out.points = store::points(reader, m.id);
    out.votes = store::votes(reader, m.id);
    out.elections = store::elections(reader, m.id);
    out.tasks = store::tasks_of(reader, m.id);
    return out;
}

bool is_late(Meeting const& m, regulations::RuleSet const& rules, Instant now) {
    auto const days = rules.nearest("meeting.late_after_days", local_date(now)).number();
    return m.ended_at && now.ms - m.ended_at->ms > days * day_ms;
}

Verdict checks(db::Reader& reader, Record const& record, regulations::RuleSet const& rules, Instant now) {
    auto const& m = record.meeting;
    MinutesFacts facts;
    facts.kind = m.kind;
    facts.number = m.number > 0;
    facts.place = !text::trim(m.place).empty();
    if (m.started_at) facts.held_on = local_date(*m.started_at);
    facts.began = m.started_at;
    facts.ended = m.ended_at;
    facts.chair = chair_of(reader, m);
    facts.recorder = !m.recorder.none();
    facts.same_person = !m.chair.none() && m.chair == m.recorder;
    add_people(facts, record.people);
    facts.agenda = static_cast<std::int64_t>(record.items.size());
    facts.points = static_cast<std::int64_t>(record.points.size());
    facts.sittings = store::participants(reader, m.id).empty() ? 1 : 2;
    add_votes(facts, record);
    add_decisions(facts, record);
    add_empty_items(facts, record);
    // The signatures stand on the printed sheet.
    facts.chair_signed = facts.recorder_signed = true;
    facts.closing = m.closed_at.value_or(now);
    auto out = check_minutes(facts, rules);
    for (auto const& election : record.elections) {
        if (election.counted_at) continue;
        regulations::Finding open;
        open.rule = "minutes.election_uncounted";
        open.severity = regulations::Severity::block;
        open.article = "本项目约定（会议记录）";
        out.add(std::move(open.fact("round", election.round)));
    }
    compare_people(out, record, rules);
    regulations::phrase(out);
    return out;
}

Verdict open_ballot(Service const& service, db::Reader& reader, Meeting const& meeting) {
    Verdict out;
    auto const running = service.running_ballot(reader, meeting.id, std::nullopt);
    if (running.empty()) return out;
    regulations::Finding open;
    open.rule = "minutes.ballot_open";
    open.severity = regulations::Severity::block;
    open.article = "本项目约定（会议记录）";
    out.add(std::move(open.fact("title", running)));
    regulations::phrase(out);
    return out;
}

Result<PointId> Minutes::write(auth::Actor const& actor, MeetingId id, PointWritten const& written) {
    if (text::trim(written.body).empty())
        return fail(malformed("meetings.point_empty").field("/body", "meetings.point_empty"));
    return service_.tools().db.write([&](db::Tx& tx) -> Result<PointId> {
        TRY_ASSIGN(auto const meeting, service_.kept(tx, actor, id));
        if (meeting.state != MeetingState::under_way && meeting.state != MeetingState::held)
            return fail(wrong_state(meeting, "记录发言"));
        auto const people = settle_people(tx, service_.tools().vault, service_.tools().ids, meeting);
        if (std::none_of(people.begin(), people.end(), [&](Attendee const& one) { return one.id == written.attendee; }))
            return fail(malformed("meetings.attendee_unknown").field("/attendee", "meetings.attendee_unknown"));
        auto const items = store::items(tx, id);
        if (written.item &&
            std::none_of(items.begin(), items.end(), [&](Item const& one) { return one.id == *written.item; }))
            return fail(not_found("meetings.item_unknown"));
        auto const before = store::points(tx, id);
        if (written.id) {
            auto const was =
                std::find_if(before.begin(), before.end(), [&](Point const& one) { return one.id == *written.id; });
            if (was == before.end()) return fail(not_found());
            if (written.seen && *written.seen != was->written_at)
                return fail(problem(Kind::precondition, "meetings.point_stale")
                                .fact("at", local_text(was->written_at))
                                .fact("body", was->body));
        }
        Point const point{written.id ? *written.id : service_.tools().ids.next<PointId>(),
                          written.item,
                          written.attendee,
                          text::trim(written.body),
                          written.dissent,
                          service_.tools().clock.now()};
        store::put(tx, id, actor.account, point);
        service_.note(tx, actor, meeting, written.id ? "meetings.point_changed" : "meetings.point_written", "记录发言",
                      {{"point", point.id.text()}});
        return point.id;
    });
}

Result<Done> Minutes::remove(auth::Actor const& actor, MeetingId id, PointId point) {
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const meeting, service_.kept(tx, actor, id));
        if (meeting.state != MeetingState::under_way && meeting.state != MeetingState::held)
            return fail(wrong_state(meeting, "删除发言"));
        if (!store::remove(tx, id, point)) return fail(not_found());
        service_.note(tx, actor, meeting, "meetings.point_removed", "删除一条发言记录", {{"point", point.text()}});
        return Done{};
    });
}

Result<Done> Minutes::close(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                            std::string const& late_reason) {
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto meeting, service_.for_change(tx, actor, id, version));
        if (meeting.state != MeetingState::held) return fail(wrong_state(meeting, "归档会议记录"));
        auto const now = service_.tools().clock.now();
        auto const rules = service_.rules(tx);
        auto verdict = checks(tx, record_of(tx, service_.tools().vault, meeting), rules, now);
        verdict.add(open_ballot(service_, tx, meeting));
        TRY(verdict.enforce());
        auto const before = store::minutes(tx, id);
        if (is_late(meeting, rules, now)) {
            // A correction has given its reason already.
            if (auto const given = text::trim(late_reason); !given.empty()) meeting.late_reason = given;
            if (meeting.late_reason.empty()) meeting.late_reason = meeting.correction;
            if (meeting.late_reason.empty())
                return fail(
                    malformed("meetings.late_reason_missing").field("/late_reason", "meetings.late_reason_missing"));
            meeting.late = true;
        }
        meeting.state = MeetingState::closed;
        meeting.closed_at = now;
        MinutesVersion made;
        made.number = before.empty() ? 1 : before.front().number + 1;
        made.facts = facts_json(live_record(tx, service_.tools().vault, meeting));
        made.digest = text::hex(crypto::sha256(made.facts));
        made.reason = meeting.correction;
        made.closed_at = now;
        made.closed_by = actor.account;
        made.closed_name = actor.name;
        made.closed_person = actor.person;
        store::insert(tx, service_.tools().vault, id, made);
        meeting.correction.clear();
        TRY(service_.save(
            tx, actor, meeting, "meetings.closed",
            made.number == 1 ? "归档会议记录" : "归档会议记录（第" + std::to_string(made.number) + "版）"));
        service_.note(tx, actor, meeting, "meetings.minutes_kept", "保存会议记录",
                      {{"number", std::to_string(made.number)}, {"digest", made.digest}});
        Result<Done> asked = Done{};
        if (meeting.late && !meeting.countersigned_at) service_.ask_countersignature(tx, actor, meeting, asked);
        return asked;
    });
}

Result<Done> Minutes::reopen(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version,
                             std::string const& reason) {
    auto const why = text::trim(reason);
    if (why.empty()) return fail(malformed("meetings.reason_missing").field("/reason", "meetings.reason_missing"));
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto meeting, service_.for_change(tx, actor, id, version));
        if (meeting.state != MeetingState::closed) return fail(wrong_state(meeting, "更正会议记录"));
        meeting.state = MeetingState::held;
        meeting.correction = why;
        meeting.closed_at.reset();
        // What a second person has confirmed is no longer what stands there.
        meeting.countersigned_at.reset();
        meeting.countersigned_by = {};
        meeting.countersigned_name.clear();
        // What is typed stays with the meeting: the notice to who asked says no more than that.
        service_.withdraw_countersignature(tx, actor, id, "会议记录已重新打开更正");
        return service_.save(tx, actor, meeting, "meetings.reopened", "更正会议记录");
    });
}

Result<Done> Minutes::countersign(auth::Actor const& actor, MeetingId id, std::optional<std::int64_t> version) {
    if (service_.asks()) return service_.countersign_through(actor, id, version);
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto meeting, service_.access(tx, actor, id, rights::countersign));
        if (!version) return fail(problem(Kind::precondition, "meetings.version_missing"));
        if (*version != meeting.version)
            return fail(problem(Kind::precondition, "meetings.stale").fact("changes", "请刷新后核对"));
        if (!meeting.late || meeting.state != MeetingState::closed || meeting.countersigned_at)
            return fail(conflict("meetings.not_to_countersign"));
        if (Service::wrote(tx, actor, meeting)) return fail(refused("meetings.own_entry"));
        meeting.countersigned_at = service_.tools().clock.now();
        meeting.countersigned_by = actor.account;
        meeting.countersigned_name = actor.name;
        return service_.save(tx, actor, meeting, "meetings.countersigned", "会签补录");
    });
}

}  // namespace xinglin::meetings
