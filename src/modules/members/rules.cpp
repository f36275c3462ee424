#include "modules/members/rules.hpp"

#include <algorithm>
#include <iterator>

namespace xinglin::members {

namespace {

constexpr std::string_view admission = "《中国共产党发展党员工作细则》";

// One line per lawful step. Exits of the admission path lead back to the earlier state (rules of 2026, 第八、十三、十九条).
constexpr Step steps[] = {
    {State::staff, State::applicant, "递交入党申请书", "admission.application",
     "《中国共产党发展党员工作细则》第五、六条", false, false},
    {State::staff, State::full, "组织关系转入（正式党员）", "relations.transfer_in",
     "《中国共产党党员教育管理工作条例》第二十五条", true, true},
    {State::staff, State::probationary, "组织关系转入（预备党员）", "relations.transfer_in",
     "《中国共产党党员教育管理工作条例》第二十五条", true, true},
    {State::staff, State::departed, "离开单位", "people.departure", "", true, false},
    {State::staff, State::deceased, "去世", "people.death", "", false, false},
    {State::applicant, State::activist, "确定为入党积极分子", "admission.activist",
     "《中国共产党发展党员工作细则》第八条", false, false},
    {State::applicant, State::staff, "撤回入党申请", "admission.withdrawal", "", true, false},
    {State::applicant, State::departed, "离开单位", "people.departure", "", true, false},
    {State::applicant, State::deceased, "去世", "people.death", "", false, false},
    {State::activist, State::prospect, "确定为发展对象", "admission.activist_months",
     "《中国共产党发展党员工作细则》第十三条", false, false},
    {State::activist, State::applicant, "不再作为入党积极分子", "admission.back",
     "《中国共产党发展党员工作细则》第十二条", true, false},
    {State::activist, State::departed, "离开单位", "people.departure", "", true, false},
    {State::activist, State::deceased, "去世", "people.death", "", false, false},
    {State::prospect, State::probationary, "接收为预备党员", "admission.resolution",
     "《中国共产党发展党员工作细则》第十九至二十五条", false, false},
    {State::prospect, State::activist, "不再作为发展对象", "admission.back", "《中国共产党发展党员工作细则》第十三条",
     true, false},
    {State::prospect, State::departed, "离开单位", "people.departure", "", true, false},
    {State::prospect, State::deceased, "去世", "people.death", "", false, false},
    {State::probationary, State::full, "按期转为正式党员", "admission.probation_months",
     "《中国共产党发展党员工作细则》第三十至三十三条", false, false},
    {State::probationary, State::probation_cancelled, "取消预备党员资格", "admission.cancelled",
     "《中国共产党发展党员工作细则》第三十二条", true, true},
    {State::probationary, State::transferred_out, "组织关系转出", "relations.transfer_out",
     "《中国共产党党员教育管理工作条例》第二十五条", true, true},
    {State::probationary, State::left_resigned, "退党除名", "membership.resignation", "《中国共产党章程》第九条", true,
     true},
    {State::probationary, State::deceased, "去世", "people.death", "", false, false},
    {State::full, State::transferred_out, "组织关系转出", "relations.transfer_out",
     "《中国共产党党员教育管理工作条例》第二十五条", true, true},
    {State::full, State::suspended, "停止党籍", "membership.suspension", "《中国共产党党员教育管理工作条例》第五章",
     true, true},
    {State::full, State::left_persuaded, "劝其退党", "disposal.persuasion", "《中国共产党不合格党员组织处置办法》",
     true, true},
    {State::full, State::left_removed, "除名", "disposal.removal", "《中国共产党不合格党员组织处置办法》", true, true},
    {State::full, State::left_expelled, "开除党籍", "discipline.expulsion", "《中国共产党纪律处分条例》第十三条", true,
     true},
    {State::full, State::left_resigned, "退党除名", "membership.resignation", "《中国共产党章程》第九条", true, true},
    {State::full, State::deceased, "去世", "people.death", "", false, false},
    {State::suspended, State::full, "恢复党籍", "membership.restoration", "《中国共产党党员教育管理工作条例》第五章",
     true, true},
    {State::suspended, State::left_removed, "停止党籍后除名", "membership.lost_removal",
     "《中国共产党不合格党员组织处置办法》", true, true},
    {State::suspended, State::left_expelled, "开除党籍", "discipline.expulsion", "《中国共产党纪律处分条例》第十三条",
     true, true},
    {State::suspended, State::deceased, "去世", "people.death", "", false, false},
    {State::transferred_out, State::full, "组织关系转回（正式党员）", "relations.transfer_in",
     "《中国共产党党员教育管理工作条例》第二十五条", true, true},
    {State::transferred_out, State::probationary, "组织关系转回（预备党员）", "relations.transfer_in",
     "《中国共产党党员教育管理工作条例》第二十五条", true, true},
    {State::transferred_out, State::deceased, "去世", "people.death", "", false, false},
    {State::probation_cancelled, State::applicant, "重新申请入党", "admission.application",
     "《中国共产党发展党员工作细则》第五、六条", false, false},
    {State::left_expelled, State::applicant, "重新申请入党", "admission.readmission",
     "《中国共产党纪律处分条例》第十三条", false, false},
    {State::left_removed, State::applicant, "重新申请入党", "admission.readmission",
     "《中国共产党不合格党员组织处置办法》", false, false},
    {State::left_persuaded, State::applicant, "重新申请入党", "admission.readmission",
     "《中国共产党不合格党员组织处置办法》", false, false},
    {State::left_resigned, State::applicant, "重新申请入党", "admission.application",
     "《中国共产党发展党员工作细则》第五、六条", false, false},
    {State::left_resigned, State::deceased, "去世", "people.death", "", false, false},
    {State::departed, State::staff, "重新入职", "people.return", "", true, false},
    {State::departed, State::deceased, "去世", "people.death", "", false, false},
};

tl::unexpected<Problem> by(Step const& step, std::string_view code, std::optional<Date> earliest = std::nullopt) {
    auto no = refused(std::string(code));
    no.by_rule(std::string(step.rule), std::string(step.article));
    no.fact("step", std::string(step.title));
    if (earliest) no.fact("earliest", earliest->text());
    return fail(std::move(no));
}

template <class Row, class Take>
void latest(std::vector<Row> const& rows, Date day, std::optional<Instant> known_at, Take take) {
    Row const* best = nullptr;
    for (auto const& row : rows) {
        if (row.withdrawn || row.from.earliest() > day || (known_at && row.origin.at > *known_at)) continue;
        if (best == nullptr || best->from.earliest() < row.from.earliest() ||
            (best->from.earliest() == row.from.earliest() && best->id < row.id))
            best = &row;
    }
    if (best != nullptr) take(*best);
}

/// The first day on which `months` can have passed: a start known to the month only does not hold anybody up.
Date after_months(PartialDate since, int months) { return since.earliest().plus_months(months); }

}  // namespace

std::vector<Step> steps_from(State state) {
    std::vector<Step> out;
    std::copy_if(std::begin(steps), std::end(steps), std::back_inserter(out),
                 [&](Step const& step) { return step.from == state; });
    return out;
}

Standing standing_on(History const& history, Date day, std::optional<Instant> known_at) {
    Standing standing;
    latest(history.states, day, known_at, [&](StateRow const& row) {
        standing.state = row.state;
        standing.state_since = row.from;
        standing.probation_until = row.until;
    });
    // An extension is a further row of the same state: the state holds since the first of them.
    for (auto const& row : history.states)
        if (!row.withdrawn && row.state == standing.state && standing.state == State::probationary &&
            standing.state_since && row.from.earliest() < standing.state_since->earliest())
            standing.state_since = row.from;
    latest(history.affiliations, day, known_at, [&](AffiliationRow const& row) {
        standing.organisation = row.organisation;
        standing.organisation_since = row.from;
    });
    for (int i = 0; i < flag_count; ++i) {
        std::vector<FlagRow> rows;
        std::copy_if(history.flags.begin(), history.flags.end(), std::back_inserter(rows),
                     [&](FlagRow const& row) { return static_cast<int>(row.flag) == i; });
        latest(rows, day, known_at, [&](FlagRow const& row) {
            if (!row.on) return;
            standing.flags |= bit(row.flag);
            if (row.flag == Flag::floating) standing.floating_to = row.detail;
            if (row.flag == Flag::lost_contact) standing.lost_since = row.from;
        });
    }
    return standing;
}

Result<Step> check_transition(TransitionFacts const& facts, Transition const& wanted, Terms const& terms) {
    auto const found = std::find_if(std::begin(steps), std::end(steps),
                                    [&](Step const& step) { return step.from == facts.from && step.to == wanted.to; });
    if (found == std::end(steps)) {
        auto no = refused("members.no_such_step");
        no.fact("from", std::string(title(facts.from))).fact("to", std::string(title(wanted.to)));
        return fail(std::move(no));
    }
    auto const& step = *found;
    if (wanted.on > facts.today) return by(step, "members.future_step", facts.today);
    if (facts.from_since && wanted.on < facts.from_since->earliest())
        return by(step, "members.before_current", facts.from_since->earliest());
    if (step.needs_reason && wanted.reason.empty()) return by(step, "members.reason_needed");
    if (step.to == State::applicant && facts.birth) {
        auto const grown = facts.birth->earliest().plus_years(terms.minimum_age);
        if (wanted.on < grown) return by(step, "members.too_young", grown);
    }
    if (step.from == State::activist && step.to == State::prospect && facts.from_since) {
        auto const ready = after_months(*facts.from_since, terms.activist_months);
        if (wanted.on < ready) return by(step, "members.activist_too_short", ready);
    }
    if (step.from == State::probationary && step.to == State::full) {
        auto const ends =
            probation_expires(facts.join_date ? facts.join_date : facts.from_since, facts.probation_until, terms);
        if (ends && wanted.on < *ends) return by(step, "members.probation_too_short", *ends);
    }
    if (step.rule == "admission.readmission" && facts.from_since) {
        auto const free = facts.from_since->earliest().plus_years(terms.readmission_years);
        if (wanted.on < free) return by(step, "members.readmission_too_early", free);
    }
    if (step.rule == "membership.lost_removal" && facts.from_since) {
        auto const due = facts.from_since->earliest().plus_years(terms.lost_removal_years);
        if (wanted.on < due) return by(step, "members.lost_too_short", due);
    }
    return step;
}

Result<Date> extend_probation(TransitionFacts const& facts, int months, Terms const& terms) {
    auto const article = std::string(admission) + "第三十二条";
    auto const no = [&](char const* code) {
        auto made = refused(code);
        made.by_rule("admission.extension", article);
        return fail(std::move(made));
    };
    if (facts.from != State::probationary) return no("members.not_probationary");
    if (facts.probation_until) return no("members.extended_already");
    if (months < terms.extension_minimum || months > terms.extension_maximum) return no("members.extension_length");
    auto const ends = probation_expires(facts.join_date ? facts.join_date : facts.from_since, std::nullopt, terms);
    if (!ends) return no("members.not_probationary");
    return ends->plus_months(months);
}

std::optional<Date> probation_expires(std::optional<PartialDate> join_date, std::optional<Date> extended,
                                      Terms const& terms) {
    if (extended) return extended;
    if (!join_date) return std::nullopt;
    return join_date->earliest().plus_months(terms.probation_months);
}

std::optional<int> party_age(std::optional<PartialDate> full_date, Date today) {
    if (!full_date || full_date->earliest() > today) return std::nullopt;
    return full_years(full_date->earliest(), today);
}

bool in_voting_base(Standing const& standing) {
    return standing.state == State::full && !standing.has(Flag::long_leave) && !standing.has(Flag::abroad) &&
           !standing.has(Flag::floating) && !standing.has(Flag::lost_contact) && !standing.has(Flag::unable);
}

}  // namespace xinglin::members
