#include "modules/accounts/setting_up.hpp"

#include "base/text.hpp"
#include "modules/accounts/store.hpp"
#include "modules/audit/audit.hpp"
#include "platform/db/db.hpp"

#include <algorithm>
#include <set>

namespace xinglin::accounts {

std::optional<std::string> SettingUp::begin() {
    auto const token = crypto::random_token();
    auto const begun = context_.database.write([&](db::Tx& tx) -> Result<Done> {
        if (!store::set_setup_token(tx, token_digest(token))) return fail(conflict("accounts.setup_over"));
        return Done{};
    });
    if (!begun) return std::nullopt;
    return "/console/setup#" + token;  // behind '#': no server log ever holds it
}

/// Everything that can be wrong with the form, before anything is hashed.
Result<Done> SettingUp::check(SetUp const& command) const {
    auto const setup = context_.database.read([](db::Reader& reader) { return store::setup(reader); });
    if (setup.institution) return fail(conflict("accounts.setup_over"));
    if (setup.token.empty() || !crypto::equal_constant_time(setup.token, token_digest(command.token)))
        return fail(forbidden("accounts.setup_token"));
    std::multiset<std::string> roles;
    std::set<std::string> logins;
    for (auto const& administrator : command.administrators) {
        roles.insert(administrator.role);
        logins.insert(normal_login(administrator.login));
    }
    if (roles != std::multiset<std::string>{"audit_admin", "security_admin", "system_admin"} || logins.size() != 3)
        return fail(
            malformed("accounts.setup_administrators").field("/administrators", "accounts.setup_administrators"));
    auto const rules = password_rules(context_.options.passwords);
    Problem faults = malformed("accounts.setup_passwords");
    for (std::size_t i = 0; i < command.administrators.size(); ++i) {
        auto const& administrator = command.administrators[i];
        auto const at = "/administrators/" + std::to_string(i);
        if (text::trim(administrator.name).empty()) faults.field(at + "/name", "accounts.no_name");
        if (administrator.password.empty()) continue;
        std::vector<std::string> const words{administrator.login, administrator.name, command.institution};
        if (auto const checked = check_password(rules, administrator.password, words); !checked)
            faults.field(at + "/password", checked.error().code);
    }
    if (!faults.fields.empty()) return fail(std::move(faults));
    return Done{};
}

Result<SetUpDone> SettingUp::set_up(SetUp const& command, std::string_view address, Instant now) {
    TRY(check(command));
    std::vector<std::string> hashes;
    for (auto const& administrator : command.administrators) {
        hashes.emplace_back();
        if (administrator.password.empty()) continue;
        TRY_ASSIGN(hashes.back(), context_.hasher.hash(administrator.password));
    }
    return context_.database.write([&](db::Tx& tx) -> Result<SetUpDone> {
        if (store::setup(tx).token != token_digest(command.token)) return fail(forbidden("accounts.setup_token"));
        if (!store::finish_setup(tx, {text::trim(command.institution), command.kind, now}))
            return fail(conflict("accounts.setup_over"));
        auto const actor = auth::Actor::the_system("安装程序");
        SetUpDone done;
        if (hooks_.make_top) TRY(hooks_.make_top(tx, actor, command.organisation, command.kind));
        for (std::size_t i = 0; i < hashes.size(); ++i)
            TRY(open_administrator(tx, actor, command.administrators[i], hashes[i], done, address, now));
        if (hooks_.make_recovery_code) done.recovery_code = hooks_.make_recovery_code(tx);
        audit::Event event;
        event.action = "installation.set_up";
        event.subject_kind = "installation";
        event.summary = "完成安装设置：" + text::trim(command.institution);
        event.address = address;
        context_.trail.record(tx, actor, event);
        return done;
    });
}

Result<Done> SettingUp::open_administrator(db::Tx& tx, auth::Actor const& actor, NewAdministrator const& administrator,
                                           std::string const& hash, SetUpDone& done, std::string_view address,
                                           Instant now) {
    if (!hash.empty()) {
        TRY_ASSIGN(
            auto const account,
            granting_.open_account(tx, actor, {administrator.login, text::trim(administrator.name), {}, hash}, now));
        TRY(granting_.grant(tx, actor, {account, administrator.role, {}, local_date(now), {}, "安装设置"}, {}, true,
                            address, now));
        return Done{};
    }
    NewInvitation invitation;
    invitation.name = administrator.name;
    invitation.login = administrator.login;
    invitation.role = administrator.role;
    TRY_ASSIGN(auto made, inviting_.invite(tx, actor, invitation, address, now));
    done.invitations.push_back({administrator.role, made.invitation.name, std::move(made.url), std::move(made.qr)});
    return Done{};
}

}  // namespace xinglin::accounts
