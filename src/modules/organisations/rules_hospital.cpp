#include "modules/organisations/rules_hospital.hpp"

#include "modules/regulations/figures.hpp"

namespace xinglin::organisations {

namespace {

using regulations::finding;
using regulations::RuleSet;
using regulations::Severity;
using regulations::Value;
using regulations::Verdict;

void size(Verdict& verdict, char const* rule, std::int64_t people, Value const& least, Value const& usual,
          Value const& most) {
    if (least.number() <= people && people <= usual.number()) return;
    verdict.add(finding(rule, Severity::advice, most)
                    .fact("people", people)
                    .fact("least", least.number())
                    .fact("usual", usual.number())
                    .fact("most", most.number()));
}

}  // namespace

Verdict hospital_committee(HospitalCommittee const& facts, RuleSet const& rules, Date on) {
    Verdict verdict;
    size(verdict, "hospital.committee_size", facts.members, rules.nearest("hospital.committee_least", on),
         rules.nearest("hospital.committee_usual", on), rules.nearest("hospital.committee_most", on));
    if (facts.standing > 0)
        size(verdict, "hospital.standing_size", facts.standing, rules.nearest("hospital.standing_least", on),
             rules.nearest("hospital.standing_usual", on), rules.nearest("hospital.standing_most", on));
    if (facts.same_head)
        verdict.add(
            finding("hospital.same_head", Severity::warn, "《关于加强公立医院党的建设工作的意见》（书记、院长分设）"));
    return verdict;
}

PartyWorkers party_workers(std::int64_t staff, std::int64_t full_time, RuleSet const& rules, Date on) {
    auto const share = regulations::fraction(rules.nearest("hospital.party_workers_fraction", on));
    return {staff > 0 ? full_time * 10'000 / staff : 0, share.at_least_of(staff)};
}

Verdict project_branch(Date from, Date until, std::int64_t full_members, RuleSet const& rules) {
    Verdict verdict;
    auto const months = rules.nearest("branch.project_least_months", from);
    auto const people = rules.nearest("branch.min_full_members", from);
    // `until` is its last day: from 1 May to 31 October are six months.
    bool const long_enough = from.plus_months(static_cast<int>(months.number())) <= until.plus_days(1);
    if (long_enough && full_members >= people.number())
        verdict.add(finding("project_branch.possible", Severity::advice, months)
                        .fact("months", months.number())
                        .fact("full", full_members));
    return verdict;
}

Verdict set_up_reply(Date applied_on, std::optional<Date> answered_on, RuleSet const& rules, Date today) {
    Verdict verdict;
    if (answered_on) return verdict;
    auto const months = rules.nearest("branch.set_up_reply_months", applied_on);
    auto const last = applied_on.plus_months(static_cast<int>(months.number()));
    bool const over = last < today;
    verdict.add(
        finding(over ? "branch.reply_overdue" : "branch.reply_due", over ? Severity::warn : Severity::advice, months)
            .fact("applied", applied_on.text())
            .fact("months", months.number())
            .fact("deadline", last.text()));
    return verdict;
}

}  // namespace xinglin::organisations
