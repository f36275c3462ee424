#include "modules/accounts/inviting.hpp"

#include "base/text.hpp"
#include "modules/accounts/own_account.hpp"
#include "modules/accounts/store.hpp"
#include "modules/accounts/store_grants.hpp"
#include "modules/audit/audit.hpp"
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
    made.url = context_.options.base_url + "/m/invitation#" + token;  // after "#": no server log ever holds it
    made.qr = crypto::qr_svg(made.url);
    return made;
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
    return *invitation;
}

Result<OpenInvitation> Inviting::look(db::Reader& reader, std::string_view token, Instant now) const {
    TRY_ASSIGN(auto const invitation, open_invitation(reader, token, now));
    auto const* role = context_.roles.find(invitation.role);
    auto const setup = store::setup(reader);
    return OpenInvitation{invitation.name, invitation.login, role != nullptr ? role->title : "",
                          setup.institution ? setup.institution->name : "", invitation.expires_at};
}

Result<AccountId> Inviting::accept(std::string_view token, std::string_view login, std::string_view password,
                                   std::string_view address, Instant now) {
    std::vector<std::string> words;
    TRY_ASSIGN(auto const seen, context_.database.read([&](db::Reader& reader) -> Result<Invitation> {
        TRY_ASSIGN(auto found, open_invitation(reader, token, now));
        words = password_context(reader, login, found.name);
        return found;
    }));
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

}  // namespace xinglin::accounts
