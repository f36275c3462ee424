// What may be known of a chain, and by whom; what comes next.
#include "modules/meetings/attendance.hpp"
#include "modules/meetings/meetings.hpp"
#include "modules/meetings/rules.hpp"
#include "modules/meetings/store.hpp"
#include "modules/meetings/store_votes.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/organisations/rules.hpp"
#include "modules/re_elections/re_elections.hpp"
#include "modules/re_elections/rules.hpp"
#include "modules/re_elections/store.hpp"

#include <algorithm>
#include <map>

namespace xinglin::re_elections {

using duties::Duty;
using meetings::MeetingState;
using organisations::ChangeContext;

namespace {

constexpr int most = 500;
constexpr std::array<std::pair<char const*, char const*>, 4> waiting{{{"re_election_request", "换届请示"},
                                                                      {"re_election_candidates", "候选人预备人选"},
                                                                      {"re_election_result", "选举结果"},
                                                                      {"re_election_extension", "延期换届"}}};

/// The rounds of the election on the agenda that were all counted at a meeting that is over.
bool elected(View const& view) {
    if (!view.meeting || view.rounds.empty()) return false;
    bool const over = view.meeting->state == MeetingState::held || view.meeting->state == MeetingState::closed;
    return over && std::all_of(view.rounds.begin(), view.rounds.end(),
                               [](meetings::Election const& one) { return one.counted_at.has_value(); });
}

/// Whom a name written on ballots means: the one member with a vote who bears it.
PersonId meant(std::vector<meetings::Attendee> const& people, std::string const& name) {
    PersonId out;
    for (auto const& one : people) {
        if (one.name != name || one.counting != meetings::Counting::voter) continue;
        if (!out.none()) return {};
        out = one.person;
    }
    return out;
}

void read_meeting(db::Reader& reader, crypto::Vault const& vault, View& view) {
    if (view.chain.meeting == 0) return;
    auto found = meetings::store::find(reader, meetings::MeetingId{view.chain.meeting});
    if (!found || found->state == MeetingState::cancelled) return;
    view.meeting = std::move(*found);
    for (auto const& item : meetings::store::items(reader, view.meeting->id))
        if (item.kind == meetings::ItemKind::election && !view.item) view.item = item.id;
    for (auto& one : meetings::store::elections(reader, view.meeting->id))
        if (view.item && one.item == *view.item) view.rounds.push_back(std::move(one));
    view.standing = !view.rounds.empty();
    bool const kept =
        std::any_of(view.people.begin(), view.people.end(), [](Nominee const& one) { return one.elected; });
    if (!elected(view) || kept) return;
    auto const room = meetings::people_of(reader, vault, *view.meeting);
    for (auto const& round : view.rounds)
        for (auto const& one : round.candidates) {
            if (one.outcome != "elected") continue;
            auto const person = one.person.none() ? meant(room, one.name) : one.person;
            auto const at = std::find_if(view.people.begin(), view.people.end(), [&](Nominee const& n) {
                return n.person.none() || person.none() ? n.name == one.name : n.person == person;
            });
            if (at != view.people.end()) {
                at->elected = true;
            } else {
                view.people.push_back({person, one.name, false, std::nullopt, true, std::nullopt});
            }
        }
}

std::vector<StepDone> done_of(db::Reader& reader, View const& view) {
    auto out = store::done(reader, view.chain.id);
    if (elected(view)) {
        auto const& last = view.rounds.back();
        out.push_back({Step::meeting, view.meeting->day(), meetings::ordinal(*view.meeting), *last.counted_at,
                       last.counted_by, last.counted_name});
        std::sort(out.begin(), out.end(), [](StepDone const& a, StepDone const& b) { return a.step < b.step; });
    }
    return out;
}

}  // namespace

std::optional<Step> View::next() const {
    for (auto const& one : steps)
        if (one.current) return one.step;
    return std::nullopt;
}
StepDone const* View::done(Step step) const {
    for (auto const& one : steps)
        if (one.step == step && one.done) return &*one.done;
    return nullptr;
}

View Service::view_of(db::Reader& reader, ReElection chain) const {
    View out;
    auto const rules = meetings_.rules(reader);
    auto const today = tools().clock.today();
    if (auto const place = organisations::find(reader, chain.organisation)) {
        out.organisation = place->name;
        out.branch = organisations::is_branch(place->kind);
        if (auto const above = organisations::find(reader, place->parent)) out.superior = above->name;
    }
    for (auto const& one : organisations::terms_of(reader, chain.organisation))
        if (one.id == chain.term) out.term = one;
    out.chain = std::move(chain);
    out.people = store::people(reader, out.chain.id);
    read_meeting(reader, meetings_.tools().vault, out);
    auto const done = done_of(reader, out);
    auto const deadline = out.term.deadline();
    out.days_left = deadline.days() - today.days();
    auto const next = out.chain.state == State::running ? next_step(out.chain.committee, done) : std::nullopt;
    for (auto const step : steps_of(out.chain.committee)) {
        StepView line{step, due_by(step, deadline, rules, today), std::nullopt, next == step};
        for (auto const& one : done)
            if (one.step == step) line.done = one;
        out.steps.push_back(std::move(line));
    }
    if (out.chain.seats > 0) out.candidates_needed = meetings::candidates_needed(out.chain.seats, rules, today);
    out.majority_of_due = meetings::majority_base(rules, today) == meetings::MajorityBase::due;
    out.latest_extension = latest_extension(out.term.due_on, rules, today);
    for (auto const& [kind, name] : waiting)
        if (approvals_.waiting_case(reader, kind, "re_election", out.chain.id.value)) {
            out.waits_for = name;
            out.extension_asked |= std::string_view(kind) == "re_election_extension";
        }
    if (out.chain.state != State::running) return out;
    ChainFacts facts;
    facts.committee = out.chain.committee;
    facts.done = done;
    facts.planned_on = out.chain.planned_on;
    facts.deadline = deadline;
    facts.latest = out.latest_extension;
    if (elected(out)) facts.places_open = out.rounds.back().places_open;
    facts.called_early = out.meeting && out.meeting->called_at && out.done(Step::candidates_reply) == nullptr;
    auto verdict = chain_findings(facts, rules, today);
    regulations::phrase(verdict);
    out.findings = std::move(verdict.findings);
    return out;
}

Result<View> Service::view(auth::Actor const& actor, ReElectionId id) const {
    // Read as the program: who is elected and who counted may belong to other branches.
    return tools().db.read([&](db::Reader& reader) -> Result<View> {
        auto found = store::find(reader, id);
        if (!found || !actor.has(meetings::rights::read) || !actor.scope(meetings::rights::read).covers(found->path))
            return fail(not_found());
        auto out = view_of(reader, std::move(*found));
        using organisations::rights::posts;
        bool const running = out.chain.state == State::running;
        out.runs = running && actor.has(meetings::rights::write) &&
                   actor.scope(meetings::rights::write).covers(out.chain.path);
        out.records = running && actor.has(posts) && actor.scope(posts).covers(out.chain.path);
        return out;
    });
}

std::vector<Line> Service::lines(db::Reader& reader, auth::Scope const& scope, Date today, int limit) const {
    auto const rules = meetings_.rules(reader);
    auto const months = rules.nearest("re_election.countdown_months", today).number();
    std::map<OrganisationId, Line> all;
    for (auto const& one :
         organisations::due_terms(reader, scope, today.plus_months(static_cast<int>(months)), limit)) {
        Line line;
        line.organisation = one.organisation.id;
        line.name = one.organisation.short_name.empty() ? one.organisation.name : one.organisation.short_name;
        line.deadline = one.term.deadline();
        line.next = Step::request;
        line.by = due_by(Step::request, line.deadline, rules, today);
        line.steps = static_cast<std::int64_t>(steps.size());
        all[line.organisation] = std::move(line);
    }
    for (auto& chain : store::list(reader, scope, State::running, limit)) {
        auto const view = view_of(reader, std::move(chain));
        auto& line = all[view.chain.organisation];
        line.organisation = view.chain.organisation;
        if (line.name.empty()) line.name = view.organisation;
        line.deadline = view.term.deadline();
        line.chain = view.chain.id;
        line.next = view.next();
        line.by.reset();
        for (auto const& one : view.steps) {
            line.done += one.done ? 1 : 0;
            if (one.current) line.by = one.by;
        }
        line.steps = static_cast<std::int64_t>(view.steps.size());
        line.asked = !view.waits_for.empty();
        line.returned = view.chain.returned;
    }
    std::vector<Line> out;
    for (auto& [id, line] : all) {
        line.days_left = line.deadline.days() - today.days();
        line.late = line.by && *line.by < today;
        out.push_back(std::move(line));
    }
    std::sort(out.begin(), out.end(), [](Line const& a, Line const& b) {
        auto const key = [](Line const& one) {
            return std::make_tuple(one.by.value_or(one.deadline).days(), one.organisation.value);
        };
        return key(a) < key(b);
    });
    return out;
}

namespace {

/// Whose turn it is.
bool mine(Line const& line, auth::Actor const& actor, bool records) {
    if (!line.next) return false;
    if (line.asked) return false;  // stands among the confirmations of who decides it
    if (*line.next == Step::new_term) return records;
    return actor.has(meetings::rights::write);
}

std::string link_of(Line const& line) {
    return line.chain ? "/console/re-elections/" + line.chain->text()
                      : "/console/re-elections?organisation=" + line.organisation.text();
}

}  // namespace

std::vector<Duty> DutySource::due(db::Reader& reader, auth::Actor const& actor, Date today, int limit) const {
    std::vector<Duty> out;
    if (!actor.has(meetings::rights::write)) return out;
    auto const rules = service_.rules(reader);
    bool const records = actor.has(organisations::rights::posts);
    auto lines = service_.lines(reader, actor.scope(meetings::rights::write), today, most);
    lines.erase(std::remove_if(lines.begin(), lines.end(), [&](Line const& one) { return !mine(one, actor, records); }),
                lines.end());
    if (lines.empty() || limit < 1) return out;
    auto const& first = lines.front();
    auto const ahead = rules.nearest(first.chain ? "re_election.days_ahead" : "re_election.countdown_months", today);
    Duty duty;
    duty.kind = "re_elections.next";
    duty.count = static_cast<std::int64_t>(lines.size());
    duty.due_on = first.by.value_or(first.deadline);
    duty.overdue = *duty.due_on < today;
    duty.article = ahead.article;
    duty.weight = 40;
    auto const step = first.chain ? std::string(title(*first.next)) : "开始换届，向上级请示";
    duty.detail = "任期" + first.deadline.text() + "届满；下一步：" + step + "，" + duty.due_on->text() + "前完成";
    if (lines.size() == 1) {
        duty.id = "re-election:" + first.organisation.text();
        duty.title = first.name + "换届：" + step;
        duty.action = "去办理";
        duty.link = link_of(first);
    } else {
        duty.id = "re-elections";
        duty.title = std::to_string(lines.size()) + "个党组织换届待办理";
        duty.detail = "最早的是" + first.name + "：" + duty.detail;
        duty.action = "查看全部";
        duty.link = "/console/re-elections";
    }
    if (!first.returned.empty()) duty.detail += "；上级退回，请查看原因";
    out.push_back(std::move(duty));
    return out;
}

void TreeFollower::path_moved(db::Tx& tx, ChangeContext const&, std::string const& from, std::string const& to) {
    store::repath(tx, from, to);
}

}  // namespace xinglin::re_elections
