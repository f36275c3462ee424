#include "modules/accounts/inviting.hpp"

#include "base/text.hpp"
#include "modules/accounts/accounts.hpp"
#include "modules/accounts/attempts.hpp"
#include "modules/accounts/own_account.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/audit/audit.hpp"
#include "platform/auth/second_person.hpp"
#include "platform/crypto/qr.hpp"
#include "platform/db/db.hpp"

namespace xinglin::accounts {

namespace {

audit::Event event_of(std::string action, Invitation const& invitation, std::string summary, std::string_view address) {
    audit::Event event;
    event.action = std::move(action);
    event.subject_kind = "invitation";
    event.subject = invitation.id.value;
    event.summary = std::move(summary);
    event.details = {{"role", invitation.role}};
    if (!invitation.person.none()) event.details.emplace_back("person", invitation.person.text());
    if (!invitation.organisation.none()) event.details.emplace_back("organisation", invitation.organisation.text());
    event.address = address;
    return event;
}

constexpr int reset_days = 3;
constexpr int most_resets = 100;

/// Whether an account holds, or is about to hold, a role that took a second person.
bool has_power(db::Reader& reader, Context const& context, AccountId account) {
    for (auto const& stored : store::grants_of(reader, context.vault, account)) {
        auto const* role = context.roles.find(stored.grant.role);
        bool const live = stored.grant.state == GrantState::active || stored.grant.state == GrantState::proposed;
        if (live && role != nullptr && needs_second_person(*role)) return true;
    }
    return false;
}

void seal_link(Context const& context, MadeInvitation& made, std::string const& token) {
    made.url = context.options.base_url + "/m/invitation#" + token;  // after "#": no server log ever holds it
    made.qr = crypto::qr_svg(made.url);
}

}  // namespace

Result<MadeInvitation> Inviting::invite(auth::Actor const& actor, NewInvitation const& command,
                                        std::string_view address, Instant now) {
    return context_.database.write(
        [&](db::Tx& tx) -> Result<MadeInvitation> { return invite(tx, actor, command, address, now); });
}

Result<MadeInvitation> Inviting::invite(db::Tx& tx, auth::Actor const& actor, NewInvitation const& command,
                                        std::string_view address, Instant now) {
    auto const* role = context_.roles.find(command.role);
    if (role == nullptr) return fail(malformed("accounts.no_role").field("/role", "accounts.no_role"));
    MadeInvitation made;
    auto& invitation = made.invitation;
    invitation.name = text::trim(command.name);
    if (command.person) {
        invitation.person = *command.person;
        auto const name =
            context_.surroundings.person_name ? context_.surroundings.person_name(tx, *command.person) : std::nullopt;
        if (!name) return fail(malformed("accounts.no_person").field("/person", "accounts.no_person"));
        invitation.name = *name;
    }
    if (invitation.name.empty()) return fail(malformed("accounts.no_name").field("/name", "accounts.no_name"));
    if (role->reach == Reach::organisation) {
        bool const known = command.organisation && context_.surroundings.organisation &&
                           context_.surroundings.organisation(tx, *command.organisation);
        if (!known)
            return fail(malformed("accounts.no_organisation").field("/organisation", "accounts.no_organisation"));
        invitation.organisation = *command.organisation;
    }
    invitation.from = command.from.value_or(local_date(now));
    invitation.to = command.to;
    if (invitation.to && *invitation.to < invitation.from)
        return fail(malformed("accounts.period").field("/valid_to", "accounts.period"));
    auto const token = crypto::random_token();
    invitation.id = context_.ids.next<InvitationId>();
    invitation.token = token_digest(token);
    invitation.login = normal_login(command.login);
    invitation.role = role->id;
    invitation.invited_by = actor.account;
    invitation.created_at = now;
    invitation.expires_at = now + command.valid_days * day_ms;
    store::insert(tx, context_.vault, invitation);
    context_.trail.record(tx, actor, event_of("account.invited", invitation, "邀请开通账号：" + role->title, address));
    seal_link(context_, made, token);
    return made;
}

Result<MadeInvitation> Inviting::reset(auth::Actor const& actor, AccountId account, std::string_view address,
                                       Instant now) {
    return context_.database.write([&](db::Tx& tx) -> Result<MadeInvitation> {
        auto const found = store::find(tx, account);
        if (!found) return fail(not_found());
        if (auth::same_person(actor, account, found->person)) return fail(refused("accounts.not_oneself"));
        store::revoke_resets(tx, account, now);
        auto const token = crypto::random_token();
        MadeInvitation made;
        auto& invitation = made.invitation;
        invitation.id = context_.ids.next<InvitationId>();
        invitation.token = token_digest(token);
        invitation.name = found->name;
        invitation.login = found->login;
        invitation.person = found->person;
        invitation.from = local_date(now);
        invitation.invited_by = actor.account;
        invitation.created_at = now;
        invitation.expires_at = now + reset_days * day_ms;
        invitation.resets = account;
        invitation.waits = has_power(tx, context_, account);
        store::insert(tx, context_.vault, invitation);
        context_.trail.record(
            tx, actor,
            event_of("account.reset_asked", invitation,
                     invitation.waits ? "发出重设密码的链接，待第二人复核" : "发出重设密码的链接", address));
        seal_link(context_, made, token);
        return made;
    });
}

Result<Done> Inviting::decide_reset(auth::Actor const& actor, InvitationId id, bool accepted, std::string_view address,
                                    Instant now) {
    return context_.database.write([&](db::Tx& tx) -> Result<Done> {
        auto found = store::find_invitation(tx, id);
        if (!found || found->resets.none()) return fail(not_found());
        if (!found->open(now) || !found->waits) return fail(conflict("accounts.invitation_closed"));
        auto const asker = store::find(tx, found->invited_by), holder = store::find(tx, found->resets);
        if (auth::same_person(actor, found->invited_by, asker ? asker->person : PersonId{}) ||
            auth::same_person(actor, found->resets, holder ? holder->person : PersonId{}))
            return fail(refused("accounts.reset_second_person")
                            .by_rule("accounts.two_persons", "GB/T 22239-2019 8.1.5 安全管理中心"));
        // Only one that is what its maker made it gets another MAC.
        if (!store::find_invitation(tx, context_.vault, found->token)) return fail(not_found());
        found->waits = false;
        found->confirmed_by = actor.account;
        if (!(accepted ? store::confirm_reset(tx, context_.vault, *found) : store::revoke(tx, id, now)))
            return fail(conflict("accounts.invitation_closed"));
        context_.trail.record(tx, actor,
                              event_of(accepted ? "account.reset_confirmed" : "account.reset_refused", *found,
                                       accepted ? "复核同意重设密码" : "复核不同意重设密码", address));
        return Done{};
    });
}

std::vector<WaitingReset> Inviting::waiting_resets(db::Reader& reader, auth::Actor const& actor, Instant now) const {
    std::vector<WaitingReset> out;
    for (auto& invitation :
         store::waiting_resets(reader, context_.vault, actor.scope(rights::confirm), now, most_resets)) {
        auto const asker = store::find(reader, invitation.invited_by);
        bool const own = auth::same_person(actor, invitation.invited_by, asker ? asker->person : PersonId{}) ||
                         auth::same_person(actor, invitation.resets, invitation.person);
        out.push_back({std::move(invitation), asker ? asker->name : "", !own});
    }
    return out;
}

Result<Done> Inviting::revoke(auth::Actor const& actor, InvitationId id, std::string_view address, Instant now) {
    return context_.database.write([&](db::Tx& tx) -> Result<Done> {
        auto const invitation = store::find_invitation(tx, id);
        if (!invitation) return fail(not_found());
        if (!store::revoke(tx, id, now)) return fail(conflict("accounts.invitation_closed"));
        context_.trail.record(tx, actor, event_of("account.invitation_revoked", *invitation, "撤回邀请", address));
        return Done{};
    });
}

Result<Invitation> Inviting::open_invitation(db::Reader& reader, std::string_view token, Instant now) const {
    auto const invitation = store::find_invitation(reader, context_.vault, token_digest(token));
    if (!invitation || !invitation->open(now)) return fail(not_found("accounts.invitation_closed"));
    if (invitation->waits) return fail(conflict("accounts.invitation_waits"));
    return *invitation;
}

Result<OpenInvitation> Inviting::look(db::Reader& reader, std::string_view token, Instant now) const {
    TRY_ASSIGN(auto const invitation, open_invitation(reader, token, now));
    auto const* role = context_.roles.find(invitation.role);
    auto const setup = store::setup(reader);
    return OpenInvitation{invitation.name,
                          invitation.login,
                          role != nullptr ? role->title : "",
                          setup.institution ? setup.institution->name : "",
                          invitation.expires_at,
                          !invitation.resets.none()};
}

Result<AccountId> Inviting::accept(std::string_view token, std::string_view login, std::string_view password,
                                   std::string_view address, Instant now) {
    std::vector<std::string> words;
    TRY_ASSIGN(auto const seen, context_.database.read([&](db::Reader& reader) -> Result<Invitation> {
        TRY_ASSIGN(auto found, open_invitation(reader, token, now));
        words = password_context(reader, login, found.name);
        return found;
    }));
    if (!seen.resets.none()) return set_password(seen, token, password, address, now);
    if (login.empty()) return fail(malformed("accounts.login_form").field("/login", "accounts.login_form"));
    TRY(check_password(password_rules(context_.options.passwords), password, words));
    TRY_ASSIGN(auto const hash, context_.hasher.hash(password));
    return context_.database.write([&](db::Tx& tx) -> Result<AccountId> {
        TRY_ASSIGN(auto const invitation, open_invitation(tx, token, now));
        auth::Actor guest;  // nobody before this, known by the link
        guest.name = invitation.name;
        TRY_ASSIGN(
            auto const account,
            granting_.open_account(tx, guest, {std::string(login), invitation.name, invitation.person, hash}, now));
        if (!store::accept(tx, invitation.id, now, account)) return fail(not_found("accounts.invitation_closed"));
        context_.trail.record(tx, guest, event_of("account.invitation_accepted", invitation, "接受邀请", address));
        NewGrant command{account,       invitation.role, std::nullopt, std::max(invitation.from, local_date(now)),
                         invitation.to, "邀请"};
        if (!invitation.organisation.none()) command.organisation = invitation.organisation;
        auth::Actor inviter;
        inviter.account = invitation.invited_by;
        if (auto const known = store::find(tx, invitation.invited_by)) inviter.name = known->name;
        // Set-up and the command line invite as the system itself: nobody else is there yet to confirm.
        bool const by_system = invitation.invited_by.none();
        if (by_system) inviter = auth::Actor::the_system("安装程序");
        TRY(granting_.grant(tx, inviter, command, {}, by_system, address, now));
        return account;
    });
}

/// Whoever holds the link is the holder of the account: the password is theirs, everything opened with the old one ends. The
/// second factor and a lock by an administrator stay as they are.
Result<AccountId> Inviting::set_password(Invitation const& seen, std::string_view token, std::string_view password,
                                         std::string_view address, Instant now) {
    auto const account = context_.database.read([&](db::Reader& reader) { return store::find(reader, seen.resets); });
    if (!account) return fail(not_found("accounts.invitation_closed"));
    TRY(check_new_password(context_, *account, password));
    TRY_ASSIGN(auto const hash, context_.hasher.hash(password));
    return context_.database.write([&](db::Tx& tx) -> Result<AccountId> {
        TRY_ASSIGN(auto const invitation, open_invitation(tx, token, now));
        auto const fresh = store::find(tx, invitation.resets);
        // Power that came after the link was made takes a second person too: the link is made anew.
        bool const unconfirmed = invitation.confirmed_by.none() && has_power(tx, context_, invitation.resets);
        if (!fresh || fresh->password != account->password || unconfirmed ||
            !store::accept(tx, invitation.id, now, invitation.resets))
            return fail(not_found("accounts.invitation_closed"));
        replace_password(tx, context_, *fresh, hash, now);
        store::clear_attempts(tx, login_source(context_, fresh->login));
        store::clear_attempts(tx, own_source(fresh->id));
        sessions_.end_all(tx, fresh->id, {});
        auth::Actor holder;
        holder.account = fresh->id;
        holder.person = fresh->person;
        holder.name = fresh->name;
        auto event = event_of("account.password_reset", invitation, "用链接重设密码，原有会话全部退出", address);
        event.subject_kind = "account";
        event.subject = fresh->id.value;
        event.details = {{"invitation", invitation.id.text()}, {"asked_by", invitation.invited_by.text()}};
        context_.trail.record(tx, holder, event);
        return fresh->id;
    });
}

}  // namespace xinglin::accounts
