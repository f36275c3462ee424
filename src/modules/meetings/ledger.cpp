#include "modules/meetings/ledger.hpp"

#include "modules/meetings/minutes.hpp"
#include "modules/meetings/store_ledger.hpp"
#include "modules/meetings/store_minutes.hpp"
#include "modules/organisations/held_on.hpp"
#include "modules/regulations/regulations.hpp"

#include <algorithm>
#include <map>

namespace xinglin::meetings {

namespace {

using organisations::PostKind;

std::string const& called(organisations::Organisation const& o) { return o.short_name.empty() ? o.name : o.short_name; }

}  // namespace

bool held_and_counts(Meeting const& m, regulations::RuleSet const& rules, Date today) {
    if (m.late) return m.state == MeetingState::closed && m.countersigned_at;
    return m.state == MeetingState::closed ||
           (m.state == MeetingState::held && !is_late(m, rules, start_of_day(today)));
}

LifeFacts life_facts(db::Reader& reader, organisations::Organisation const& branch, Date day) {
    LifeFacts out;
    out.since = branch.founded_on;
    out.until = branch.ended_on ? std::optional(branch.ended_on->plus_days(-1)) : std::nullopt;
    for (auto const& post : organisations::posts_on(reader, branch.id, day)) {
        bool const plain = post.kind == PostKind::secretary || post.kind == PostKind::deputy_secretary ||
                           post.kind == PostKind::contact || post.kind == PostKind::group_leader;
        if (plain) continue;  // a secretary and a deputy alone are no committee
        out.committee_since = out.committee ? std::min(*out.committee_since, post.from) : post.from;
        out.committee = true;
    }
    for (auto const group : organisations::groups_on(reader, branch.id, day))
        if (auto const found = organisations::find(reader, group))
            out.groups.push_back({group.value, called(*found), found->founded_on});
    return out;
}

namespace {

std::vector<Held> held_of(organisations::Organisation const& branch, std::span<Meeting const> meetings,
                          regulations::RuleSet const& rules, Date today) {
    std::vector<Held> out;
    for (auto const& m : meetings)
        if (held_and_counts(m, rules, today))
            out.push_back({m.kind, m.day(), m.organisation == branch.id ? 0 : m.organisation.value});
    return out;
}

bool uncountersigned(Meeting const& m) { return m.state == MeetingState::closed && m.late && !m.countersigned_at; }

/// Not done, and time to think of it.
bool waits(DueMeeting const& one, Date today) {
    return one.state == DueMeeting::State::open && one.usual_from <= today && one.finding;
}

Span year_span(int year) { return {{year, 1, 1}, {year, 12, 31}}; }

void phrase(std::vector<DueMeeting>& asked) {
    for (auto& one : asked)
        if (one.finding) regulations::phrase(*one.finding);
}

/// Collects branches under the reason they need help for.
class Concerns {
  public:
    void add(std::string const& code, std::string const& title, std::string const& article,
             organisations::Organisation const& branch, std::string text) {
        auto const found = places_.find(code);
        if (found == places_.end()) {
            places_[code] = all_.size();
            all_.push_back({code, title, article, {}});
        }
        auto& branches = all_[places_[code]].branches;
        if (branches.empty() || branches.back().organisation != branch.id) {
            branches.push_back({branch.id, called(branch), std::move(text)});
        } else {
            branches.back().text += "；" + text;
        }
    }
    std::vector<Concern> take() { return std::move(all_); }

  private:
    std::map<std::string, std::size_t> places_;
    std::vector<Concern> all_;
};

/// What was missed of one kind reads as one line: 2026年1—6月.
void add_missed(Concerns& out, organisations::Organisation const& branch, LifeFacts const& facts,
                std::vector<DueMeeting> const& asked) {
    struct Missed {
        std::string const* article;
        std::vector<Span> spans;
    };
    std::map<std::pair<MeetingKind, std::int64_t>, Missed> missed;
    for (auto const& one : asked)
        if (one.state == DueMeeting::State::missed && one.finding)
            missed.try_emplace({one.kind, one.group}, Missed{&one.finding->article, {}})
                .first->second.spans.push_back(one.period);
    for (auto const& [which, one] : missed) {
        auto const group = std::find_if(facts.groups.begin(), facts.groups.end(),
                                        [&](LifeGroup const& each) { return each.id == which.second; });
        out.add("missed." + std::string(code(which.first)), "未按规定召开" + std::string(title(which.first)),
                *one.article, branch, (group == facts.groups.end() ? "" : group->name + "：") + spans_text(one.spans));
    }
}

void add_branch(Concerns& out, db::Reader& reader, organisations::Organisation const& branch,
                std::span<Meeting const> meetings, Asking const& year, regulations::RuleSet const& rules, Date today) {
    auto const facts = life_facts(reader, branch, today);
    auto const asked = year.of(facts, held_of(branch, meetings, rules, today));
    add_missed(out, branch, facts, asked);
    for (auto const& one : asked)
        if (waits(one, today) && one.period.holds(today) && one.period.to.days() - today.days() <= 7)
            out.add("due." + std::string(code(one.kind)), std::string(title(one.kind)) + "一周内到期未召开",
                    one.finding->article, branch, span_text(one.period));
    for (auto const& m : meetings)
        if (m.state == MeetingState::held && today.days() - m.day().days() > 7)
            out.add("minutes_open", "会议记录一周以上未归档", "", branch, ordinal(m));
    for (auto const& m : meetings)
        if (uncountersigned(m)) out.add("late_open", "补录的会议待会签", "", branch, ordinal(m));
}

}  // namespace

Ledger ledger_of(db::Reader& reader, organisations::Organisation const& branch, int year,
                 std::span<Meeting const> meetings, regulations::RuleSet const& rules, Date today) {
    return ledger_of(branch, life_facts(reader, branch, std::min(today, Date{year, 12, 31})), year, meetings, rules,
                     today);
}

Ledger ledger_of(organisations::Organisation const& branch, LifeFacts const& facts, int year,
                 std::span<Meeting const> meetings, regulations::RuleSet const& rules, Date today) {
    Ledger out;
    for (auto const kind : meeting_kinds) {
        LedgerRow row;
        row.kind = kind;
        for (auto const& m : meetings) {
            if (m.kind != kind || !held_and_counts(m, rules, today) || m.day().year != year) continue;
            ++row.months[static_cast<std::size_t>(m.day().month - 1)];
            ++row.total;
        }
        if (row.total > 0) out.rows.push_back(row);
    }
    for (auto const& m : meetings) {
        if (m.state == MeetingState::held) out.unfinished.push_back(m);
        if (uncountersigned(m)) out.uncountersigned.push_back(m);
    }
    out.asked = due_in(year_span(year), facts, held_of(branch, meetings, rules, today), rules, today);
    phrase(out.asked);
    return out;
}

std::vector<DueMeeting> waiting_for(db::Reader& reader, organisations::Organisation const& branch,
                                    std::span<Meeting const> meetings, regulations::RuleSet const& rules, Date today) {
    return waiting_for(branch, life_facts(reader, branch, today), meetings, rules, today);
}

std::vector<DueMeeting> waiting_for(organisations::Organisation const& branch, LifeFacts const& facts,
                                    std::span<Meeting const> meetings, regulations::RuleSet const& rules, Date today) {
    auto out = due_in({today, today}, facts, held_of(branch, meetings, rules, today), rules, today);
    std::erase_if(out, [&](DueMeeting const& one) { return !waits(one, today); });
    phrase(out);
    return out;
}

std::vector<Concern> overview(db::Reader& reader, auth::Scope const& scope, regulations::RuleSet const& rules,
                              Date today) {
    auto all = store::between(reader, scope, start_of_day({today.year, 1, 1}), start_of_day(today.plus_days(1)));
    // By path, so that each branch finds its own in a moment; they come so already but from several parts of the tree.
    auto const by_path = [](Meeting const& a, Meeting const& b) { return a.path < b.path; };
    if (!std::is_sorted(all.begin(), all.end(), by_path)) std::stable_sort(all.begin(), all.end(), by_path);
    Asking const year(year_span(today.year), rules, today);
    Concerns out;
    for (auto const& branch : organisations::branches_in(reader, scope)) {
        auto const range = auth::subtree(branch.path);
        auto const at = [&](std::string const& path) {
            return std::lower_bound(all.begin(), all.end(), path,
                                    [](Meeting const& m, std::string const& edge) { return m.path < edge; });
        };
        add_branch(out, reader, branch, {at(range.from), at(range.to)}, year, rules, today);
    }
    store::TaskFilter filter;
    filter.state = TaskState::open;
    std::map<OrganisationId, std::int64_t> overdue;
    for (auto const& task : store::tasks(reader, scope, filter, {}, 2000))
        if (task.due_on < today) ++overdue[task.organisation];
    for (auto const& [organisation, number] : overdue)
        if (auto const branch = organisations::find(reader, organisation))
            out.add("tasks_overdue", "决议或整改事项逾期未完成", "", *branch, std::to_string(number) + "项");
    return out.take();
}

}  // namespace xinglin::meetings
