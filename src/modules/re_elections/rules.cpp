#include "modules/re_elections/rules.hpp"

#include "modules/regulations/figures.hpp"

#include <algorithm>

namespace xinglin::re_elections {

namespace {

using meetings::ElectionStep;
using regulations::finding;
using regulations::Severity;

/// The step of the convention whose day this one shares.
ElectionStep convention(Step step) {
    if (step < Step::new_term) return static_cast<ElectionStep>(step);
    return step == Step::new_term ? ElectionStep::result_reply : ElectionStep::publication;
}

StepDone const* found(std::vector<StepDone> const& done, Step step) {
    auto const at = std::find_if(done.begin(), done.end(), [step](StepDone const& one) { return one.step == step; });
    return at == done.end() ? nullptr : &*at;
}

/// What cannot be done without which.
std::vector<Step> needed_for(Step step) {
    switch (step) {
        case Step::request:
            return {};
        case Step::reply:
        case Step::nomination:
        case Step::method:
            return {Step::request};
        case Step::candidate_list:
            return {Step::reply, Step::nomination};
        case Step::candidates_reply:
            return {Step::candidate_list};
        case Step::meeting:
            return {Step::candidates_reply};
        case Step::first_meeting:
            return {Step::meeting};
        case Step::result_report:
            return {Step::meeting, Step::first_meeting};
        case Step::result_reply:
            return {Step::result_report};
        case Step::new_term:
            return {Step::result_reply};
        case Step::publication:
            return {Step::new_term};
    }
    return {};
}

}  // namespace

std::vector<Step> steps_of(bool committee) {
    std::vector<Step> out;
    for (auto const step : steps)
        if (committee || step != Step::first_meeting) out.push_back(step);
    return out;
}

Date due_by(Step step, Date deadline, RuleSet const& rules, Date today) {
    return meetings::step_by(convention(step), deadline, rules, today);
}

std::optional<Step> next_step(bool committee, std::vector<StepDone> const& done) {
    for (auto const step : steps_of(committee))
        if (found(done, step) == nullptr) return step;
    return std::nullopt;
}

Verdict may_take(Step step, bool committee, std::vector<StepDone> const& done, RuleSet const& rules, Date today) {
    Verdict out;
    for (auto const before : needed_for(step)) {
        if ((before == Step::first_meeting && !committee) || found(done, before) != nullptr) continue;
        out.add(finding("re_election.before", Severity::block, rules.nearest("re_election.days_ahead", today))
                    .fact("step", std::string(title(step)))
                    .fact("missing", std::string(title(before))));
        break;
    }
    return out;
}

Verdict chain_findings(ChainFacts const& facts, RuleSet const& rules, Date today) {
    auto const ahead = rules.nearest("re_election.days_ahead", today);
    Verdict out;
    if (auto const next = next_step(facts.committee, facts.done)) {
        auto const by = due_by(*next, facts.deadline, rules, today);
        bool const late = by < today;
        out.add(finding(late ? "re_election.late" : "re_election.next", late ? Severity::warn : Severity::advice, ahead)
                    .fact("step", std::string(title(*next)))
                    .fact("by", by.text())
                    .fact("deadline", facts.deadline.text())
                    .fact("days", facts.deadline.days() - today.days()));
    }
    StepDone const* before = nullptr;
    Step const* missing = nullptr;
    auto const all = steps_of(facts.committee);
    for (auto const& step : all) {
        auto const* done = found(facts.done, step);
        if (done == nullptr) {
            if (missing == nullptr) missing = &step;
            continue;
        }
        if (missing != nullptr) {
            out.add(finding("re_election.step_missing", Severity::warn, ahead)
                        .fact("step", std::string(title(*missing)))
                        .fact("later", std::string(title(step))));
            missing = nullptr;
        }
        if (before != nullptr && done->on < before->on)
            out.add(finding("re_election.out_of_order", Severity::warn, ahead)
                        .fact("step", std::string(title(step)))
                        .fact("on", done->on.text())
                        .fact("before", std::string(title(before->step)))
                        .fact("before_on", before->on.text()));
        before = done;
    }
    auto const shift = rules.nearest("term.shift_max_months", today);
    if (facts.planned_on && *facts.planned_on > facts.deadline && found(facts.done, Step::meeting) == nullptr)
        out.add(finding("re_election.after_deadline", Severity::warn, shift)
                    .fact("on", facts.planned_on->text())
                    .fact("deadline", facts.deadline.text())
                    .fact("latest", facts.latest.text()));
    if (facts.called_early) out.add(finding("re_election.called_early", Severity::warn, ahead));
    if (facts.places_open > 0)
        out.add(finding("re_election.places_open", Severity::advice, ahead).fact("places", facts.places_open));
    return out;
}

Date latest_extension(Date due_on, RuleSet const& rules, Date today) {
    return due_on.plus_months(static_cast<int>(rules.nearest("term.shift_max_months", today).number()));
}

}  // namespace xinglin::re_elections
