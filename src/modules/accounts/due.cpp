#include "modules/accounts/due.hpp"

#include "modules/accounts/accounts.hpp"
#include "modules/accounts/names.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/organisations/organisations.hpp"
#include "platform/auth/second_person.hpp"

#include <algorithm>

namespace xinglin::accounts {

namespace {

constexpr int most_counted = 200;

/// Proposals of others: nobody confirms an own one.
std::vector<Grant> proposals(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor) {
    store::GrantFilter filter;
    filter.state = GrantState::proposed;
    std::vector<Grant> out;
    for (auto& row : store::list_grants(reader, vault, actor.scope(rights::confirm), filter, {}, most_counted)) {
        auto const proposer = store::find(reader, row.grant.proposed_by);
        if (row.genuine && row.grant.account != actor.account &&
            !auth::same_person(actor, row.grant.proposed_by, proposer ? proposer->person : PersonId{}))
            out.push_back(std::move(row.grant));
    }
    return out;
}

void add_proposals(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor,
                   std::vector<duties::Duty>& out) {
    auto const rows = proposals(reader, vault, actor);
    if (rows.empty()) return;
    auto const waiting = rows.size();
    auto const first = std::min_element(rows.begin(), rows.end(),
                                        [](Grant const& a, Grant const& b) { return a.proposed_at < b.proposed_at; });
    duties::Duty duty;
    duty.id = "grants-proposed";
    duty.kind = "accounts.confirm_grants";
    duty.count = static_cast<std::int64_t>(waiting);
    duty.title = std::to_string(waiting) + "项授权待复核";
    duty.detail = "由另一位管理员提出，核对本人和范围后同意或者不同意。";
    duty.asked_on = local_date(first->proposed_at);
    duty.weight = 40;
    duty.action = "去复核";
    duty.link = "/console/confirmations";
    out.push_back(std::move(duty));
}

/// New passwords of accounts with power over others.
void add_resets(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor, Date today,
                std::vector<duties::Duty>& out) {
    auto const rows = store::waiting_resets(reader, vault, actor.scope(rights::confirm),
                                            start_of_day(today.plus_days(1)), most_counted);
    auto const waiting = std::count_if(rows.begin(), rows.end(), [&](Invitation const& row) {
        auto const asker = store::find(reader, row.invited_by);
        return !auth::same_person(actor, row.invited_by, asker ? asker->person : PersonId{}) &&
               !auth::same_person(actor, row.resets, row.person);
    });
    if (waiting == 0) return;
    duties::Duty duty;
    duty.id = "accounts-resets";
    duty.kind = "accounts.confirm_resets";
    duty.count = waiting;
    duty.title = std::to_string(waiting) + "项重设密码待复核";
    duty.detail = "由另一位管理员提出，向账号本人核实后同意或者不同意。";
    duty.weight = 40;
    duty.action = "去复核";
    duty.link = "/console/role-grants?state=proposed";
    out.push_back(std::move(duty));
}

void add_locked(db::Reader& reader, auth::Actor const& actor, Date today, std::vector<duties::Duty>& out) {
    store::AccountFilter filter;
    filter.locked = true;
    auto const rows = store::list(reader, actor.scope(rights::manage), filter, today, "", most_counted);
    if (rows.empty()) return;
    duties::Duty duty;
    duty.id = "accounts-locked";
    duty.kind = "accounts.locked";
    duty.count = static_cast<std::int64_t>(rows.size());
    duty.title = std::to_string(rows.size()) + "个账号被锁定";
    duty.detail = "核实原因：本人可用的解除锁定，离岗的收回授权。";
    duty.weight = 20;
    duty.action = "去处理";
    duty.link = "/console/accounts?locked=true";
    out.push_back(std::move(duty));
}

/// A fresh installation: three administrators and nobody who keeps the record.
void add_first_invitation(db::Reader& reader, Date today, std::vector<duties::Duty>& out) {
    if (store::holders_of_role(reader, "party_office", today, {}) > 0) return;
    duties::Duty duty;
    duty.id = "accounts-first-invitation";
    duty.kind = "accounts.first_invitation";
    duty.title = "还没有党委办公室的账号";
    duty.detail = "邀请负责党务的人员，由其导入组织和人员名册。";
    duty.weight = 60;
    duty.action = "发出邀请";
    duty.link = "/console/invitations?make=1";
    out.push_back(std::move(duty));
}

}  // namespace

std::vector<duties::Duty> DutySource::due(db::Reader& reader, auth::Actor const& actor, Date today, int) const {
    std::vector<duties::Duty> out;
    if (actor.has(rights::confirm))
        add_proposals(reader, vault_, actor, out), add_resets(reader, vault_, actor, today, out);
    if (actor.has(rights::invite)) add_first_invitation(reader, today, out);
    if (actor.has(rights::manage)) add_locked(reader, actor, today, out);
    return out;
}

std::vector<duties::Confirmation> DutySource::confirmations(db::Reader& reader, auth::Actor const& actor, Instant,
                                                            int limit) const {
    std::vector<duties::Confirmation> out;
    if (!actor.has(rights::confirm)) return out;
    for (auto const& grant : proposals(reader, vault_, actor)) {
        if (static_cast<int>(out.size()) == limit) break;
        auto const* role = roles_.find(grant.role);
        duties::Confirmation one;
        one.kind = duties::ConfirmationKind::role_grant;
        one.id = grant.id.value;
        one.title = account_name(reader, grant.account) + "：" + (role != nullptr ? role->title : grant.role);
        one.detail = grant.from.text() + (grant.to ? "至" + grant.to->text() : "起");
        auto const over = grant.organisation.none() ? std::nullopt : organisations::find(reader, grant.organisation);
        if (over) one.detail += "，管理范围：" + over->name;
        if (!grant.reason.empty()) one.detail += "，原因：" + grant.reason;
        if (!grant.replaces.none()) one.detail += "。同意后原任的同一授权结束";
        one.article = "GB/T 22239-2019 8.1.5 安全管理中心";
        one.asked_by = account_name(reader, grant.proposed_by);
        one.asked_at = grant.proposed_at;
        one.link = "/console/role-grants?state=proposed";
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace xinglin::accounts
