#include "modules/accounts/standing.hpp"

#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "platform/log/log.hpp"

#include <algorithm>

namespace xinglin::accounts {

namespace {

NextStep next_step(Context const& context, Standing const& standing, Instant now) {
    auto const days = password_rules(context.options.passwords).max_days;
    bool const aged = days > 0 && standing.administrator() && now.ms - standing.account.password_at.ms > days * day_ms;
    if (standing.account.must_change || aged) return NextStep::change_password;
    if (standing.totp_required && !standing.account.totp_on) return NextStep::enrol_totp;
    return NextStep::ready;
}

/// Path a grant reaches over: nothing when its organisation is not known.
std::optional<std::string> path_of(db::Reader& reader, Context const& context, Role const& role, Grant const& grant) {
    if (role.reach == Reach::own) return std::string(auth::nowhere);
    if (role.reach == Reach::installation) return std::string();
    if (!context.surroundings.organisation) return std::nullopt;
    auto const found = context.surroundings.organisation(reader, grant.organisation);
    return found ? std::optional(found->path) : std::nullopt;
}

}  // namespace

bool Standing::administrator() const {
    return std::any_of(roles.begin(), roles.end(),
                       [](Role const* role) { return role->kind == RoleKind::administrator; });
}

std::string Standing::home() const {
    for (auto const* role : roles)
        if (role->kind != RoleKind::base) return role->home;
    return roles.empty() ? "/m/" : roles.front()->home;
}

std::optional<Standing> standing_of(db::Reader& reader, Context const& context, AccountId id, Instant now) {
    auto account = store::find(reader, id);
    if (!account) return std::nullopt;
    Standing standing;
    standing.account = std::move(*account);
    auto const today = local_date(now);
    for (auto& stored : store::grants_of(reader, context.vault, id)) {
        auto const* role = context.roles.find(stored.grant.role);
        if (role == nullptr || !stored.grant.holds_on(today)) continue;
        if (!stored.genuine) {
            log::error("accounts.grant_tampered", {{"grant", stored.grant.id.text()}});
            continue;
        }
        standing.roles.push_back(role);
        standing.grants.push_back(std::move(stored.grant));
    }
    standing.totp_required =
        context.options.require_second_factor &&
        std::any_of(standing.roles.begin(), standing.roles.end(), [](Role const* role) { return role->second_factor; });
    standing.next = next_step(context, standing, now);
    return standing;
}

auth::Actor actor_of(db::Reader& reader, Context const& context, Standing const& standing) {
    auth::Actor actor;
    actor.account = standing.account.id;
    actor.name = standing.account.name;
    if (standing.next != NextStep::ready) return actor;
    actor.person = standing.account.person;
    for (std::size_t i = 0; i < standing.grants.size(); ++i) {
        auto const& role = *standing.roles[i];
        auto path = path_of(reader, context, role, standing.grants[i]);
        if (!path) continue;
        actor.grants.push_back(grant_of(role, std::move(*path)));
    }
    return actor;
}

}  // namespace xinglin::accounts
