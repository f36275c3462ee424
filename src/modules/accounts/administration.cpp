#include "modules/accounts/administration.hpp"

#include "modules/accounts/attempts.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/audit/audit.hpp"
#include "platform/db/db.hpp"

namespace xinglin::accounts {

AccountSummary Administration::summary(db::Reader& reader, Account account, Instant now) const {
    AccountSummary made;
    for (auto& stored : store::grants_of(reader, context_.vault, account.id))
        if (stored.genuine && (stored.grant.state == GrantState::active || stored.grant.state == GrantState::proposed))
            made.grants.push_back(std::move(stored.grant));
    made.attempts = store::find_attempts(reader, login_source(context_, account.login));
    made.sessions = store::count_sessions(reader, account.id, now);
    made.account = std::move(account);
    return made;
}

Result<Done> Administration::lock(auth::Actor const& actor, AccountId id, std::string_view reason,
                                  std::string_view address, Instant now) {
    return context_.database.write([&](db::Tx& tx) -> Result<Done> {
        auto const account = store::find(tx, id);
        if (!account) return fail(not_found());
        if (id == actor.account) return fail(refused("accounts.not_oneself"));
        auto const today = local_date(now);
        for (auto const& stored : store::grants_of(tx, context_.vault, id)) {
            auto const* role = context_.roles.find(stored.grant.role);
            if (role != nullptr && role->kind == RoleKind::administrator && stored.grant.holds_on(today) &&
                store::holders_of_role(tx, role->id, today, id) == 0)
                return fail(refused("accounts.last_administrator").fact("role", role->title));
        }
        store::set_locked(tx, id, true, reason);
        sessions_.end_all(tx, id, {});
        sessions_.note_change(tx);
        note(tx, actor, *account, "account.locked", "锁定账号", address);
        return Done{};
    });
}

Result<Done> Administration::unlock(auth::Actor const& actor, AccountId id, std::string_view address) {
    return context_.database.write([&](db::Tx& tx) -> Result<Done> {
        auto const account = store::find(tx, id);
        if (!account) return fail(not_found());
        store::set_locked(tx, id, false, "");
        store::clear_attempts(tx, login_source(context_, account->login));
        store::clear_attempts(tx, own_source(id));
        note(tx, actor, *account, "account.unlocked", "解除锁定", address);
        return Done{};
    });
}

Result<Done> Administration::end_sessions(auth::Actor const& actor, AccountId id, std::string_view address) {
    return context_.database.write([&](db::Tx& tx) -> Result<Done> {
        auto const account = store::find(tx, id);
        if (!account) return fail(not_found());
        sessions_.end_all(tx, id, {});
        note(tx, actor, *account, "session.ended_by_administrator", "结束全部会话", address);
        return Done{};
    });
}

Result<Done> Administration::reset_totp(auth::Actor const& actor, AccountId id, std::string_view address) {
    return context_.database.write([&](db::Tx& tx) -> Result<Done> {
        auto const account = store::find(tx, id);
        if (!account) return fail(not_found());
        if (id == actor.account) return fail(refused("accounts.not_oneself"));
        store::set_totp(tx, id, std::nullopt, false, 0);
        store::set_recovery_codes(tx, id, {});
        sessions_.end_all(tx, id, {});
        note(tx, actor, *account, "account.totp_reset", "重置双因素登录", address);
        return Done{};
    });
}

void Administration::note(db::Tx& tx, auth::Actor const& actor, Account const& account, std::string action,
                          std::string summary, std::string_view address) const {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "account";
    event.subject = account.id.value;
    event.summary = std::move(summary);
    event.address = address;
    context_.trail.record(tx, actor, event);
}

}  // namespace xinglin::accounts
