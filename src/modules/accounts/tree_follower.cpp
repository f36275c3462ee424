#include "modules/accounts/tree_follower.hpp"

#include "base/text.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/audit/audit.hpp"
#include "platform/db/db.hpp"

#include <algorithm>

namespace xinglin::accounts {

namespace {

using organisations::Effect;
using organisations::Organisation;

std::string const& called(Organisation const& organisation) {
    return organisation.short_name.empty() ? organisation.name : organisation.short_name;
}

}  // namespace

void TreeFollower::path_moved(db::Tx& tx, Change const&, std::string const&, std::string const&) {
    sessions_.note_change(tx);
}

Result<std::vector<Effect>> TreeFollower::reassign(db::Tx&, Change const&, organisations::Reassignment const&) {
    return std::vector<Effect>{};
}

Result<std::vector<Effect>> TreeFollower::moved(db::Tx& tx, Change const&, Organisation const& moved,
                                                std::string const& to_path) {
    std::int64_t along = 0;
    for (auto const& [id, grants] : store::organisations_with_grants(tx)) {
        auto const over =
            context_.surroundings.organisation ? context_.surroundings.organisation(tx, id) : std::nullopt;
        if (over && (id == moved.id || text::starts_with(over->path, to_path))) along += grants;
    }
    std::vector<Effect> effects;
    if (along > 0) {
        Effect effect;
        effect.kind = "grants_moved";
        effect.organisation = moved.id;
        effect.count = along;
        effect.text =
            "“" + called(moved) + "”及下级的" + std::to_string(along) + "项授权随同调整，上级的授权范围随之变化";
        effects.push_back(std::move(effect));
    }
    return effects;
}

Result<std::vector<Effect>> TreeFollower::ended(db::Tx& tx, Change const& context, Organisation const& ended,
                                                std::optional<Organisation> const& heir) {
    std::vector<Effect> effects;
    for (auto const& stored : store::grants_over(tx, context_.vault, ended.id)) {
        if (!stored.genuine) continue;  // it grants nothing, and touching it would make it genuine
        end(tx, context, stored.grant);
        bool const active = stored.grant.state == GrantState::active;
        bool const proposed = heir && active && propose(tx, context, stored.grant, *heir);
        effects.push_back(effect(tx, stored.grant, ended, heir, proposed));
    }
    std::int64_t lapsed = 0;
    for (auto const id : store::invitations_over(tx, ended.id, context.now)) {
        if (!store::revoke(tx, id, context.now)) continue;
        store::insert(tx, context.change.value, {store::TreeAct::What::lapsed, id.value, {}, {}});
        ++lapsed;
    }
    if (lapsed > 0) {
        Effect effect;
        effect.kind = "invitations_lapsed";
        effect.organisation = ended.id;
        effect.count = lapsed;
        effect.text = "“" + called(ended) + "”的" + std::to_string(lapsed) + "份邀请失效";
        effects.push_back(std::move(effect));
    }
    return effects;
}

/// Changes of the tree are never in the future, and one entered late changes no past power: it has held until now.
void TreeFollower::end(db::Tx& tx, Change const& context, Grant grant) const {
    auto const from = grant.state;
    auto const today = local_date(context.now);
    store::insert(tx, context.change.value, {store::TreeAct::What::ended, grant.id.value, from, grant.to});
    grant.state = from == GrantState::proposed ? GrantState::withdrawn : GrantState::ended;
    if (from == GrantState::active) grant.to = std::max(grant.from, grant.to ? std::min(*grant.to, today) : today);
    grant.decided_by = context.actor.account;
    grant.decided_at = context.now;
    static_cast<void>(store::update(tx, context_.vault, grant, from));
    if (from == GrantState::active) sessions_.end_all(tx, grant.account, {});
    sessions_.note_change(tx);
    note(tx, context, from == GrantState::proposed ? "role.withdrawn" : "role.ended", "党组织撤销，授权终止", grant);
}

/// The same role over the heir, from the change's day on. @returns whether there is something to confirm
bool TreeFollower::propose(db::Tx& tx, Change const& context, Grant const& former, Organisation const& heir) {
    auto const from = std::max({context.effective_on, local_date(context.now), former.from});
    if (former.to && *former.to < from) return false;
    NewGrant const command{former.account, former.role, heir.id, from, former.to, "党组织调整：" + context.reason};
    // Already held, or not to be held together: then there is nothing to hand over.
    auto const made = granting_.grant(tx, context.actor, command, former.id, false, "", context.now);
    if (!made) return false;
    store::insert(tx, context.change.value, {store::TreeAct::What::proposed, made->id.value, made->state, {}});
    return true;
}

Effect TreeFollower::effect(db::Tx& tx, Grant const& grant, Organisation const& over,
                            std::optional<Organisation> const& heir, bool proposed) const {
    auto const account = store::find(tx, grant.account);
    auto const* role = context_.roles.find(grant.role);
    Effect effect;
    effect.kind = proposed ? "grant_handed_over" : "grant_ended";
    effect.organisation = over.id;
    effect.text = (account ? account->name : grant.account.text()) + "在“" + called(over) + "”的" +
                  (role != nullptr ? role->title : grant.role) +
                  (grant.state == GrantState::proposed ? "授权（待复核）撤回" : "授权终止");
    if (proposed) {
        effect.to = heir->id;
        effect.text += "，在“" + called(*heir) + "”的同一授权待复核";
    }
    return effect;
}

Result<Done> TreeFollower::undo(db::Tx& tx, Change const& context, organisations::ChangeId undone) {
    auto acts = store::tree_acts(tx, undone.value);
    // What was proposed for the heir goes first: the former grant must not overlap with it.
    std::stable_partition(acts.begin(), acts.end(),
                          [](auto const& act) { return act.what == store::TreeAct::What::proposed; });
    for (auto const& act : acts) {
        if (act.what == store::TreeAct::What::lapsed) {
            store::reopen(tx, InvitationId{act.record});
            continue;
        }
        auto stored = store::find_grant(tx, context_.vault, GrantId{act.record});
        if (!stored || !stored->genuine) continue;
        auto grant = stored->grant;
        auto const now_is = grant.state;
        if (act.what == store::TreeAct::What::ended) {
            grant.state = act.former_state;
            grant.to = act.former_to;
        } else if (now_is == GrantState::proposed) {
            grant.state = GrantState::withdrawn;
        } else if (now_is == GrantState::active) {
            grant.state = GrantState::ended;
            grant.to = std::max(grant.from, local_date(context.now));
        }
        grant.decided_by = context.actor.account;
        grant.decided_at = context.now;
        static_cast<void>(store::update(tx, context_.vault, grant, now_is));
        if (now_is == GrantState::active && grant.state == GrantState::ended) sessions_.end_all(tx, grant.account, {});
        note(tx, context, act.what == store::TreeAct::What::ended ? "role.restored" : "role.withdrawn",
             "党组织调整撤回，授权恢复原状", grant);
    }
    if (!acts.empty()) sessions_.note_change(tx);
    return Done{};
}

void TreeFollower::note(db::Tx& tx, Change const& context, std::string action, std::string summary,
                        Grant const& grant) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "account";
    event.subject = grant.account.value;
    event.summary = std::move(summary);
    event.details = {{"grant", grant.id.text()},
                     {"role", grant.role},
                     {"organisation", grant.organisation.text()},
                     {"change", context.change.text()}};
    context_.trail.record(tx, context.actor, event);
}

}  // namespace xinglin::accounts
