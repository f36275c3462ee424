#include "modules/organisations/rules.hpp"

#include "modules/regulations/figures.hpp"

#include <algorithm>

namespace xinglin::organisations {

namespace {

using regulations::finding;
using regulations::Severity;
using regulations::Value;

bool needs_secretary(OrganisationKind kind) { return kind != OrganisationKind::group; }

bool elects(OrganisationKind kind) {
    return kind != OrganisationKind::group && kind != OrganisationKind::leading_group && !is_temporary(kind);
}

void advise_committee(Structure const& s, RuleSet const& rules, Date on, Verdict& out) {
    auto const from = rules.nearest("branch.committee_from_full_members", on);
    auto const least = rules.nearest("branch.committee_min", on);
    auto const usual = rules.nearest("branch.committee_usual", on);
    auto const most = rules.nearest("branch.committee_max", on);
    if (s.counts.full >= from.number() && s.committee_posts < least.number())
        out.add(finding("branch.committee_required", Severity::warn, from)
                    .fact("full", s.counts.full)
                    .fact("need", from.number())
                    .fact("posts", s.committee_posts)
                    .fact("min", least.number())
                    .fact("usual", usual.number()));
    if (s.counts.full < from.number() && s.committee_posts > 2)
        out.add(finding("branch.committee_not_needed", Severity::advice, from)
                    .fact("full", s.counts.full)
                    .fact("need", from.number())
                    .fact("posts", s.committee_posts));
    if (s.committee_posts > most.number())
        out.add(finding("branch.committee_too_large", Severity::warn, most)
                    .fact("posts", s.committee_posts)
                    .fact("max", most.number()));
}

void advise_branch(Structure const& s, RuleSet const& rules, Date on, Verdict& out) {
    auto const least = rules.nearest("branch.min_full_members", on);
    auto const most = rules.nearest("branch.usual_max_members", on);
    auto const general = rules.nearest("general_branch.min_members", on);
    auto const committee = rules.nearest("committee.min_members", on);
    auto const members = s.counts.members();
    if (s.kind == OrganisationKind::branch && s.counts.full < least.number())
        out.add(finding("branch.too_few_full", Severity::warn, least)
                    .fact("full", s.counts.full)
                    .fact("need", least.number()));
    if (members > most.number())
        out.add(finding("branch.over_usual_max", Severity::advice, most)
                    .fact("members", members)
                    .fact("max", most.number()));
    if (members >= committee.number())
        out.add(finding("committee.possible", Severity::advice, committee)
                    .fact("members", members)
                    .fact("need", committee.number()));
    else if (members >= general.number())
        out.add(finding("general_branch.possible", Severity::advice, general)
                    .fact("members", members)
                    .fact("need", general.number()));
    if (!is_temporary(s.kind)) advise_committee(s, rules, on, out);
}

}  // namespace

bool is_branch(OrganisationKind kind) {
    switch (kind) {
        case OrganisationKind::branch:
        case OrganisationKind::joint_branch:
        case OrganisationKind::temporary_branch:
        case OrganisationKind::temporary_joint_branch:
        case OrganisationKind::floating_branch:
            return true;
        default:
            return false;
    }
}
bool is_committee(OrganisationKind kind) {
    return kind == OrganisationKind::committee || kind == OrganisationKind::leading_group ||
           kind == OrganisationKind::temporary_committee;
}
bool is_general(OrganisationKind kind) {
    return kind == OrganisationKind::general_branch || kind == OrganisationKind::temporary_general_branch;
}
bool is_temporary(OrganisationKind kind) {
    return kind == OrganisationKind::temporary_committee || kind == OrganisationKind::temporary_general_branch ||
           kind == OrganisationKind::temporary_branch || kind == OrganisationKind::temporary_joint_branch;
}
bool in_committee(PostKind post) { return post != PostKind::group_leader && post != PostKind::contact; }

Verdict stands_under(OrganisationKind kind, std::optional<OrganisationKind> parent) {
    bool fits = false;
    if (!parent)
        fits = kind != OrganisationKind::group;
    else if (kind == OrganisationKind::group)
        fits = is_branch(*parent);
    else if (is_branch(kind))
        fits = is_committee(*parent) || is_general(*parent);
    else if (is_general(kind))
        fits = is_committee(*parent);
    else
        fits = *parent == OrganisationKind::committee || *parent == OrganisationKind::leading_group;
    Verdict verdict;
    if (!fits)
        verdict.add(finding("organisation.parent_kind", Severity::block, "《中国共产党章程》第三十条")
                        .fact("kind", std::string(title_of(kind)))
                        .fact("parent", parent ? std::string(title_of(*parent)) : "最上级"));
    return verdict;
}

Verdict advise(Structure const& s, RuleSet const& rules, Date on) {
    Verdict verdict;
    if (is_branch(s.kind)) advise_branch(s, rules, on, verdict);
    if (s.kind == OrganisationKind::joint_branch || s.kind == OrganisationKind::temporary_joint_branch) {
        auto const most = rules.nearest("joint_branch.usual_max_units", on);
        if (s.units > most.number())
            verdict.add(finding("joint_branch.too_many_units", Severity::advice, most)
                            .fact("units", s.units)
                            .fact("max", most.number()));
    }
    if (s.kind == OrganisationKind::general_branch) {
        auto const least = rules.nearest("general_branch.min_members", on);
        auto const committee = rules.nearest("committee.min_members", on);
        if (s.counts.members() < least.number())
            verdict.add(finding("general_branch.below", Severity::advice, least)
                            .fact("members", s.counts.members())
                            .fact("need", least.number()));
        if (s.counts.members() >= committee.number())
            verdict.add(finding("committee.possible", Severity::advice, committee)
                            .fact("members", s.counts.members())
                            .fact("need", committee.number()));
    }
    if (s.kind == OrganisationKind::committee) {
        auto const least = rules.nearest("committee.min_members", on);
        if (s.counts.members() < least.number())
            verdict.add(finding("committee.below", Severity::advice, least)
                            .fact("members", s.counts.members())
                            .fact("need", least.number()));
    }
    if (s.kind == OrganisationKind::group) {
        auto const least = rules.nearest("group.usual_min_members", on);
        if (s.counts.members() < least.number())
            verdict.add(finding("group.below", Severity::advice, least)
                            .fact("members", s.counts.members())
                            .fact("need", least.number()));
    }
    if (needs_secretary(s.kind) && !s.secretary)
        verdict.add(finding("organisation.no_secretary", Severity::warn, "《中国共产党章程》第三十一条"));
    return verdict;
}

std::string_view advised_form(std::int64_t full, std::int64_t members, RuleSet const& rules, Date on) {
    if (members >= rules.nearest("committee.min_members", on).number()) return "committee";
    if (members > rules.nearest("branch.usual_max_members", on).number()) return "general_branch";
    if (members >= rules.nearest("general_branch.min_members", on).number()) return "branch_or_general_branch";
    if (full < rules.nearest("branch.min_full_members", on).number()) return "joint_branch";
    return full >= rules.nearest("branch.committee_from_full_members", on).number() ? "branch_with_committee"
                                                                                    : "branch_without_committee";
}

Verdict set_up(SetUp const& facts, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto advice = facts.structure;
    advice.secretary = true;  // posts are given after the organisation stands
    if (facts.people_known || facts.remainder)
        for (auto& one : advise(advice, rules, on).findings) {
            if (one.rule == "branch.too_few_full") {
                one.severity = facts.remainder ? Severity::warn : Severity::block;
            } else if (one.rule == "branch.over_usual_max" || one.rule == "general_branch.below" ||
                       one.rule == "committee.below") {
                one.severity = Severity::warn;
            } else {
                continue;
            }
            verdict.add(std::move(one));
        }
    if (facts.structure.kind == OrganisationKind::joint_branch ||
        facts.structure.kind == OrganisationKind::temporary_joint_branch) {
        auto const most = rules.nearest("joint_branch.usual_max_units", on);
        if (facts.structure.units > most.number())
            verdict.add(finding("joint_branch.too_many_units", Severity::warn, most)
                            .fact("units", facts.structure.units)
                            .fact("max", most.number()));
    }
    if (facts.remainder) return verdict;
    if (!facts.approved && facts.structure.kind != OrganisationKind::group)
        verdict.add(finding("organisation.approval_missing", Severity::warn, "《中国共产党章程》第三十条")
                        .fact("kind", std::string(title_of(facts.structure.kind))));
    if (facts.structure.kind == OrganisationKind::temporary_branch ||
        facts.structure.kind == OrganisationKind::temporary_joint_branch)
        verdict.add(finding("temporary_branch.limits", Severity::advice, "《中国共产党支部工作条例（试行）》第六条"));
    return verdict;
}

std::optional<std::int64_t> term_years(OrganisationKind kind, RuleSet const& rules, Date elected_on) {
    if (!elects(kind)) return std::nullopt;
    if (is_committee(kind)) return rules.nearest("term.committee_years", elected_on).number();
    if (is_general(kind)) return rules.nearest("term.general_branch_years", elected_on).number();
    return rules.nearest("term.branch_years", elected_on).number();
}

Verdict election_held(Date deadline, Date due_on, Date elected_on, bool approved, RuleSet const& rules) {
    Verdict verdict;
    auto const most = rules.nearest("term.shift_max_months", elected_on);
    auto const months = static_cast<int>(most.number());
    if (elected_on < due_on && !approved) {
        auto early = finding("term.early_without_approval", Severity::block, most)
                         .fact("due", due_on.text())
                         .fact("elected", elected_on.text());
        early.earliest = due_on;
        verdict.add(std::move(early));
    }
    if (deadline < elected_on && !approved)
        verdict.add(finding("term.late_without_approval", Severity::warn, most)
                        .fact("due", deadline.text())
                        .fact("elected", elected_on.text()));
    if (elected_on < due_on.plus_months(-months) || due_on.plus_months(months) < elected_on)
        verdict.add(finding("term.shift_too_long", Severity::warn, most)
                        .fact("due", due_on.text())
                        .fact("day", elected_on.text())
                        .fact("months", months));
    return verdict;
}

Verdict extension(Date due_on, Date extended_to, bool approved, RuleSet const& rules, Date on) {
    Verdict verdict;
    auto const most = rules.nearest("term.shift_max_months", on);
    if (!approved)
        verdict.add(finding("term.extension_needs_approval", Severity::block, most).fact("due", due_on.text()));
    if (due_on.plus_months(static_cast<int>(most.number())) < extended_to)
        verdict.add(finding("term.shift_too_long", Severity::warn, most)
                        .fact("due", due_on.text())
                        .fact("day", extended_to.text())
                        .fact("months", most.number()));
    return verdict;
}

std::optional<std::int64_t> reminder(Date deadline, Date today, RuleSet const& rules) {
    if (deadline < today) return -1;
    std::optional<std::int64_t> begun;
    auto const reminders = rules.nearest("term.reminder_months", today);
    for (auto const months : reminders.numbers())
        if (deadline.plus_months(-static_cast<int>(months)) <= today && (!begun || months < *begun)) begun = months;
    return begun;
}

Verdict term_reminder(Term const& term, Date today, RuleSet const& rules) {
    Verdict verdict;
    auto const months = reminder(term.deadline(), today, rules);
    if (!months) return verdict;
    auto const source = rules.nearest("term.reminder_months", today);
    bool const over = *months < 0;
    auto one = finding(over ? "term.overdue" : "term.due", over ? Severity::warn : Severity::advice, source)
                   .fact("due", term.deadline().text())
                   .fact("elected", term.elected_on.text())
                   .fact("years", term.years)
                   .fact("days", over ? today.days() - term.deadline().days() : term.deadline().days() - today.days());
    if (!over) one.fact("months", *months);
    verdict.add(std::move(one));
    return verdict;
}

Verdict appoint(Appointment const& facts, RuleSet const& rules, Date on) {
    Verdict verdict;
    if (in_committee(facts.post) && facts.full_member && !*facts.full_member)
        verdict.add(finding("post.full_member_only", Severity::block, "《中国共产党基层组织选举工作条例》第五条")
                        .fact("post", std::string(title_of(facts.post))));
    if (!is_branch(facts.kind) || !in_committee(facts.post)) return verdict;
    auto const from = rules.nearest("branch.committee_from_full_members", on);
    auto const most = rules.nearest("branch.committee_max", on);
    bool const beyond_two = facts.post != PostKind::secretary && facts.post != PostKind::deputy_secretary;
    // Nothing is known of an organisation whose people have not been entered yet.
    if (beyond_two && facts.full_members > 0 && facts.full_members < from.number())
        verdict.add(finding("post.committee_not_needed", Severity::warn, from)
                        .fact("full", facts.full_members)
                        .fact("need", from.number()));
    if (facts.committee_after > most.number())
        verdict.add(finding("branch.committee_too_large", Severity::warn, most)
                        .fact("posts", facts.committee_after)
                        .fact("max", most.number()));
    if (facts.post == PostKind::deputy_secretary && facts.deputies_after > 1)
        verdict.add(finding("post.one_deputy", Severity::warn, from).fact("deputies", facts.deputies_after));
    return verdict;
}

bool is_fixed_line(std::string_view phone) {
    auto const digits = [&](std::size_t from, std::size_t to) {
        return std::all_of(phone.begin() + static_cast<std::ptrdiff_t>(from),
                           phone.begin() + static_cast<std::ptrdiff_t>(to),
                           [](char c) { return c >= '0' && c <= '9'; });
    };
    auto const hyphen = phone.find('-');
    if (hyphen != 3 && hyphen != 4) return false;
    auto const second = phone.find('-', hyphen + 1);
    auto const end = second == std::string_view::npos ? phone.size() : second;
    auto const local = end - hyphen - 1;
    if (phone[0] != '0' || !digits(0, hyphen) || (local != 7 && local != 8) || !digits(hyphen + 1, end)) return false;
    if (second == std::string_view::npos) return true;
    auto const extension = phone.size() - second - 1;
    return extension >= 1 && extension <= 6 && digits(second + 1, phone.size());
}

bool is_late(Date effective_on, Date recorded_on, RuleSet const& rules) {
    auto const days = rules.nearest("record.late_after_days", recorded_on).number();
    return effective_on.plus_days(days) < recorded_on;
}

}  // namespace xinglin::organisations
