// Votes by hand or on paper, and what every count stands on.
#include "modules/meetings/voting_room.hpp"

#include "base/text.hpp"
#include "modules/meetings/rules_ballots.hpp"
#include "modules/meetings/store_votes.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

std::string number(std::int64_t value) { return std::to_string(value); }

bool same(VoteCount const& a, VoteCount const& b) {
    return a.kind == b.kind && a.method == b.method && a.written == b.written && a.issued == b.issued &&
           a.returned == b.returned && a.in_favour == b.in_favour && a.against == b.against &&
           a.abstained == b.abstained && a.invalid == b.invalid;
}

}  // namespace

Result<Voting::Room> Voting::room(db::Tx& tx, auth::Actor const& actor, MeetingId id, ItemId item_id,
                                  ItemKind kind) const {
    TRY_ASSIGN(auto meeting, service_.access(tx, actor, id, rights::write));
    if (meeting.state != MeetingState::under_way && meeting.state != MeetingState::held)
        return fail(conflict("meetings.wrong_state")
                        .fact("state", std::string(title(meeting.state)))
                        .fact("act", "登记表决结果"));
    auto const items = store::items(tx, id);
    auto const found = std::find_if(items.begin(), items.end(), [&](Item const& one) { return one.id == item_id; });
    if (found == items.end()) return fail(not_found("meetings.item_unknown"));
    bool const fits = kind == ItemKind::election ? found->kind == ItemKind::election
                                                 : found->kind == ItemKind::vote || found->kind == ItemKind::decision;
    if (!fits) return fail(refused("meetings.not_to_vote_on").fact("item", found->title));
    if (!store::participants(tx, id).empty())
        return fail(refused("meetings.vote_needs_everybody").fact("item", found->title));
    auto const people = settle_people(tx, service_.tools().vault, service_.tools().ids, meeting);
    auto rules = service_.rules(tx);
    auto figures = figures_of(meeting.kind, people, rules, meeting.day());
    return Room{std::move(meeting), *found, std::move(figures), std::move(rules)};
}

Result<Done> Voting::no_ballot_runs(db::Tx& tx, MeetingId meeting, ItemId item) const {
    auto const running = service_.running_ballot(tx, meeting, item);
    if (!running.empty()) return fail(conflict("meetings.ballot_pending").fact("title", running));
    return Done{};
}

void Voting::finish(db::Tx& tx, auth::Actor const& actor, Room const& room, std::string action, std::string summary,
                    std::vector<std::pair<std::string, std::string>> details) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "meeting";
    event.subject = room.meeting.id.value;
    event.path = room.meeting.path;
    event.summary = std::move(summary);
    event.details = std::move(details);
    event.details.emplace_back("item", room.item.id.text());
    service_.tools().trail.record(tx, actor, event);
    service_.announce(tx, room.meeting);
}

Result<Done> Voting::count(auth::Actor const& actor, MeetingId meeting, ItemId item, CountedVote const& counted) {
    return service_.tools().db.write([&](db::Tx& tx) { return count(tx, actor, meeting, item, counted); });
}

Result<Done> Voting::count(db::Tx& tx, auth::Actor const& actor, MeetingId meeting, ItemId item,
                           CountedVote const& counted) {
    TRY_ASSIGN(auto const at, room(tx, actor, meeting, item, ItemKind::vote));
    auto const there = counted.electorate.value_or(Electorate{at.figures.voters_due, at.figures.voters_present});
    VoteCount const numbers{counted.kind,    counted.method,    there.due,        there.present,
                            counted.written, counted.issued,    counted.returned, counted.in_favour,
                            counted.against, counted.abstained, counted.invalid};
    if (!counted.electorate) TRY(no_ballot_runs(tx, meeting, item));
    for (auto const& before : store::votes(tx, meeting)) {
        if (before.item != item) continue;
        if (same(before.count, numbers)) return Done{};  // the same count sent twice
        if (before.count.method == VoteMethod::electronic) return fail(conflict("meetings.electronic_stands"));
        if (text::trim(counted.correction).empty())
            return fail(conflict("meetings.vote_counted")
                            .fact("who", before.recorded_name)
                            .fact("at", local_text(before.recorded_at)));
    }
    TRY(enforce(check_count(numbers)));
    auto const outcome = outcome_of(at.meeting.kind, numbers, at.rules, at.meeting.day());
    auto const rule =
        at.rules.nearest(at.meeting.kind == MeetingKind::committee_meeting ? "committee_meeting.quorum_percent"
                         : counted.kind == VoteKind::resolution            ? "meeting.pass_over_percent"
                                                                           : "admission_meeting.pass_over_percent",
                         at.meeting.day());
    Vote vote;
    vote.item = item;
    vote.meeting = meeting;
    vote.count = numbers;
    vote.outcome = !outcome.valid ? "invalid" : outcome.passed ? "passed" : "not_passed";
    vote.votes_needed = outcome.votes_needed;
    vote.present_needed = outcome.present_needed;
    vote.article = rule.article;
    vote.rule_version = rule.version;
    vote.recorded_at = service_.tools().clock.now();
    vote.recorded_by = actor.account;
    vote.recorded_name = actor.name;
    store::put(tx, vote);
    finish(tx, actor, at, "meetings.vote_counted", ordinal(at.meeting) + "登记表决结果：" + at.item.title,
           {{"in_favour", number(numbers.in_favour)},
            {"against", number(numbers.against)},
            {"abstained", number(numbers.abstained)},
            {"outcome", vote.outcome},
            {"correction", text::trim(counted.correction)}});
    return Done{};
}

}  // namespace xinglin::meetings
