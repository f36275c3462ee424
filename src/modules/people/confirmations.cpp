// What waits for a second person among the files: steps that end or suspend a membership, exports in clear.
#include "modules/accounts/names.hpp"
#include "modules/people/browse.hpp"
#include "modules/people/due.hpp"
#include "modules/people/exports.hpp"
#include "modules/people/proposed_steps.hpp"
#include "modules/people/service.hpp"
#include "platform/auth/second_person.hpp"

#include <algorithm>

namespace xinglin::people {

namespace {

using duties::Confirmation;

void add_steps(db::Reader& reader, crypto::Vault const& vault, auth::Actor const& actor, Instant now, int limit,
               std::vector<Confirmation>& out) {
    if (!actor.has(members::rights::transition)) return;
    for (auto const& step : store::proposed_steps(reader, vault, actor.scope(members::rights::transition),
                                                  now + -proposal_lifetime_ms, limit)) {
        if (auth::same_person(actor, step.proposed_by, step.proposed_by_person) || step.person == actor.person)
            continue;
        Confirmation one;
        one.kind = duties::ConfirmationKind::membership_step;
        one.id = step.id;
        one.title = step.name + "：" + std::string(members::title(step.to));
        one.detail = step.on.text() + "生效" + (step.reason.empty() ? "" : "，原因：" + step.reason);
        one.asked_by = accounts::account_name(reader, step.proposed_by);
        one.asked_at = step.proposed_at;
        one.link = "/console/people/" + step.person.text();
        out.push_back(std::move(one));
    }
}

void add_exports(db::Reader& reader, auth::Actor const& actor, Instant now, int limit, std::vector<Confirmation>& out) {
    if (!actor.has(rights::approve_export)) return;
    OrganisationNames names(reader);
    for (auto const& row : waiting_exports(reader, actor, now, limit)) {
        auto const filter = list_of(row);
        Confirmation one;
        one.kind = duties::ConfirmationKind::clear_export;
        one.id = row.id.value;
        one.title = "导出" + std::to_string(row.people) + "人的完整信息";
        one.detail = "用途：" + row.purpose;
        if (filter.organisation) one.detail += "，范围：" + names.of(*filter.organisation);
        one.article = "《中华人民共和国个人信息保护法》第五十一条";
        one.asked_by = row.asked_by;
        one.asked_at = row.created_at;
        one.link = "/console/exports?show=waiting";
        out.push_back(std::move(one));
    }
}

}  // namespace

std::vector<Confirmation> DutySource::confirmations(db::Reader& reader, auth::Actor const& actor, Instant now,
                                                    int limit) const {
    std::vector<Confirmation> out;
    add_steps(reader, tools_.vault, actor, now, limit, out);
    add_exports(reader, actor, now, limit, out);
    return out;
}

}  // namespace xinglin::people
