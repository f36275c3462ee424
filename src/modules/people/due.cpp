#include "modules/people/due.hpp"

#include "modules/people/browse.hpp"
#include "modules/people/corrections.hpp"
#include "modules/people/exports.hpp"
#include "modules/people/lists.hpp"
#include "modules/people/proposed_steps.hpp"
#include "modules/people/service.hpp"
#include "modules/people/store.hpp"
#include "platform/auth/second_person.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

using duties::Duty;

constexpr int most_probations = 300;

void own_gaps(db::Reader& reader, auth::Actor const& actor, std::vector<Duty>& out) {
    if (actor.person.none()) return;
    for (auto const& chip : store::chips_of(reader, actor.person)) {
        if (chip != "file.contact_missing" && chip != "file.resident_id_missing" && chip != "file.birth_missing")
            continue;
        auto const* rule = find_file_rule(chip);
        Duty duty;
        duty.id = chip + ":" + actor.person.text();
        duty.kind = "people.complete_own_file";
        duty.title = "补充本人信息：" + std::string(rule->title);
        duty.detail = rule->text;
        duty.article = rule->article;
        duty.weight = 10;
        duty.action = "去填写";
        duty.link = "/m/me/file";
        out.push_back(std::move(duty));
        return;  // one duty for the own file, however much is missing
    }
}

void corrections_to_decide(db::Reader& reader, auth::Actor const& actor, std::vector<Duty>& out) {
    if (!actor.has(rights::write)) return;
    auto waiting = store::count_waiting(reader, actor.scope(rights::write), "branch");
    if (actor.has(rights::write_identity))
        waiting.add(store::count_waiting(reader, actor.scope(rights::write_identity), "office"));
    if (waiting.count == 0) return;
    Duty duty;
    duty.id = "people.corrections";
    duty.kind = "people.decide_corrections";
    duty.title = std::to_string(waiting.count) + "项信息更正待审核";
    duty.detail = "本人提交的更正，核对后同意或说明理由退回。";
    if (waiting.oldest) duty.asked_on = local_date(*waiting.oldest);
    duty.weight = 30;
    duty.count = waiting.count;
    duty.action = "去审核";
    duty.link = "/console/corrections";
    out.push_back(std::move(duty));
}

void exports_to_consent(db::Reader& reader, auth::Actor const& actor, Instant now, std::vector<Duty>& out) {
    if (!actor.has(rights::approve_export)) return;
    auto const waiting = count_waiting_exports(reader, actor, now);
    if (waiting.count == 0) return;
    Duty duty;
    duty.id = "people.exports";
    duty.kind = "people.consent_exports";
    duty.title = std::to_string(waiting.count) + "项明文导出待同意";
    duty.detail = "含完整身份证号码和电话的批量导出，核对用途后同意或不同意。";
    if (waiting.oldest) duty.asked_on = local_date(*waiting.oldest);
    duty.weight = 30;
    duty.count = waiting.count;
    duty.action = "去核对";
    duty.link = "/console/confirmations";
    out.push_back(std::move(duty));
}

void probations(db::Reader& reader, auth::Actor const& actor, Date today, std::vector<Duty>& out) {
    auto scope = actor.scope(rights::write);
    scope.self.reset();
    if (scope.subtrees.empty()) return;
    Filter filter;
    filter.state = members::State::probationary;
    std::vector<std::pair<Date, RosterRow>> ending;
    for (auto& row : store::list(reader, scope, filter, {}, most_probations)) {
        auto const ends = members::probation_expires(PartialDate::parse(row.join_date),
                                                     Date::parse(row.probation_until), members::terms_on(today));
        if (ends && *ends <= today.plus_days(probation_notice_days)) ending.emplace_back(*ends, std::move(row));
    }
    if (ending.empty()) return;
    std::sort(ending.begin(), ending.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    auto const& [first_day, first] = ending.front();
    Duty duty;
    duty.id = "people.probation:" + first.id.text();
    duty.kind = "people.probation_ends";
    duty.title = ending.size() == 1 ? first.name + "的预备期" + (first_day < today ? "已满" : "将满")
                                    : std::to_string(ending.size()) + "名预备党员的预备期将满或已满";
    duty.detail = "最早的" + first.name + "于" + first_day.text() + "期满，应及时讨论能否转为正式党员。";
    duty.article = "《中国共产党发展党员工作细则》第三十二条";
    duty.due_on = first_day;
    duty.overdue = first_day < today;
    duty.weight = 50;
    duty.count = static_cast<std::int64_t>(ending.size());
    duty.action = "查看名单";
    duty.link = ending.size() == 1 ? "/console/people/" + first.id.text()
                                   : "/console/people?state=probationary&columns=state.join.probation.organisation";
    out.push_back(std::move(duty));
}

/// Steps that a colleague entered and that take a second person.
void steps_to_confirm(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor, Instant now,
                      std::vector<Duty>& out) {
    if (!actor.has(members::rights::transition)) return;
    constexpr int most = 50;
    for (auto const& step : store::proposed_steps(reader, vault, actor.scope(members::rights::transition),
                                                  now + -proposal_lifetime_ms, most)) {
        if (auth::same_person(actor, step.proposed_by, step.proposed_by_person) || step.person == actor.person)
            continue;
        Duty duty;
        duty.id = "people.step:" + std::to_string(step.id);
        duty.kind = "people.confirm_step";
        duty.title = step.name + "：" + std::string(members::title(step.to)) + "待第二人办理";
        duty.detail = "生效日期" + step.on.text() + "。核对依据后同意或不同意，30天后失效。";
        duty.asked_on = local_date(step.proposed_at);
        duty.weight = 60;
        duty.action = "去核对";
        duty.link = "/console/confirmations";
        out.push_back(std::move(duty));
    }
}

void contradictions(db::Reader& reader, auth::Actor const& actor, std::vector<Duty>& out) {
    auto scope = actor.scope(rights::write);
    scope.self.reset();
    if (scope.subtrees.empty()) return;
    std::int64_t most = 0, all = 0;
    ChipCount worst;
    for (auto const& chip : chip_counts(reader, scope)) {
        if (chip.tone != "block" && chip.chip != "file.contact_missing" && chip.chip != "file.resident_id_missing")
            continue;
        all += chip.people;
        if (chip.people > most) most = chip.people, worst = chip;
    }
    if (all == 0) return;
    Duty duty;
    duty.id = "people.findings";
    duty.kind = "people.mend_files";
    duty.title = std::to_string(all) + "处档案信息需要核对";
    duty.detail = "最多的是“" + worst.title + "”，" + std::to_string(worst.people) + "人。";
    duty.weight = 5;
    duty.count = all;
    duty.action = "去核对";
    duty.link = "/console/people?exception=" + worst.chip;
    out.push_back(std::move(duty));
}

}  // namespace

std::vector<Duty> DutySource::due(db::Reader& reader, auth::Actor const& actor, Date today, int limit) const {
    std::vector<Duty> out;
    own_gaps(reader, actor, out);
    probations(reader, actor, today, out);
    steps_to_confirm(reader, tools_.vault, actor, start_of_day(today.plus_days(1)), out);
    corrections_to_decide(reader, actor, out);
    exports_to_consent(reader, actor, tools_.clock.now(), out);
    contradictions(reader, actor, out);
    duties::rank(out, today);
    if (static_cast<int>(out.size()) > limit) out.resize(static_cast<std::size_t>(limit));
    return out;
}

}  // namespace xinglin::people
