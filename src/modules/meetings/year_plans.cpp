#include "modules/meetings/year_plans.hpp"

#include "base/text.hpp"
#include "modules/meetings/ledger.hpp"
#include "modules/meetings/store_ledger.hpp"
#include "modules/meetings/store_plans.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/organisations/organisations.hpp"
#include "modules/organisations/rules.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::meetings {

namespace {

/// Elections that were held in the year leave their line: the term they ended, with the day of the next.
void add_past_elections(std::vector<PlanItem>& plan, std::vector<organisations::Term> const& terms, int year,
                        regulations::RuleSet const& rules) {
    for (auto const& term : terms) {
        if (!term.ended_on || term.ended_on->year != year || term.deadline().year != year) continue;
        auto past =
            year_plan(year, {LifeFacts::Body::branch, false, {}, {}, Date{year, 12, 31}, {}}, term.deadline(), rules);
        for (auto& item : past)
            if (item.what == "re_election") plan.push_back(std::move(item));
    }
}

Problem stale() { return problem(Kind::precondition, "meetings.plan_stale"); }

}  // namespace

std::vector<PlanLine> YearPlans::read(db::Reader& reader, organisations::Organisation const& branch, int year) const {
    auto const today = service_.tools().clock.today();
    auto const rules = service_.rules(reader);
    auto const terms = organisations::terms_of(reader, branch.id);
    std::optional<Date> deadline;
    for (auto const& term : terms)
        if (!term.ended_on) deadline = term.deadline();
    auto asked = year_plan(year, life_facts(reader, branch, std::min(today, Date{year, 12, 31})), deadline, rules);
    add_past_elections(asked, terms, year, rules);
    std::vector<PlannedMeeting> meetings;
    auth::Scope whole;
    whole.subtrees.push_back(auth::subtree(branch.path));
    for (auto const& m : store::between(reader, whole, start_of_day({year, 1, 1}), start_of_day({year + 1, 1, 1})))
        meetings.push_back(
            {m, held_and_counts(m, rules, today), m.organisation == branch.id ? 0 : m.organisation.value});
    auto lines = plan_board(year, asked, store::plan_edits(reader, branch.id, year), meetings, today);
    for (auto& line : lines)
        if (line.item.what == "re_election")
            for (auto const& term : terms)
                if (term.ended_on && term.deadline() == line.item.period.to) {
                    line.done_on = term.ended_on;
                    line.state = PlanLine::State::done;
                }
    return lines;
}

Result<organisations::Organisation> YearPlans::branch_of(db::Reader& reader, auth::Actor const& actor,
                                                         OrganisationId branch) const {
    TRY_ASSIGN(auto found, organisations::access(reader, actor, branch, rights::write));
    if (!organisations::is_branch(found.kind)) return fail(refused("meetings.plan_of_branch"));
    return found;
}

Result<PlanLine> YearPlans::line_of(db::Reader& reader, organisations::Organisation const& branch, int year,
                                    std::string const& key, std::optional<std::int64_t> version) const {
    if (!version) return fail(problem(Kind::precondition, "meetings.version_missing"));
    for (auto& line : read(reader, branch, year)) {
        if (line.key != key) continue;
        if (line.edit.version != *version) return fail(stale());
        return line;
    }
    return fail(not_found());
}

void YearPlans::note(db::Tx& tx, auth::Actor const& actor, organisations::Organisation const& branch, int year,
                     std::string action, std::string what) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "year_plan";
    event.subject = branch.id.value;
    event.path = branch.path;
    event.summary = std::to_string(year) + "年度计划：" + std::move(what);
    service_.tools().trail.record(tx, actor, event);
}

Result<std::string> YearPlans::add(auth::Actor const& actor, OrganisationId branch, int year, PlanWish const& wish) {
    auto const kind = parse_meeting_kind(wish.kind);
    auto const named = text::trim(wish.title);
    if (!kind && named.empty())
        return fail(malformed("meetings.plan_title_missing").field("/title", "meetings.plan_title_missing"));
    return service_.tools().db.write([&](db::Tx& tx) -> Result<std::string> {
        TRY_ASSIGN(auto const place, branch_of(tx, actor, branch));
        PlanEdit made;
        made.organisation = place.id;
        made.year = year;
        made.path = place.path;
        made.key = "own-" + std::to_string(service_.tools().ids.next_value());
        made.kind = kind ? std::string(code(*kind)) : "other";
        made.title = named.empty() ? std::string(title(*kind)) : named;
        made.month = wish.month;
        made.note = text::trim(wish.note);
        made.changed_at = service_.tools().clock.now();
        made.changed_by = actor.account;
        made.changed_name = actor.name;
        static_cast<void>(store::insert(tx, made));
        note(tx, actor, place, year, "meetings.plan_added", "增加" + made.title);
        return made.key;
    });
}

Result<Done> YearPlans::change(auth::Actor const& actor, OrganisationId branch, int year, std::string const& key,
                               std::optional<std::int64_t> version, PlanWish const& wish) {
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const place, branch_of(tx, actor, branch));
        TRY_ASSIGN(auto const line, line_of(tx, place, year, key, version));
        auto const reason = text::trim(wish.dropped);
        auto verdict = plan_change(line, wish.month, !reason.empty());
        regulations::phrase(verdict);
        TRY(verdict.enforce());
        if (!reason.empty() && line.state == PlanLine::State::done)
            return fail(conflict("meetings.plan_held").fact("title", line.item.title));
        if (wish.done_on && (line.a_meeting() || line.item.what == "re_election"))
            return fail(conflict("meetings.plan_by_meeting").fact("title", line.item.title));
        if (wish.done_on && service_.tools().clock.today() < *wish.done_on)
            return fail(malformed("meetings.in_future").field("/done_on", "meetings.in_future"));
        auto const named = text::trim(wish.title);
        auto edit = line.edit;
        edit.organisation = place.id;
        edit.year = year;
        edit.key = key;
        edit.path = place.path;
        edit.kind = line.item.what;
        if (line.own && !named.empty()) edit.title = named;
        edit.month = wish.month;
        edit.note = text::trim(wish.note);
        edit.dropped = reason;
        edit.done_on = wish.done_on;
        edit.changed_at = service_.tools().clock.now();
        edit.changed_by = actor.account;
        edit.changed_name = actor.name;
        if (!(edit.version == 0 ? store::insert(tx, edit) : store::update(tx, edit))) return fail(stale());
        note(tx, actor, place, year, reason.empty() ? "meetings.plan_changed" : "meetings.plan_dropped",
             line.item.title +
                 (reason.empty() ? "改在" + std::to_string(wish.month) + "月" : "不安排，原因：" + reason));
        return Done{};
    });
}

Result<Done> YearPlans::take_back(auth::Actor const& actor, OrganisationId branch, int year, std::string const& key,
                                  std::optional<std::int64_t> version) {
    return service_.tools().db.write([&](db::Tx& tx) -> Result<Done> {
        TRY_ASSIGN(auto const place, branch_of(tx, actor, branch));
        TRY_ASSIGN(auto const line, line_of(tx, place, year, key, version));
        if (line.edit.version == 0) return Done{};
        if (!store::remove(tx, line.edit)) return fail(stale());
        note(tx, actor, place, year, "meetings.plan_taken_back",
             line.item.title + (line.own ? "删除" : "恢复为按规定生成"));
        return Done{};
    });
}

}  // namespace xinglin::meetings
